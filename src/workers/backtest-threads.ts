/** Back-tests on several processors: a thread each, with its own connection; from source, where there is no build, none. */
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { ownJudge, type BacktestSlice, type Judge } from '../adapters/postgres/backtest-run.ts';
import type { Pool } from '../adapters/postgres/pool.ts';
import type { BacktestPair, BacktestTally } from '../domain/backtest.ts';

interface Answer {
  id: number;
  tally?: BacktestTally;
  error?: string;
}

const entry = new URL('backtest-thread.js', import.meta.url);
/** More threads than this wait for the database. */
const mostThreads = 8;

/** A judge for one pair of policies; `close` ends its threads. */
export function openJudge(
  pool: Pool,
  databaseUrl: string,
  pair: BacktestPair,
): Judge & { close(): Promise<void> } {
  if (!existsSync(fileURLToPath(entry)))
    return { ...ownJudge(pool), close: () => Promise.resolve() };
  const count = Math.min(availableParallelism(), mostThreads);
  const free = Array.from({ length: count }, () => startThread(databaseUrl, pair));
  const all = [...free];
  return {
    atOnce: count,
    tally: async (slice) => {
      const thread = free.pop();
      if (thread === undefined) throw new Error('more slices at once than threads');
      try {
        return await thread.tally(slice);
      } finally {
        free.push(thread);
      }
    },
    close: async () => {
      await Promise.all(all.map((thread) => thread.close()));
    },
  };
}

function startThread(databaseUrl: string, pair: BacktestPair) {
  const worker = new Worker(entry, { workerData: { databaseUrl, pair } });
  let count = 0;
  const tally = (slice: BacktestSlice): Promise<BacktestTally> =>
    new Promise((resolve, reject) => {
      count += 1;
      const id = count;
      const { pair: _, ...rest } = slice;
      const settle = (answer: Answer): void => {
        if (answer.id !== id) return;
        worker.off('message', settle);
        worker.off('error', reject);
        if (answer.tally === undefined) reject(new Error(answer.error ?? 'a thread failed'));
        else resolve(answer.tally);
      };
      worker.on('message', settle);
      worker.once('error', reject);
      worker.postMessage({ id, slice: rest });
    });
  return { tally, close: () => worker.terminate() };
}
