-- What the ledger says of a model beyond its figures: why it took the present one's place or did not, and when it was
-- taken back.
alter table model_versions
  add column reason text,
  add column rolled_back_at timestamptz;
