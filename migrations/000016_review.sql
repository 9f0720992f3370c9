-- The weekly review, back-tests, and governance: who reads, how long it is kept, what is erased.

-- What a customer's erasure must find.
create index conversations_customer on conversations (tenant, (state ->> 'customerId')) where erased_at is null;
create index conversations_retention on conversations (tenant, updated_at) where erased_at is null and status = 'resolved';

-- One per conversation. The steps are taken in this order, each safe to repeat; a process that dies leaves the rest.
create table erasures (
  id            text primary key,
  tenant        text not null references tenants,
  conversation  text not null,
  -- 'request' or 'retention'
  cause         text not null check (cause in ('request', 'retention')),
  requested_by  text not null,
  requested_at  timestamptz not null default now(),
  rows_at       timestamptz,
  key_at        timestamptz,
  history_at    timestamptz,
  attempts      integer not null default 0,
  next_at       timestamptz not null default now(),
  last_error    text,
  unique (tenant, conversation)
);
create index erasures_due on erasures (next_at) where history_at is null;

-- A tenant without a row has the defaults.
create table governance_settings (
  tenant            text primary key references tenants,
  -- roles that may read what was said; others see ids, decisions and numbers
  transcript_roles  text[] not null default '{supervisor,operator,admin}',
  -- names, addresses and numbers are left out of what reviewers read
  redact_reviews    boolean not null default true,
  -- a resolved conversation is erased so long after its last change; null keeps it
  retention_days    integer check (retention_days between 1 and 36500),
  updated_at        timestamptz not null default now(),
  updated_by        text not null
);

create table review_settings (
  tenant          text primary key references tenants,
  enabled         boolean not null default true,
  -- ids of agents, or names of people who review with a supervisor's key
  reviewers       text[] not null default '{}',
  report_to       text[] not null default '{}',
  time_zone       text not null default 'UTC',
  -- the local hour on Thursday at which the sample is drawn
  hour            integer not null default 6 check (hour between 0 and 23),
  sample_size     integer not null default 30 check (sample_size between 2 and 500),
  -- 0..1: share of the sample that two people judge
  double_share    double precision not null default 0.2 check (double_share between 0 and 1),
  due_hours       integer not null default 72 check (due_hours between 1 and 240),
  report_hours    integer not null default 97 check (report_hours between 1 and 336),
  updated_at      timestamptz not null default now(),
  updated_by      text not null
);

-- One round of the weekly review.
create table review_rounds (
  tenant        text not null references tenants,
  id            text not null,
  since         timestamptz not null,
  until         timestamptz not null,
  drawn_at      timestamptz not null default now(),
  due_at        timestamptz not null,
  -- by stratum: how many there were, how many were drawn
  strata        jsonb not null,
  report        jsonb,
  reported_at   timestamptz,
  mailed_at     timestamptz,
  primary key (tenant, id)
);

alter table reviews
  add column round        text,
  add column stratum      text,
  -- how many conversations of the stratum this one stands for
  add column weight       double precision,
  -- who is asked; `reviewer` is who answered
  add column assigned_to  text,
  add column note         text,
  add column reminded_at  timestamptz;
create unique index reviews_round on reviews (tenant, round, conversation, assigned_to) where round is not null;
create index reviews_conversation on reviews (tenant, conversation);

create table backtests (
  tenant        text not null references tenants,
  id            text not null,
  state         text not null check (state in ('running', 'done', 'failed')),
  -- the version tested, where it is stored
  policy        text,
  version       integer,
  since         timestamptz not null,
  until         timestamptz not null,
  report        jsonb,
  error         text,
  created_at    timestamptz not null default now(),
  created_by    text not null,
  finished_at   timestamptz,
  primary key (tenant, id)
);
create index backtests_recent on backtests (tenant, created_at desc);

-- Which model decides, by task: the latest promoted. The file itself lies where the operator put it.
create table model_versions (
  tenant        text not null references tenants,
  task          text not null,
  version       text not null,
  trained_at    timestamptz not null default now(),
  trained_by    text not null,
  examples      integer not null,
  -- the figures of the back-test against the model before it
  report        jsonb not null,
  promoted      boolean not null,
  primary key (tenant, task, version)
);
