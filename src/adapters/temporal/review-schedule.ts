/** The schedule of a tenant's weekly review. It lives in Temporal: no process of ours need run when it fires. */
import { ScheduleNotFoundError, type Client, type ScheduleOptions } from '@temporalio/client';
import type { WeeklyReviewInput } from '../../domain/review-round.ts';

/** What a tenant wants of it. */
export interface ReviewPlan extends WeeklyReviewInput {
  enabled: boolean;
  timeZone: string;
  /** Local hour on Thursday. */
  hour: number;
}

/** The schedule's id. */
export function reviewScheduleId(tenant: string): string {
  return `weekly-review/${tenant}`;
}

/** When it fires, unless a plan says otherwise: on Thursday at the tenant's hour. */
function specOf(plan: ReviewPlan): ScheduleOptions['spec'] {
  return {
    calendars: [{ dayOfWeek: 'THURSDAY', hour: plan.hour, minute: 0, comment: 'weekly review' }],
    timezone: plan.timeZone,
  };
}

/**
 * Makes the schedule as the plan says, or changes it. Overlapping rounds are skipped; one that the server could not start
 * in time, because it was down, is started once within a week.
 */
export async function syncReviewSchedule(
  client: Client,
  taskQueue: string,
  plan: ReviewPlan,
  spec: ScheduleOptions['spec'] = specOf(plan),
): Promise<void> {
  const { tenant, dueMs, reportMs, enabled } = plan;
  const scheduleId = reviewScheduleId(tenant);
  const options = {
    spec,
    action: {
      type: 'startWorkflow',
      workflowType: 'weeklyReview',
      workflowId: scheduleId,
      taskQueue,
      args: [{ tenant, dueMs, reportMs }],
    },
    policies: { overlap: 'SKIP', catchupWindow: '7 days' },
    state: { paused: !enabled },
  } satisfies Omit<ScheduleOptions, 'scheduleId'>;
  const handle = client.schedule.getHandle(scheduleId);
  try {
    await handle.update(() => ({ ...options, state: { paused: !enabled } }));
  } catch (error) {
    if (!(error instanceof ScheduleNotFoundError)) throw error;
    await client.schedule.create({ scheduleId, ...options });
  }
}
