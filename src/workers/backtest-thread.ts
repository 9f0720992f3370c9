/** One thread of a back-test: reads and judges slices over a connection of its own. */
import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { parentPort, workerData } from 'node:worker_threads';
import {
  suggestFrom,
  tallySlice,
  type BacktestSlice,
  type BacktestWindow,
} from '../adapters/postgres/backtest-run.ts';
import { createPool } from '../adapters/postgres/pool.ts';
import type { BacktestPair } from '../domain/backtest.ts';

/** What a thread may be asked. */
export type Asked =
  | { ask: 'tally'; slice: Omit<BacktestSlice, 'pair'> }
  | { ask: 'suggest'; window: BacktestWindow }
  | { ask: 'held' };

/** Answered under its id. */
type Question = { id: number } & Asked;

const { databaseUrl, pair } = workerData as { databaseUrl: string; pair: BacktestPair };
const pool = createPool(databaseUrl, {
  max: 1,
  statementTimeoutMs: 60_000,
  name: 'baton-backtest',
});

/** What is still held after a full collection; bytes. */
function heldBytes(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return getHeapStatistics().used_heap_size;
}

function answer(question: Question): unknown {
  switch (question.ask) {
    case 'held':
      return heldBytes();
    case 'suggest':
      return suggestFrom(pool, pair.before, question.window);
    case 'tally':
      // The pair of this thread is compiled once; a clone in each message would be compiled each time.
      return tallySlice(pool, { ...question.slice, pair });
  }
}

parentPort?.on('message', (question: Question) => {
  const { id } = question;
  Promise.resolve(question)
    .then(answer)
    .then(
      (value) => parentPort?.postMessage({ id, value }),
      (error: unknown) => parentPort?.postMessage({ id, error: String(error) }),
    );
});
