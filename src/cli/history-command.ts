/** `baton simulate --history 12w`: a simulated past in a tenant, so that no page is empty. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { createPool } from '../adapters/postgres/pool.ts';
import type { Config } from '../config.ts';
import { writeHistory, type HistoryReport } from './history/history.ts';
import { say, sayJson, showProgress } from './output.ts';
import { readRiskModel } from './shipped-model.ts';
import { readTranscripts, type Transcript } from './simulate/transcript.ts';
import { insistTenant } from './tenant-option.ts';

export interface HistoryFlags {
  json: boolean;
  seed: number;
  /** Ms before `until` where the past begins. */
  history: number;
  handoffs: number;
  tenant: string;
  until?: number;
}

const builtIn = fileURLToPath(new URL('../../examples/history.jsonl', import.meta.url));

/** The transcripts of a file; those that ship with Baton without one. */
export async function readPastTranscripts(file: string = builtIn): Promise<Transcript[]> {
  return readTranscripts(await readFile(file, 'utf8'), file);
}

/** Writes the past and says what it wrote. */
export async function runHistory(
  config: Config,
  ground: { databaseUrl: string; file: string | undefined },
  flags: HistoryFlags,
): Promise<number> {
  insistTenant(flags.tenant);
  const until = flags.until ?? Date.now();
  const risk = await readRiskModel(config.riskModel);
  const pool = createPool(ground.databaseUrl, { max: 2, name: 'baton-history' });
  const startedAt = Date.now();
  try {
    const report = await writeHistory(pool, {
      tenant: flags.tenant,
      transcripts: await readPastTranscripts(ground.file),
      since: until - flags.history,
      until,
      handoffs: flags.handoffs,
      seed: flags.seed,
      risk,
      onProgress: progressPrinter(startedAt, flags.handoffs),
    });
    const seconds = (Date.now() - startedAt) / 1000;
    if (flags.json) sayJson({ ...report, seconds });
    else say(sentence(report, seconds));
    return 0;
  } finally {
    await pool.end();
  }
}

function sentence(report: HistoryReport, seconds: number): string {
  const { conversations, handoffs, turns, known } = report;
  const before = known === 0 ? '' : `; ${known} were there before`;
  return `${conversations} past conversations, ${turns} turns, ${handoffs} handoffs in ${seconds.toFixed(1)} s${before}`;
}

function progressPrinter(startedAt: number, wanted: number): (done: HistoryReport) => void {
  let shownAt = startedAt;
  return ({ conversations, handoffs }) => {
    const now = Date.now();
    if (now - shownAt < 2_000) return;
    shownAt = now;
    showProgress({
      part: 'simulate',
      phase: 'history',
      detail: `${handoffs} of ${wanted} handoffs, ${conversations} conversations`,
      elapsedMs: now - startedAt,
    });
  };
}
