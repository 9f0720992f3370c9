import { describe, expect, it } from 'vitest';
import {
  accuracyOf,
  calibrationErrorOf,
  confusionsOf,
  goldenTransfer,
  macroF1Of,
  type Judged,
} from '../../src/learn/figures.ts';

const flags = (text: string): boolean[] => Array.from(text, (sign) => sign === 'x');
const judged = (pairs: string): Judged[] =>
  pairs.split(' ').map((pair, at) => ({
    expected: pair[0] ?? '',
    predicted: pair[1] ?? '',
    probability: 0.8,
    group: String(at),
  }));

describe('golden transfer within tolerance', () => {
  it.each([
    ['nothing to find, nothing called', '....', '....', 1, 1],
    ['nothing to find, one call', '.x..', '....', 1, 0],
    ['something to find, no call', '....', '..x.', 1, 0],
    ['a call on time', '..x.', '..x.', 1, 1],
    ['a call one too early', '.x..', '..x.', 1, Math.exp(-0.5)],
    ['a call one too late weighs the same', '...x', '..x.', 1, Math.exp(-0.5)],
    ['a call two off, by a tolerance of two', 'x...', '..x.', 2, Math.exp(-0.5)],
    ['the nearest label counts', 'x..x', '.x.x', 1, (Math.exp(-0.5) + 1) / 2],
  ])('%s', (_, ...[predicted, labelled, tolerance, worth]) => {
    expect(goldenTransfer(flags(predicted), flags(labelled), tolerance)).toBeCloseTo(worth, 12);
  });
});

describe('figures', () => {
  it('count what was right', () => {
    expect(accuracyOf(judged('aa ab bb bb'))).toBe(0.75);
  });

  it('let every class count the same in macro F1', () => {
    // a: right 1, expected 2, predicted 1; b: right 2, expected 2, predicted 3.
    expect(macroF1Of(judged('aa ab bb bb'))).toBeCloseTo((2 / 3 + 4 / 5) / 2, 12);
  });

  it('list confusions, most frequent first', () => {
    expect(confusionsOf(judged('ab ab ba aa'), 1)).toEqual([
      { expected: 'a', predicted: 'b', count: 2 },
    ]);
  });

  it('measure how far promises are from what held', () => {
    const promise = (probability: number, right: boolean) => ({ probability, right });
    expect(calibrationErrorOf([promise(1, true), promise(0, false)])).toBe(0);
    expect(calibrationErrorOf([promise(0.9, true), promise(0.9, false)])).toBeCloseTo(0.4, 12);
  });
});
