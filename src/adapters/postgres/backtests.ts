/** Back-tests that were asked for, and what came of them. */
import type { z } from 'zod';
import type { backtestRecord, backtestReport } from '../../contract/backtests.ts';
import type { Policy } from '../../domain/policy.ts';
import { newId } from './new-id.ts';
import type { Pool } from './pool.ts';

export type BacktestRecord = z.output<typeof backtestRecord>;
type StoredReport = z.output<typeof backtestReport>;

export interface NewBacktest {
  policy: string | null;
  version: number | null;
  document: Policy;
  since: Date;
  until: Date;
  by: string;
}

/** Asks for a back-test and returns its id; a worker runs it. */
export async function addBacktest(
  pool: Pool,
  tenant: string,
  backtest: NewBacktest,
): Promise<string> {
  const id = newId('bt');
  await pool.query(
    `insert into backtests (tenant, id, state, policy, version, document, since, until, created_by)
     values ($1, $2, 'running', $3, $4, $5, $6, $7, $8)`,
    [
      tenant,
      id,
      backtest.policy,
      backtest.version,
      JSON.stringify(backtest.document),
      backtest.since,
      backtest.until,
      backtest.by,
    ],
  );
  return id;
}

/** One that waits for a worker. */
export interface DueBacktest {
  tenant: string;
  id: string;
  document: Policy;
  since: Date;
  until: Date;
}

/** Takes the oldest; one whose worker was silent for half an hour is taken again. */
export async function takeBacktest(pool: Pool): Promise<DueBacktest | undefined> {
  const { rows } = await pool.query<DueBacktest>(
    `update backtests set taken_at = now()
      where (tenant, id) in (
        select tenant, id from backtests
         where state = 'running' and (taken_at is null or taken_at < now() - interval '30 minutes')
         order by created_at limit 1 for update skip locked)
     returning tenant, id, document, since, until`,
  );
  return rows[0];
}

/** Keeps the report, or why there is none. */
export async function finishBacktest(
  pool: Pool,
  due: Pick<DueBacktest, 'tenant' | 'id'>,
  result: { report: StoredReport } | { error: string },
): Promise<void> {
  const failed = 'error' in result;
  await pool.query(
    `update backtests set state = $3, report = $4, error = $5, finished_at = now()
      where tenant = $1 and id = $2`,
    [
      due.tenant,
      due.id,
      failed ? 'failed' : 'done',
      failed ? null : JSON.stringify(result.report),
      failed ? result.error.slice(0, 300) : null,
    ],
  );
}

interface BacktestRow extends Omit<
  BacktestRecord,
  'since' | 'until' | 'created_at' | 'finished_at'
> {
  since: Date;
  until: Date;
  created_at: Date;
  finished_at: Date | null;
}

/** Back-tests of the tenant, latest first. */
export async function listBacktests(
  pool: Pool,
  tenant: string,
  filter: { id?: string; limit: number },
): Promise<BacktestRecord[]> {
  const { rows } = await pool.query<BacktestRow>(
    `select id, state, policy, version, since, until, created_at, created_by, finished_at, error, report
       from backtests where tenant = $1 and ($2::text is null or id = $2)
      order by created_at desc, id desc limit $3`,
    [tenant, filter.id ?? null, filter.limit],
  );
  return rows.map((row) => ({
    ...row,
    since: row.since.toISOString(),
    until: row.until.toISOString(),
    created_at: row.created_at.toISOString(),
    finished_at: row.finished_at?.toISOString() ?? null,
  }));
}
