/** One thread of a back-test: reads and judges slices over a connection of its own. */
import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { parentPort, workerData } from 'node:worker_threads';
import { tallySlice, type BacktestSlice } from '../adapters/postgres/backtest-run.ts';
import { createPool } from '../adapters/postgres/pool.ts';
import type { BacktestPair } from '../domain/backtest.ts';

/** A slice to judge; null asks for the bytes held. */
interface Question {
  id: number;
  slice: BacktestSlice | null;
}

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

parentPort?.on('message', ({ id, slice }: Question) => {
  if (slice === null) {
    parentPort?.postMessage({ id, value: heldBytes() });
    return;
  }
  // The pair of this thread is compiled once; a clone in each message would be compiled each time.
  tallySlice(pool, { ...slice, pair }).then(
    (value) => parentPort?.postMessage({ id, value }),
    (error: unknown) => parentPort?.postMessage({ id, error: String(error) }),
  );
});
