-- People of the console and their sessions, and how far they have read.

-- One person has one role in one tenant; role agent is bound to an agent.
create table users (
  id           text primary key,
  tenant       text not null references tenants,
  email        text not null,
  name         text not null,
  role         text not null check (role in ('agent', 'supervisor', 'operator', 'admin')),
  agent        text,
  -- scrypt, with its own salt and cost; null until the person sets one
  password     text,
  created_at   timestamptz not null default now(),
  created_by   text not null,
  disabled_at  timestamptz,
  check ((role = 'agent') = (agent is not null))
);
create unique index users_email on users (lower(email));
create index users_tenant on users (tenant, created_at, id);

alter table login_tokens add column user_id text references users;
alter table sessions
  add column user_id text references users,
  -- 'link' or 'password'
  add column method  text not null default 'link',
  -- what the browser calls itself, so that a person knows their sessions apart
  add column browser text;
create index sessions_user on sessions (user_id) where user_id is not null and revoked_at is null;

-- Up to which turn somebody has read a conversation.
create table conversation_reads (
  tenant        text not null references tenants,
  reader        text not null,
  conversation  text not null,
  turn          bigint not null,
  at            timestamptz not null default now(),
  primary key (tenant, reader, conversation)
);

create index conversations_owner on conversations (tenant, owner_id, status) where owner <> 'ai';
