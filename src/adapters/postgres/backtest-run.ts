/** A back-test over the conversations of a window: in slices of time, judged side by side, added up. */
import {
  addTallies,
  emptyTally,
  tallyCases,
  type BacktestPair,
  type BacktestTally,
} from '../../domain/backtest.ts';
import { reportOf, type BacktestReport } from '../../domain/backtest-report.ts';
import type { ActivePolicy, Policy } from '../../domain/policy.ts';
import { suggestChanges, type PolicySuggestion } from '../../domain/suggest-policy.ts';
import { BatonError } from '../../errors.ts';
import { handleSeconds, pastCases, reviewedCases, type PastWindow } from './past-cases.ts';
import type { Pool } from './pool.ts';

/** One slice of a back-test; plain data, so that a thread can be given it. */
export interface BacktestSlice {
  tenant: string;
  pair: BacktestPair;
  since: Date;
  until: Date;
  only?: PastWindow['only'];
  limit?: number | undefined;
  beyond?: PastWindow['beyond'];
}

/** A tenant's conversations begun within two instants. */
export type BacktestWindow = Pick<BacktestSlice, 'tenant' | 'since' | 'until'>;

/** Judges slices, some at once. */
export interface Judge {
  atOnce: number;
  tally: (slice: BacktestSlice) => Promise<BacktestTally>;
}

const weekMs = 7 * 24 * 3_600_000;
/** 80 in 100 within two minutes, where a back-test is not asked otherwise. */
const level = { share: 0.8, withinSeconds: 120 };
/** Slices per judge: enough that none waits long for the last. */
const slicesEach = 8;

/** Counts one slice, page by page. Between pages others have their turn. */
export async function tallySlice(pool: Pool, slice: BacktestSlice): Promise<BacktestTally> {
  let sum = emptyTally();
  for await (const cases of pastCases(pool, slice.tenant, slice))
    sum = addTallies(sum, tallyCases(slice.pair, cases));
  return sum;
}

/** What the reviewed conversations of a window speak for. */
export async function suggestFrom(
  pool: Pool,
  active: ActivePolicy,
  { tenant, ...window }: BacktestWindow,
): Promise<PolicySuggestion[]> {
  return suggestChanges(active, await reviewedCases(pool, tenant, window));
}

/** A judge without threads. */
export function ownJudge(pool: Pool): Judge {
  return { atOnce: 1, tally: (slice) => tallySlice(pool, slice) };
}

/** What a back-test is asked for. */
export interface BacktestRequest {
  tenant: string;
  candidate: Policy;
  since: Date;
  until: Date;
  only?: PastWindow['only'];
  /** At most so many conversations, the latest: then it is one slice. */
  limit?: number | undefined;
  beyond?: PastWindow['beyond'];
}

/** The policy of now against the candidate. Throws `not_found` where no policy is active. */
export async function runBacktest(
  pool: Pool,
  request: BacktestRequest,
  judge: Judge = ownJudge(pool),
): Promise<BacktestReport> {
  const { tenant, candidate, since, until } = request;
  const before = await activePolicyOf(pool, tenant);
  const pair = { before, after: { policy: candidate, version: 0 } };
  const tally = await tallyAll(judge, { ...request, pair });
  const weeks = Math.max((until.getTime() - since.getTime()) / weekMs, 1 / 7);
  const seconds = await handleSeconds(pool, tenant, since);
  return reportOf(tally, { weeks, handleSeconds: seconds, level });
}

/** What decides now. */
export async function activePolicyOf(
  pool: Pool,
  tenant: string,
): Promise<BacktestPair['before'] & { name: string }> {
  const { rows } = await pool.query<{ name: string; version: number; document: Policy }>(
    `select name, version, document from policies where tenant = $1 and status = 'active'`,
    [tenant],
  );
  const [row] = rows;
  if (row === undefined) throw new BatonError('not_found', 'no policy is active');
  return { name: row.name, policy: row.document, version: row.version };
}

async function tallyAll(judge: Judge, slice: BacktestSlice): Promise<BacktestTally> {
  const slices = slicesOf(slice, judge.atOnce);
  let sum = emptyTally();
  const work = async (): Promise<void> => {
    for (let next = slices.shift(); next !== undefined; next = slices.shift()) {
      const tally = await judge.tally(next);
      sum = addTallies(sum, tally);
    }
  };
  await Promise.all(Array.from({ length: judge.atOnce }, work));
  return sum;
}

function slicesOf(slice: BacktestSlice, atOnce: number): BacktestSlice[] {
  if (slice.limit !== undefined || atOnce === 1) return [slice];
  const count = atOnce * slicesEach;
  const begin = slice.since.getTime();
  const step = (slice.until.getTime() - begin) / count;
  return Array.from({ length: count }, (_, index) => ({
    ...slice,
    since: new Date(begin + Math.round(index * step)),
    until: new Date(begin + Math.round((index + 1) * step)),
  }));
}
