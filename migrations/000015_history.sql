-- Where a conversation or an agent comes from when it is not real: 'simulated' is what `baton simulate --history` wrote.
-- Null for everything that happened. Whoever clears a demo deletes the rows with this mark and what belongs to them.
alter table conversations add column origin text check (origin in ('simulated'));
alter table agents add column origin text check (origin in ('simulated'));
create index conversations_origin on conversations (tenant, origin) where origin is not null;
