/**
 * Clocks: pure arithmetic over instants. A clock's working time is given as UTC intervals (time zones, holidays and
 * daylight saving end at the edge); without intervals every hour counts.
 */
import type { SlaTarget } from './policy.ts';
import type { ClockMetric, Priority } from './words.ts';

/** Working time `[from, to)` in epoch ms, sorted, disjoint. */
export interface WorkingInterval {
  from: number;
  to: number;
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
}

/** The instant at which `durationMs` of working time has passed since `from`. Past the last interval every hour counts. */
export function addWorkingTime(from: number, durationMs: number, hours: WorkingInterval[]): number {
  if (durationMs <= 0) return from;
  let left = durationMs;
  let cursor = from;
  for (const interval of hours) {
    if (interval.to <= cursor) continue;
    const start = Math.max(cursor, interval.from);
    if (start + left <= interval.to) return start + left;
    left -= interval.to - start;
    cursor = interval.to;
  }
  return cursor + left;
}

/**
 * The target that governs a metric at a priority: the priority's own, else the one for all. Targets of the name asked
 * for come before the unnamed ones; those of other names never hold.
 */
export function targetFor(
  targets: SlaTarget[],
  metric: ClockMetric,
  priority: Priority,
  name: string | null = null,
): SlaTarget | undefined {
  const named = targets.filter((target) => target.name === name);
  const unnamed = targets.filter((target) => target.name === undefined);
  const ofMetric = [...named, ...unnamed].filter((target) => target.metric === metric);
  return (
    ofMetric.find((target) => target.priority === priority && target.name === name) ??
    ofMetric.find((target) => target.priority === undefined && target.name === name) ??
    ofMetric.find((target) => target.priority === priority) ??
    ofMetric.find((target) => target.priority === undefined)
  );
}

/** A running clock for the target, with its warnings in order. */
export function startClock(target: SlaTarget, at: number, hours: WorkingInterval[] = []): Clock {
  const targetMs = target.target_seconds * 1000;
  const warnings = [...target.warn_at]
    .sort((a, b) => a - b)
    .map((fraction) => ({
      fraction,
      // Whole milliseconds, rounded up: 0.7 of 90 s is 62,999.99… in floating point, and early is wrong (I8).
      at: addWorkingTime(at, Math.ceil(targetMs * fraction), hours),
    }));
  return {
    metric: target.metric,
    startedAt: at,
    targetMs,
    dueAt: addWorkingTime(at, targetMs, hours),
    warnings,
    breachedAt: null,
    pausedAt: null,
  };
}

/** Stops counting until {@link resumeClock}; a paused clock warns and breaches never. */
export function pauseClock(clock: Clock, at: number): Clock {
  return clock.pausedAt === null ? { ...clock, pausedAt: at } : clock;
}

/** Counts on: everything still to come moves by the length of the pause. */
export function resumeClock(clock: Clock, at: number): Clock {
  if (clock.pausedAt === null) return clock;
  const shift = Math.max(0, at - clock.pausedAt);
  return {
    ...clock,
    pausedAt: null,
    dueAt: clock.breachedAt === null ? clock.dueAt + shift : clock.dueAt,
    warnings: clock.warnings.map((warning) => ({ ...warning, at: warning.at + shift })),
  };
}

/** The next instant at which this clock has something to say; undefined when it is paused or has said all. */
export function clockDeadline(clock: Clock): number | undefined {
  if (clock.pausedAt !== null) return undefined;
  const warning = clock.warnings[0]?.at;
  const breach = clock.breachedAt === null ? clock.dueAt : undefined;
  if (warning === undefined) return breach;
  return breach === undefined ? warning : Math.min(warning, breach);
}

/** What a look at a clock gave: the clock after it, and what to tell. */
export interface ClockReading {
  clock: Clock;
  warned: { fraction: number; at: number }[];
  breached: boolean;
}

/** What is due at `at`: each warning and the breach are given out once, never early (I8). */
export function readClock(clock: Clock, at: number): ClockReading {
  if (clock.pausedAt !== null) return { clock, warned: [], breached: false };
  const warned = clock.warnings.filter((warning) => warning.at <= at);
  const breached = clock.breachedAt === null && clock.dueAt <= at;
  const changed = warned.length > 0 || breached;
  return {
    clock: changed
      ? {
          ...clock,
          warnings: clock.warnings.filter((warning) => warning.at > at),
          breachedAt: breached ? at : clock.breachedAt,
        }
      : clock,
    warned,
    breached,
  };
}
