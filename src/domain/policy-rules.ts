/** The rules that a policy comes to: what it governs, what follows a failing bot, and its own rules, in their order. */
import type { Policy, Rule } from './policy.ts';
import type { Condition, Count } from './policy-conditions.ts';
import { botFailed, countsIn } from './policy-conditions.ts';
import type { GovernedTopic } from './policy-governance.ts';

/** A rule in force. A binding one is held back by nothing: no proposal, no cool-down, no wish to stay with the AI. */
export interface ForceRule extends Rule {
  binding: boolean;
}

interface Compiled {
  rules: ForceRule[];
  counts: Count[];
}

/** A policy never changes once it is stored; it is compiled once. */
const compiled = new WeakMap<Policy, Compiled>();

function compile(policy: Policy): Compiled {
  const known = compiled.get(policy);
  if (known !== undefined) return known;
  const own = [...policy.rules]
    .sort((one, other) => one.rank - other.rank)
    .map((rule) => ({ ...rule, binding: false }));
  const rules = [...governanceRules(policy), ...failureRule(policy), ...own];
  const counts = rules.flatMap((rule) => countsIn(rule.when));
  const result = { rules, counts };
  compiled.set(policy, result);
  return result;
}

/** Governed topics first, then the failing bot, then the document's rules by rank; equal ranks in its order. */
export function rulesInForce(policy: Policy): readonly ForceRule[] {
  return compile(policy).rules;
}

/** Every count that a rule in force asks for. */
export function countsInForce(policy: Policy): readonly Count[] {
  return compile(policy).counts;
}

function governanceRules(policy: Policy): ForceRule[] {
  const rules = Object.keys(policy.governance ?? {}).map((topic) => governanceRule(policy, topic));
  return [...rules.filter((rule) => rule.binding), ...rules.filter((rule) => !rule.binding)];
}

function governanceRule(policy: Policy, topic: string): ForceRule {
  const { handling, reason = 'risk_topic', ...way } = governedTopic(policy, topic);
  const binding = handling === 'always_human';
  return {
    id: `governance:${topic}`,
    when: topicCondition(policy, topic),
    action: binding ? 'handoff' : 'propose',
    reason,
    rank: 0,
    ...way,
    binding,
  };
}

function governedTopic(policy: Policy, topic: string): GovernedTopic {
  const given = policy.governance?.[topic] ?? 'ask_first';
  return typeof given === 'string' ? { handling: given } : given;
}

/** A turn is about a topic by our own reading, by what the bot says of it, or by the tenant's words for it. */
function topicCondition(policy: Policy, topic: string): Condition {
  const hasWords = policy.phrases !== undefined && Object.hasOwn(policy.phrases, topic);
  return {
    any: [
      { feature: `topic_${topic}`, is: true },
      { feature: 'signal_topic', is: topic },
      { feature: 'signal_intent', is: topic },
      ...(hasWords ? [{ says: topic }] : []),
    ],
  };
}

function failureRule({ on_failure: failure }: Policy): ForceRule[] {
  if (failure === undefined || failure.action === 'continue') return [];
  const { after, reason = 'tool_failure', ...way } = failure;
  const failed = { feature: botFailed, is: true };
  const count: Count = {
    count: failed,
    role: 'assistant',
    within_turns: after,
    at_least: after,
  };
  return [
    {
      id: 'builtin:on_failure',
      when: { all: [failed, count] },
      reason,
      rank: 0,
      ...way,
      binding: false,
    },
  ];
}
