/** Queues and how they route. */
import type { z } from 'zod';
import type { queueChange, queueCreate, queueRecord } from '../../contract/configuration.ts';
import { BatonError } from '../../errors.ts';
import { audit } from './audit.ts';
import { wakeClocks } from './calendars.ts';
import { columnValues } from './column-values.ts';
import { hintMatching } from './notify.ts';
import { inTransaction, type Pool, type Queryable } from './pool.ts';

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
            q.routing_steps, q.resolution_codes, q.open, q.created_at, q.channel_units, q.skill_levels,
            q.require_language, q.require_tier, q.pick_rule, q.sticky, q.auto_accept,
            (select count(*)::int from queue_entries e where e.tenant = q.tenant and e.queue = q.id) as waiting
       from queues q where q.tenant = $1 and ($2::text is null or q.id = $2) order by q.id limit 1000`,
    [tenant, id ?? null],
  );
  return rows.map((row) => ({ ...row, created_at: row.created_at.toISOString() }));
}

/** In the order of both statements below; null leaves a column as it is. */
function valuesOf(queue: QueueChange): unknown[] {
  const columns = [
    'name',
    'offer_timeout_seconds',
    'wrap_up_seconds',
    'units',
    'required_skills',
    'routing_steps',
    'resolution_codes',
    'open',
    'channel_units',
    'skill_levels',
    'require_language',
    'require_tier',
    'pick_rule',
    'sticky',
    'auto_accept',
    'calendar',
  ] as const;
  return columnValues(queue, columns, ['routing_steps', 'channel_units', 'skill_levels']);
}

/** Routing steps that lead to a queue that is not there would silently lead nowhere. */
async function checkOverflow(
  connection: Queryable,
  tenant: string,
  queue: QueueChange,
): Promise<void> {
  const named = (queue.routing_steps ?? []).flatMap((step) => step.overflow_queue ?? []);
  const { rows } = await connection.query<{ id: string }>(
    `select wanted as id from unnest($2::text[]) wanted
      where not exists (select 1 from queues q where q.tenant = $1 and q.id = wanted)`,
    [tenant, named],
  );
  const missing = rows[0];
  if (missing === undefined) return;
  throw new BatonError('unknown_queue', `no queue ${missing.id}`, {
    fields: [
      { pointer: '/routing_steps', code: 'unknown_queue', message: `no queue ${missing.id}` },
    ],
  });
}

/** Adds a queue. Throws `already_exists` and `unknown_queue`. */
export async function createQueue(
  pool: Pool,
  tenant: string,
  queue: QueueCreate,
  by: string,
): Promise<void> {
  await inTransaction(pool, async (connection) => {
    await checkOverflow(connection, tenant, queue);
    const { rowCount } = await connection.query(
      `insert into queues (tenant, id, name, offer_timeout_seconds, wrap_up_seconds, units, required_skills,
                           routing_steps, resolution_codes, open, channel_units, skill_levels, require_language,
                           require_tier, pick_rule, sticky, auto_accept, calendar)
       values ($1, $2, $3, coalesce($4, 30), coalesce($5, 0), coalesce($6, 1), coalesce($7, '{}'::text[]),
               coalesce($8, '[]'::jsonb), coalesce($9, '{}'::text[]), coalesce($10, true), coalesce($11, '{}'::jsonb),
               coalesce($12, '{}'::jsonb), coalesce($13, false), coalesce($14, false), coalesce($15, 'fewest_active'),
               coalesce($16, true), coalesce($17, false), $18)
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
  const changed = await inTransaction(pool, async (connection) => {
    await checkOverflow(connection, queue.tenant, change);
    const { rowCount } = await connection.query(
      `update queues set name = coalesce($3, name), offer_timeout_seconds = coalesce($4, offer_timeout_seconds),
              wrap_up_seconds = coalesce($5, wrap_up_seconds), units = coalesce($6, units),
              required_skills = coalesce($7, required_skills), routing_steps = coalesce($8, routing_steps),
              resolution_codes = coalesce($9, resolution_codes), open = coalesce($10, open),
              channel_units = coalesce($11, channel_units), skill_levels = coalesce($12, skill_levels),
              require_language = coalesce($13, require_language), require_tier = coalesce($14, require_tier),
              pick_rule = coalesce($15, pick_rule), sticky = coalesce($16, sticky),
              auto_accept = coalesce($17, auto_accept), calendar = case when $19 then $18 else calendar end
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
  if (changed) await hintMatching(pool);
  return changed;
}
