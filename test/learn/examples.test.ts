import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { capPerLabel, foldsOf } from '../../src/learn/examples.ts';

const someExamples = fc.array(
  fc.record({ label: fc.constantFrom('a', 'b'), group: fc.constantFrom('1', '2', '3', '4', '5') }),
  { minLength: 5, maxLength: 60 },
);

describe('folds', () => {
  it('never split a group, and are the same for the same seed', () => {
    fc.assert(
      fc.property(someExamples, fc.nat(99), (examples, seed) => {
        const folds = foldsOf(examples, 3, seed);
        expect(foldsOf(examples, 3, seed)).toEqual(folds);
        const foldOf = new Map<string, number>();
        examples.forEach(({ group }, at) => {
          expect(foldOf.get(group) ?? folds[at]).toBe(folds[at]);
          foldOf.set(group, folds[at] ?? 0);
        });
      }),
    );
  });

  it('spread each label evenly', () => {
    const examples = Array.from({ length: 100 }, (_, at) => ({
      label: at < 20 ? 'rare' : 'common',
      group: String(at),
    }));
    const folds = foldsOf(examples, 5, 1);
    for (const fold of [0, 1, 2, 3, 4]) {
      const inside = examples.filter((_, at) => folds[at] === fold);
      expect(inside).toHaveLength(20);
      expect(inside.filter(({ label }) => label === 'rare')).toHaveLength(4);
    }
  });
});

describe('a cap per label', () => {
  it('keeps at most so many of each, in their order, by seed', () => {
    const examples = Array.from({ length: 30 }, (_, at) => ({
      label: at % 3 === 0 ? 'a' : 'b',
      at,
    }));
    const kept = capPerLabel(examples, 4, 1);
    expect(kept.filter(({ label }) => label === 'a')).toHaveLength(4);
    expect(kept.filter(({ label }) => label === 'b')).toHaveLength(4);
    expect(kept.map(({ at }) => at)).toEqual(kept.map(({ at }) => at).sort((a, b) => a - b));
    expect(capPerLabel(examples, 4, 1)).toEqual(kept);
    expect(capPerLabel(examples, 4, 2)).not.toEqual(kept);
    expect(capPerLabel(examples, 50, 1)).toEqual(examples);
  });
});
