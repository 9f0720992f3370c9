/** What a step needs of the tenant's queues: wrap-up, whether they are open, their overflow, their working hours. */
import type { ConversationState } from '../../domain/conversation.ts';
import type { QueueSettings } from '../../domain/step.ts';
import type { Queryable } from './pool.ts';
import {
  configurationCacheMs,
  readCalendars,
  workingHours,
  type StoredCalendar,
} from './working-hours.ts';

interface QueueRow {
  id: string;
  wrap_up_seconds: number;
  open: boolean;
  calendar: string | null;
  overflow: string | null;
  resolution_codes: string[];
}

interface CachedQueues {
  until: number;
  rows: QueueRow[];
}

const cache = new Map<string, CachedQueues>();
const maxTenants = 1_000;

/** Where a queue's cases go when they overflow: the first queue that one of its routing steps leads to. */
const overflowColumn = `(select step ->> 'overflow_queue' from jsonb_array_elements(routing_steps)
  with ordinality as steps (step, place) where step ? 'overflow_queue' order by place limit 1)`;

async function readRows(connection: Queryable, tenant: string): Promise<QueueRow[]> {
  const now = Date.now();
  const cached = cache.get(tenant);
  if (cached !== undefined && cached.until > now) return cached.rows;
  const { rows } = await connection.query<QueueRow>(
    `select id, wrap_up_seconds, open, calendar, resolution_codes, ${overflowColumn} as overflow
       from queues where tenant = $1 order by created_at, id`,
    [tenant],
  );
  if (cache.size >= maxTenants) cache.clear();
  cache.set(tenant, { until: now + configurationCacheMs, rows });
  return rows;
}

/** The tenant's queues by id, oldest first, with the hours that the conversation's clocks may count by. */
export async function readQueues(
  connection: Queryable,
  tenant: string,
  moment: { at: number; state: ConversationState | null },
): Promise<Record<string, QueueSettings>> {
  const rows = await readRows(connection, tenant);
  const calendars = rows.some((row) => row.calendar !== null)
    ? await readCalendars(connection, tenant)
    : new Map<string, StoredCalendar>();
  const from = countedFrom(moment);
  return Object.fromEntries(
    rows.map((row) => [row.id, settingsOf(row, calendars, from, moment.at)]),
  );
}

/** How far back a clock of the conversation may still have to count. */
function countedFrom({ at, state }: { at: number; state: ConversationState | null }): number {
  const since = (state?.clocks ?? []).map((clock) => clock.counted?.to ?? clock.startedAt);
  return Math.min(at, ...since);
}

function settingsOf(
  row: QueueRow,
  calendars: ReadonlyMap<string, StoredCalendar>,
  from: number,
  at: number,
): QueueSettings {
  const calendar = row.calendar === null ? undefined : calendars.get(row.calendar);
  return {
    wrapUpSeconds: row.wrap_up_seconds,
    open: row.open,
    overflow: row.overflow,
    resolutionCodes: row.resolution_codes,
    hours: calendar === undefined ? null : workingHours(calendar, from, at),
    timeZone: calendar?.timeZone ?? 'UTC',
  };
}
