import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distanceOf, holds } from '../../src/domain/detect-rules.ts';
import { featuresNamed } from '../../src/domain/policy-conditions.ts';
import type { Condition } from '../../src/domain/policy.ts';
import { someCondition, someFeatures } from '../support/arbitrary-rules.ts';

const urgent: Condition = { feature: 'urgent', is: true };
const refuses: Condition = { feature: 'refusals', at_least: 4 };

describe('distanceOf', () => {
  it.each<[string, Condition, number]>([
    ['half of two flags is half way', { all: [urgent, { feature: 'correction', is: true }] }, 0.5],
    ['a threshold is graded', refuses, 0.25],
    [
      'the nearest of several counts',
      { any: [refuses, { feature: 'correction', is: true }] },
      0.25,
    ],
    ['a negation is all or nothing', { not: urgent }, 1],
    ['an unmeasured number is far', { feature: 'turns_since_declined', at_most: 3 }, 1],
    ['an unmeasured flag is false', { feature: 'complaint', is: false }, 0],
  ])('%s', (_title, condition, expected) => {
    expect(distanceOf(condition, { urgent: true, refusals: 3 })).toBeCloseTo(expected);
  });

  it('is 0 exactly where the condition holds, and within 0 and 1', () => {
    fc.assert(
      fc.property(someCondition, someFeatures, (condition, features) => {
        const distance = distanceOf(condition, features);
        expect(distance === 0).toBe(holds(condition, features));
        expect(distance >= 0 && distance <= 1).toBe(true);
      }),
    );
  });

  it('asks only the features that the condition names', () => {
    fc.assert(
      fc.property(someCondition, someFeatures, (condition, features) => {
        const named = featuresNamed(condition);
        const only = Object.fromEntries(
          Object.entries(features).filter(([name]) => named.includes(name)),
        );
        expect(distanceOf(condition, only)).toBe(distanceOf(condition, features));
      }),
    );
  });
});
