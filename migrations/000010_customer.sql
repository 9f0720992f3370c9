-- The customer's side: what Baton told them, what an agent left for the bot, meetings, widget sites and their visitors.

-- A source, like turns: the text of every sentence of Baton's own. The event `notice.posted` names it.
create table notices (
  tenant        text not null,
  conversation  text not null,
  id            text not null,
  key           text not null,
  language      text,
  content       text not null,
  at            timestamptz not null,
  primary key (tenant, conversation, id)
);

alter table segment_summaries alter column summary drop not null;
alter table segment_summaries add column result jsonb;

-- Derived, with the outcome: how the handoff's meeting came out.
alter table outcomes add column meeting text;

-- A booking link of somebody else's calendar, with {name}, {email}, {queue}, {conversation}.
create table meeting_links (
  tenant     text not null references tenants,
  scope      text not null check (scope in ('queue', 'agent')),
  id         text not null,
  provider   text not null,
  template   text not null,
  created_at timestamptz not null default now(),
  primary key (tenant, scope, id)
);

-- A reservation, like leases: who has which slot. One agent, one instant, one meeting.
create table meetings (
  tenant        text not null,
  id            text not null,
  conversation  text not null,
  handoff       text not null,
  agent         text not null,
  starts_at     timestamptz not null,
  ends_at       timestamptz not null check (ends_at > starts_at),
  revision      integer not null default 0,
  state         text not null default 'booked' check (state in ('booked', 'canceled', 'attended', 'missed')),
  -- what the customer's calendar answered: ACCEPTED, DECLINED, TENTATIVE
  answer        text,
  created_at    timestamptz not null default now(),
  updated_at    timestamptz not null default now(),
  primary key (tenant, id),
  foreign key (tenant, agent) references agents (tenant, id)
);
create unique index meetings_one_per_slot on meetings (tenant, agent, starts_at) where state = 'booked';
create unique index meetings_one_per_handoff on meetings (tenant, handoff) where state = 'booked';
create index meetings_agent on meetings (tenant, agent, starts_at) where state = 'booked';

-- A web page with our widget. The id is public, it stands in the page; the secret signs identities and never leaves the host.
create table widget_sites (
  id               text primary key,
  tenant           text not null references tenants,
  name             text not null,
  -- empty: every origin
  origins          text[] not null default '{}',
  identity_secrets text[] not null,
  require_identity boolean not null default false,
  -- without a bot a person is asked for with the first message
  has_bot          boolean not null default true,
  appearance       jsonb not null default '{}',
  enabled          boolean not null default true,
  created_at       timestamptz not null default now()
);
create index widget_sites_tenant on widget_sites (tenant, id);

-- A browser with a token of 256 random bits, of which the hash is kept. `subject` is who the host site says it is.
create table visitors (
  hash          bytea primary key,
  tenant        text not null references tenants,
  site          text not null references widget_sites,
  subject       text,
  conversation  text not null,
  created_at    timestamptz not null default now(),
  seen_at       timestamptz not null default now(),
  expires_at    timestamptz not null,
  revoked_at    timestamptz
);
create index visitors_subject on visitors (tenant, site, subject) where subject is not null;
create index visitors_expired on visitors (expires_at);
