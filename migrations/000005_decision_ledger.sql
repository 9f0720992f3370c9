-- What a decision says besides, the ledger over conversations, and the tests that a policy's version carries.

alter table decisions
  add column model           text,
  add column tier            text,
  add column sla             text,
  add column proposal_answer text;

create index decisions_ledger on decisions (tenant, at desc, conversation, turn);

-- "Given these turns, this decision": run before the version is activated. Null when the version came without.
alter table policies add column tests text;
