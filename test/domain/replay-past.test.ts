import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePolicy } from '../../src/contract/policy.ts';
import type { Policy } from '../../src/domain/policy.ts';
import { replayPast } from '../../src/domain/replay-past.ts';
import { playPast } from '../support/past-cases.ts';

function shipped(name: string): Policy {
  const source = readFileSync(new URL(`../../policies/${name}.yaml`, import.meta.url), 'utf8');
  const parsed = parsePolicy(source, 'yaml');
  if (!parsed.ok) throw new Error(name);
  return parsed.policy;
}

const said = {
  customer: [
    'Hello, where is my order?',
    'No, that is wrong',
    'You did not understand me',
    'This is ridiculous, I am really angry',
    'Yes please',
    'No thanks, go on',
    'I was charged twice',
    'I want to talk to a person',
    'I will call my lawyer',
    'ok thank you',
  ],
  assistant: [
    'Could you give me the order number?',
    'I am sorry, I do not know that.',
    'Let me look that up for you.',
    'I am sorry, I cannot help with that.',
    'Would you like to talk to a person?',
  ],
  tool: ['{"status": "ok"}', '{"error": "timeout"}'],
};

const turn = fc.oneof(
  ...(['customer', 'assistant', 'tool'] as const).map((role) =>
    fc.record({
      role: fc.constant(role),
      content: fc.constantFrom(...said[role]),
      error: role === 'customer' ? fc.constant(false) : fc.boolean(),
    }),
  ),
);

describe('a replay of the past', () => {
  it.each(['general-support', 'retail', 'financial-services'])(
    'decides with %s as was decided then, from features alone',
    (name) => {
      const policy = shipped(name);
      fc.assert(
        fc.property(fc.array(turn, { minLength: 1, maxLength: 14 }), (turns) => {
          const { past, decisions } = playPast('c', policy, turns);
          const at = decisions.findIndex(({ action }) => action === 'handoff');
          const { handoff, proposals } = replayPast({ policy, version: 1 }, past);
          expect(handoff?.turn ?? null).toBe(at === -1 ? null : at + 1);
          if (handoff === null) {
            expect(proposals).toBe(decisions.filter(({ action }) => action === 'propose').length);
            return;
          }
          const { evidence: _, nearest: __, ...decided } = handoff.decision;
          expect(decisions[at]).toMatchObject(decided);
        }),
        { numRuns: Number(process.env['BATON_TEST_RUNS'] ?? 60) },
      );
    },
  );

  it('ends where an agent first wrote', () => {
    const policy = shipped('general-support');
    const { past } = playPast('c', policy, [{ role: 'customer', content: 'Hello' }]);
    const agent = { sequence: 2, role: 'agent' as const, content: '', error: false, features: {} };
    const late = { ...past.turns[0]!, sequence: 3, content: 'I want a person' };
    const features = { ...late.features, explicit_request: true };
    const turns = [...past.turns, agent, { ...late, features }];
    expect(replayPast({ policy, version: 1 }, { ...past, turns }).handoff).toBeNull();
    const without = turns.filter(({ role }) => role !== 'agent');
    expect(replayPast({ policy, version: 1 }, { ...past, turns: without }).handoff?.turn).toBe(3);
  });
});
