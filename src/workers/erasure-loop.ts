/** Works off what is to be erased, by request or because its time is over. Every worker process runs it; rows are taken once. */
import type { Logger } from 'pino';
import { eraseConversation, type EraserParts } from './erase-conversation.ts';
import {
  postponeErasure,
  requestExpired,
  takeErasures,
  type DueErasure,
} from '../adapters/postgres/erasures.ts';
import { startLoop, type Loop } from './loop.ts';

const everyMs = 2_000;
const batch = 20;
/** The time that is over is measured in days: looking once a minute is plenty. */
const retentionEverySweeps = 30;

/** Starts the loop. */
export function startErasureLoop(parts: EraserParts & { log: Logger }): Loop {
  const run = { sweeps: 0 };
  return startLoop({
    name: 'erasures',
    everyMs,
    log: parts.log,
    work: async () => {
      if (run.sweeps % retentionEverySweeps === 0)
        while ((await requestExpired(parts.pool, batch)) === batch);
      run.sweeps += 1;
      for (const due of await takeErasures(parts.pool, batch)) await eraseOne(parts, due);
    },
  });
}

async function eraseOne(parts: EraserParts & { log: Logger }, due: DueErasure): Promise<void> {
  try {
    const done = await eraseConversation(parts, due);
    if (!done) await postponeErasure(parts.pool, due.id, { error: null });
  } catch (error) {
    const cause = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    parts.log.error({ erasure: due.id, cause }, 'an erasure failed; it is tried again');
    await postponeErasure(parts.pool, due.id, { error: cause.slice(0, 300) });
  }
}
