-- The six KPIs as views: one row per ended handoff, one per conversation, and sums by day and by week for dashboards.
-- `GET /v1/kpis` reads the first two, so a figure of Metabase or Grafana and one of the console are the same figure.
-- docs/kpis.md gives the formulas.

drop view kpi_handoffs;

create view kpi_handoffs as
select
  o.tenant, o.handoff, o.conversation, o.number, o.queue, o.reason, o.rule, o.tier, o.language, o.channel, o.arm, o.agent,
  o.policy, o.policy_version, o.priority, o.final_state, o.outcome, o.reason_code, o.resolution_code,
  o.requested_at, o.ended_at,
  to_char(o.requested_at at time zone 'UTC', 'YYYY-MM-DD') as day,
  to_char(date_trunc('week', o.requested_at at time zone 'UTC'), 'YYYY-MM-DD') as week,
  coalesce(r.verdict, o.verdict) as verdict,
  h.turn as handed_off_at_turn,
  r.needed_at_turn,
  extract(epoch from o.first_human_action_at - o.requested_at)::float8 as time_to_first_action_seconds,
  extract(epoch from o.first_human_message_at - o.requested_at)::float8 as time_to_human_seconds,
  o.first_human_message_at is not null as reached_human,
  o.final_state = 'canceled' and o.first_human_message_at is null as canceled,
  o.final_state = 'deflected' and o.first_human_message_at is null as deflected,
  case when o.handle_ms > 0 then o.handle_ms / 1000.0::float8 end as handle_seconds,
  o.offers, o.rating, o.reopened_at, o.durable, o.suggestions_shown, o.suggestions_used
from outcomes o
left join handoffs h on h.tenant = o.tenant and h.id = o.handoff
left join lateral (
  select v.verdict, v.needed_at_turn from reviews v
  where v.tenant = o.tenant and v.handoff = o.handoff and v.verdict is not null
  order by v.reviewed_at desc nulls last, v.id limit 1) r on true;

-- `arm`, `tier` and `language` are those the conversation began with, as its first event has them.
create view kpi_conversations as
select
  c.tenant, c.id as conversation, c.created_at,
  to_char(c.created_at at time zone 'UTC', 'YYYY-MM-DD') as day,
  to_char(date_trunc('week', c.created_at at time zone 'UTC'), 'YYYY-MM-DD') as week,
  c.arm, e.data ->> 'tier' as tier, e.data ->> 'language' as language, c.status,
  exists (select 1 from handoffs h where h.tenant = c.tenant and h.conversation = c.id) as handed_off,
  r.verdict as review_verdict,
  r.weight as review_weight,
  r.needed_at_turn
from conversations c
left join events e on e.tenant = c.tenant and e.conversation = c.id and e.sequence = 1
left join lateral (
  select v.verdict, v.needed_at_turn, (to_jsonb(v) ->> 'weight')::float8 as weight from reviews v
  where v.tenant = c.tenant and v.conversation = c.id and v.handoff is null and v.verdict is not null
  order by v.reviewed_at desc nulls last, v.id limit 1) r on true;

create view kpi_daily as
select tenant, day, queue,
  count(*) as ended,
  count(*) filter (where reached_human) as reached,
  count(*) filter (where canceled) as canceled,
  count(*) filter (where deflected) as deflected,
  count(*) filter (where reached_human)::float8
    / nullif(count(*) filter (where not canceled and not deflected), 0) as completion_rate,
  percentile_cont(0.5) within group (order by time_to_first_action_seconds) as time_to_first_action_median_seconds,
  percentile_cont(0.5) within group (order by time_to_human_seconds) as time_to_human_median_seconds,
  percentile_cont(0.9) within group (order by time_to_human_seconds) as time_to_human_p90_seconds,
  percentile_cont(0.5) within group (order by handle_seconds) as handle_median_seconds,
  count(verdict) as judged,
  count(*) filter (where verdict in ('needed', 'too_late', 'wrong_queue')) as judged_right,
  count(*) filter (where verdict in ('needed', 'too_late', 'wrong_queue'))::float8 / nullif(count(verdict), 0) as precision,
  avg(rating)::float8 as rating_mean,
  count(rating) as rated
from kpi_handoffs group by tenant, day, queue;

create view kpi_weekly as
select c.tenant, c.week, c.arm,
  count(*) as conversations,
  count(*) filter (where c.handed_off) as handed_off,
  count(*) filter (where not c.handed_off)::float8 / count(*) as deflected_share,
  count(*) filter (where not c.handed_off and c.review_verdict is not null) as reviewed_without_handoff,
  count(*) filter (where not c.handed_off and c.review_verdict in ('needed', 'too_late')) as missed
from kpi_conversations c group by c.tenant, c.week, c.arm;
