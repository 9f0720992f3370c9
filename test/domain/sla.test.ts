import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addWorkingTime,
  clockDeadline,
  elapsedMs,
  isCountedBy,
  nextWorkingTime,
  pauseClock,
  readClock,
  resumeClock,
  startClock,
  targetFor,
  workingTimeBetween,
  type Clock,
} from '../../src/domain/sla.ts';
import { change, ClockModel, fractions, someHours, target, works } from '../support/clock-model.ts';

const instant = fc.nat(400);

describe('addWorkingTime', () => {
  it('without hours is plain addition', () =>
    fc.assert(
      fc.property(instant, instant, (from, ms) => {
        expect(addWorkingTime(from, ms, null)).toBe(from + ms);
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
        let worked = 0;
        for (let at = from; at < end; at += 1) worked += Number(works(at, hours));
        expect(worked).toBe(ms);
        expect(workingTimeBetween(from, end, hours)).toBe(ms);
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
      addWorkingTime(from, ms, {
        key: 'split',
        intervals: [
          { from: 0, to: 20 },
          { from: 30, to: 40 },
        ],
        until: 40,
      }),
    ).toBe(end);
  });
});

describe('nextWorkingTime', () => {
  it('is now inside a shift, else the beginning of the next, else unknown', () => {
    const hours = { key: 'k', intervals: [{ from: 10, to: 20 }], until: 100 };
    expect([5, 10, 19, 20].map((at) => nextWorkingTime(at, hours))).toEqual([10, 10, 19, null]);
    expect(nextWorkingTime(5, null)).toBe(5);
  });
});

describe('a clock', () => {
  it('warns at whole milliseconds, soonest first, and never early', () => {
    expect(startClock(target, 1_000, null).warnings).toEqual([
      { fraction: 0.7, at: 64_000 },
      { fraction: 0.9, at: 82_000 },
    ]);
  });

  it('says each thing once, however often and late it is read', () =>
    fc.assert(
      fc.property(fc.array(fc.nat(120_000), { minLength: 1, maxLength: 12 }), (looks) => {
        let clock = startClock(target, 0, null);
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
        const started = startClock(target, 0, null);
        const paused = pauseClock(started, from, null);
        expect([clockDeadline(paused), readClock(paused, 1e9).breached]).toEqual([
          undefined,
          false,
        ]);
        const resumed = resumeClock(pauseClock(paused, from + 1, null), from + length, null);
        expect(resumed.dueAt).toBe(started.dueAt + length);
        expect(resumed.warnings[0]?.at).toBe(63_000 + length);
        expect(resumeClock(resumed, 1e9, null)).toBe(resumed);
      }),
    ));

  it('a breach is not taken back by a pause', () => {
    const breached = readClock(startClock(target, 0, null), 95_000).clock;
    const resumed = resumeClock(pauseClock(breached, 96_000, null), 99_000, null);
    expect(resumed).toMatchObject({ breachedAt: 95_000, dueAt: 90_000 });
    expect(clockDeadline(resumed)).toBeUndefined();
  });
});

describe('a clock that is paused, resumed and recounted', () => {
  it('keeps every working millisecond, and says each thing once, as soon as it is true, never before', () =>
    fc.assert(
      fc.property(
        fc.record({
          seconds: fc.integer({ min: 1, max: 200 }),
          hours: fc.option(someHours, { nil: null }),
          warnAt: fractions,
        }),
        fc.array(fc.tuple(fc.nat(40), change), { maxLength: 25 }),
        (first, changes) => {
          const model = new ClockModel(first);
          for (const [ms, given] of changes) {
            model.pass(ms);
            model.take(given);
          }
        },
      ),
      { numRuns: 500 },
    ));

  it('rings no later than its next word', () =>
    fc.assert(
      fc.property(someHours, fc.integer({ min: 1, max: 200 }), fractions, (hours, ms, warnAt) => {
        let clock = startClock(
          { ...target, target_seconds: ms / 1_000, warn_at: warnAt },
          0,
          hours,
        );
        for (let at = 0; at < 600; at += 1) {
          const rings = clockDeadline(clock);
          const reading = readClock(clock, at);
          const spoke = reading.breached || reading.warned.length > 0;
          if (spoke) expect(rings).toBeLessThanOrEqual(at);
          clock = reading.clock;
        }
      }),
    ));

  it('says nothing from hours that are not known yet, and asks when they end', () => {
    const hours = { key: 'k', intervals: [{ from: 0, to: 10_000 }], until: 50_000 };
    const clock = startClock(target, 0, hours);
    expect(clockDeadline(clock)).toBe(50_000);
    expect(readClock(clock, 1e9)).toMatchObject({ warned: [], breached: false });
    expect(isCountedBy(clock, 49_999, { target, hours })).toBe(true);
    expect(isCountedBy(clock, 50_000, { target, hours })).toBe(false);
  });
});

describe('a clock of the first release', () => {
  const old: Clock = {
    metric: 'resolution',
    startedAt: 0,
    targetMs: 90_000,
    dueAt: 100_000,
    warnings: [{ fraction: 0.9, at: 91_000 }],
    breachedAt: null,
    pausedAt: null,
  };

  it('counts on from what its due instant tells', () => {
    expect(elapsedMs(old, 40_000, null)).toBe(30_000);
    const paused = { ...old, pausedAt: 40_000 };
    expect(elapsedMs(paused, 70_000, null)).toBe(30_000);
    expect(resumeClock(paused, 60_000, null)).toMatchObject({ dueAt: 120_000 });
    expect(isCountedBy(old, 0, { target: { ...target, warn_at: [0.9] }, hours: null })).toBe(true);
  });
});

describe('targetFor', () => {
  const all = { priority: 2 as const, tier: null, queue: 'general', name: null };

  it('takes the target of the priority before the one for all', () => {
    const urgent = { ...target, target_seconds: 5, priority: 1 as const };
    expect(targetFor([target, urgent], 'resolution', { ...all, priority: 1 })).toBe(urgent);
    expect(targetFor([target, urgent], 'resolution', all)).toBe(target);
    expect(targetFor([urgent], 'resolution', all)).toBeUndefined();
    expect(targetFor([target], 'first_response', all)).toBeUndefined();
  });

  it('takes the closest: the SLA named, then the queue, then the tier, then the priority', () => {
    const named = { ...target, name: 'vip' };
    const queue = { ...target, queue: 'billing' };
    const tier = { ...target, tier: 'gold' };
    const both = { ...tier, priority: 1 as const };
    const targets = [target, tier, both, queue, named];
    const subject = { priority: 1 as const, tier: 'gold', queue: 'billing', name: 'vip' };
    expect(targetFor(targets, 'resolution', subject)).toBe(named);
    expect(targetFor(targets, 'resolution', { ...subject, name: null })).toBe(queue);
    expect(targetFor(targets, 'resolution', { ...all, tier: 'gold' })).toBe(tier);
    expect(targetFor(targets, 'resolution', { ...all, tier: 'gold', priority: 1 })).toBe(both);
  });
});
