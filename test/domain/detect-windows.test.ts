import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keyOf, readWindows, type Windows } from '../../src/domain/detect-windows.ts';
import type { Count } from '../../src/domain/policy.ts';

const roles = ['customer', 'assistant', 'tool'] as const;
const someTurns = fc.array(fc.record({ role: fc.constantFrom(...roles), urgent: fc.boolean() }), {
  maxLength: 60,
});
const someCount: fc.Arbitrary<Count> = fc
  .record({ within: fc.integer({ min: 1, max: 12 }), role: fc.option(fc.constantFrom(...roles)) })
  .map(({ within, role }) => ({
    count: { feature: 'urgent', is: true },
    within_turns: within,
    at_least: 1,
    ...(role === null ? {} : { role }),
  }));

function play(counts: Count[], turns: { role: string; urgent: boolean }[]): Windows {
  return turns.reduce<Windows>(
    (windows, features, index) => readWindows(counts, windows, features, index + 1),
    {},
  );
}

describe('a count', () => {
  it('counts what the whole history says', () => {
    fc.assert(
      fc.property(someCount, someTurns, (count, turns) => {
        const numbered = turns.map((turn, index) => ({ ...turn, sequence: index + 1 }));
        const mine = numbered.filter(({ role }) => count.role === undefined || role === count.role);
        const hits = mine.slice(-count.within_turns).filter(({ urgent }) => urgent);
        const window = play([count], turns)[keyOf(count)];
        expect((window?.hits ?? []).map(([, turn]) => turn)).toEqual(
          hits.map(({ sequence }) => sequence),
        );
      }),
    );
  });

  it('is not changed by other counts beside it', () => {
    fc.assert(
      fc.property(
        someCount,
        fc.array(someCount, { maxLength: 4 }),
        someTurns,
        (count, others, turns) => {
          const key = keyOf(count);
          expect(play([...others, count], turns)[key]).toEqual(play([count], turns)[key]);
        },
      ),
    );
  });

  it('remembers no more than its window, however long the conversation is', () => {
    const count: Count = { count: { feature: 'urgent', is: true }, within_turns: 50, at_least: 1 };
    const many = Array.from({ length: 5_000 }, () => ({ role: 'customer', urgent: true }));
    expect(JSON.stringify(play([count], many)).length).toBeLessThan(800);
  });

  it('goes on where a new version asks for the same, in whatever order it is written', () => {
    const one: Count = { count: { feature: 'a', is: true, is_not: false }, within_turns: 3 };
    const same: Count = { within_turns: 3, count: { is_not: false, is: true, feature: 'a' } };
    const other: Count = { ...one, within_turns: 4 };
    expect(keyOf(same)).toBe(keyOf(one));
    expect(keyOf(other)).not.toBe(keyOf(one));
  });
});
