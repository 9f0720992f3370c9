-- Working hours, the switches of a floor, numbers that customers quote, and who is told of alerts.

alter table calendars
  add column name       text not null default '',
  -- rises with each change: clocks that counted by an earlier one are counted anew
  add column version    integer not null default 1,
  add column updated_at timestamptz not null default now();

-- One row per tenant that ever switched something.
create table switches (
  tenant      text primary key references tenants,
  -- nobody is offered a case, and no chat is promised
  humans_off  boolean not null default false,
  -- every conversation goes to a person
  ai_off      boolean not null default false,
  note        text,
  changed_at  timestamptz not null default now(),
  changed_by  text not null
);

-- Derived from events: the number by which a customer names their case.
create table case_numbers (
  tenant        text not null,
  number        text not null,
  conversation  text not null,
  primary key (tenant, number),
  unique (tenant, conversation)
);

-- Place in the queue when the handoff was requested, and whether anyone was there, from its event: how long a place
-- waits is learned from those that somebody could have taken.
alter table handoffs
  add column place   integer,
  add column staffed boolean;

create index alerts_handoff on alerts (tenant, handoff);

-- Who is told of alerts beside the event log.
create table alert_destinations (
  tenant      text not null references tenants,
  name        text not null,
  kind        text not null check (kind in ('webhook', 'email')),
  target      text not null,
  -- 'warning', 'breach', 'supervisor'
  alerts      text[] not null,
  -- empty: all queues
  queues      text[] not null default '{}',
  secret      text,
  enabled     boolean not null default true,
  created_at  timestamptz not null default now(),
  primary key (tenant, name)
);
