/** Runs the back-tests that were asked for, one after the other, on threads of their own. */
import type { Logger } from 'pino';
import { activePolicyOf, runBacktest } from '../adapters/postgres/backtest-run.ts';
import { finishBacktest, takeBacktest, type DueBacktest } from '../adapters/postgres/backtests.ts';
import type { Pool } from '../adapters/postgres/pool.ts';
import { openJudge } from './backtest-threads.ts';
import { startLoop, type Loop } from './loop.ts';

const everyMs = 1_000;

export interface BacktestParts {
  pool: Pool;
  databaseUrl: string;
  log: Logger;
}

/** Starts the loop. */
export function startBacktestLoop(parts: BacktestParts): Loop {
  return startLoop({
    name: 'backtests',
    everyMs,
    log: parts.log,
    work: async () => {
      for (let due = await takeBacktest(parts.pool); due; due = await takeBacktest(parts.pool))
        await runOne(parts, due);
    },
  });
}

async function runOne(parts: BacktestParts, due: DueBacktest): Promise<void> {
  const { pool, databaseUrl } = parts;
  try {
    const before = await activePolicyOf(pool, due.tenant);
    const pair = { before, after: { policy: due.document, version: 0 } };
    const judge = openJudge(pool, databaseUrl, pair);
    try {
      const report = await runBacktest(pool, { ...due, candidate: due.document }, judge);
      const policy = { name: before.name, version: before.version };
      const suggested = { policy, changes: await judge.suggest(due) };
      await finishBacktest(pool, due, { report: { ...report, suggested } });
    } finally {
      await judge.close();
    }
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    parts.log.error({ backtest: due.id, cause }, 'a back-test failed');
    await finishBacktest(pool, due, { error: cause });
  }
}
