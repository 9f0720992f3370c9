-- What came of it. `handoffs` and `outcomes` are derived from events and can be rebuilt; deliveries are a ledger.

create table handoffs (
  tenant        text not null,
  id            text not null,
  conversation  text not null,
  number        integer not null,
  state         text not null,
  reason        text not null,
  rule          text,
  turn          bigint not null,
  queue         text not null,
  priority      smallint not null,
  agent         text,
  requested_at  timestamptz not null,
  accepted_at   timestamptz,
  active_at     timestamptz,
  ended_at      timestamptz,
  primary key (tenant, id)
);
create index handoffs_state on handoffs (tenant, state, requested_at);
create index handoffs_recent on handoffs (tenant, queue, accepted_at desc) where accepted_at is not null;

create table outcomes (
  tenant                 text not null,
  handoff                text not null,
  conversation           text not null,
  number                 integer not null,
  final_state            text not null,
  reason                 text not null,
  rule                   text,
  policy                 text not null,
  policy_version         integer not null,
  queue                  text not null,
  priority               smallint not null,
  tier                   text,
  language               text,
  channel                text not null,
  arm                    text not null,
  agent                  text,
  outcome                text not null,
  reason_code            text,
  resolution_code        text,
  verdict                text,
  requested_at           timestamptz not null,
  accepted_at            timestamptz,
  first_human_action_at  timestamptz,
  first_human_message_at timestamptz,
  ended_at               timestamptz not null,
  handle_ms              bigint not null,
  offers                 integer not null,
  primary key (tenant, handoff)
);
create index outcomes_week on outcomes (tenant, ended_at);

create table alerts (
  tenant        text not null,
  conversation  text not null,
  handoff       text not null,
  metric        text not null,
  -- 'warning:0.8' or 'breached'
  threshold     text not null,
  due_at        timestamptz not null,
  late_ms       bigint not null,
  at            timestamptz not null,
  sequence      bigint not null,
  primary key (tenant, conversation, sequence)
);
create index alerts_recent on alerts (tenant, at desc);

create table webhook_endpoints (
  id            text primary key,
  tenant        text not null references tenants,
  url           text not null,
  events        text[] not null,
  secrets       text[] not null,
  enabled       boolean not null default true,
  disabled_reason text,
  created_at    timestamptz not null default now()
);

create table deliveries (
  id            text primary key,
  tenant        text not null,
  conversation  text not null,
  channel       text not null,
  target        text not null,
  -- one key over all attempts (I7)
  idempotency_key text not null,
  state         text not null check (state in ('pending', 'delivered', 'failed')),
  created_at    timestamptz not null default now(),
  finished_at   timestamptz,
  unique (tenant, idempotency_key)
);

create table delivery_attempts (
  delivery      text not null references deliveries,
  number        integer not null,
  at            timestamptz not null default now(),
  status        integer,
  error         text,
  duration_ms   integer not null,
  primary key (delivery, number)
);

create table reviews (
  tenant        text not null,
  id            text not null,
  conversation  text not null,
  turn          bigint,
  handoff       text,
  reviewer      text,
  verdict       text,
  needed_at_turn bigint,
  assigned_at   timestamptz not null default now(),
  due_at        timestamptz,
  reviewed_at   timestamptz,
  primary key (tenant, id)
);
create index reviews_open on reviews (tenant, assigned_at) where reviewed_at is null;

-- The six KPIs, one row per ended handoff or decided turn; docs/kpis.md gives the formulas.
create view kpi_handoffs as
select
  tenant, handoff, conversation, queue, reason, rule, tier, language, arm, policy_version, priority, final_state, verdict,
  date_trunc('week', requested_at) as week,
  extract(epoch from first_human_action_at - requested_at) as time_to_first_action_seconds,
  extract(epoch from first_human_message_at - requested_at) as time_to_human_seconds,
  first_human_message_at is not null as reached_human,
  final_state = 'canceled' as canceled,
  final_state = 'deflected' as deflected,
  handle_ms / 1000.0 as handle_seconds
from outcomes;
