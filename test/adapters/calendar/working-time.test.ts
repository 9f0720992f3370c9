import { describe, expect, it } from 'vitest';
import { workingIntervals } from '../../../src/adapters/calendar/working-time.ts';

const at = (text: string): number => Date.parse(text);
const week = {
  mon: [
    ['09:00', '12:00'],
    ['13:00', '17:00'],
  ] as [string, string][],
  sun: [['00:00', '24:00']] as [string, string][],
};

describe('working time', () => {
  it('is several intervals a day in the calendar’s own zone, without holidays', () => {
    const calendar = { time_zone: 'Europe/Berlin', week, holidays: ['2026-12-07'] };
    const found = workingIntervals(
      calendar,
      at('2026-11-30T00:00:00Z'),
      at('2026-12-08T00:00:00Z'),
    );
    expect(found.map(({ from }) => new Date(from).toISOString())).toEqual([
      '2026-11-30T08:00:00.000Z',
      '2026-11-30T12:00:00.000Z',
      '2026-12-05T23:00:00.000Z',
    ]);
  });

  it('has a day of 25 hours when the clocks go back and of 23 when they go forward', () => {
    const calendar = { time_zone: 'Europe/Berlin', week, holidays: [] };
    const hours = (from: string, to: string) =>
      workingIntervals(calendar, at(from), at(to)).map((one) => (one.to - one.from) / 3_600_000);
    expect(hours('2026-10-25T00:00:00Z', '2026-10-25T20:00:00Z')).toEqual([25]);
    expect(hours('2027-03-28T00:00:00Z', '2027-03-28T20:00:00Z')).toEqual([23]);
  });

  it('is none in a zone that nobody knows', () => {
    expect(workingIntervals({ time_zone: 'Mars/Base', week, holidays: [] }, 0, 1e12)).toEqual([]);
  });
});
