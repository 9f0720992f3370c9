import { describe, expect, it } from 'vitest';
import {
  recallEstimate,
  shareDifference,
  shareInterval,
  studentQuantile,
  timeReduction,
  type LogTimes,
} from '../../src/domain/statistics.ts';
import { chance } from '../../src/cli/simulate/random.ts';
import { bell, fraction } from '../../src/cli/history/draw.ts';

describe('intervals', () => {
  it('of a share are Wilson’s', () => {
    // Newcombe 1998, table I: 81 of 263 and 15 of 148.
    expect(shareInterval(81, 263).low).toBeCloseTo(0.2553, 4);
    expect(shareInterval(81, 263).high).toBeCloseTo(0.3662, 4);
    expect(shareInterval(15, 148).low).toBeCloseTo(0.0624, 4);
    expect(shareInterval(0, 0).value).toBeNull();
    expect(shareInterval(0, 20).low).toBe(0);
  });

  it('of a difference of shares are Newcombe’s', () => {
    // Newcombe 1998, paper II, method 10: 56/70 less 48/80 gives 0.0524 to 0.3339.
    const found = shareDifference({ part: 56, of: 70 }, { part: 48, of: 80 });
    expect(found.low).toBeCloseTo(0.0524, 4);
    expect(found.high).toBeCloseTo(0.3339, 4);
  });

  it('of Student’s t come from its table', () => {
    for (const [degrees, value] of [
      [5, 2.571],
      [10, 2.228],
      [30, 2.042],
      [120, 1.98],
    ] as const)
      expect(studentQuantile(degrees)).toBeCloseTo(value, 2);
  });
});

/** Hand times of an arm: lognormal, median 300 s, times `factor`. */
function timesOf(draw: ReturnType<typeof chance>, of: number, factor = 1): LogTimes {
  const logs = Array.from({ length: of }, () => Math.log(300 * factor) + 0.7 * bell(draw));
  const mean = logs.reduce((sum, each) => sum + each, 0) / of;
  const variance = logs.reduce((sum, each) => sum + (each - mean) ** 2, 0) / (of - 1);
  return { of, mean, variance };
}

function partOf(
  draw: ReturnType<typeof chance>,
  of: number,
  share: number,
): { part: number; of: number } {
  let part = 0;
  for (let index = 0; index < of; index += 1) if (fraction(draw) < share) part += 1;
  return { part, of };
}

const isDifferent = ({ low, high }: { low: number | null; high: number | null }): boolean =>
  (low ?? 0) > 0 || (high ?? 0) < 0;
const runs = 1_000;
/** 5 % and three times the error of so many runs. */
const most = 0.05 + 3 * Math.sqrt((0.05 * 0.95) / runs);

describe('two arms of the same', () => {
  it('are called different in times at most 5 times of 100, give or take the luck of the runs', () => {
    const draw = chance(11);
    let called = 0;
    for (let run = 0; run < runs; run += 1)
      if (isDifferent(timeReduction(timesOf(draw, 60), timesOf(draw, 40)))) called += 1;
    expect(called / runs).toBeLessThan(most);
    expect(called).toBeGreaterThan(0);
  });

  it('are called different in shares as seldom', () => {
    const draw = chance(12);
    let called = 0;
    for (let run = 0; run < runs; run += 1)
      if (isDifferent(shareDifference(partOf(draw, 300, 0.6), partOf(draw, 200, 0.6)))) called += 1;
    expect(called / runs).toBeLessThan(most);
  });

  it('that differ by 15 % are mostly found with 400 of each', () => {
    const draw = chance(13);
    let found = 0;
    for (let run = 0; run < 200; run += 1)
      if ((timeReduction(timesOf(draw, 400, 0.85), timesOf(draw, 400)).low ?? 0) > 0) found += 1;
    expect(found / 200).toBeGreaterThan(0.8);
  });
});

describe('a recall', () => {
  const weighed = (weights: number[], missed: boolean[]) => ({
    of: weights.length,
    weight: weights.reduce((sum, each) => sum + each, 0),
    squares: weights.reduce((sum, each) => sum + each ** 2, 0),
    missedWeight: weights.reduce((sum, each, at) => sum + (missed[at] === true ? each : 0), 0),
    missedSquares: weights.reduce(
      (sum, each, at) => sum + (missed[at] === true ? each ** 2 : 0),
      0,
    ),
  });

  it('is right on average where near misses are drawn more often than others, and its interval covers it', () => {
    const draw = chance(14);
    // 1000 conversations without a handoff: 100 near misses of which 40 % were missed, 900 others of which 1 %.
    const truth = 200 / (200 + 40 + 9);
    let sum = 0;
    let covered = 0;
    for (let run = 0; run < 300; run += 1) {
      const near = Array.from({ length: 30 }, () => fraction(draw) < 0.4);
      const far = Array.from({ length: 30 }, () => fraction(draw) < 0.01);
      const judged = partOf(draw, 100, 0.8).part;
      const estimate = recallEstimate({
        handoffs: 250,
        judged: 100,
        inTime: judged,
        tooLate: 0,
        others: 1000,
        sampled: weighed([...near.map(() => 100 / 30), ...far.map(() => 30)], [...near, ...far]),
      });
      sum += estimate.value ?? 0;
      if ((estimate.low ?? 1) <= truth && (estimate.high ?? 0) >= truth) covered += 1;
    }
    expect(sum / 300).toBeCloseTo(truth, 1);
    expect(covered / 300).toBeGreaterThan(0.85);
  });

  it('says nothing where nobody judged', () => {
    const sampled = weighed([1, 1], [false, false]);
    const none = { handoffs: 5, judged: 0, inTime: 0, tooLate: 0, others: 9, sampled };
    expect(recallEstimate(none).value).toBeNull();
  });
});
