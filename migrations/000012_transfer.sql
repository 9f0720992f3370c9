-- The customer's side, finished: addresses of agents, and what is kept for how long.

-- Whoever writes from an agent's own address is no customer, and proves nothing by it (S-20).
alter table agents add column email text;
create index agents_email on agents (tenant, lower(email)) where email is not null;
