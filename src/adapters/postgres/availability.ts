/** Whether somebody would answer now: asked by bots before they promise a person. */
import type { Pool } from './pool.ts';

export interface Availability {
  queue: string;
  open: boolean;
  agents_online: number;
  agents_free: number;
  waiting: number;
  /** Median of the last waits; null where there are too few to say. */
  estimated_wait_seconds: number | null;
}

/** Fewer recent waits than this say nothing about the next. */
const leastWaits = 5;

/** Each queue of the tenant, or the one named. */
export async function readAvailability(
  pool: Pool,
  tenant: string,
  queue: string | null,
): Promise<Availability[]> {
  const { rows } = await pool.query<Availability>(
    `select q.id as queue, q.open,
        count(a.id)::int as agents_online,
        count(a.id) filter (where a.capacity > coalesce(l.units, 0))::int as agents_free,
        (select count(*) from queue_entries e where e.tenant = q.tenant and e.queue = q.id)::int as waiting,
        (select case when count(*) >= ${leastWaits} then ceil(percentile_cont(0.5) within group (order by waited))::int end
           from (select extract(epoch from h.accepted_at - h.requested_at)::float8 as waited from handoffs h
                  where h.tenant = q.tenant and h.queue = q.id and h.accepted_at is not null
                  order by h.accepted_at desc limit 20) recent) as estimated_wait_seconds
       from queues q
       left join agents a on a.tenant = q.tenant and q.id = any (a.queues) and a.presence = 'online'
       left join lateral (select sum(units)::int as units from leases
          where tenant = a.tenant and agent = a.id and released_at is null) l on true
      where q.tenant = $1 and ($2::text is null or q.id = $2)
      group by q.tenant, q.id, q.open, q.created_at order by q.created_at, q.id`,
    [tenant, queue],
  );
  return rows;
}
