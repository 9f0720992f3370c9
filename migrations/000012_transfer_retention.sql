-- What ended is taken out of the ledgers after a time (BATON_LEDGER_RETENTION_DAYS).
create index deliveries_finished on deliveries (finished_at) where state <> 'pending';
create index inbound_mails_done on inbound_mails (done_at);
