-- Conversations that the demo made: `baton demo clear` removes these and nothing else. A conversation is marked in the
-- moment it is made, by whoever makes it, and never later.
create table demo_conversations (
  tenant       text not null references tenants,
  conversation text not null,
  -- 'history': simulated past; 'customer': a simulated customer who is there now; 'try_it': written on the first page
  origin       text not null check (origin in ('history', 'customer', 'try_it')),
  marked_at    timestamptz not null default now(),
  primary key (tenant, conversation)
);

-- The audit log is read from its end, by what changed and by who did it.
create index audit_log_subject on audit_log (tenant, subject, position);
create index audit_log_actor on audit_log (tenant, actor, position);

-- What is said on a site of the demo is of the demo as well.
alter table widget_sites add column is_demo boolean not null default false;
