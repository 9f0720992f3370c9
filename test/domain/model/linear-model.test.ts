import { describe, expect, it } from 'vitest';
import {
  classify,
  denseValue,
  explain,
  scoresOf,
  vectorOf,
  type ModelInput,
} from '../../../src/domain/model/linear-model.ts';
import { trainLinear } from '../../../src/learn/train-linear.ts';
import { noisyPoints, openings } from '../../support/model-examples.ts';

const intents = trainLinear(openings(120), { classes: ['card', 'login', 'refund'] }).model;
const points = trainLinear(noisyPoints(300), {
  classes: ['good', 'bad'],
  dense: ['x', 'noise'],
}).model;
const say = (content: string): ModelInput => ({ texts: [{ field: 'text', content }] });

describe('a linear model', () => {
  it('classifies what it has not seen, with probabilities that add up to one', () => {
    const { best, probabilities } = classify(intents, say('my refund is still missing'));
    expect(intents.classes[best]).toBe('refund');
    expect(probabilities.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 9);
    expect(probabilities[best]).toBeGreaterThan(0.7);
  });

  it.each(['жжж ццц', '', '!!!'])(
    'answers %j, of which it knows nothing, with the shares of training',
    (content) => {
      const { probabilities } = classify(intents, say(content));
      expect([...probabilities]).toEqual([...intents.priors]);
      expect(Math.max(...probabilities)).toBeLessThan(0.5);
    },
  );

  it.each([[null], [undefined], [Number.NaN], ['text'], [Infinity]])(
    'hears nothing in the dense value %j',
    (value) => {
      expect(denseValue({ name: 'x', mean: 3, scale: 2 }, value)).toBe(0);
    },
  );

  it('is not carried away by one outlying value', () => {
    const at = (x: number) => classify(points, { texts: [], dense: { x } }).scores[0];
    expect(at(1e9)).toBe(at(1e6));
  });

  it('names the words that spoke for a class, as a span', () => {
    const content = 'good morning, my PASSWORD!';
    const [first] = explain(intents, say(content), intents.classes.indexOf('login'), 1);
    expect(first).toMatchObject({ kind: 'text', text: 0 });
    if (first?.kind === 'text') expect(content.slice(first.start, first.end)).toContain('PASSWORD');
  });

  it('names the dense feature that spoke, with its value', () => {
    const [first] = explain(points, { texts: [], dense: { x: 1.5, noise: 0.5 } }, 0, 1);
    expect(first).toMatchObject({ kind: 'feature', feature: 'x', value: 1.5 });
  });

  it('gives reasons that add up to the score', () => {
    const input = say('hi there lost my password, when is my refund paid');
    intents.classes.forEach((_, column) => {
      const score = scoresOf(intents, vectorOf(intents, input))[column] ?? 0;
      const inverse = { ...intents, weights: intents.weights.map((weight) => -weight) };
      const sum = (model: typeof intents): number =>
        explain(model, input, column, 1_000).reduce((total, { weight }) => total + weight, 0);
      expect(sum(intents) - sum(inverse) + (intents.bias[column] ?? 0)).toBeCloseTo(score, 4);
    });
  });
});
