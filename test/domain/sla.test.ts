import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addWorkingTime,
  clockDeadline,
  pauseClock,
  readClock,
  resumeClock,
  startClock,
  targetFor,
  type WorkingInterval,
} from '../../src/domain/sla.ts';

const target = {
  metric: 'resolution' as const,
  target_seconds: 90,
  warn_at: [0.9, 0.7],
  on_breach: [],
};

/** Sorted, disjoint shifts. */
const someHours: fc.Arbitrary<WorkingInterval[]> = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 1, max: 50 })), {
    maxLength: 6,
  })
  .map((gaps) => {
    let at = 0;
    return gaps.map(([gap, length]) => {
      const from = at + gap;
      at = from + length;
      return { from, to: at };
    });
  });
const instant = fc.nat(400);

describe('addWorkingTime', () => {
  it('without hours is plain addition', () =>
    fc.assert(
      fc.property(instant, instant, (from, ms) => {
        expect(addWorkingTime(from, ms, [])).toBe(from + ms);
      }),
    ));

  it('more time never ends sooner, a later start neither', () =>
    fc.assert(
      fc.property(someHours, instant, instant, fc.nat(50), (hours, from, ms, more) => {
        const end = addWorkingTime(from, ms, hours);
        expect(end).toBeGreaterThanOrEqual(from + ms);
        expect(addWorkingTime(from, ms + more, hours)).toBeGreaterThanOrEqual(end);
        expect(addWorkingTime(from + more, ms, hours)).toBeGreaterThanOrEqual(end);
      }),
    ));

  it('two stretches one after the other are one stretch', () =>
    fc.assert(
      fc.property(someHours, instant, instant, fc.nat(50), (hours, from, one, two) => {
        const end = addWorkingTime(addWorkingTime(from, one, hours), two, hours);
        expect(end).toBe(addWorkingTime(from, one + two, hours));
      }),
    ));

  it('counts exactly the working milliseconds between, shifts split or not', () =>
    fc.assert(
      fc.property(someHours, instant, fc.integer({ min: 1, max: 100 }), (hours, from, ms) => {
        const end = addWorkingTime(from, ms, hours);
        const last = hours.at(-1)?.to ?? 0;
        let worked = 0;
        for (let at = from; at < end; at += 1)
          if (at >= last || hours.some((shift) => shift.from <= at && at < shift.to)) worked += 1;
        expect(worked).toBe(ms);
      }),
    ));

  it.each([
    ['inside a shift', 10, 5, 15],
    ['to the very end of a shift', 10, 10, 20],
    ['over the break of a split shift', 15, 10, 35],
    ['from the break', 22, 3, 33],
    ['past the last shift', 38, 4, 42],
  ])('%s', (_, from, ms, end) => {
    expect(
      addWorkingTime(from, ms, [
        { from: 0, to: 20 },
        { from: 30, to: 40 },
      ]),
    ).toBe(end);
  });
});

describe('a clock', () => {
  it('warns at whole milliseconds, soonest first, and never early', () => {
    expect(startClock(target, 1_000).warnings).toEqual([
      { fraction: 0.7, at: 64_000 },
      { fraction: 0.9, at: 82_000 },
    ]);
  });

  it('says each thing once, however often and late it is read', () =>
    fc.assert(
      fc.property(fc.array(fc.nat(120_000), { minLength: 1, maxLength: 12 }), (looks) => {
        let clock = startClock(target, 0);
        const said: string[] = [];
        const ordered = looks.sort((a, b) => a - b);
        for (const at of ordered) {
          const reading = readClock(clock, at);
          clock = reading.clock;
          said.push(...reading.warned.map((warning) => String(warning.fraction)));
          for (const warning of reading.warned) expect(warning.at).toBeLessThanOrEqual(at);
          if (reading.breached) said.push('breach');
          if (reading.breached) expect(at).toBeGreaterThanOrEqual(90_000);
          expect(clockDeadline(clock) ?? Infinity).toBeGreaterThan(at);
        }
        const last = ordered.at(-1) ?? 0;
        const due = [
          [63_000, '0.7'],
          [81_000, '0.9'],
          [90_000, 'breach'],
        ] as const;
        expect(said).toEqual(due.filter(([at]) => at <= last).map(([, what]) => what));
      }),
    ));

  it('a pause moves all that is to come by its length, and nothing is said in it', () =>
    fc.assert(
      fc.property(fc.nat(60_000), fc.nat(500_000), (from, length) => {
        const started = startClock(target, 0);
        const paused = pauseClock(started, from);
        expect([clockDeadline(paused), readClock(paused, 1e9).breached]).toEqual([
          undefined,
          false,
        ]);
        const resumed = resumeClock(pauseClock(paused, from + 1), from + length);
        expect(resumed.dueAt).toBe(started.dueAt + length);
        expect(resumed.warnings[0]?.at).toBe(63_000 + length);
        expect(resumeClock(resumed, 1e9)).toBe(resumed);
      }),
    ));

  it('a breach is not taken back by a pause', () => {
    const breached = readClock(startClock(target, 0), 95_000).clock;
    const resumed = resumeClock(pauseClock(breached, 96_000), 99_000);
    expect(resumed).toMatchObject({ breachedAt: 95_000, dueAt: 90_000 });
    expect(clockDeadline(resumed)).toBeUndefined();
  });
});

describe('targetFor', () => {
  it('takes the target of the priority before the one for all', () => {
    const urgent = { ...target, target_seconds: 5, priority: 1 as const };
    expect(targetFor([target, urgent], 'resolution', 1)).toBe(urgent);
    expect(targetFor([target, urgent], 'resolution', 2)).toBe(target);
    expect(targetFor([urgent], 'resolution', 2)).toBeUndefined();
    expect(targetFor([target], 'first_response', 1)).toBeUndefined();
  });
});
