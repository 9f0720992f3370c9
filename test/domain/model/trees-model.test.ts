import { describe, expect, it } from 'vitest';
import {
  explainTrees,
  treesProbability,
  treesScore,
  type TreesModel,
} from '../../../src/domain/model/trees-model.ts';

/** One tree: refusals of at least two, then whether anything was solved; not measured counts as few. */
const model: TreesModel = {
  kind: 'trees',
  classes: ['calm', 'at_risk'],
  features: ['refusals', 'solved'],
  roots: Int32Array.of(0),
  split: Uint16Array.of(0, 0, 1, 0, 0),
  threshold: Float32Array.of(1.5, 0, 0.5, 0, 0),
  missingLeft: Uint8Array.of(1, 0, 0, 0, 0),
  left: Int32Array.of(1, 0, 3, 0, 0),
  value: Float32Array.of(0, -1, 0.5, 2, -0.5),
  base: -0.25,
  calibration: { kind: 'sigmoid', slope: 1, offset: 0 },
};

describe('a trees model', () => {
  it.each([
    ['few refusals', { refusals: 1, solved: false }, -1.25],
    ['refusals on the edge', { refusals: 1.5, solved: false }, -1.25],
    ['refusals that were not measured', { solved: false }, -1.25],
    ['refusals and nothing solved', { refusals: 2, solved: false }, 1.75],
    ['refusals and a solution', { refusals: 2, solved: true }, -0.75],
    ['a feature that is no number', { refusals: 'many', solved: false }, -1.25],
  ])('scores %s', (_, input, score) => {
    expect(treesScore(model, input)).toBe(score);
  });

  it('turns scores into probabilities by its calibration', () => {
    const input = { refusals: 2, solved: false };
    expect(treesProbability(model, input)).toBeCloseTo(1 / (1 + Math.exp(-1.75)), 12);
  });

  it('credits each feature with what its splits changed, strongest first', () => {
    expect(explainTrees(model, { refusals: 3, solved: false })).toEqual([
      { feature: 'solved', value: 0, weight: 1.5 },
      { feature: 'refusals', value: 3, weight: 0.5 },
    ]);
    expect(explainTrees(model, { refusals: null, solved: false })).toEqual([]);
  });
});
