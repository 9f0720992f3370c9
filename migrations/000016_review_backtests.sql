-- What a back-test reads by, and what it is asked to test.
create index conversations_created on conversations (tenant, created_at desc, id desc);

alter table backtests
  -- the candidate, where it is no stored version
  add column document  jsonb,
  add column taken_at  timestamptz;
