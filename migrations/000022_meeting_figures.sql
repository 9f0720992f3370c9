-- How a handoff's meeting came out, beside the KPIs: sent, booked, canceled, attended, missed, or null.

create or replace view kpi_handoffs as
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
  o.offers, o.rating, o.reopened_at, o.durable, o.suggestions_shown, o.suggestions_used,
  o.meeting
from outcomes o
left join handoffs h on h.tenant = o.tenant and h.id = o.handoff
left join lateral (
  select v.verdict, v.needed_at_turn from reviews v
  where v.tenant = o.tenant and v.handoff = o.handoff and v.verdict is not null
  order by v.reviewed_at desc nulls last, v.id limit 1) r on true;
