import { describe, expect, it } from 'vitest';
import { encodeModel } from '../../src/adapters/files/model-file.ts';
import { trainLinear } from '../../src/learn/train-linear.ts';
import { noisyPoints, openings, smallGrams } from '../support/model-examples.ts';

const classes = ['card', 'login', 'refund'];
const card = { task: 'intent', trainedAt: '', training: {}, measured: {}, licence: '' };
const bytesOf = (seed: number): Buffer =>
  encodeModel({
    card,
    model: trainLinear(openings(90), { classes, seed, grams: smallGrams }).model,
  }).bytes;

describe('training a linear model', () => {
  it('gives the same bytes for the same examples and seed', () => {
    expect(bytesOf(7).equals(bytesOf(7))).toBe(true);
  });

  it('tells intents apart on folds that were held out', () => {
    const examples = openings(150);
    const { heldOut } = trainLinear(examples, { classes });
    const right = heldOut.filter(({ probabilities }, index) => {
      const best = probabilities.indexOf(Math.max(...probabilities));
      return classes[best] === examples[index]?.label;
    });
    expect(right.length / examples.length).toBeGreaterThan(0.95);
  });

  it('learns nothing held out from labels that mean nothing', () => {
    const examples = openings(200).map((example, index) => ({
      ...example,
      label: index % 2 === 0 ? 'a' : 'b',
    }));
    const { heldOut } = trainLinear(examples, { classes: ['a', 'b'] });
    const right = heldOut.filter(
      ({ probabilities }, index) =>
        (probabilities[1] ?? 0) > 0.5 === (examples[index]?.label === 'b'),
    );
    expect(right.length / examples.length).toBeLessThan(0.65);
  });

  it('gives probabilities that mean what they say', () => {
    const examples = noisyPoints(2_000);
    const { heldOut } = trainLinear(examples, { classes: ['good', 'bad'], dense: ['x', 'noise'] });
    for (const from of [0, 0.2, 0.4, 0.6, 0.8]) {
      const inside = [...heldOut.keys()].filter((index) => {
        const probability = heldOut[index]?.probabilities[1] ?? 0;
        return probability >= from && probability < from + 0.2;
      });
      const share =
        inside.filter((index) => examples[index]?.label === 'bad').length / inside.length;
      expect(Math.abs(share - from - 0.1)).toBeLessThan(0.08);
    }
  });

  it('never holds one example of a group out beside another in training', () => {
    // Each group has a label of its own, so that only a leak could give it away.
    const examples = openings(60).map((example, index) => ({
      ...example,
      input: { texts: [{ field: 'text', content: `group${'abcdefghijklmnopqrst'[index % 20]}` }] },
      group: `g${index % 20}`,
      label: index % 20 < 10 ? 'a' : 'b',
    }));
    const { heldOut } = trainLinear(examples, { classes: ['a', 'b'], leastExamples: 1 });
    const right = heldOut.filter(
      ({ probabilities }, index) =>
        (probabilities[1] ?? 0) > 0.5 === (examples[index]?.label === 'b'),
    );
    expect(right.length / examples.length).toBeLessThan(0.85);
  });

  it('refuses a label that is not a class', () => {
    expect(() => trainLinear(openings(30), { classes: ['card', 'login'] })).toThrow(
      'the label refund is not one of the classes',
    );
  });
});
