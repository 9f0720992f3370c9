/** Working hours of a calendar as UTC intervals: time zones, holidays and daylight saving end here. */
import { DateTime } from 'luxon';
import type { WorkingInterval } from '../../domain/sla.ts';

/** A calendar as stored; hours are local, `24:00` ends a day. */
export interface CalendarRow {
  time_zone: string;
  week: Partial<Record<(typeof weekdays)[number], [string, string][]>>;
  /** Local dates, `YYYY-MM-DD`. */
  holidays: string[];
}

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

function at(day: DateTime, clock: string): number {
  const [hour = 0, minute = 0] = clock.split(':').map(Number);
  // An hour that the clocks skip is taken as the next that exists.
  return day.startOf('day').set({ hour, minute }).toMillis();
}

function ofDay(calendar: CalendarRow, day: DateTime): WorkingInterval[] {
  const word = weekdays[day.weekday - 1];
  if (word === undefined || calendar.holidays.includes(day.toFormat('yyyy-MM-dd'))) return [];
  return (calendar.week[word] ?? []).map(([begin, end]) => ({
    from: at(day, begin),
    to: at(day, end),
  }));
}

/** The intervals that touch `[from, to)`, sorted; what a change of the clocks turns around is left out. */
export function workingIntervals(
  calendar: CalendarRow,
  from: number,
  to: number,
): WorkingInterval[] {
  const found: WorkingInterval[] = [];
  const first = DateTime.fromMillis(from, { zone: calendar.time_zone }).startOf('day');
  if (!first.isValid) return [];
  for (let day: DateTime = first; day.toMillis() < to; day = day.plus({ days: 1 }))
    found.push(...ofDay(calendar, day));
  return found
    .filter((one) => one.to > from && one.from < to && one.from < one.to)
    .sort((left, right) => left.from - right.from);
}
