-- Who waits, who is asked, who holds what. Offers and capacity are decided here, not in a workflow.

-- Derived from events: the waiting handoffs.
create table queue_entries (
  tenant          text not null,
  handoff         text not null,
  conversation    text not null,
  queue           text not null,
  priority        smallint not null,
  since_at        timestamptz not null,
  excluded_agents text[] not null default '{}',
  hint_agent      text,
  language        text,
  tier            text,
  -- the open offer, if any: then it isn't matched
  offer           text,
  queued_at       timestamptz not null,
  primary key (tenant, handoff)
);
create index queue_entries_order on queue_entries (tenant, queue, priority, since_at, handoff) where offer is null;

-- A reservation of an agent's capacity; the sum of the open ones never exceeds it (I5).
create table leases (
  id            text primary key,
  tenant        text not null,
  agent         text not null,
  conversation  text not null,
  handoff       text not null,
  units         integer not null,
  created_at    timestamptz not null default now(),
  released_at   timestamptz,
  foreign key (tenant, agent) references agents (tenant, id)
);
create index leases_open on leases (tenant, agent) where released_at is null;
create index leases_conversation on leases (tenant, conversation) where released_at is null;
create unique index leases_one_holder on leases (tenant, conversation, agent) where released_at is null;

create table offers (
  id            text primary key,
  tenant        text not null,
  conversation  text not null,
  handoff       text not null,
  agent         text not null,
  lease         text not null references leases,
  state         text not null check (state in ('pending', 'accepted', 'rejected', 'timeout', 'canceled', 'rescinded')),
  timeout_seconds integer not null,
  created_at    timestamptz not null default now(),
  expires_at    timestamptz not null,
  answered_at   timestamptz,
  reason        text
);
create unique index offers_one_open on offers (tenant, handoff) where state = 'pending';
create index offers_agent on offers (tenant, agent, created_at desc);
create index offers_unanswered on offers (expires_at) where state = 'pending';

-- Something changed that may allow a match. Rows are hints: a lost one is made up for by the sweep.
create table wakeups (
  id          bigint generated always as identity primary key,
  tenant      text not null,
  queue       text not null,
  created_at  timestamptz not null default now()
);

-- Messages to workflows that Postgres decided on: written in the deciding transaction, sent by the relay, at least once.
create table outbox (
  id            bigint generated always as identity primary key,
  tenant        text not null,
  conversation  text not null,
  signal        text not null,
  argument      jsonb not null,
  created_at    timestamptz not null default now(),
  attempts      integer not null default 0,
  next_at       timestamptz not null default now(),
  last_error    text,
  sent_at       timestamptz
);
create index outbox_due on outbox (next_at, id) where sent_at is null;
create index outbox_conversation on outbox (tenant, conversation) where sent_at is null;
