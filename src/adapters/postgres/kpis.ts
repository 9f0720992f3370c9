/** The six KPIs, exactly as docs/kpis.md defines them. A window counts handoffs by request, conversations by begin. */
import type { z } from 'zod';
import type { KpiGroup, kpiReport } from '../../contract/learning.ts';
import type { Pool } from './pool.ts';

export type KpiReport = z.output<typeof kpiReport>;
type Figures = KpiReport['total'];
type Comparison = KpiReport['handle_time_reduction'];

export interface KpiWindow {
  since: Date;
  /** Not included. */
  until: Date;
}

/** Fewer observations in one arm than this are compared to nothing. */
const leastPerArm = 30;

/** Group keys over `o`, an ended handoff. Never built from a caller's text. */
const handoffGroups: Record<KpiGroup, string> = {
  day: `to_char(o.requested_at at time zone 'UTC', 'YYYY-MM-DD')`,
  week: `to_char(date_trunc('week', o.requested_at at time zone 'UTC'), 'YYYY-MM-DD')`,
  queue: 'o.queue',
  reason: 'o.reason',
  rule: 'o.rule',
  tier: 'o.tier',
  arm: 'o.arm',
};

/** Group keys over `c`, a conversation; null where one cannot be grouped so, having had no handoff. */
const conversationGroups: Record<KpiGroup, string | null> = {
  day: `to_char(c.created_at at time zone 'UTC', 'YYYY-MM-DD')`,
  week: `to_char(date_trunc('week', c.created_at at time zone 'UTC'), 'YYYY-MM-DD')`,
  queue: null,
  reason: null,
  rule: null,
  tier: `c.state->>'tier'`,
  arm: 'c.arm',
};

interface HandoffRow {
  key: string | null;
  judged: number;
  right: number;
  in_time: number;
  too_late: number;
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
}

/** Median, 90th percentile and count of a duration in seconds. */
function durations(name: string, expression: string): string {
  return `percentile_cont(0.5) within group (order by ${expression})::float8 as ${name}_median,
    percentile_cont(0.9) within group (order by ${expression})::float8 as ${name}_p90,
    count(${expression})::int as ${name}_of`;
}

function handoffQuery(group: string): string {
  return `with o as (
      select o.*, coalesce((
          select r.verdict from reviews r
           where r.tenant = o.tenant and r.handoff = o.handoff and r.verdict is not null
           order by r.reviewed_at desc nulls last, r.id limit 1), o.verdict) as judged_as
        from outcomes o where o.tenant = $1 and o.requested_at >= $2 and o.requested_at < $3)
    select ${group} as key,
      count(o.judged_as)::int as judged,
      count(*) filter (where o.judged_as in ('needed', 'too_late', 'wrong_queue'))::int as "right",
      count(*) filter (where o.judged_as in ('needed', 'wrong_queue'))::int as in_time,
      count(*) filter (where o.judged_as = 'too_late')::int as too_late,
      count(*)::int as ended,
      count(o.first_human_message_at)::int as reached,
      count(*) filter (where o.final_state = 'canceled' and o.first_human_message_at is null)::int as canceled,
      count(*) filter (where o.final_state = 'deflected' and o.first_human_message_at is null)::int as deflected,
      ${durations('action', 'extract(epoch from o.first_human_action_at - o.requested_at)')},
      ${durations('human', 'extract(epoch from o.first_human_message_at - o.requested_at)')},
      ${durations('handle', 'case when o.handle_ms > 0 then o.handle_ms / 1000.0 end')}
    from o group by 1 order by 1 nulls last limit 500`;
}

interface ConversationRow {
  key: string | null;
  conversations: number;
  handed_off: number;
  missed: number;
}

function conversationQuery(group: string): string {
  return `select ${group} as key, count(*)::int as conversations,
      count(*) filter (where exists (
        select 1 from handoffs h where h.tenant = c.tenant and h.conversation = c.id))::int as handed_off,
      count(*) filter (where exists (
        select 1 from reviews r where r.tenant = c.tenant and r.conversation = c.id and r.handoff is null
           and r.verdict in ('needed', 'too_late'))
        and not exists (
        select 1 from handoffs h where h.tenant = c.tenant and h.conversation = c.id))::int as missed
    from conversations c where c.tenant = $1 and c.created_at >= $2 and c.created_at < $3
    group by 1 order by 1 nulls last limit 500`;
}

function share(part: number, of: number): { value: number | null; of: number } {
  return { value: of === 0 ? null : part / of, of };
}

const noHandoffs: HandoffRow = {
  key: null,
  judged: 0,
  right: 0,
  in_time: 0,
  too_late: 0,
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
};

function figures(
  group: string | null,
  row: HandoffRow = noHandoffs,
  conversations: ConversationRow = { key: null, conversations: 0, handed_off: 0, missed: 0 },
): Figures {
  const counted = row.ended - row.canceled - row.deflected;
  return {
    group,
    escalation_accuracy: {
      precision: share(row.right, row.judged),
      recall: share(row.in_time, row.in_time + row.too_late + conversations.missed),
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
  };
}

interface Grouped {
  handoffs: HandoffRow[];
  conversations: ConversationRow[];
}

async function readGrouped(
  pool: Pool,
  tenant: string,
  window: KpiWindow,
  group: { handoff: string; conversation: string | null },
): Promise<Grouped> {
  const values = [tenant, window.since, window.until];
  const handoffs = await pool.query<HandoffRow>(handoffQuery(group.handoff), values);
  if (group.conversation === null) return { handoffs: handoffs.rows, conversations: [] };
  const conversations = await pool.query<ConversationRow>(
    conversationQuery(group.conversation),
    values,
  );
  return { handoffs: handoffs.rows, conversations: conversations.rows };
}

function groupsOf(read: Grouped): Figures[] {
  const keys = new Set([...read.handoffs, ...read.conversations].map((row) => row.key));
  return [...keys]
    .sort((left, right) => ((left ?? '\uffff') < (right ?? '\uffff') ? -1 : 1))
    .map((key) => {
      const handoff = read.handoffs.find((row) => row.key === key);
      return figures(
        key,
        handoff,
        read.conversations.find((row) => row.key === key),
      );
    });
}

type Arm = { value: number | null; of: number };

function compare(
  brief: Arm,
  noBrief: Arm,
  by: (brief: number, noBrief: number) => number,
): Comparison {
  const enough = brief.of >= leastPerArm && noBrief.of >= leastPerArm;
  const measurable =
    enough && brief.value !== null && noBrief.value !== null && noBrief.value !== 0;
  return {
    value: measurable ? by(brief.value ?? 0, noBrief.value ?? 0) : null,
    brief,
    no_brief: noBrief,
    verdict: measurable ? 'measured' : 'not_enough_data',
  };
}

function comparisons(
  arms: Grouped,
): Pick<KpiReport, 'handle_time_reduction' | 'handoff_deflection_lift'> {
  const handled = (arm: string): Arm => {
    const row = arms.handoffs.find(({ key }) => key === arm);
    return { value: row?.handle_median ?? null, of: row?.handle_of ?? 0 };
  };
  const deflected = (arm: string): Arm => {
    const row = arms.conversations.find(({ key }) => key === arm);
    return share((row?.conversations ?? 0) - (row?.handed_off ?? 0), row?.conversations ?? 0);
  };
  return {
    handle_time_reduction: compare(
      handled('brief'),
      handled('no_brief'),
      (brief, noBrief) => 1 - brief / noBrief,
    ),
    handoff_deflection_lift: compare(
      deflected('brief'),
      deflected('no_brief'),
      (brief, noBrief) => brief - noBrief,
    ),
  };
}

/** The report of a window, whole and, when asked for, by group. */
export async function readKpis(
  pool: Pool,
  tenant: string,
  window: KpiWindow,
  group: KpiGroup | null,
): Promise<KpiReport> {
  const whole = { handoff: 'null::text', conversation: 'null::text' };
  const total = await readGrouped(pool, tenant, window, whole);
  const arms = await readGrouped(pool, tenant, window, {
    handoff: handoffGroups.arm,
    conversation: conversationGroups.arm,
  });
  const grouped =
    group === null
      ? { handoffs: [], conversations: [] }
      : await readGrouped(pool, tenant, window, {
          handoff: handoffGroups[group],
          conversation: conversationGroups[group],
        });
  return {
    since: window.since.toISOString(),
    until: window.until.toISOString(),
    group_by: group,
    total: figures(null, total.handoffs[0], total.conversations[0]),
    groups: groupsOf(grouped),
    ...comparisons(arms),
  };
}
