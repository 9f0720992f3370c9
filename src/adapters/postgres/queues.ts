/** Queues and how they route. */
import type { z } from 'zod';
import type { queueChange, queueCreate, queueRecord } from '../../contract/configuration.ts';
import { BatonError } from '../../errors.ts';
import { audit } from './audit.ts';
import { wakeClocks } from './calendars.ts';
import { inTransaction, type Pool } from './pool.ts';

export type QueueRecord = z.output<typeof queueRecord>;
type QueueCreate = z.output<typeof queueCreate>;
type QueueChange = z.output<typeof queueChange>;

interface QueueRow extends Omit<QueueRecord, 'created_at'> {
  created_at: Date;
}

/** The tenant's queues by id; one when `id` is given. */
export async function listQueues(pool: Pool, tenant: string, id?: string): Promise<QueueRecord[]> {
  const { rows } = await pool.query<QueueRow>(
    `select q.id, q.name, q.calendar, q.offer_timeout_seconds, q.wrap_up_seconds, q.units, q.required_skills,
            q.routing_steps, q.resolution_codes, q.open, q.created_at,
            (select count(*)::int from queue_entries e where e.tenant = q.tenant and e.queue = q.id) as waiting
       from queues q where q.tenant = $1 and ($2::text is null or q.id = $2) order by q.id limit 1000`,
    [tenant, id ?? null],
  );
  return rows.map((row) => ({ ...row, created_at: row.created_at.toISOString() }));
}

function valuesOf(queue: QueueChange): unknown[] {
  return [
    queue.name ?? null,
    queue.offer_timeout_seconds ?? null,
    queue.wrap_up_seconds ?? null,
    queue.units ?? null,
    queue.required_skills ?? null,
    queue.routing_steps === undefined ? null : JSON.stringify(queue.routing_steps),
    queue.resolution_codes ?? null,
    queue.open ?? null,
    queue.calendar ?? null,
  ];
}

/** Adds a queue. Throws `already_exists`. */
export async function createQueue(
  pool: Pool,
  tenant: string,
  queue: QueueCreate,
  by: string,
): Promise<void> {
  await inTransaction(pool, async (connection) => {
    const { rowCount } = await connection.query(
      `insert into queues (tenant, id, name, offer_timeout_seconds, wrap_up_seconds, units, required_skills,
                           routing_steps, resolution_codes, open, calendar)
       values ($1, $2, $3, coalesce($4, 30), coalesce($5, 0), coalesce($6, 1), coalesce($7, '{}'::text[]),
               coalesce($8, '[]'::jsonb), coalesce($9, '{}'::text[]), coalesce($10, true), $11)
       on conflict do nothing`,
      [tenant, queue.id, ...valuesOf(queue)],
    );
    if (rowCount === 0)
      throw new BatonError('already_exists', `queue ${queue.id} is there already`);
    await audit(connection, { tenant, actor: by, action: 'queue.created', subject: queue.id });
  });
}

/** Changes what is given and leaves the rest; false when there is no such queue. */
export async function changeQueue(
  pool: Pool,
  queue: { tenant: string; id: string; by: string },
  change: QueueChange,
): Promise<boolean> {
  return inTransaction(pool, async (connection) => {
    const { rowCount } = await connection.query(
      `update queues set name = coalesce($3, name), offer_timeout_seconds = coalesce($4, offer_timeout_seconds),
              wrap_up_seconds = coalesce($5, wrap_up_seconds), units = coalesce($6, units),
              required_skills = coalesce($7, required_skills), routing_steps = coalesce($8, routing_steps),
              resolution_codes = coalesce($9, resolution_codes), open = coalesce($10, open),
              calendar = case when $12 then $11 else calendar end
        where tenant = $1 and id = $2`,
      [queue.tenant, queue.id, ...valuesOf(change), change.calendar !== undefined],
    );
    if (rowCount === 0) return false;
    const fields = Object.keys(change);
    await audit(connection, {
      tenant: queue.tenant,
      actor: queue.by,
      action: 'queue.changed',
      subject: queue.id,
      detail: { fields },
    });
    if (change.calendar !== undefined)
      await wakeClocks(connection, queue.tenant, { queue: queue.id });
    await connection.query('insert into wakeups (tenant, queue) values ($1, $2)', [
      queue.tenant,
      queue.id,
    ]);
    return true;
  });
}
