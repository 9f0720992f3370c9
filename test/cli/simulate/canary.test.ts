import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hatchCanary } from '../../../src/cli/simulate/canary.ts';
import { chance, seedOf } from '../../../src/cli/simulate/random.ts';
import { maskText } from '../../../src/domain/mask.ts';

describe('canaries', () => {
  test('every planted secret stands in the message as it is sent and is hidden by the mask', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const { content, secrets } = hatchCanary(chance(seed));
        const [card = '', spaced = '', password = ''] = secrets;
        expect(content).toContain(spaced);
        expect(content).toContain(password);
        expect(spaced.replaceAll(' ', '')).toBe(card);
        const { text } = maskText(content);
        for (const secret of secrets) expect(text).not.toContain(secret);
      }),
    );
  });
});

describe('chance', () => {
  test('the same seed makes the same choices', () => {
    const draw = (seed: number): number[] => {
      const source = chance(seed);
      return Array.from({ length: 20 }, () => source.between(1, 10));
    };
    expect(draw(5)).toEqual(draw(5));
    expect(draw(5)).not.toEqual(draw(6));
    expect(seedOf(1, 'anna')).not.toBe(seedOf(1, 'ben'));
  });

  test('what should happen in one case of ten happens about as often', () => {
    const source = chance(1);
    const times = Array.from({ length: 10_000 }, () => source.happens(0.1)).filter(Boolean).length;
    expect(times).toBeGreaterThan(850);
    expect(times).toBeLessThan(1_150);
  });
});
