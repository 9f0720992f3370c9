-- Who was reminded of open reviews: once per round and stage, whatever is tried again.
create table review_reminders (
  tenant     text not null references tenants,
  round      text not null,
  stage      text not null check (stage in ('first', 'late')),
  -- a reviewer, or 'report_to:0' for the first address of the tenant's report
  recipient  text not null,
  at         timestamptz not null default now(),
  primary key (tenant, round, stage, recipient)
);

-- Who does not want to be asked for ratings any more. The address is kept as a hash, also past an erasure: without it the
-- wish would be forgotten with the rest.
create table rating_refusals (
  tenant        text not null references tenants,
  address_hash  bytea not null,
  at            timestamptz not null default now(),
  primary key (tenant, address_hash)
);
