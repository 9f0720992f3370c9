-- An offer is looked up by its lease at every accept, and by the audit of capacity.
create index offers_lease on offers (lease);
