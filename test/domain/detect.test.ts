import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide } from '../../src/domain/detect.ts';
import type { Reading, Situation } from '../../src/domain/detect.ts';
import type { Policy, Rule } from '../../src/domain/policy.ts';
import type { Turn } from '../../src/domain/turn.ts';
import {
  base,
  calm,
  proposal,
  someFeatures,
  someRule,
  someRules,
  someSituation,
} from '../support/arbitrary-rules.ts';

const customer: Turn = { id: 't', role: 'customer', content: '' };

const rule = (part: Partial<Rule>): Rule => ({
  id: 'r',
  when: { feature: 'urgent', is: true },
  action: 'handoff',
  reason: 'urgency',
  rank: 1,
  ...part,
});
const reading = (features: Reading['features'], topics: string[] = []): Reading => ({
  features,
  evidence: [],
  topics,
});
const active = (part: Partial<Policy> = {}) => ({ policy: { ...base, ...part }, version: 7 });

const asks = { explicit_request: true };
const urgent = { urgent: true };

type Where = Partial<Situation> & { said?: string };

const table: [string, Partial<Policy>, Reading['features'], Where, object][] = [
  [
    'goes on where nothing matches',
    {},
    {},
    {},
    { action: 'continue', rule: null, policy_version: 7 },
  ],
  [
    'does not decide for a conversation a person owns',
    {},
    asks,
    { owner: 'agent' },
    { action: 'continue', rule: 'builtin:not_ai_owner' },
  ],
  [
    'honours the wish without any rule',
    {},
    asks,
    {},
    {
      action: 'handoff',
      reason: 'customer_request',
      rule: 'builtin:customer_request',
      queue: 'general',
    },
  ],
  [
    'honours the wish against a rule that says to go on',
    {
      rules: [
        rule({
          when: { feature: 'explicit_request', is: true },
          action: 'continue',
          reason: 'customer_request',
        }),
      ],
    },
    asks,
    {},
    { action: 'handoff', rule: 'builtin:customer_request' },
  ],
  [
    'takes queue and priority of the rule for the wish',
    {
      rules: [
        rule({
          when: { feature: 'explicit_request', is: true },
          reason: 'customer_request',
          queue: 'vip',
          priority: 2,
        }),
      ],
    },
    asks,
    {},
    { rule: 'r', queue: 'vip', priority: 2 },
  ],
  [
    'takes a yes as the proposal was made',
    {},
    {},
    { proposal, said: 'yes' },
    {
      action: 'handoff',
      rule: 'builtin:proposal_accepted',
      reason: 'low_confidence',
      queue: 'billing',
    },
  ],
  [
    'takes a no as a no, also where a rule matches',
    { rules: [rule({})] },
    urgent,
    { proposal, said: 'no' },
    { action: 'continue', rule: 'builtin:proposal_declined' },
  ],
  [
    'hears a wish after a no',
    {},
    asks,
    { proposal, said: 'No, I want a person' },
    { action: 'handoff', reason: 'customer_request' },
  ],
  [
    'goes on evaluating after an unclear answer',
    { rules: [rule({})] },
    urgent,
    { proposal },
    { action: 'handoff', rule: 'r' },
  ],
  [
    'asks no second time while a proposal is open',
    { rules: [rule({ action: 'propose' })] },
    urgent,
    { proposal },
    { action: 'continue', nearest: { rule: 'r', distance: 0 } },
  ],
  [
    'asks no second time within the cool-down',
    { rules: [rule({ action: 'propose' })] },
    urgent,
    { turnsSinceDeclined: 1 },
    { action: 'continue' },
  ],
  [
    'may ask again after it',
    { rules: [rule({ action: 'propose' })] },
    urgent,
    { turnsSinceDeclined: 2 },
    { action: 'propose', rule: 'r' },
  ],
  [
    'stays with the assistant when the customer wants it',
    { rules: [rule({})] },
    { ...urgent, declines_person: true, turns_since_declined: 0 },
    {},
    { action: 'continue', rule: 'builtin:customer_declined' },
  ],
  [
    'does its duty even then',
    { rules: [rule({ reason: 'risk_topic' })] },
    { ...urgent, declines_person: true, turns_since_declined: 0 },
    {},
    { action: 'handoff', reason: 'risk_topic' },
  ],
  [
    'honours the request of the bot',
    {},
    { signal_handoff_requested: true, signal_handoff_reason: 'tool_failure' },
    {},
    { rule: 'builtin:bot_request', reason: 'tool_failure', queue: 'technical' },
  ],
  [
    'names a reason for a bot that gives none of ours',
    {},
    { handoff_tool_called: true, signal_handoff_reason: 'because' },
    {},
    { reason: 'unsupported_request' },
  ],
  [
    'tries rules by rank',
    { rules: [rule({ id: 'b', rank: 2 }), rule({ id: 'a', rank: 1, action: 'continue' })] },
    urgent,
    {},
    { action: 'continue', rule: 'a' },
  ],
  [
    'ends the turns of the AI at the cap',
    { max_ai_turns: 3 },
    {},
    { aiTurns: 3 },
    { action: 'handoff', reason: 'usage_limit', rule: 'builtin:usage_limit' },
  ],
  [
    'ends them also where a rule says to go on',
    { max_ai_turns: 3, rules: [rule({ action: 'continue' })] },
    urgent,
    { aiTurns: 3 },
    { rule: 'builtin:usage_limit' },
  ],
  [
    'takes the queue the sender asked for before the default',
    {},
    asks,
    { hintQueue: 'sales' },
    { queue: 'sales' },
  ],
];

describe('decide', () => {
  it.each(table)('%s', (...row) => {
    const [, policy, features, situation, expected] = row;
    const { said = '', ...where } = situation;
    const turn = { ...customer, content: said };
    const decision = decide(active(policy), reading(features), turn, { ...calm, ...where });
    expect(decision).toMatchObject(expected);
  });

  it('routes by topic when the rule names no queue', () => {
    const decision = decide(active(), reading(asks, ['billing']), customer, calm);
    expect(decision.queue).toBe('billing');
  });

  it.each([
    [0, 4],
    [0.75, 1],
    [1, 0],
  ])('says that the nearest rule was %s away at %s of 4', (distance, value) => {
    const rules = [rule({ when: { feature: 'refusals', at_least: 4 }, action: 'continue' })];
    const held = rule({ id: 'first', rank: 0, action: 'continue' });
    const decision = decide(
      active({ rules: [held, ...rules] }),
      reading({ ...urgent, refusals: value }),
      customer,
      calm,
    );
    expect(decision.nearest).toEqual({ rule: 'r', distance });
  });
});

describe('whatever the policy', () => {
  it('a customer who asks for a person gets one while the AI owns', () => {
    fc.assert(
      fc.property(someRules, someFeatures, someSituation, (given, shown, where) => {
        const asking = reading({ ...shown, explicit_request: true });
        const decision = decide(active({ rules: given, max_ai_turns: 9 }), asking, customer, where);
        expect(decision.action).toBe('handoff');
      }),
    );
  });

  it('the same turn is decided the same', () => {
    const once = fc.property(someRules, someFeatures, someSituation, (given, shown, where) => {
      const decision = decide(active({ rules: given }), reading(shown), customer, where);
      expect(decide(active({ rules: given }), reading(shown), customer, where)).toEqual(decision);
    });
    fc.assert(once);
  });

  it('another rule of lower precedence changes nothing where one already decided', () => {
    fc.assert(
      fc.property(
        someRules,
        someRule,
        someFeatures,
        someSituation,
        (given, other, shown, where) => {
          const before = decide(active({ rules: given }), reading(shown), customer, where);
          fc.pre(before.rule !== null && !before.rule.startsWith('builtin:'));
          const added = { ...other, id: 'added-rule', rank: 99 };
          const after = decide(
            active({ rules: [...given, added] }),
            reading(shown),
            customer,
            where,
          );
          expect({ ...after, nearest: null }).toEqual({ ...before, nearest: null });
        },
      ),
    );
  });

  it('the nearest rule is never further than 1 and never the one that decided', () => {
    fc.assert(
      fc.property(someRules, someFeatures, someSituation, (given, shown, where) => {
        const decision = decide(active({ rules: given }), reading(shown), customer, where);
        expect(decision.nearest?.rule ?? 'none').not.toBe(decision.rule);
        expect(decision.nearest?.distance ?? 0).toBeLessThanOrEqual(1);
      }),
    );
  });
});
