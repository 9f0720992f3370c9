/** The simulated past of a fresh start, so that no page is empty. */
import type { Config } from '../../config.ts';
import type { Parts } from '../parts.ts';
import { readPastTranscripts } from '../history-command.ts';
import { writeHistory } from '../history/history.ts';
import { readRiskModel } from '../shipped-model.ts';

const weekMs = 7 * 24 * 3_600_000;
const weeks = 12;
const handoffs = 200;
/** The same past on every machine, but for its end. */
const seed = 1;

/** Writes it, or as much of it as there is time for: every conversation is whole. A fault is logged, the stack goes on. */
export async function fillPast(config: Config, parts: Parts, signal: AbortSignal): Promise<void> {
  try {
    await write(config, parts, signal);
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    if (!signal.aborted) parts.log.warn({ cause }, 'the simulated past was not written');
  }
}

async function write(config: Config, { pool }: Parts, signal: AbortSignal): Promise<void> {
  const until = Date.now();
  await writeHistory(pool, {
    tenant: 'demo',
    transcripts: await readPastTranscripts(),
    since: until - weeks * weekMs,
    until,
    handoffs,
    seed,
    risk: await readRiskModel(config.riskModel),
    onProgress: () => {
      signal.throwIfAborted();
    },
  });
}
