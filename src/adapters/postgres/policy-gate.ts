/** The gate at activation: a version under which fewer must-hand-off conversations reach a person in time is refused. */
import { runBacktest } from './backtest-run.ts';
import type { PolicyCheck } from './policy-checks.ts';
import type { Pool } from './pool.ts';

/** The name under which it stands among the checks. */
export const gateName = 'backtest';

const windowMs = 28 * 24 * 3_600_000;
/** Played inside a request: enough to see a topic that got lost, a second of work at most; reviews add some 30 a week. */
const latest = 2_000;

/**
 * Plays the latest conversations of four weeks with the candidate, and all of them that people reviewed. Without a past
 * there is nothing to fall.
 */
export function backtestGate(pool: Pool, now: () => number, limit = latest): PolicyCheck {
  return {
    name: gateName,
    findings: async ({ tenant, policy }) => {
      const { rows } = await pool.query(
        `select 1 from policies where tenant = $1 and status = 'active'`,
        [tenant],
      );
      if (policy === null || rows.length === 0) return [];
      const until = new Date(now());
      const since = new Date(until.getTime() - windowMs);
      const request = {
        tenant,
        candidate: policy,
        since,
        until,
        limit,
        beyond: 'reviewed',
      } as const;
      return (await runBacktest(pool, request)).gate.findings;
    },
  };
}
