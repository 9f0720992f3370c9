/** A clock beside a counter that looks at each millisecond on its own, for properties. */
import fc from 'fast-check';
import { expect } from 'vitest';
import type { SlaTarget } from '../../src/domain/policy-sla.ts';
import {
  elapsedMs,
  isCountedBy,
  isWorkingTime,
  pauseClock,
  readClock,
  recountClock,
  resumeClock,
  startClock,
  type Clock,
  type WorkingHours,
} from '../../src/domain/sla.ts';

export const target: SlaTarget = {
  metric: 'resolution',
  target_seconds: 90,
  warn_at: [0.9, 0.7],
  on_breach: [],
};

/** Sorted, disjoint shifts, known up to the end of the last. */
export const someHours: fc.Arbitrary<WorkingHours> = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 1, max: 50 })), {
    maxLength: 6,
  })
  .map((gaps) => {
    let at = 0;
    const intervals = gaps.map(([gap, length]) => {
      const from = at + gap;
      at = from + length;
      return { from, to: at };
    });
    return { key: JSON.stringify(gaps), intervals, until: at };
  });
export const works = (at: number, hours: WorkingHours | null): boolean =>
  hours === null || at >= hours.until || isWorkingTime(at, hours);

export type Change =
  | { kind: 'pause' | 'resume' | 'read' }
  | { kind: 'recount'; hours: WorkingHours | null; seconds: number; warnAt: number[] };

export const fractions = fc.uniqueArray(fc.constantFrom(0.1, 0.25, 0.5, 0.75, 0.9), {
  maxLength: 3,
});
export const change: fc.Arbitrary<Change> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom<Change>({ kind: 'pause' }, { kind: 'resume' }) },
  { weight: 4, arbitrary: fc.constant<Change>({ kind: 'read' }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('recount' as const),
      hours: fc.option(someHours, { nil: null }),
      seconds: fc.integer({ min: 1, max: 200 }),
      warnAt: fractions,
    }),
  },
);

/** A clock beside a counter that looks at each millisecond on its own. */
export class ClockModel {
  clock: Clock;
  target: SlaTarget;
  hours: WorkingHours | null;
  worked = 0;
  at = 0;
  said: string[] = [];

  constructor(first: { seconds: number; hours: WorkingHours | null; warnAt: number[] }) {
    this.target = { ...target, target_seconds: first.seconds / 1_000, warn_at: first.warnAt };
    this.hours = first.hours;
    this.clock = startClock(this.target, 0, this.hours);
  }

  pass(ms: number): void {
    for (let step = 0; step < ms; step += 1, this.at += 1)
      if (this.clock.pausedAt === null) this.worked += Number(works(this.at, this.hours));
  }

  /** What must have been said by now that was not: by the counter alone. */
  private due(): string[] {
    if (this.clock.pausedAt !== null || this.said.includes('breach')) return [];
    const targetMs = this.target.target_seconds * 1_000;
    const warned = [...this.target.warn_at]
      .sort((a, b) => a - b)
      .filter((fraction) => this.worked >= Math.ceil(targetMs * fraction))
      .map(String);
    const breached = this.worked >= targetMs ? ['breach'] : [];
    return [...warned, ...breached].filter((word) => !this.said.includes(word));
  }

  take(given: Change): void {
    if (given.kind === 'pause') this.clock = pauseClock(this.clock, this.at, this.hours);
    if (given.kind === 'resume') this.clock = resumeClock(this.clock, this.at, this.hours);
    if (given.kind === 'recount') this.recount(given);
    this.read();
  }

  private recount(to: Extract<Change, { kind: 'recount' }>): void {
    if (this.clock.breachedAt !== null) return;
    this.target = { ...target, target_seconds: to.seconds / 1_000, warn_at: to.warnAt };
    this.clock = recountClock(this.clock, this.at, {
      target: this.target,
      before: this.hours,
      after: to.hours,
    });
    this.hours = to.hours;
    expect(isCountedBy({ ...this.clock, hoursUntil: null }, this.at, this)).toBe(true);
  }

  private read(): void {
    const due = this.due();
    const reading = readClock(this.clock, this.at);
    this.clock = reading.clock;
    const heard = reading.warned.map(({ fraction }) => String(fraction));
    if (reading.breached) heard.push('breach');
    if ((this.clock.hoursUntil ?? Infinity) > this.at) expect(heard).toEqual(due);
    else expect(due).toEqual(expect.arrayContaining(heard));
    this.said.push(...heard);
    expect(new Set(this.said).size).toBe(this.said.length);
    expect(elapsedMs(this.clock, this.at, this.hours)).toBe(this.worked);
  }
}
