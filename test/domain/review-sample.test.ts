import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assign, drawSample, kappaOf, type Drawable } from '../../src/domain/review-sample.ts';

const drawable = fc.record({
  conversation: fc.uuid(),
  handoff: fc.option(fc.uuid(), { nil: null }),
  distance: fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: null }),
});
const week = fc.uniqueArray(drawable, {
  maxLength: 80,
  selector: ({ conversation }) => conversation,
});

describe('the sample of a week', () => {
  it('never draws one twice or more than asked, and its weights add up to the whole week', () => {
    fc.assert(
      fc.property(week, fc.integer({ min: 4, max: 60 }), (all, size) => {
        const { drawn, counts } = drawSample(all, size, 'seed');
        expect(drawn.length).toBe(Math.min(size, all.length));
        expect(new Set(drawn.map(({ conversation }) => conversation)).size).toBe(drawn.length);
        const weight = drawn.reduce((sum, one) => sum + one.weight, 0);
        expect(weight).toBeCloseTo(all.length);
        const of = Object.values(counts).reduce((sum, count) => sum + count.of, 0);
        expect(of).toBe(all.length);
      }),
      { numRuns: 80 },
    );
  });

  it('is the same for the same seed, and looks at near misses more often than at quiet ones', () => {
    const all = Array.from({ length: 400 }, (_, n): Drawable => ({
      conversation: `c${n}`,
      handoff: n < 40 ? `h${n}` : null,
      distance: n < 80 ? 0.1 : 0.9,
    }));
    const { drawn, counts } = drawSample(all, 40, 'week-1');
    expect(drawSample([...all].reverse(), 40, 'week-1').drawn).toEqual(drawn);
    expect(drawSample(all, 40, 'week-2').drawn).not.toEqual(drawn);
    const rate = ({ of, drawn: taken }: { of: number; drawn: number }) => taken / of;
    expect(rate(counts.close_miss)).toBeGreaterThan(10 * rate(counts.quiet));
  });
});

describe('reviewers', () => {
  it('share the work evenly, and a share of it is judged by two different people', () => {
    const drawn = Array.from({ length: 40 }, (_, n) => ({ conversation: `c${n}` }));
    const given = assign(drawn, ['ana', 'ben'], 0.25);
    expect(given).toHaveLength(50);
    const double = drawn.filter((item) => given.filter((one) => one.item === item).length === 2);
    expect(double).toHaveLength(10);
    const pairs = new Set(given.map(({ item, reviewer }) => `${item.conversation} ${reviewer}`));
    expect(pairs.size).toBe(50);
  });

  it('alone judge everything once; without any nobody is asked', () => {
    const drawn = [{ conversation: 'a' }, { conversation: 'b' }];
    expect(assign(drawn, ['ana'], 1)).toHaveLength(2);
    expect(assign(drawn, [], 1)).toEqual([]);
  });
});

describe("Cohen's kappa", () => {
  const repeated = (one: string, other: string, times: number) =>
    Array.from({ length: times }, (): [string, string] => [one, other]);

  // The textbook's table: 20 yes/yes, 5 yes/no, 10 no/yes, 15 no/no.
  it('agrees with the textbook', () => {
    const pairs = [
      ...repeated('yes', 'yes', 20),
      ...repeated('yes', 'no', 5),
      ...repeated('no', 'yes', 10),
      ...repeated('no', 'no', 15),
    ];
    expect(kappaOf(pairs)).toEqual({ pairs: 50, value: expect.closeTo(0.4, 10) as number });
  });

  it('says nothing where there is nothing to say', () => {
    expect(kappaOf([])).toEqual({ pairs: 0, value: null });
    expect(kappaOf(repeated('needed', 'needed', 5))).toEqual({ pairs: 5, value: null });
  });
});
