import { describe, expect, test } from 'vitest';
import { checkObservations } from '../../../src/cli/simulate/checker.ts';
import { checkedInvariants } from '../../../src/cli/simulate/ledger.ts';
import type { Invariant } from '../../../src/cli/simulate/ledger.ts';
import type { Observations } from '../../../src/cli/simulate/observations.ts';
import { planted } from './planted.ts';
import { smallRun } from './small-run.ts';

function violated(observations: Observations): Invariant[] {
  const { violations } = checkObservations(observations);
  return checkedInvariants.filter((name) => violations[name] > 0);
}

describe('a clean run', () => {
  test('every invariant is looked at and holds', () => {
    const { checked, violations, examples } = checkObservations(smallRun());
    expect(examples).toEqual([]);
    expect(Object.values(violations).every((count) => count === 0)).toBe(true);
    expect(checkedInvariants.filter((name) => checked[name] === 0)).toEqual([]);
  });

  test('the same observations give the same counts', () => {
    expect(checkObservations(smallRun())).toEqual(checkObservations(smallRun()));
  });
});

describe('a planted bug', () => {
  test.each(planted)('$name is seen, and as nothing else', ({ plant, red }) => {
    const run = smallRun();
    plant(run);
    expect(violated(run)).toEqual(red);
  });

  test('every invariant has a bug that it catches', () => {
    const caught = new Set(planted.flatMap(({ red }) => red));
    expect(checkedInvariants.filter((name) => !caught.has(name))).toEqual([]);
  });
});
