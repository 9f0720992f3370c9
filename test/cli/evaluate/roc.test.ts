import { describe, expect, it } from 'vitest';
import { auroc, recallAtFalseAlarms } from '../../../src/cli/evaluate/roc.ts';

const scored = (positives: number[], negatives: number[]) => [
  ...positives.map((score) => ({ score, positive: true })),
  ...negatives.map((score) => ({ score, positive: false })),
];

describe('auroc', () => {
  it.each([
    [[0.9, 0.8], [0.1, 0.2], 1],
    [[0.1, 0.2], [0.9, 0.8], 0],
    [[0.5, 0.5], [0.5, 0.5], 0.5],
    [[0.9, 0.3], [0.5, 0.1], 0.75],
  ])('of %j above %j is %d', (positives, negatives, expected) => {
    expect(auroc(scored(positives, negatives))).toBe(expected);
  });

  it('needs both groups', () => {
    expect(auroc(scored([1], []))).toBeNull();
  });
});

describe('recall at a share of false alarms', () => {
  const negatives = [0.9, ...Array.from({ length: 9 }, (_, index) => index / 20)];

  it('lets as many negatives alarm as the share allows, and not one more', () => {
    expect(recallAtFalseAlarms(scored([0.95, 0.6, 0.2], negatives), 0.1)).toBeCloseTo(2 / 3);
    expect(recallAtFalseAlarms(scored([0.95, 0.6, 0.2], negatives), 0.05)).toBeCloseTo(1 / 3);
  });

  it('gives a tie to the negatives', () => {
    expect(recallAtFalseAlarms(scored([0.5], [0.5, 0.1]), 0)).toBe(0);
  });
});
