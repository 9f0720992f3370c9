-- Deliveries in lanes, planned from the event feed, with every attempt in the ledger; connectors and mail.

alter table deliveries alter column conversation drop not null;
alter table deliveries drop constraint deliveries_state_check;
alter table deliveries add check (state in ('pending', 'delivered', 'failed', 'suppressed'));
-- Order within a lane; a lane is one conversation at one target.
alter table deliveries add column position bigint generated always as identity;
alter table deliveries add column lane text not null default '';
alter table deliveries add column event_type text not null default '';
-- The event it tells of; null for what is no event, such as a test.
alter table deliveries add column event_sequence bigint;
alter table deliveries add column attempts integer not null default 0;
-- When it is tried next. While it is tried, until when nobody else may: an attempt that never ends is made again.
alter table deliveries add column next_at timestamptz not null default now();
alter table deliveries add column retry_until timestamptz;
alter table deliveries add column cause text;
-- What the other side calls it: a Message-ID, a ticket.
alter table deliveries add column receipt text;
create index deliveries_due on deliveries (next_at, position) where state = 'pending';
create index deliveries_lane on deliveries (lane, position) where state = 'pending';
create index deliveries_conversation on deliveries (tenant, conversation, position);
create index deliveries_recent on deliveries (tenant, position desc);
create index deliveries_receipt on deliveries (tenant, receipt) where receipt is not null;

-- An attempt is written before it is made: one without a duration was cut off.
alter table delivery_attempts alter column duration_ms drop not null;

-- Up to where a tenant's events are planned. Without a row a tenant's plan begins with its first event.
create table delivery_cursors (
  tenant        text primary key references tenants,
  xid           xid8 not null,
  conversation  text not null,
  sequence      bigint not null
);
insert into delivery_cursors (tenant, xid, conversation, sequence)
select id, pg_snapshot_xmin(pg_current_snapshot()), '', 0 from tenants;

-- Since when every attempt at this endpoint failed; null while it is well.
alter table webhook_endpoints add column failing_since timestamptz;
-- `secrets` holds the newest first; the second signs too until then.
alter table webhook_endpoints add column rotated_at timestamptz;

create table connectors (
  id            text primary key,
  tenant        text not null references tenants,
  kind          text not null,
  -- names of secrets, never the secrets
  config        jsonb not null,
  enabled       boolean not null default true,
  disabled_reason text,
  failing_since timestamptz,
  created_at    timestamptz not null default now()
);
create index connectors_tenant on connectors (tenant);

-- What a conversation is called on the other side of a connector.
create table connector_links (
  connector     text not null references connectors on delete cascade,
  tenant        text not null,
  conversation  text not null,
  external_id   text not null,
  created_at    timestamptz not null default now(),
  primary key (connector, conversation),
  unique (connector, external_id)
);

-- Who may write into a conversation by mail: whoever has the token and writes from the address it was sent to.
create table mail_threads (
  token_hash    bytea primary key,
  tenant        text not null references tenants,
  conversation  text not null,
  address       text not null,
  -- whether the conversation began by mail, so that the assistant answers by mail too
  by_mail       boolean not null default false,
  subject       text,
  last_message_id text,
  created_at    timestamptz not null default now(),
  unique (tenant, conversation)
);

-- Every mail that came, and what was made of it; no text of it.
create table inbound_mails (
  id            bigint generated always as identity primary key,
  tenant        text not null references tenants,
  message_hash  bytea not null,
  content_hash  bytea not null,
  conversation  text,
  sender_hash   bytea not null,
  disposition   text not null,
  detail        text,
  -- while null the mail is not dealt with: it is taken again
  done_at       timestamptz,
  at            timestamptz not null default now(),
  unique (tenant, message_hash, content_hash)
);
create index inbound_mails_recent on inbound_mails (tenant, at desc);
create index inbound_mails_sender on inbound_mails (tenant, sender_hash, at desc);
