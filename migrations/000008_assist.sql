-- A brief is written anew when the customer adds something before an agent accepts; the latest stands.
alter table briefs add column last_turn integer not null default 0;
alter table briefs add column revision integer not null default 1;
-- false while the deterministic brief stands in for a model that is still writing
alter table briefs add column settled boolean not null default true;

-- Knowledge: documents in the tenant's words, cut into passages that are found by words or by likeness.
create table kb_documents (
  id            text primary key,
  tenant        text not null references tenants,
  -- where it came from: a file's path within its folder, or its address
  source        text not null,
  title         text not null,
  -- shown to the agent with every passage; null for a file that has no address
  url           text,
  language      text,
  sha256        bytea not null,
  imported_at   timestamptz not null default now(),
  unique (tenant, source)
);

create table kb_passages (
  tenant        text not null,
  document      text not null references kb_documents on delete cascade,
  number        integer not null,
  heading       text not null,
  content       text not null,
  words         tsvector not null,
  -- folded text whose groups of three characters are compared; words misspelt or inflected are found by it
  grams         text[] not null,
  primary key (document, number)
);
create index kb_passages_words on kb_passages using gin (words);
create index kb_passages_grams on kb_passages using gin (grams);
create index kb_passages_tenant on kb_passages (tenant);

create table macros (
  tenant        text not null references tenants,
  id            text not null,
  name          text not null,
  content       text not null,
  language      text,
  updated_at    timestamptz not null default now(),
  primary key (tenant, id)
);

-- What was proposed to an agent, and what became of it: used as it stood, edited, or ignored.
create table suggestions (
  id            text primary key,
  tenant        text not null references tenants,
  conversation  text not null,
  handoff       text,
  agent         text,
  turn          integer not null,
  number        integer not null,
  writer        text not null,
  content       text not null,
  passages      jsonb not null,
  use           text not null default 'shown' check (use in ('shown', 'used', 'edited', 'ignored')),
  used_at       timestamptz,
  -- length of what was sent that differs from the suggestion, 0..1
  distance      real,
  created_at    timestamptz not null default now()
);
create unique index suggestions_place on suggestions (tenant, conversation, turn, number);
