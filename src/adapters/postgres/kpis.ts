/** The six KPIs, exactly as docs/kpis.md defines them. A window counts handoffs by request, conversations by begin. */
import type { z } from 'zod';
import type { KpiGroup, kpiReport } from '../../contract/learning.ts';
import {
  recallEstimate,
  shareDifference,
  shareInterval,
  timeReduction,
  type Estimate,
} from '../../domain/statistics.ts';
import type { Arm } from '../../domain/words.ts';
import {
  noConversations,
  noHandoffs,
  readGrouped,
  type ConversationRow,
  type Grouped,
  type HandoffRow,
  type KpiWindow,
} from './kpi-rows.ts';
import type { Pool } from './pool.ts';

export type { KpiWindow };
export type KpiReport = z.output<typeof kpiReport>;
type Figures = KpiReport['total'];
type Comparison = KpiReport['handle_time_reduction'];

/** Fewer observations in one arm than this are compared to nothing. */
const leastPerArm = 30;

function share(part: number, of: number): Estimate & { of: number } {
  return { ...shareInterval(part, of), of };
}

type Recall = Figures['escalation_accuracy']['recall'];

/** Weighted reviews are a sample and stand for all; without any, those there are stand for themselves alone. */
function recallOf(row: HandoffRow, conversations: ConversationRow): Recall {
  const { in_time: inTime, too_late: tooLate, judged, ended: handoffs } = row;
  if (conversations.sampled === 0) {
    const missed = conversations.missed;
    return { ...share(inTime, inTime + tooLate + missed), missed, by: 'counted' };
  }
  const estimate = recallEstimate({
    handoffs,
    judged,
    inTime,
    tooLate,
    others: conversations.conversations - conversations.handed_off,
    sampled: {
      of: conversations.sampled,
      weight: conversations.weight,
      squares: conversations.squares,
      missedWeight: conversations.missed_weight,
      missedSquares: conversations.missed_squares,
    },
  });
  const of = judged + conversations.sampled;
  return { ...estimate, of, missed: conversations.missed_sampled, by: 'sampled' };
}

function meetingsOf(row: HandoffRow): Figures['meetings'] {
  const { meetings_attended: attended, meetings_missed: missed } = row;
  return {
    sent: row.meetings_sent,
    booked: row.meetings_booked,
    canceled: row.meetings_canceled,
    attended,
    missed,
    attendance: share(attended, attended + missed),
  };
}

function figures(
  group: string | null,
  row: HandoffRow = noHandoffs,
  conversations: ConversationRow = noConversations,
): Figures {
  const counted = row.ended - row.canceled - row.deflected;
  return {
    group,
    escalation_accuracy: {
      precision: share(row.right, row.judged),
      recall: recallOf(row, conversations),
      golden_transfer: share(row.golden, row.golden_of + conversations.golden_missed),
    },
    time_to_first_action_seconds: {
      median: row.action_median,
      p90: row.action_p90,
      of: row.action_of,
    },
    time_to_human_seconds: { median: row.human_median, p90: row.human_p90, of: row.human_of },
    handoff_completion_rate: {
      ...share(row.reached, counted),
      canceled: row.canceled,
      deflected: row.deflected,
    },
    handle_seconds: { median: row.handle_median, p90: row.handle_p90, of: row.handle_of },
    handoff_rate: share(conversations.handed_off, conversations.conversations),
    durable_rate: share(row.durable, row.settled),
    rating: { mean: row.rating_mean, of: row.rating_of },
    meetings: meetingsOf(row),
  };
}

function groupsOf(read: Grouped): Figures[] {
  const keys = new Set([...read.handoffs, ...read.conversations].map((row) => row.key));
  return [...keys]
    .sort((left, right) => ((left ?? '\uffff') < (right ?? '\uffff') ? -1 : 1))
    .map((key) =>
      figures(
        key,
        read.handoffs.find((row) => row.key === key),
        read.conversations.find((row) => row.key === key),
      ),
    );
}

interface Side {
  arm: Arm;
  value: number | null;
  of: number;
}

/** A difference is claimed only where the whole interval lies on one side of zero. */
function compare(treatment: Side, control: Side, difference: Estimate): Comparison {
  if (treatment.of < leastPerArm || control.of < leastPerArm || difference.value === null)
    return { value: null, low: null, high: null, treatment, control, verdict: 'not_enough_data' };
  const { low, high } = difference;
  const isHigher = low !== null && low > 0;
  const isLower = high !== null && high < 0;
  const verdict = isHigher ? 'better' : isLower ? 'worse' : 'no_difference_seen';
  return { ...difference, treatment, control, verdict };
}

function handleTimeReduction(arms: Grouped): Comparison {
  const row = (arm: Arm): HandoffRow => arms.handoffs.find(({ key }) => key === arm) ?? noHandoffs;
  const side = (arm: Arm): Side => ({
    arm,
    value: row(arm).log_mean === null ? null : Math.exp(row(arm).log_mean ?? 0),
    of: row(arm).log_of,
  });
  const times = (arm: Arm) => ({
    of: row(arm).log_of,
    mean: row(arm).log_mean,
    variance: row(arm).log_variance,
  });
  return compare(side('brief'), side('no_brief'), timeReduction(times('brief'), times('no_brief')));
}

function deflectionLift(arms: Grouped): Comparison {
  const counts = (arm: Arm): { part: number; of: number } => {
    const { conversations, handed_off: handedOff } =
      arms.conversations.find(({ key }) => key === arm) ?? noConversations;
    return { part: conversations - handedOff, of: conversations };
  };
  const side = (arm: Arm): Side => ({ arm, ...share(counts(arm).part, counts(arm).of) });
  const plain = ({ arm, value, of }: Side): Side => ({ arm, value, of });
  return compare(
    plain(side('propose')),
    plain(side('brief')),
    shareDifference(counts('propose'), counts('brief')),
  );
}

/** The report of a window, whole and, when asked for, by group. */
export async function readKpis(
  pool: Pool,
  tenant: string,
  window: KpiWindow,
  group: KpiGroup | null,
): Promise<KpiReport> {
  const total = await readGrouped(pool, tenant, window, null);
  const arms = await readGrouped(pool, tenant, window, 'arm');
  const grouped =
    group === null
      ? { handoffs: [], conversations: [] }
      : await readGrouped(pool, tenant, window, group);
  return {
    since: window.since.toISOString(),
    until: window.until.toISOString(),
    group_by: group,
    total: figures(null, total.handoffs[0], total.conversations[0]),
    groups: groupsOf(grouped),
    handle_time_reduction: handleTimeReduction(arms),
    handoff_deflection_lift: deflectionLift(arms),
  };
}
