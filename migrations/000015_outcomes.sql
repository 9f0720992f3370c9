-- What becomes of an outcome after it: the customer's rating, whether the solution held, and what help the agent used.
-- All derived from events. `durable` is null until the reopening window is over.
alter table outcomes
  add column rating            smallint,
  add column rated_at          timestamptz,
  add column reopened_at       timestamptz,
  add column durable           boolean,
  add column suggestions_shown integer not null default 0,
  add column suggestions_used  integer not null default 0;

-- The demo's own table of marks says which conversations are of a simulated past.
alter table conversations drop column origin;
