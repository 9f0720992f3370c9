import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide } from '../../src/domain/detect.ts';
import { holds } from '../../src/domain/detect-rules.ts';
import { keyOf } from '../../src/domain/detect-windows.ts';
import { emptyMemory } from '../../src/domain/features.ts';
import type { Count, Policy } from '../../src/domain/policy.ts';
import { readForPolicy, type PolicyReading } from '../../src/domain/policy-reading.ts';
import type { Turn } from '../../src/domain/turn.ts';
import { anyPolicy, anyRule, anyTurn, hostile } from '../support/arbitrary-policies.ts';
import { base, calm } from '../support/arbitrary-rules.ts';
import { Story, turn } from '../support/domain.ts';

const someTurns = fc.array(anyTurn, { minLength: 1, maxLength: 8 });
const actions = ['continue', 'propose', 'handoff'];

function readAll(policy: Policy, turns: Omit<Turn, 'id'>[]): PolicyReading[] {
  let before: Pick<PolicyReading, 'memory'> & { windows: NonNullable<PolicyReading['windows']> } = {
    memory: emptyMemory(),
    windows: {},
  };
  return turns.map((plain, index) => {
    const reading = readForPolicy(policy, before, { ...plain, id: `t${index}` }, index + 1);
    before = { memory: reading.memory, windows: reading.windows };
    return reading;
  });
}

const countOf =
  (reading: PolicyReading) =>
  (count: Count): number =>
    reading.windows[keyOf(count)]?.hits.length ?? 0;

/** Plays turns as the product does; ids are theirs. */
function tell(policy: Policy, turns: Omit<Turn, 'id'>[]): Story {
  const story = new Story(policy);
  turns.forEach((plain, index) => {
    story.say({ ...plain, id: `t${index}`, epoch: story.state?.epoch ?? 1 });
  });
  return story;
}

describe('whatever the policy and the turns', () => {
  it('every turn is decided, never with a throw', () => {
    fc.assert(
      fc.property(anyPolicy, someTurns, (policy, turns) => {
        readAll(policy, turns).forEach((reading, index) => {
          const given = { ...turns[index], id: 't' } as Turn;
          const decision = decide({ policy, version: 1 }, reading, given, calm);
          expect(actions).toContain(decision.action);
          expect(decision.action === 'continue' || decision.queue !== null).toBe(true);
        });
      }),
      { numRuns: 30 },
    );
  });

  it('evidence lies inside its turn', () => {
    fc.assert(
      fc.property(anyPolicy, someTurns, (policy, turns) => {
        for (const { evidence } of readAll(policy, turns))
          for (const { turn: at, start = 0, end = 0 } of evidence) {
            expect(start).toBeLessThanOrEqual(end);
            expect(end).toBeLessThanOrEqual(turns[at - 1]?.content.length ?? 0);
          }
      }),
      { numRuns: 30 },
    );
  });

  it('another rule never changes whether a rule matches', () => {
    fc.assert(
      fc.property(anyPolicy, anyRule, someTurns, (policy, added, turns) => {
        const more = { ...policy, rules: [{ ...added, id: 'added' }, ...policy.rules] };
        const alone = readAll(policy, turns);
        const beside = readAll(more, turns);
        for (const rule of policy.rules)
          alone.forEach((reading, index) => {
            const other = beside[index]!;
            expect(holds(rule.when, other.features, countOf(other))).toBe(
              holds(rule.when, reading.features, countOf(reading)),
            );
          });
      }),
      { numRuns: 30 },
    );
  });

  it('a customer who asks for a person gets one, and so does a governed topic', () => {
    fc.assert(
      fc.property(anyPolicy, someTurns, fc.boolean(), (policy, turns, isLegal) => {
        const governed = {
          ...policy,
          governance: { ...policy.governance, legal: 'always_human' as const },
        };
        const content = isLegal ? 'My lawyer will take you to court' : 'I want to talk to a human';
        const story = tell(governed, [...turns, { role: 'customer', content }]);
        expect(story.now.owner).toBe('queue');
      }),
      { numRuns: 30 },
    );
  });

  it('no later calm turn turns a decided handoff back', () => {
    const calmTurns = fc.array(
      fc.constantFrom('Thank you', 'Hello', 'ok', 'no', 'never mind', 'The weather is nice'),
      { minLength: 1, maxLength: 6 },
    );
    fc.assert(
      fc.property(anyPolicy, someTurns, calmTurns, (policy, turns, after) => {
        const story = tell(policy, turns);
        fc.pre(story.now.owner === 'queue');
        const { id, state } = story.handoff;
        after.forEach((content, index) => {
          story.say(turn(`calm${index}`, { content }));
        });
        expect(story.now.owner).toBe('queue');
        expect(story.handoff).toMatchObject({ id, state });
      }),
      { numRuns: 30 },
    );
  });

  it('of rules with equal ranks the first in the document decides', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(3), { minLength: 2, maxLength: 8 }), (ranks) => {
        const rules = ranks.map((rank, index) => ({
          id: `r${index}`,
          rank,
          when: { feature: 'role', is: 'customer' },
          action: 'handoff' as const,
          reason: 'risk_topic' as const,
        }));
        const [reading] = readAll({ ...base, rules }, [{ role: 'customer', content: 'Hello' }]);
        const decided = decide(
          { policy: { ...base, rules }, version: 1 },
          reading!,
          turn('t'),
          calm,
        );
        expect(decided.rule).toBe(`r${ranks.indexOf(Math.min(...ranks))}`);
      }),
    );
  });
});

describe('a hostile turn', () => {
  it.each(hostile.map((text, index): [number, string] => [index, text]))(
    'number %i is decided under the heaviest policy',
    (_, content) => {
      const phrases = Object.fromEntries(
        Array.from({ length: 50 }, (_unused, list) => [
          `l${list}`,
          Array.from({ length: 60 }, (_none, n) => `black * ${'w'.repeat((n % 30) + 2)}${n}*`),
        ]),
      );
      const rules = Object.keys(phrases).map((list, rank) => ({
        id: list,
        rank,
        when: { count: { says: list }, within_turns: 50, at_least: 1 },
        action: 'handoff' as const,
        reason: 'risk_topic' as const,
      }));
      const story = tell({ ...base, phrases, rules }, [{ role: 'customer', content }]);
      expect(story.now.turnSequence).toBe(1);
    },
  );
});
