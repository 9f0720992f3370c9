import { describe, expect, it } from 'vitest';
import { boost } from '../../src/learn/boost.ts';
import { boostDefaults } from '../../src/learn/boost-settings.ts';
import { treesScore, type TreesModel } from '../../src/domain/model/trees-model.ts';
import { crossedPoints } from '../support/model-points.ts';

const settings = {
  ...boostDefaults,
  rounds: 60,
  rate: 0.2,
  leastWeight: 1,
  penalty: 1,
  featureShare: 1,
};
const asModel = (trees: ReturnType<typeof boost>): TreesModel => ({
  ...trees,
  classes: ['no', 'yes'],
  calibration: { kind: 'sigmoid', slope: 1, offset: 0 },
});

describe('boosting', () => {
  it('learns what no line can part, and says it of unseen points', () => {
    const model = asModel(boost(crossedPoints(600), settings));
    const unseen = crossedPoints(300, 2);
    const right = [...unseen.labels].filter((label, at) => {
      const input = Object.fromEntries(
        unseen.features.map((name, column) => [name, unseen.columns[column]?.[at]]),
      );
      return treesScore(model, input) > 0 === (label === 1);
    });
    expect(right.length / 300).toBeGreaterThan(0.93);
  });

  it('gives the same trees for the same seed, and others for another', () => {
    const examples = crossedPoints(200);
    expect(boost(examples, settings)).toEqual(boost(examples, settings));
    expect(boost(examples, { ...settings, seed: 2 })).not.toEqual(boost(examples, settings));
  });

  it('learns from what was not measured', () => {
    const { features, columns } = crossedPoints(400);
    const x =
      columns[0]?.map((value, at) => (at % 2 === 0 ? Number.NaN : value)) ?? new Float32Array();
    const labels = Uint8Array.from(x, (value) => Number(Number.isNaN(value)));
    const model = asModel(boost({ features, columns: [x, ...columns.slice(1)], labels }, settings));
    expect(treesScore(model, { x: null, y: 0, noise: 0 })).toBeGreaterThan(2);
    expect(treesScore(model, { x: 0.5, y: 0, noise: 0 })).toBeLessThan(-2);
  });

  it('finds nothing in constants', () => {
    const labels = Uint8Array.from({ length: 50 }, (_, at) => at % 2);
    const model = boost({ features: ['x'], columns: [new Float32Array(50)], labels }, settings);
    expect([...model.left].every((child) => child === 0)).toBe(true);
  });
});
