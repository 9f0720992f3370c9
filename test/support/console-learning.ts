/** A round of the weekly review with its report, what is still to be judged, and a back-test, for the console's pages. */
import { addBacktest, listBacktests } from '../../src/adapters/postgres/backtests.ts';
import { activePolicyOf } from '../../src/adapters/postgres/backtest-run.ts';
import { openReviewRound } from '../../src/adapters/postgres/review-rounds.ts';
import { writeReviewReport } from '../../src/adapters/postgres/review-report.ts';
import { changeReviewSettings } from '../../src/adapters/postgres/review-settings.ts';
import { eventually } from './baton.ts';
import type { ConsoleStage } from './console.ts';

const weekMs = 7 * 24 * 3_600_000;

/** Over the conversations that are there. */
export async function fillLearning({ baton }: ConsoleStage): Promise<void> {
  const { pool, tenant } = baton;
  const until = new Date(Date.now() + 60_000);
  const since = new Date(until.getTime() - weekMs);
  await changeReviewSettings(pool, tenant, { reviewers: ['ana', 'ben'], sample_size: 10 }, 'test');
  const dueAt = new Date(until.getTime() + weekMs);
  for (const round of ['r20261119060000', 'r20261126060000'])
    await openReviewRound(pool, { tenant, round, since, until, dueAt });
  await writeReviewReport(pool, tenant, 'r20261119060000');
  const { policy, name, version } = await activePolicyOf(pool, tenant);
  const candidate = { policy: name, version, document: { ...policy, governance: {} } };
  await addBacktest(pool, tenant, { ...candidate, since, until, by: 'test' });
  await eventually('the back-test', async () => {
    const [latest] = await listBacktests(pool, tenant, { limit: 1 });
    return latest?.state === 'done';
  });
}
