-- An offer is looked up by its lease at every accept, and by the audit of capacity.
create index offers_lease on offers (lease);

-- Room on each page for the next version of a row: being offered and being asked touch no indexed column.
alter table queue_entries set (fillfactor = 80);
alter table agents set (fillfactor = 80);
