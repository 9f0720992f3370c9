/**
 * Clocks: pure arithmetic over instants. Working time is given as UTC intervals (time zones, holidays and daylight
 * saving end at the edge); without them every hour counts.
 * S1 each warning and the breach are given out once, never before the working time of the target has passed (I8).
 * S2 working time that was counted stays counted: pausing, resuming, another target or other hours never lose it.
 * S3 nothing is given out from hours that are not known yet: a clock whose due instant lies beyond them asks again.
 */
import type { SlaTarget } from './policy-sla.ts';
import type { ClockMetric, Priority } from './words.ts';

/** Working time `[from, to)` in epoch ms. */
export interface WorkingInterval {
  from: number;
  to: number;
}

/** The working time of one calendar, as far as it is known. */
export interface WorkingHours {
  /** Names the calendar and its content: another key means that the hours were changed. */
  key: string;
  /** Sorted and disjoint. */
  intervals: WorkingInterval[];
  /** Up to here `intervals` is the truth; beyond it every hour is taken to count, as an estimate. */
  until: number;
}

/** A running measurement against a target. Instants are epoch ms. */
export interface Clock {
  metric: ClockMetric;
  startedAt: number;
  targetMs: number;
  dueAt: number;
  /** Warnings still to come, soonest first. */
  warnings: { fraction: number; at: number }[];
  breachedAt: number | null;
  pausedAt: number | null;
  /** Working time counted up to an instant; absent in clocks of the first release, which counted every hour. */
  counted?: { ms: number; to: number };
  /** Fractions whose warning was given out. */
  said?: number[];
  /** Key of the hours it counts by; null or absent counts every hour. */
  calendar?: string | null;
  /** Where its hours must be looked up again because what is to come lies beyond; null or absent never. */
  hoursUntil?: number | null;
  /** Breached, and the agent who took over since owes an answer by this instant; null or absent nobody does. */
  againAt?: number | null;
}

/** The instant at which `durationMs` of working time has passed since `from`. */
export function addWorkingTime(
  from: number,
  durationMs: number,
  hours: WorkingHours | null,
): number {
  if (durationMs <= 0 || hours === null) return from + Math.max(0, durationMs);
  let left = durationMs;
  for (const interval of hours.intervals) {
    const start = Math.max(from, interval.from);
    if (interval.to <= start) continue;
    if (start + left <= interval.to) return start + left;
    left -= interval.to - start;
  }
  return Math.max(from, hours.until) + left;
}

/** The working time in `[from, to)`, ms. */
export function workingTimeBetween(from: number, to: number, hours: WorkingHours | null): number {
  if (to <= from) return 0;
  if (hours === null) return to - from;
  const known = hours.intervals.reduce((sum, interval) => {
    const start = Math.max(from, interval.from);
    return sum + Math.max(0, Math.min(to, interval.to) - start);
  }, 0);
  return known + Math.max(0, to - Math.max(from, hours.until));
}

/** Whether the instant is working time. */
export function isWorkingTime(at: number, hours: WorkingHours | null): boolean {
  if (hours === null) return true;
  return hours.intervals.some(({ from, to }) => from <= at && at < to);
}

/** When working time begins again: `at` itself inside it; null when no shift is known. */
export function nextWorkingTime(at: number, hours: WorkingHours | null): number | null {
  if (isWorkingTime(at, hours)) return at;
  return hours?.intervals.find(({ from }) => from > at)?.from ?? null;
}

/** What of a handoff chooses its targets. */
export interface SlaSubject {
  priority: Priority;
  tier: string | null;
  queue: string;
  name: string | null;
}

/** How closely a target fits: a named SLA before a queue's, a tier's, a priority's; negative where it does not apply. */
function fitOf(target: SlaTarget, subject: SlaSubject): number {
  const wanted = [
    [target.name, subject.name],
    [target.queue, subject.queue],
    [target.tier, subject.tier],
    [target.priority, subject.priority],
  ];
  if (wanted.some(([asked, given]) => asked !== undefined && asked !== given)) return -1;
  return wanted.reduce((fit, [asked]) => fit * 2 + Number(asked !== undefined), 0);
}

/** The target that governs a metric: the one that names most, in the order SLA, queue, tier, priority; else the first. */
export function targetFor(
  targets: SlaTarget[],
  metric: ClockMetric,
  subject: SlaSubject,
): SlaTarget | undefined {
  let best: { target: SlaTarget; fit: number } | undefined;
  for (const target of targets) {
    const fit = target.metric === metric ? fitOf(target, subject) : -1;
    if (fit >= 0 && (best === undefined || fit > best.fit)) best = { target, fit };
  }
  return best?.target;
}

/** A running clock for the target, with its warnings in order. */
export function startClock(target: SlaTarget, at: number, hours: WorkingHours | null): Clock {
  const clock: Clock = {
    metric: target.metric,
    startedAt: at,
    targetMs: target.target_seconds * 1000,
    dueAt: at,
    warnings: [],
    breachedAt: null,
    pausedAt: null,
    counted: { ms: 0, to: at },
    said: [],
  };
  return planned(clock, target.warn_at, hours);
}

/** Clocks of the first release had every hour count: their due instant tells since when. */
function countedOf(clock: Clock): { ms: number; to: number } {
  const since = clock.dueAt - clock.targetMs;
  const to = clock.pausedAt ?? since;
  return clock.counted ?? { ms: to - since, to };
}

/** Working time on the clock at an instant, ms; a paused clock stands still. */
export function elapsedMs(clock: Clock, at: number, hours: WorkingHours | null): number {
  const { ms, to } = countedOf(clock);
  return clock.pausedAt === null ? ms + workingTimeBetween(to, at, hours) : ms;
}

/** All that is to come, from what is counted. A breached clock has said all. */
function planned(clock: Clock, fractions: number[], hours: WorkingHours | null): Clock {
  const { ms, to } = countedOf(clock);
  const reached = (targetMs: number): number => addWorkingTime(to, targetMs - ms, hours);
  const breached = clock.breachedAt !== null;
  const said = clock.said ?? [];
  const open = new Set(breached ? [] : fractions.filter((fraction) => !said.includes(fraction)));
  const dueAt = breached ? clock.dueAt : reached(clock.targetMs);
  return {
    ...clock,
    dueAt,
    // Whole milliseconds, rounded up: 0.7 of 90 s is 62,999.99… in floating point, and early is wrong (I8).
    warnings: [...open]
      .sort((a, b) => a - b)
      .map((fraction) => ({ fraction, at: reached(Math.ceil(clock.targetMs * fraction)) })),
    calendar: hours?.key ?? null,
    hoursUntil: hours !== null && !breached && dueAt > hours.until ? hours.until : null,
  };
}

/** Stops counting until {@link resumeClock}; a paused clock warns and breaches never. */
export function pauseClock(clock: Clock, at: number, hours: WorkingHours | null): Clock {
  if (clock.pausedAt !== null) return clock;
  return { ...clock, counted: { ms: elapsedMs(clock, at, hours), to: at }, pausedAt: at };
}

/** Counts on from `at`: everything still to come moves, what was counted stays (S2). */
export function resumeClock(clock: Clock, at: number, hours: WorkingHours | null): Clock {
  if (clock.pausedAt === null) return clock;
  const counted = { ms: countedOf(clock).ms, to: Math.max(at, clock.pausedAt) };
  const fractions = clock.warnings.map(({ fraction }) => fraction);
  return planned({ ...clock, counted, pausedAt: null }, fractions, hours);
}

/** Another target, or other hours: from `at` on the new ones count, before it the old (S2). */
export function recountClock(
  clock: Clock,
  at: number,
  to: { target: SlaTarget; before: WorkingHours | null; after: WorkingHours | null },
): Clock {
  const counted = { ms: elapsedMs(clock, at, to.before), to: at };
  const changed = { ...clock, counted, targetMs: to.target.target_seconds * 1000 };
  return planned(changed, to.target.warn_at, to.after);
}

/** Whether a clock counts by this target and these hours, as far as they must be known by `at`. */
export function isCountedBy(
  clock: Clock,
  at: number,
  { target, hours }: { target: SlaTarget; hours: WorkingHours | null },
): boolean {
  if (clock.breachedAt !== null) return true;
  const toCome = clock.warnings.map(({ fraction }) => fraction);
  const wanted = target.warn_at.filter((fraction) => !(clock.said ?? []).includes(fraction));
  return (
    clock.targetMs === target.target_seconds * 1000 &&
    (clock.calendar ?? null) === (hours?.key ?? null) &&
    (clock.hoursUntil ?? Infinity) > at &&
    toCome.length === new Set(wanted).size &&
    toCome.every((fraction) => wanted.includes(fraction))
  );
}

/** The next instant at which this clock has something to say or to ask; undefined when it is paused or has said all. */
export function clockDeadline(clock: Clock): number | undefined {
  if (clock.pausedAt !== null) return undefined;
  const due = [
    clock.warnings[0]?.at,
    clock.breachedAt === null ? clock.dueAt : undefined,
    clock.hoursUntil,
    clock.againAt,
  ].filter((at) => at !== undefined && at !== null);
  return due.length === 0 ? undefined : Math.min(...due);
}

/** What a look at a clock gave: the clock after it, and what to tell. */
export interface ClockReading {
  clock: Clock;
  warned: { fraction: number; at: number }[];
  breached: boolean;
}

/** What is due at `at`: each warning and the breach are given out once, never early (S1, S3). */
export function readClock(clock: Clock, at: number): ClockReading {
  const isKnown = (instant: number): boolean => instant <= (clock.hoursUntil ?? Infinity);
  if (clock.pausedAt !== null) return { clock, warned: [], breached: false };
  const isDue = (instant: number): boolean => instant <= at && isKnown(instant);
  const warned = clock.warnings.filter((warning) => isDue(warning.at));
  const breached = clock.breachedAt === null && isDue(clock.dueAt);
  if (warned.length === 0 && !breached) return { clock, warned, breached };
  const said = [...(clock.said ?? []), ...warned.map(({ fraction }) => fraction)];
  const warnings = clock.warnings.filter((warning) => !warned.includes(warning));
  const read = { ...clock, said, warnings, breachedAt: breached ? at : clock.breachedAt };
  return { clock: read, warned, breached };
}
