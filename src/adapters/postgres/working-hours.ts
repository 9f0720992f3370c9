/** The calendars of a tenant as working hours, kept for a moment: they change rarely and are asked for at every commit. */
import { expandCalendar, type Calendar } from '../calendars/expand.ts';
import { isWorkingTime, type WorkingHours } from '../../domain/sla.ts';
import type { Queryable } from './pool.ts';

/** A changed calendar is seen by running conversations after this many ms at most. */
export const configurationCacheMs = 1_000;
const dayMs = 24 * 3_600_000;
/** Longer makes expanding slower; shorter has clocks ask again more often. Nothing goes wrong either way. */
const daysAhead = 100;

interface CalendarRow {
  id: string;
  time_zone: string;
  week: Calendar['week'];
  holidays: string[];
  version: number;
}

/** A calendar with what tells one version from another. */
export interface StoredCalendar extends Calendar {
  key: string;
}

interface Cached {
  until: number;
  calendars: Map<string, StoredCalendar>;
}

const cache = new Map<string, Cached>();
const maxTenants = 1_000;

/** The calendars of a tenant by id. */
export async function readCalendars(
  connection: Queryable,
  tenant: string,
): Promise<Map<string, StoredCalendar>> {
  const now = Date.now();
  const cached = cache.get(tenant);
  if (cached !== undefined && cached.until > now) return cached.calendars;
  const { rows } = await connection.query<CalendarRow>(
    `select id, time_zone, week, array(select to_char(day, 'YYYY-MM-DD') from unnest(holidays) day) as holidays, version
       from calendars where tenant = $1`,
    [tenant],
  );
  const calendars = new Map(rows.map((row) => [row.id, storedCalendar(row)]));
  if (cache.size >= maxTenants) cache.clear();
  cache.set(tenant, { until: now + configurationCacheMs, calendars });
  return calendars;
}

function storedCalendar(row: CalendarRow): StoredCalendar {
  const { time_zone: timeZone, week, holidays } = row;
  return { key: `${row.id}:${row.version}`, timeZone, week, holidays };
}

const expanded = new Map<string, WorkingHours>();
const maxExpanded = 500;

/**
 * The working hours of a calendar from before `from` to a hundred days after `at`. The same calendar and days are
 * expanded once per process.
 */
export function workingHours(calendar: StoredCalendar, from: number, at: number): WorkingHours {
  const first = Math.floor(Math.min(from, at) / dayMs) * dayMs - dayMs;
  const until = Math.floor(at / dayMs) * dayMs + daysAhead * dayMs;
  const name = JSON.stringify([calendar.key, calendar.timeZone, calendar.week, calendar.holidays]);
  const key = `${name}${first}-${until}`;
  const known = expanded.get(key);
  if (known !== undefined) return known;
  const hours = { key: calendar.key, intervals: expandCalendar(calendar, first, until), until };
  if (expanded.size >= maxExpanded) expanded.clear();
  expanded.set(key, hours);
  return hours;
}

/** Whether an agent with this calendar is on shift; without one they are whenever they are online. */
export function isOnShift(
  calendars: ReadonlyMap<string, StoredCalendar>,
  calendar: string | null,
  at: number,
): boolean {
  const stored = calendar === null ? undefined : calendars.get(calendar);
  return stored === undefined || isWorkingTime(at, workingHours(stored, at, at));
}
