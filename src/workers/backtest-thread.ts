/** One thread of a back-test: reads and judges slices over a connection of its own. */
import { parentPort, workerData } from 'node:worker_threads';
import { tallySlice, type BacktestSlice } from '../adapters/postgres/backtest-run.ts';
import { createPool } from '../adapters/postgres/pool.ts';
import type { BacktestPair } from '../domain/backtest.ts';

const { databaseUrl, pair } = workerData as { databaseUrl: string; pair: BacktestPair };
const pool = createPool(databaseUrl, {
  max: 1,
  statementTimeoutMs: 60_000,
  name: 'baton-backtest',
});

parentPort?.on('message', ({ id, slice }: { id: number; slice: BacktestSlice }) => {
  // The pair of this thread is compiled once; a clone in each message would be compiled each time.
  tallySlice(pool, { ...slice, pair }).then(
    (tally) => parentPort?.postMessage({ id, tally }),
    (error: unknown) => parentPort?.postMessage({ id, error: String(error) }),
  );
});
