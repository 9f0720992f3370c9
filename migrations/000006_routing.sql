-- Routing with steps and levels, precedence by one instant per case, offers that accept themselves.

alter table queues
  -- least level of a skill, beside `required_skills` (level 1)
  add column skill_levels     jsonb   not null default '{}',
  -- units by channel where they differ from `units`: { "email": 1 }
  add column channel_units    jsonb   not null default '{}',
  add column pick_rule        text    not null default 'fewest_active'
    check (pick_rule in ('fewest_active', 'round_robin', 'most_spare')),
  add column auto_accept      boolean not null default false,
  add column require_language boolean not null default false,
  add column require_tier     boolean not null default false,
  add column sticky           boolean not null default true;

alter table agents
  add column away_reason      text,
  -- queues whose cases the agent may see but not take
  add column read_only_queues text[]  not null default '{}',
  -- units at most by channel, within `capacity`
  add column channel_capacity jsonb   not null default '{}',
  -- null: as the queue says
  add column auto_accept      boolean;

alter table queue_entries
  -- when the case should have been taken: the earliest goes first
  add column rank_at       timestamptz,
  add column contributions jsonb   not null default '[]',
  add column barred_agents text[]  not null default '{}',
  add column skills        jsonb   not null default '{}',
  add column channel       text    not null default 'chat',
  add column customer_id   text,
  add column cause         text    not null default 'requested',
  add column widened       integer not null default 0,
  -- from when the routing steps of its queue count
  add column steps_from    timestamptz;
update queue_entries set steps_from = since_at, rank_at = since_at + interval '1 hour'
  - (case priority when 1 then 3600 when 2 then 1200 when 4 then -1200 when 5 then -3600 else 0 end) * interval '1 second';
alter table queue_entries
  alter column rank_at set not null,
  alter column steps_from set not null;
drop index queue_entries_order;
create index queue_entries_rank on queue_entries (tenant, queue, rank_at, since_at, handoff);
-- Rows come and go at the head of that index: left to themselves, dead ones would be read again by every look.
alter table queue_entries set (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 500);
alter table wakeups set (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 500);

alter table leases add column channel text not null default 'chat';
drop index leases_open;
create index leases_open on leases (tenant, agent) include (units, channel, conversation) where released_at is null;

alter table offers
  add column queue text,
  -- the step of the queue at which the agent was found
  add column step  integer not null default 0;
create index offers_recent on offers (tenant, created_at);

alter table handoffs add column customer_id text;
create index handoffs_customer on handoffs (tenant, customer_id, accepted_at desc)
  where customer_id is not null and accepted_at is not null;
