/** The calendars of a tenant: when its queues and agents work. A change has every running clock counted anew. */
import type { z } from 'zod';
import type { calendarRecord, calendarWrite } from '../../contract/floor.ts';
import { audit } from './audit.ts';
import { inTransaction, type Pool, type Queryable } from './pool.ts';

export type CalendarRecord = z.output<typeof calendarRecord>;
type CalendarWrite = z.output<typeof calendarWrite>;

interface CalendarRow extends Omit<CalendarRecord, 'updated_at'> {
  updated_at: Date;
}

/** The tenant's calendars by id; one when `id` is given. */
export async function listCalendars(
  pool: Pool,
  tenant: string,
  id?: string,
): Promise<CalendarRecord[]> {
  const { rows } = await pool.query<CalendarRow>(
    `select id, name, time_zone, week, array(select to_char(day, 'YYYY-MM-DD') from unnest(holidays) day order by day)
              as holidays, version, updated_at
       from calendars where tenant = $1 and ($2::text is null or id = $2) order by id limit 1000`,
    [tenant, id ?? null],
  );
  return rows.map((row) => ({ ...row, updated_at: row.updated_at.toISOString() }));
}

/** Writes a calendar whole, new or not. */
export async function putCalendar(
  pool: Pool,
  calendar: { tenant: string; id: string; by: string },
  content: CalendarWrite,
): Promise<void> {
  const { tenant, id, by } = calendar;
  await inTransaction(pool, async (connection) => {
    await connection.query(
      `insert into calendars (tenant, id, name, time_zone, week, holidays)
       values ($1, $2, $3, $4, $5, $6::date[])
       on conflict (tenant, id) do update set name = excluded.name, time_zone = excluded.time_zone,
         week = excluded.week, holidays = excluded.holidays, version = calendars.version + 1, updated_at = now()`,
      [
        tenant,
        id,
        content.name ?? id,
        content.time_zone,
        JSON.stringify(content.week),
        content.holidays ?? [],
      ],
    );
    await audit(connection, { tenant, actor: by, action: 'calendar.written', subject: id });
    await wakeClocks(connection, tenant, { calendar: id });
  });
}

/** Removes a calendar; what used it counts every hour from then on. False when there is none of this id. */
export async function removeCalendar(
  pool: Pool,
  calendar: { tenant: string; id: string; by: string },
): Promise<boolean> {
  const { tenant, id, by } = calendar;
  return inTransaction(pool, async (connection) => {
    await wakeClocks(connection, tenant, { calendar: id });
    const { rowCount } = await connection.query(
      'delete from calendars where tenant = $1 and id = $2',
      [tenant, id],
    );
    if (rowCount === 0) return false;
    await audit(connection, { tenant, actor: by, action: 'calendar.removed', subject: id });
    return true;
  });
}

/** Wake-ups of one change are spread: so many a second, or the workers would do nothing else. */
const wakesPerSecond = 100;

/**
 * Has the clocks of open handoffs counted anew: of one queue, of the queues of one calendar, or of all. Each workflow
 * looks at its clocks at its next command anyway; this is for those that hear nothing before a sooner deadline.
 */
export async function wakeClocks(
  connection: Queryable,
  tenant: string,
  of: { queue?: string; calendar?: string } = {},
): Promise<void> {
  await connection.query(
    `insert into outbox (tenant, conversation, signal, argument, next_at)
     select h.tenant, h.conversation, 'wakeUp', '{}',
            now() + interval '1 second' * (1 + row_number() over (order by h.requested_at) / ${wakesPerSecond})
       from handoffs h join queues q on q.tenant = h.tenant and q.id = h.queue
      where h.tenant = $1 and h.ended_at is null and ($2::text is null or h.queue = $2)
        and ($3::text is null or q.calendar = $3)`,
    [tenant, of.queue ?? null, of.calendar ?? null],
  );
}
