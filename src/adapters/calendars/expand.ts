/**
 * Office hours of a named time zone as UTC intervals, by the time zone database of this machine. Time zones, holidays and
 * daylight saving end here: the domain only adds and subtracts.
 */
import { DateTime, IANAZone } from 'luxon';
import type { WorkingInterval } from '../../domain/sla.ts';

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof weekdays)[number];

/** From and to as wall times `HH:MM`; `24:00` is the end of the day. */
export type WallInterval = [from: string, to: string];

/** When a team works: several intervals a day, and days of the calendar on which it does not. */
export interface Calendar {
  timeZone: string;
  week: Partial<Record<Weekday, WallInterval[]>>;
  /** Days as `YYYY-MM-DD` in the calendar's own zone. */
  holidays: string[];
}

/** Whether the machine's time zone database knows the name. */
export function isTimeZone(name: string): boolean {
  return IANAZone.isValidZone(name);
}

/**
 * The working time between two instants (epoch ms), sorted and disjoint. A wall time that daylight saving skips begins
 * or ends with the skipped hour; one that comes twice is the first for a beginning and the last for an end, so that a
 * shift over the change is as long as the clock on the wall of the office says, and no working time is lost.
 */
export function expandCalendar(calendar: Calendar, from: number, to: number): WorkingInterval[] {
  return joined(wholeIntervals(calendar, from, to).map((interval) => clipped(interval, from, to)));
}

/** The intervals of which a part lies between two instants, each whole and by itself: meetings are counted from its beginning. */
export function wholeIntervals(calendar: Calendar, from: number, to: number): WorkingInterval[] {
  const intervals: WorkingInterval[] = [];
  const holidays = new Set(calendar.holidays);
  const last = DateTime.fromMillis(to, { zone: calendar.timeZone });
  let day = DateTime.fromMillis(from, { zone: calendar.timeZone }).startOf('day');
  for (; day <= last; day = day.plus({ days: 1 }).startOf('day')) {
    if (holidays.has(day.toISODate() ?? '')) continue;
    const weekday = weekdays[day.weekday - 1] ?? 'mon';
    for (const wall of calendar.week[weekday] ?? []) {
      const interval = instantsOf(day, wall);
      if (Math.max(interval.from, from) < Math.min(interval.to, to)) intervals.push(interval);
    }
  }
  return intervals;
}

function instantsOf(day: DateTime, [from, to]: WallInterval): WorkingInterval {
  return { from: firstInstant(day, from), to: lastInstant(day, to) };
}

/** The first instant at which the office's clock shows the time. */
function firstInstant(day: DateTime, wall: string): number {
  return Math.min(...possible(day, wall));
}

/** The last one: after the clock was put back, the second time it shows it. */
function lastInstant(day: DateTime, wall: string): number {
  return Math.max(...possible(day, wall));
}

function possible(day: DateTime, wall: string): number[] {
  if (wall === '24:00') return [day.plus({ days: 1 }).startOf('day').toMillis()];
  const [hour = 0, minute = 0] = wall.split(':').map(Number);
  const time = day.set({ hour, minute, second: 0, millisecond: 0 });
  if (time.hour !== hour || time.minute !== minute) return [offsetChangeBefore(time)];
  return time.getPossibleOffsets().map((each) => each.toMillis());
}

const longestGapMs = 26 * 3_600_000;

/** A wall time that does not exist was moved behind the change: the change itself is what was meant. */
function offsetChangeBefore(time: DateTime): number {
  let after = time.toMillis();
  let before = after - longestGapMs;
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (DateTime.fromMillis(middle, { zone: time.zone }).offset === time.offset) after = middle;
    else before = middle;
  }
  return after;
}

function clipped(interval: WorkingInterval, from: number, to: number): WorkingInterval {
  return { from: Math.max(interval.from, from), to: Math.min(interval.to, to) };
}

/** Intervals that touch or overlap become one. */
function joined(intervals: WorkingInterval[]): WorkingInterval[] {
  const sorted = [...intervals].sort((a, b) => a.from - b.from);
  const result: WorkingInterval[] = [];
  for (const interval of sorted) {
    const last = result.at(-1);
    if (last !== undefined && interval.from <= last.to) last.to = Math.max(last.to, interval.to);
    else result.push({ ...interval });
  }
  return result;
}

/** An instant as a person in the calendar's zone reads it, in their language: `Monday 09:00`. */
export function wallTime(at: number, now: number, timeZone: string, language: string): string {
  const zone = isTimeZone(timeZone) ? timeZone : 'UTC';
  const time = DateTime.fromMillis(at, { zone }).setLocale(language);
  const today = DateTime.fromMillis(now, { zone });
  if (time.hasSame(today, 'day')) return time.toFormat('HH:mm');
  const days = time.startOf('day').diff(today.startOf('day'), 'days').days;
  return time.toFormat(days < 7 ? 'cccc HH:mm' : 'd LLLL HH:mm');
}
