-- Who may do what: tenants, API keys, sign-in, configuration. Append only: a migration that shipped is never edited.

create table tenants (
  id          text primary key check (id ~ '^[A-Za-z0-9_-]{1,64}$'),
  name        text not null,
  created_at  timestamptz not null default now()
);

-- The secret itself is never stored; `hash` is SHA-256 of it.
create table api_keys (
  id          text primary key,
  tenant      text not null references tenants,
  role        text not null check (role in ('backend', 'agent', 'supervisor', 'operator', 'admin')),
  agent       text,
  label       text not null,
  hash        bytea not null,
  created_at  timestamptz not null default now(),
  expires_at  timestamptz,
  revoked_at  timestamptz,
  last_used_at timestamptz,
  check ((role = 'agent') = (agent is not null))
);
create index api_keys_tenant on api_keys (tenant);

create table login_tokens (
  hash        bytea primary key,
  tenant      text not null references tenants,
  role        text not null,
  agent       text,
  expires_at  timestamptz not null,
  used_at     timestamptz
);

create table sessions (
  hash        bytea primary key,
  tenant      text not null references tenants,
  role        text not null,
  agent       text,
  created_at  timestamptz not null default now(),
  expires_at  timestamptz not null,
  revoked_at  timestamptz
);

create table policies (
  tenant       text not null references tenants,
  name         text not null,
  version      integer not null,
  document     jsonb not null,
  source       text not null,
  status       text not null check (status in ('draft', 'active', 'retired')),
  created_at   timestamptz not null default now(),
  created_by   text not null,
  activated_at timestamptz,
  activated_by text,
  primary key (tenant, name, version)
);
create unique index policies_one_active on policies (tenant) where status = 'active';

create table calendars (
  tenant     text not null references tenants,
  id         text not null,
  time_zone  text not null,
  -- { "mon": [["09:00", "12:00"], ["13:00", "17:00"]], ... }
  week       jsonb not null,
  holidays   date[] not null default '{}',
  primary key (tenant, id)
);

create table queues (
  tenant                text not null references tenants,
  id                    text not null,
  name                  text not null,
  calendar              text,
  offer_timeout_seconds integer not null default 30 check (offer_timeout_seconds between 1 and 3600),
  wrap_up_seconds       integer not null default 0 check (wrap_up_seconds between 0 and 900),
  -- units of an agent's capacity that one case of this queue takes
  units                 integer not null default 1 check (units between 1 and 1000),
  required_skills       text[] not null default '{}',
  -- [{ "after_seconds": 30, "drop_skills": [...], "overflow_queue": "..." }]: relaxation with time
  routing_steps         jsonb not null default '[]',
  resolution_codes      text[] not null default '{}',
  open                  boolean not null default true,
  created_at            timestamptz not null default now(),
  primary key (tenant, id)
);

create table agents (
  tenant       text not null references tenants,
  id           text not null,
  name         text not null,
  presence     text not null default 'offline' check (presence in ('online', 'away', 'offline', 'wrapping')),
  presence_at  timestamptz not null default now(),
  -- presence lapses to offline when no heartbeat came for so long; null never lapses
  heartbeat_seconds integer,
  capacity     integer not null default 3 check (capacity between 0 and 1000),
  queues       text[] not null default '{}',
  -- { "refunds": 3, ... }: skill to proficiency 1..5
  skills       jsonb not null default '{}',
  languages    text[] not null default '{}',
  tiers        text[] not null default '{}',
  calendar     text,
  last_assigned_at timestamptz,
  created_at   timestamptz not null default now(),
  primary key (tenant, id)
);

create table idempotency_keys (
  tenant       text not null,
  route        text not null,
  key          text not null,
  request_hash bytea not null,
  status       integer,
  response     jsonb,
  created_at   timestamptz not null default now(),
  primary key (tenant, route, key)
);
create index idempotency_keys_age on idempotency_keys (created_at);

-- Changes of configuration: who, when, what. Conversations have their own event log.
create table audit_log (
  position   bigint generated always as identity primary key,
  tenant     text not null,
  at         timestamptz not null default now(),
  actor      text not null,
  action     text not null,
  subject    text not null,
  detail     jsonb not null default '{}'
);
create index audit_log_tenant on audit_log (tenant, position);
