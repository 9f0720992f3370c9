/**
 * One round of the weekly review: a sample is drawn and given to reviewers, who are reminded until the deadline; then the
 * report is written and mailed. Started by a Temporal Schedule per tenant. Waits are durable timers: a worker that is away
 * for days only makes them late.
 */
import { proxyActivities, sleep, workflowInfo } from '@temporalio/workflow';
import type { ReviewActivities } from '../activities/review.ts';
import { effectsQueue } from '../domain/ids.ts';
import type { WeeklyReviewInput } from '../domain/review-round.ts';
import { workflowTime } from './clock.ts';

/** What a finished round returns. */
export interface WeeklyReviewEnd {
  round: string;
  drawn: number;
  open: number;
  mailed: boolean;
}

const weekMs = 7 * 24 * 3_600_000;
/** Reminded once when so much of the time is over, and once when it is all over. */
const firstReminder = 2 / 3;

/** The workflow. Its round is named by the instant at which the schedule meant to start it, also when that came late. */
export async function weeklyReview(input: WeeklyReviewInput): Promise<WeeklyReviewEnd> {
  const { tenant } = input;
  const begunAt = meantStart();
  const round = `r${new Date(begunAt)
    .toISOString()
    .replaceAll(/[^0-9]/gu, '')
    .slice(0, 14)}`;
  // Each is safe to run twice: rows of a round are written once, its mail has one Message-ID and is marked as sent.
  // A database or mail server that is away for two days is waited out.
  const { openRound, remindReviewers, writeReport } = proxyActivities<ReviewActivities>({
    startToCloseTimeout: '5 minutes',
    heartbeatTimeout: '30 s',
    scheduleToCloseTimeout: '48 hours',
    retry: { initialInterval: '2 s', backoffCoefficient: 2, maximumInterval: '5 minutes' },
    taskQueue: effectsQueue(workflowInfo().taskQueue),
  });
  const dueAt = begunAt + input.dueMs;
  const { drawn } = await openRound({
    tenant,
    round,
    since: begunAt - weekMs,
    until: begunAt,
    dueAt,
  });
  await until(begunAt + input.dueMs * firstReminder);
  if (drawn > 0) await remindReviewers({ tenant, round, late: false });
  await until(dueAt);
  if (drawn > 0) await remindReviewers({ tenant, round, late: true });
  await until(begunAt + input.reportMs);
  const { open, mailed } = await writeReport({ tenant, round });
  return { round, drawn, open, mailed };
}

async function until(at: number): Promise<void> {
  const left = at - workflowTime();
  if (left > 0) await sleep(left);
}

/** A schedule appends the nominal instant to the workflow's id. */
function meantStart(): number {
  const [stamp] = /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/.exec(workflowInfo().workflowId) ?? [];
  return stamp === undefined ? workflowInfo().startTime.getTime() : Date.parse(stamp);
}
