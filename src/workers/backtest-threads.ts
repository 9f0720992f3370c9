/** Back-tests on several processors: a thread each, with its own connection; from source, where there is no build, none. */
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import {
  ownJudge,
  suggestFrom,
  type BacktestSlice,
  type BacktestWindow,
  type Judge,
} from '../adapters/postgres/backtest-run.ts';
import type { Pool } from '../adapters/postgres/pool.ts';
import type { BacktestPair, BacktestTally } from '../domain/backtest.ts';
import type { PolicySuggestion } from '../domain/suggest-policy.ts';
import type { Asked } from './backtest-thread.ts';

type Answer = { id: number } & ({ value: unknown } | { error: string });

const entry = new URL('backtest-thread.js', import.meta.url);
/** More threads than this wait for the database. */
const mostThreads = 8;
/**
 * A page of past turns takes some megabytes. Without a limit V8 lets garbage grow for as long as there is memory; with one
 * that is too small for a page, the back-test fails and says so. MB.
 */
const resourceLimits = { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 16 };

/** A judge whose threads end by `close`. */
export interface ThreadJudge extends Judge {
  /** What reviewed conversations speak for; takes one thread for as long as the search takes. */
  suggest: (window: BacktestWindow) => Promise<PolicySuggestion[]>;
  /** What each thread still holds after a full collection; bytes. */
  heldBytes: () => Promise<number[]>;
  close: () => Promise<void>;
}

/** A judge for one pair of policies. */
export function openJudge(pool: Pool, databaseUrl: string, pair: BacktestPair): ThreadJudge {
  if (!existsSync(fileURLToPath(entry))) {
    return {
      ...ownJudge(pool),
      suggest: (window) => suggestFrom(pool, pair.before, window),
      heldBytes: () => Promise.resolve([]),
      close: () => Promise.resolve(),
    };
  }
  const count = Math.min(availableParallelism(), mostThreads);
  const free = Array.from({ length: count }, () => startThread(databaseUrl, pair));
  const all = [...free];
  const onOne = async <T>(work: (thread: Thread) => Promise<T>): Promise<T> => {
    const thread = free.pop();
    if (thread === undefined) throw new Error('more questions at once than threads');
    try {
      return await work(thread);
    } finally {
      free.push(thread);
    }
  };
  return {
    atOnce: count,
    tally: (slice) => onOne((thread) => thread.tally(slice)),
    suggest: (window) => onOne((thread) => thread.suggest(window)),
    heldBytes: () => Promise.all(all.map((thread) => thread.heldBytes())),
    close: async () => {
      await Promise.all(all.map((thread) => thread.close()));
    },
  };
}

type Thread = ReturnType<typeof startThread>;

function startThread(databaseUrl: string, pair: BacktestPair) {
  const worker = new Worker(entry, { workerData: { databaseUrl, pair }, resourceLimits });
  let count = 0;
  const ask = (question: Asked): Promise<unknown> =>
    new Promise((resolve, reject) => {
      count += 1;
      const id = count;
      const settle = (answer: Answer): void => {
        if (answer.id !== id) return;
        worker.off('message', settle);
        worker.off('error', reject);
        if ('error' in answer) reject(new Error(answer.error));
        else resolve(answer.value);
      };
      worker.on('message', settle);
      worker.once('error', reject);
      worker.postMessage({ id, ...question });
    });
  return {
    tally: ({ pair: _, ...slice }: BacktestSlice) =>
      ask({ ask: 'tally', slice }) as Promise<BacktestTally>,
    suggest: ({ tenant, since, until }: BacktestWindow) =>
      ask({ ask: 'suggest', window: { tenant, since, until } }) as Promise<PolicySuggestion[]>,
    heldBytes: () => ask({ ask: 'held' }) as Promise<number>,
    close: () => worker.terminate(),
  };
}
