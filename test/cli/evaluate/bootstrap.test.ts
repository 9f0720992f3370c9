import { describe, expect, it } from 'vitest';
import { intervalsOf } from '../../../src/cli/evaluate/bootstrap.ts';

const items = (groups: number, each: number) =>
  Array.from({ length: groups * each }, (_, index) => ({
    group: `g${Math.floor(index / each)}`,
    value: Math.floor(index / each) % 2,
  }));
const meanOf = (sample: { value: number }[]) => ({
  mean: sample.reduce((sum, { value }) => sum + value, 0) / sample.length,
});

describe('bootstrap intervals', () => {
  it('hold the figure, and are the same for the same seed', () => {
    const sample = items(40, 1);
    const { mean } = intervalsOf(sample, meanOf);
    expect(mean?.[0]).toBeLessThan(0.5);
    expect(mean?.[1]).toBeGreaterThan(0.5);
    expect(intervalsOf(sample, meanOf)).toEqual({ mean });
  });

  it('do not grow narrower by repeating the conversations of a group', () => {
    const width = (each: number): number => {
      const [low = 0, high = 0] = intervalsOf(items(20, each), meanOf).mean ?? [];
      return high - low;
    };
    expect(width(10)).toBeGreaterThan(width(1) * 0.9);
  });

  it('are not given for one group', () => {
    expect(intervalsOf(items(1, 10), meanOf).mean).toBeNull();
  });
});
