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
export async function fillLearning(stage: ConsoleStage): Promise<void> {
  const { pool, tenant } = stage.baton;
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
  await suggest(
    stage,
    policy.rules.findIndex(({ id }) => id === 'no-answer'),
  );
}

/** What reports say that found a change; the few conversations of a stage are too few to find one. */
async function suggest({ baton }: ConsoleStage, index: number): Promise<void> {
  const accuracy = (precision: number, recall: number, f1: number) => ({
    ...{ precision, recall, f1 },
    of: 42,
  });
  const figures = { before: accuracy(0.61, 0.94, 0.74), after: accuracy(0.83, 0.94, 0.88) };
  const suggestion = {
    rule: 'no-answer',
    kind: 'ask_first',
    patch: [{ op: 'replace', path: `/rules/${index}/action`, value: 'propose' }],
    ...{ from: null, to: null },
    ...{ found_on: figures, held_out: figures },
  };
  await baton.pool.query(
    `update review_rounds set report = jsonb_set(report, '{suggestions}', $2)
      where tenant = $1 and report is not null`,
    [baton.tenant, JSON.stringify([suggestion])],
  );
  await baton.pool.query(
    `update backtests set report = jsonb_set(report, '{suggested,changes}', $2)
      where tenant = $1 and report is not null`,
    [baton.tenant, JSON.stringify([suggestion])],
  );
}
