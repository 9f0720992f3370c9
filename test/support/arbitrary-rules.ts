import fc from 'fast-check';
import type { Situation } from '../../src/domain/detect.ts';
import type { Condition, Policy } from '../../src/domain/policy.ts';

/** A policy without rules. */
export const base: Policy = {
  name: 'p',
  default_language: 'en',
  rules: [],
  routing: {
    default_queue: 'general',
    by_reason: { tool_failure: 'technical' },
    by_topic: { billing: 'billing' },
  },
  sla: [],
  messages: { en: {} },
  channels: ['chat'],
  proposal_cooldown_turns: 2,
  max_ai_turns: null,
  idle_close_seconds: 1,
  reopen_window_seconds: 1,
  handoff_expiry_seconds: 1,
  case_idle_seconds: 1,
};
/** The AI owns, and nothing is open. */
export const calm: Situation = {
  owner: 'ai',
  proposal: null,
  turnsSinceDeclined: null,
  aiTurns: 0,
  hintQueue: null,
};

export const proposal = {
  asked_at_turn: 1,
  reason: 'low_confidence' as const,
  rule: 'r',
  queue: 'billing',
};

export const someFeatures = fc.record(
  {
    urgent: fc.boolean(),
    correction: fc.boolean(),
    refusals: fc.integer({ min: 0, max: 9 }),
    explicit_request: fc.boolean(),
    declines_person: fc.boolean(),
    affirmative: fc.boolean(),
    negative: fc.boolean(),
    turns_since_declined: fc.option(fc.nat(4)),
  },
  { requiredKeys: [] },
);
const leaf: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({
    feature: fc.constantFrom('urgent', 'correction', 'explicit_request'),
    is: fc.boolean(),
  }),
  fc.record({ feature: fc.constant('refusals'), at_least: fc.nat(9) }),
  fc.record({ feature: fc.constant('refusals'), at_most: fc.nat(9) }),
);
export const { condition: someCondition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3 },
    leaf,
    fc.record({ all: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ not: tie('condition') }),
  ),
}));
/** Any rule. */
export const someRule = fc.record({
  id: fc.string({ minLength: 1, maxLength: 5 }),
  when: someCondition,
  action: fc.constantFrom('handoff' as const, 'propose' as const, 'continue' as const),
  reason: fc.constantFrom('urgency' as const, 'risk_topic' as const, 'customer_request' as const),
  rank: fc.nat(5),
});
/** Any situation while the AI owns. */
export const someSituation = fc.record({
  owner: fc.constant('ai' as const),
  proposal: fc.option(fc.constant(proposal)),
  turnsSinceDeclined: fc.option(fc.nat(4)),
  aiTurns: fc.nat(20),
  hintQueue: fc.constant(null),
});
/** Rules with ids of their own. */
export const someRules = fc.uniqueArray(someRule, { selector: (item) => item.id, maxLength: 6 });
