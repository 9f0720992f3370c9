/** The counts that KPIs are made of, read from the views `kpi_handoffs` and `kpi_conversations`. */
import type { KpiGroup } from '../../contract/learning.ts';
import { meetingWords, type MeetingWord } from '../../domain/promise-words.ts';
import type { Pool } from './pool.ts';

export interface KpiWindow {
  since: Date;
  /** Not included. */
  until: Date;
}

/** Group keys over `o`, an ended handoff. Never built from a caller's text. */
const handoffGroups: Record<KpiGroup, string> = {
  day: 'o.day',
  week: 'o.week',
  queue: 'o.queue',
  reason: 'o.reason',
  rule: 'o.rule',
  tier: 'o.tier',
  language: 'o.language',
  policy_version: `o.policy || '/' || o.policy_version`,
  arm: 'o.arm',
};

/** Group keys over `c`, a conversation; null where one cannot be grouped so, having had no handoff. */
const conversationGroups: Record<KpiGroup, string | null> = {
  day: 'c.day',
  week: 'c.week',
  queue: null,
  reason: null,
  rule: null,
  tier: 'c.tier',
  language: 'c.language',
  policy_version: null,
  arm: 'c.arm',
};

/** A handoff so many turns from the one a reviewer names is in time. */
export const goldenTolerance = 2;

export interface HandoffRow {
  key: string | null;
  judged: number;
  right: number;
  in_time: number;
  too_late: number;
  golden: number;
  golden_of: number;
  ended: number;
  reached: number;
  canceled: number;
  deflected: number;
  action_median: number | null;
  action_p90: number | null;
  action_of: number;
  human_median: number | null;
  human_p90: number | null;
  human_of: number;
  handle_median: number | null;
  handle_p90: number | null;
  handle_of: number;
  /** Logarithms of the hand times of first handoffs, one per conversation. */
  log_mean: number | null;
  log_variance: number | null;
  log_of: number;
  durable: number;
  settled: number;
  rating_mean: number | null;
  rating_of: number;
  meetings_sent: number;
  meetings_booked: number;
  meetings_canceled: number;
  meetings_attended: number;
  meetings_missed: number;
}

export interface ConversationRow {
  key: string | null;
  conversations: number;
  handed_off: number;
  /** Without a handoff, and reviewed as one that needed it. */
  missed: number;
  /** Of a drawn sample: reviewed, with the weight it was drawn with. */
  sampled: number;
  missed_sampled: number;
  weight: number;
  squares: number;
  missed_weight: number;
  missed_squares: number;
  golden_missed: number;
}

export const noHandoffs: HandoffRow = {
  key: null,
  judged: 0,
  right: 0,
  in_time: 0,
  too_late: 0,
  golden: 0,
  golden_of: 0,
  ended: 0,
  reached: 0,
  canceled: 0,
  deflected: 0,
  action_median: null,
  action_p90: null,
  action_of: 0,
  human_median: null,
  human_p90: null,
  human_of: 0,
  handle_median: null,
  handle_p90: null,
  handle_of: 0,
  log_mean: null,
  log_variance: null,
  log_of: 0,
  durable: 0,
  settled: 0,
  rating_mean: null,
  rating_of: 0,
  meetings_sent: 0,
  meetings_booked: 0,
  meetings_canceled: 0,
  meetings_attended: 0,
  meetings_missed: 0,
};

export const noConversations: ConversationRow = {
  key: null,
  conversations: 0,
  handed_off: 0,
  missed: 0,
  sampled: 0,
  missed_sampled: 0,
  weight: 0,
  squares: 0,
  missed_weight: 0,
  missed_squares: 0,
  golden_missed: 0,
};

export interface Grouped {
  handoffs: HandoffRow[];
  conversations: ConversationRow[];
}

/** Median, 90th percentile and count of a duration in seconds. */
function durations(name: string, column: string): string {
  return `percentile_cont(0.5) within group (order by ${column}) as ${name}_median,
    percentile_cont(0.9) within group (order by ${column}) as ${name}_p90,
    count(${column})::int as ${name}_of`;
}

function meetingCount(word: MeetingWord): string {
  return `count(*) filter (where o.meeting = '${word}')::int as meetings_${word}`;
}

function handoffQuery(group: string): string {
  return `select ${group} as key,
      count(o.verdict)::int as judged,
      count(*) filter (where o.verdict in ('needed', 'too_late', 'wrong_queue'))::int as "right",
      count(*) filter (where o.verdict in ('needed', 'wrong_queue'))::int as in_time,
      count(*) filter (where o.verdict = 'too_late')::int as too_late,
      count(*) filter (where abs(o.handed_off_at_turn - o.needed_at_turn) <= ${goldenTolerance})::int as golden,
      count(o.needed_at_turn)::int as golden_of,
      count(*)::int as ended,
      count(*) filter (where o.reached_human)::int as reached,
      count(*) filter (where o.canceled)::int as canceled,
      count(*) filter (where o.deflected)::int as deflected,
      ${durations('action', 'o.time_to_first_action_seconds')},
      ${durations('human', 'o.time_to_human_seconds')},
      ${durations('handle', 'o.handle_seconds')},
      avg(ln(o.handle_seconds)) filter (where o.number = 1) as log_mean,
      var_samp(ln(o.handle_seconds)) filter (where o.number = 1) as log_variance,
      (count(o.handle_seconds) filter (where o.number = 1))::int as log_of,
      count(*) filter (where o.durable)::int as durable,
      count(o.durable)::int as settled,
      avg(o.rating)::float8 as rating_mean,
      count(o.rating)::int as rating_of,
      ${meetingWords.map(meetingCount).join(', ')}
    from kpi_handoffs o where o.tenant = $1 and o.requested_at >= $2 and o.requested_at < $3
    group by 1 order by 1 nulls last limit 500`;
}

const missed = `c.review_verdict in ('needed', 'too_late')`;

function conversationQuery(group: string): string {
  return `select ${group} as key, count(*)::int as conversations,
      count(*) filter (where c.handed_off)::int as handed_off,
      count(*) filter (where not c.handed_off and ${missed})::int as missed,
      count(c.review_weight) filter (where not c.handed_off)::int as sampled,
      count(c.review_weight) filter (where not c.handed_off and ${missed})::int as missed_sampled,
      coalesce(sum(c.review_weight) filter (where not c.handed_off), 0)::float8 as weight,
      coalesce(sum(c.review_weight ^ 2) filter (where not c.handed_off), 0)::float8 as squares,
      coalesce(sum(c.review_weight) filter (where not c.handed_off and ${missed}), 0)::float8 as missed_weight,
      coalesce(sum(c.review_weight ^ 2) filter (where not c.handed_off and ${missed}), 0)::float8 as missed_squares,
      count(c.needed_at_turn) filter (where not c.handed_off)::int as golden_missed
    from kpi_conversations c where c.tenant = $1 and c.created_at >= $2 and c.created_at < $3
    group by 1 order by 1 nulls last limit 500`;
}

/** Both kinds of rows of a window, by group; one row each without. */
export async function readGrouped(
  pool: Pool,
  tenant: string,
  window: KpiWindow,
  group: KpiGroup | null,
): Promise<Grouped> {
  const values = [tenant, window.since, window.until];
  const by = group === null ? 'null::text' : handoffGroups[group];
  const handoffs = await pool.query<HandoffRow>(handoffQuery(by), values);
  const also = group === null ? 'null::text' : conversationGroups[group];
  if (also === null) return { handoffs: handoffs.rows, conversations: [] };
  const conversations = await pool.query<ConversationRow>(conversationQuery(also), values);
  return { handoffs: handoffs.rows, conversations: conversations.rows };
}
