/** What of the ledgers is kept: deliveries that ended and mails that were dealt with go after a time. */
import type { Queryable } from './pool.ts';

/** Rows of one statement: a ledger of years is pruned without holding anybody up. */
const batch = 1_000;

const pruneDeliveries = `
with old as (
  select id from deliveries where state <> 'pending' and finished_at < now() - $1 * interval '1 day'
   order by finished_at limit ${batch} for update skip locked),
attempts as (delete from delivery_attempts a using old where a.delivery = old.id)
delete from deliveries d using old where d.id = old.id`;

const pruneMails = `
delete from inbound_mails where id in (
  select id from inbound_mails where done_at < now() - $1 * interval '1 day' order by done_at limit ${batch})`;

/**
 * Takes away one batch of each ledger; the number of rows, so that 0 means nothing is old enough. A mail that comes again
 * after its row is gone is still the same turn: turns know their ids for ever.
 */
export async function pruneLedgers(pool: Queryable, days: number): Promise<number> {
  const mails = await pool.query(pruneMails, [days]);
  const deliveries = await pool.query(pruneDeliveries, [days]);
  return (mails.rowCount ?? 0) + (deliveries.rowCount ?? 0);
}
