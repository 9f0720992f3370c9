import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  expandCalendar,
  isTimeZone,
  wallTime,
  weekdays,
  wholeIntervals,
  type Calendar,
} from '../../../src/adapters/calendars/expand.ts';

const at = (text: string): number => Date.parse(text);
const hourMs = 3_600_000;
const berlin: Calendar = {
  timeZone: 'Europe/Berlin',
  week: Object.fromEntries(
    ['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [
      day,
      [
        ['09:00', '12:00'],
        ['13:00', '17:00'],
      ],
    ]),
  ),
  holidays: ['2026-12-25'],
};
const always: Calendar['week'] = Object.fromEntries(
  weekdays.map((day) => [day, [['00:00', '24:00']]]),
);

const hours = (calendar: Calendar, from: string, to: string): number =>
  expandCalendar(calendar, at(from), at(to)).reduce((sum, each) => sum + each.to - each.from, 0) /
  hourMs;

describe('expandCalendar', () => {
  it('gives several intervals a day in the zone of the office, and nothing on a holiday', () => {
    const days = expandCalendar(berlin, at('2026-12-24T00:00Z'), at('2026-12-27T00:00Z'));
    expect(days).toEqual([
      { from: at('2026-12-24T08:00Z'), to: at('2026-12-24T11:00Z') },
      { from: at('2026-12-24T12:00Z'), to: at('2026-12-24T16:00Z') },
    ]);
  });

  it('moves with daylight saving: nine in the morning is another instant in summer', () => {
    const [friday, monday] = ['2026-03-27', '2026-03-30'].map(
      (day) => expandCalendar(berlin, at(`${day}T00:00Z`), at(`${day}T12:00Z`))[0]?.from,
    );
    expect([friday, monday]).toEqual([at('2026-03-27T08:00Z'), at('2026-03-30T07:00Z')]);
  });

  it.each([
    ['the day the clock is put forward has 23 hours', '2026-03-28T23:00Z', '2026-03-29T22:00Z', 23],
    ['the day it is put back has 25', '2026-10-24T22:00Z', '2026-10-25T23:00Z', 25],
  ])('%s', (_, from, to, length) => {
    expect(hours({ ...berlin, week: always }, from, to)).toBe(length);
  });

  it.each([
    ['a night shift over the skipped hour', '2026-03-29', [['01:00', '04:00']], 2],
    ['a shift inside the skipped hour is none', '2026-03-29', [['02:10', '02:50']], 0],
    ['a shift over the hour that comes twice', '2026-10-25', [['01:00', '04:00']], 4],
    ['a shift inside the hour that comes twice', '2026-10-25', [['02:10', '02:50']], 5 / 3],
  ])('%s', (_, day, shift, length) => {
    const calendar = { ...berlin, week: { sun: shift as [string, string][] } };
    const midnight = at(`${day}T00:00+02:00`) - hourMs;
    const found = expandCalendar(calendar, midnight, midnight + 12 * hourMs);
    const sum = found.reduce((total, each) => total + each.to - each.from, 0) / hourMs;
    expect(sum).toBeCloseTo(length, 10);
  });

  it('joins what touches, also over midnight, and cuts at both ends', () => {
    const night = { ...berlin, week: { mon: [['20:00', '24:00']], tue: [['00:00', '04:00']] } };
    const found = expandCalendar(
      night as Calendar,
      at('2026-11-23T20:00Z'),
      at('2026-11-24T02:00Z'),
    );
    expect(found).toEqual([{ from: at('2026-11-23T20:00Z'), to: at('2026-11-24T02:00Z') }]);
  });

  it('is the same whatever the window it is asked in: sorted, disjoint, and pieces of one whole', () =>
    fc.assert(
      fc.property(
        fc.constantFrom(
          'Europe/Berlin',
          'America/New_York',
          'Asia/Kathmandu',
          'Australia/Lord_Howe',
        ),
        fc.integer({ min: 0, max: 400 }),
        fc.integer({ min: 1, max: 20 * 24 }),
        (timeZone, day, split) => {
          const from = at('2026-01-01T00:00Z') + day * 24 * hourMs;
          const to = from + 20 * 24 * hourMs;
          const middle = from + split * hourMs;
          const calendar = { ...berlin, timeZone };
          const whole = expandCalendar(calendar, from, to);
          for (const [index, each] of whole.entries()) {
            expect(each.from).toBeLessThan(each.to);
            if (index > 0) expect(each.from).toBeGreaterThan(whole[index - 1]?.to ?? 0);
          }
          const sum = (intervals: { from: number; to: number }[]): number =>
            intervals.reduce((total, each) => total + each.to - each.from, 0);
          const pieces = [
            ...expandCalendar(calendar, from, middle),
            ...expandCalendar(calendar, middle, to),
          ];
          expect(sum(pieces)).toBe(sum(whole));
        },
      ),
      { numRuns: 60 },
    ));
});

describe('wholeIntervals', () => {
  it('leaves each day its own beginning, also where days touch and in the middle of one', () => {
    const calendar: Calendar = {
      timeZone: 'Europe/Berlin',
      week: { sat: [['12:00', '24:00']], sun: [['00:00', '24:00']] },
      holidays: [],
    };
    const found = wholeIntervals(calendar, at('2026-10-24T15:00Z'), at('2026-10-26T00:00Z'));
    expect(found).toEqual([
      { from: at('2026-10-24T10:00Z'), to: at('2026-10-24T22:00Z') },
      { from: at('2026-10-24T22:00Z'), to: at('2026-10-25T23:00Z') },
    ]);
  });

  it('knows none in a zone that nobody knows', () => {
    const calendar: Calendar = {
      timeZone: 'Mars/Base',
      week: { mon: [['09:00', '17:00']] },
      holidays: [],
    };
    expect(wholeIntervals(calendar, 0, 1e12)).toEqual([]);
  });
});

describe('wallTime', () => {
  it('says today as a time, this week as a day, later as a date, in the zone and language given', () => {
    const now = at('2026-11-25T11:00Z');
    expect(wallTime(at('2026-11-25T13:00Z'), now, 'Europe/Berlin', 'de')).toBe('14:00');
    expect(wallTime(at('2026-11-26T08:00Z'), now, 'Europe/Berlin', 'de')).toBe('Donnerstag 09:00');
    expect(wallTime(at('2026-12-28T08:00Z'), now, 'Europe/Berlin', 'en')).toBe('28 December 09:00');
    expect([isTimeZone('Europe/Berlin'), isTimeZone('Moon/Base')]).toEqual([true, false]);
  });
});
