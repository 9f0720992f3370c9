-- Sources of truth of a conversation: head row, turns, decisions, events, commands. Nothing here is overwritten but the head.

create table conversations (
  tenant         text not null references tenants,
  id             text not null,
  -- sequence of the last event; the workflow asks for everything after the version it knows
  version        bigint not null,
  turn_sequence  bigint not null,
  status         text not null,
  owner          text not null,
  owner_id       text,
  epoch          integer not null,
  arm            text not null,
  state          jsonb not null,
  -- name, e-mail, phone, attributes: personal data lives here and nowhere else
  customer       jsonb not null default '{}',
  created_at     timestamptz not null,
  updated_at     timestamptz not null,
  deadline_at    timestamptz,
  erased_at      timestamptz,
  primary key (tenant, id)
) with (fillfactor = 70);
create index conversations_updated on conversations (tenant, updated_at desc, id);
create index conversations_deadline on conversations (deadline_at) where deadline_at is not null;

create table turns (
  tenant        text not null,
  conversation  text not null,
  sequence      bigint not null,
  id            text not null,
  role          text not null,
  content       text not null,
  -- SHA-256 over role, content and tool calls: the same id with other content is a conflict
  content_hash  text not null,
  content_ref   text,
  tool_calls    jsonb,
  error         boolean not null default false,
  signals       jsonb,
  attachments   jsonb,
  actor         text,
  epoch         integer not null,
  at            timestamptz not null,
  primary key (tenant, conversation, sequence),
  unique (tenant, conversation, id)
);

create table notes (
  tenant        text not null,
  conversation  text not null,
  id            text not null,
  actor         text not null,
  content       text not null,
  at            timestamptz not null,
  primary key (tenant, conversation, id)
);

create table decisions (
  tenant         text not null,
  conversation   text not null,
  turn           bigint not null,
  action         text not null,
  reason         text,
  rule           text,
  queue          text,
  priority       smallint,
  policy         text not null,
  policy_version integer not null,
  nearest        jsonb,
  evidence       jsonb not null,
  features       jsonb not null,
  at             timestamptz not null,
  primary key (tenant, conversation, turn)
);
create index decisions_rule on decisions (tenant, rule, at) where action <> 'continue';

-- `xid` lets the tenant-wide feed read only what no running transaction can still precede.
create table events (
  tenant        text not null,
  conversation  text not null,
  sequence      bigint not null,
  type          text not null,
  at            timestamptz not null,
  data          jsonb not null,
  xid           xid8 not null default pg_current_xact_id(),
  primary key (tenant, conversation, sequence)
);
create index events_feed on events (tenant, xid, conversation, sequence);

-- Every command once: the same id with the same content answers the stored result.
create table commands (
  tenant        text not null,
  conversation  text not null,
  id            text not null,
  type          text not null,
  hash          bytea not null,
  result        jsonb not null,
  actor         text not null,
  at            timestamptz not null,
  primary key (tenant, conversation, id)
);

create table segment_summaries (
  tenant        text not null,
  conversation  text not null,
  handoff       text not null,
  summary       text not null,
  at            timestamptz not null,
  primary key (tenant, conversation, handoff)
);

create table briefs (
  id            text primary key,
  tenant        text not null,
  conversation  text not null,
  handoff       text not null,
  writer        text not null,
  supported     integer not null,
  dropped       integer not null,
  document      jsonb not null,
  -- why a configured model did not write it
  fallback      text,
  at            timestamptz not null default now(),
  unique (tenant, conversation, handoff)
);

create table attachments (
  id            text primary key,
  tenant        text not null references tenants,
  name          text not null,
  media_type    text not null,
  bytes         bigint not null,
  sha256        bytea not null,
  created_at    timestamptz not null default now()
);

-- One data key per conversation, wrapped by a master key; erasure sets `wrapped` to null.
create table data_keys (
  key_id          text primary key,
  tenant_id       text not null,
  conversation_id text not null,
  master_key_id   text not null,
  wrapped         bytea,
  created_at      timestamptz not null default now(),
  destroyed_at    timestamptz,
  unique (tenant_id, conversation_id)
);
create index data_keys_by_master on data_keys (master_key_id, key_id) where wrapped is not null;
