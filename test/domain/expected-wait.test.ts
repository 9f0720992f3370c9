import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectedWait } from '../../src/domain/expected-wait.ts';

const waits = (place: number | null, ...seconds: number[]) =>
  seconds.map((each) => ({ place, seconds: each }));

describe('expectedWait', () => {
  it('says nothing from fewer than five waits', () => {
    expect(expectedWait([], 1)).toBeNull();
    expect(expectedWait(waits(1, 10, 10, 10, 10), 1)).toBeNull();
    expect(expectedWait(waits(1, 10, 10, 10, 10, 10), 1)).toBe(10);
  });

  it('is the median of the waits at places alike, whatever other places waited', () => {
    const recent = [...waits(1, 10, 20, 30, 40, 1_000), ...waits(12, 600, 610, 620, 630, 640)];
    expect(expectedWait(recent, 1)).toBe(30);
    expect(expectedWait(recent, 12)).toBe(620);
    expect(expectedWait(recent, 10)).toBe(620);
  });

  it('grows with the place where none alike is known', () => {
    const recent = waits(2, 60, 60, 60, 60, 60);
    expect(expectedWait(recent, 9)).toBe(270);
    expect(expectedWait(waits(null, 60, 60, 60, 60, 60), 3)).toBe(180);
  });

  it('lies between what was seen at places alike, and is never negative', () =>
    fc.assert(
      fc.property(
        fc.array(fc.nat(10_000), { minLength: 5 }),
        fc.integer({ min: 1, max: 50 }),
        (seconds, place) => {
          const expected = expectedWait(waits(place, ...seconds), place);
          expect(expected).toBeGreaterThanOrEqual(Math.min(...seconds));
          expect(expected).toBeLessThanOrEqual(Math.max(...seconds));
        },
      ),
    ));
});
