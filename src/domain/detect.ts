/**
 * Decides after every turn whether the assistant goes on. Pure: policy, features and situation in, decision out.
 * Order: owner, answer to a proposal, the customer's explicit wish (I13), the bot's own request, the policy's rules by
 * rank, the cap on AI turns. Text reaches queue and priority only through rules over features (I14).
 */
import type { Decision, Evidence } from './decision.ts';
import { distanceOf, featuresNamed, holds } from './detect-rules.ts';
import type { Features } from './features-catalogue.ts';
import type { ActivePolicy, Rule, RoutedCustomer } from './policy.ts';
import { queueFor } from './policy.ts';
import type { Turn } from './turn.ts';
import { reasonWords } from './words.ts';
import type { Owner, Priority, Reason } from './words.ts';

/** What `readTurn` found, without its memory. */
export interface Reading {
  features: Features;
  evidence: Evidence[];
  topics: string[];
}

/** What the conversation's state says at this turn. Turn numbers are sequences. */
export interface Situation {
  owner: Owner;
  proposal: {
    asked_at_turn: number;
    reason: Reason;
    rule: string | null;
    queue: string | null;
  } | null;
  /** Customer turns since the last proposal was declined; null when none was. */
  turnsSinceDeclined: number | null;
  /** Assistant turns of the running AI segment. */
  aiTurns: number;
  /** A queue the sender asks for; the caller has checked it against the tenant's queues. */
  hintQueue: string | null;
  /** Absent where nothing is known of the customer. */
  customer?: RoutedCustomer;
}

interface Question {
  active: ActivePolicy;
  reading: Reading;
  turn: Turn;
  situation: Situation;
}

type Verdict = Pick<Decision, 'action' | 'reason' | 'rule' | 'queue' | 'priority' | 'evidence'>;

/** Reasons that a customer who wants to stay with the assistant overrides. Duties, blocks and failures stay. */
const overridable: ReadonlySet<string> = new Set<Reason>([
  'frustration',
  'low_confidence',
  'repeated_correction',
  'urgency',
  'high_intent',
  'pending_clarification',
  'missing_knowledge',
]);

const tenantReason = /^x_[a-z0-9_]{1,48}$/;

/** True for a reason of the vocabulary or of a tenant (`x_...`). */
export function isReason(reason: unknown): reason is Reason {
  if (typeof reason !== 'string') return false;
  return (reasonWords as readonly string[]).includes(reason) || tenantReason.test(reason);
}

/** The decision after one turn. Never fails and depends on its arguments only. */
export function decide(
  active: ActivePolicy,
  reading: Reading,
  turn: Turn,
  situation: Situation,
): Decision {
  const question = { active, reading, turn, situation };
  const verdict = situation.owner === 'ai' ? decideForAi(question) : goOn('builtin:not_ai_owner');
  return {
    ...verdict,
    policy: active.policy.name,
    policy_version: active.version,
    nearest: situation.owner === 'ai' ? nearestRule(question, verdict.rule) : null,
  };
}

function decideForAi(question: Question): Verdict {
  return (
    answeredProposal(question) ??
    customerWish(question) ??
    declinedProposal(question) ??
    botRequest(question) ??
    decideByRules(question)
  );
}

function goOn(rule: string | null, evidence: Evidence[] = []): Verdict {
  return { action: 'continue', reason: null, rule, queue: null, priority: null, evidence };
}

function asksForPerson({ turn, reading }: Question): boolean {
  return turn.role === 'customer' && reading.features['explicit_request'] === true;
}

/** A yes takes the proposal as it was made; a wish in other words is the customer's own. */
function answeredProposal(question: Question): Verdict | null {
  const { features, evidence } = question.reading;
  const { proposal } = question.situation;
  if (proposal === null || question.turn.role !== 'customer') return null;
  if (features['affirmative'] !== true || features['declines_person'] === true) return null;
  return handoff(question, {
    rule: 'builtin:proposal_accepted',
    reason: proposal.reason,
    queue: proposal.queue,
    evidence: about(evidence, ['explicit_request', 'affirmative']),
  });
}

function declinedProposal({ reading, turn, situation }: Question): Verdict | null {
  if (situation.proposal === null || turn.role !== 'customer') return null;
  const { features, evidence } = reading;
  const declines = features['negative'] === true || features['declines_person'] === true;
  return declines ? goOn('builtin:proposal_declined', about(evidence, ['declines_person'])) : null;
}

/** The first rule of the policy that hands off for the customer's wish gives queue and priority, whatever else it asks. */
function customerWish(question: Question): Verdict | null {
  if (!asksForPerson(question)) return null;
  const { features, evidence } = question.reading;
  const rule = byRank(question.active.policy.rules).find(
    ({ reason, action, when }) =>
      reason === 'customer_request' && action === 'handoff' && holds(when, features),
  );
  return handoff(question, {
    rule: rule?.id ?? 'builtin:customer_request',
    reason: 'customer_request',
    queue: rule?.queue ?? question.situation.proposal?.queue ?? null,
    priority: rule?.priority ?? null,
    evidence: about(evidence, ['explicit_request']),
  });
}

function botRequest(question: Question): Verdict | null {
  const { features, evidence } = question.reading;
  const asks =
    features['signal_handoff_requested'] === true || features['handoff_tool_called'] === true;
  if (!asks) return null;
  const given = features['signal_handoff_reason'];
  return handoff(question, {
    rule: 'builtin:bot_request',
    reason: isReason(given) ? given : 'unsupported_request',
    evidence: about(evidence, ['signal_handoff_requested', 'signal_handoff_reason']),
  });
}

function decideByRules(question: Question): Verdict {
  const rule = byRank(question.active.policy.rules).find((candidate) =>
    applies(candidate, question),
  );
  const capped = usageLimit(question);
  if (rule === undefined) return capped ?? stayed(question);
  const evidence = about(question.reading.evidence, featuresNamed(rule.when));
  if (rule.action === 'continue') return capped ?? goOn(rule.id, evidence);
  const { id, reason, queue, priority } = rule;
  const verdict = handoff(question, {
    rule: id,
    reason,
    queue: queue ?? null,
    priority: priority ?? null,
    evidence,
  });
  return rule.action === 'handoff' ? verdict : (capped ?? { ...verdict, action: 'propose' });
}

function stayed({ reading }: Question): Verdict {
  if (reading.features['declines_person'] !== true) return goOn(null);
  return goOn('builtin:customer_declined', about(reading.evidence, ['declines_person']));
}

function applies(rule: Rule, question: Question): boolean {
  return holds(rule.when, question.reading.features) && !isHeldBack(rule, question);
}

/** A matching rule stays silent while a proposal is open or cooling down, or while the customer wants the assistant. */
function isHeldBack(rule: Rule, { active, reading, situation }: Question): boolean {
  const cooldown = active.policy.proposal_cooldown_turns;
  if (rule.action === 'continue') return false;
  if (rule.action === 'propose') {
    if (situation.proposal !== null) return true;
    if (isWithin(situation.turnsSinceDeclined, cooldown)) return true;
  }
  const declined = reading.features['turns_since_declined'];
  const since = typeof declined === 'number' ? declined : null;
  const overrides = rule.action === 'propose' || overridable.has(rule.reason);
  return overrides && isWithin(since, cooldown);
}

function isWithin(turns: number | null, cooldown: number): boolean {
  return turns !== null && (turns === 0 || turns < cooldown);
}

function usageLimit(question: Question): Verdict | null {
  const cap = question.active.policy.max_ai_turns;
  if (cap === null || question.situation.aiTurns < cap) return null;
  return handoff(question, {
    rule: 'builtin:usage_limit',
    reason: 'usage_limit',
    evidence: [],
  });
}

interface Ground {
  rule: string;
  reason: Reason;
  evidence: Evidence[];
  queue?: string | null;
  priority?: Priority | null;
}

function handoff(question: Question, ground: Ground): Verdict {
  const queue = ground.queue ?? question.situation.hintQueue ?? queueOf(question, ground.reason);
  const priority = ground.priority ?? null;
  return {
    action: 'handoff',
    reason: ground.reason,
    rule: ground.rule,
    queue,
    priority,
    evidence: ground.evidence,
  };
}

/** Topic, then reason, then the default, as for a rule that names no queue. */
function queueOf({ active, reading, situation }: Question, reason: Reason): string {
  const rule: Rule = { id: 'builtin', when: { all: [] }, action: 'handoff', reason, rank: 0 };
  return queueFor(active.policy, rule, reading.topics, situation.customer);
}

function about(evidence: Evidence[], features: string[]): Evidence[] {
  return evidence.filter((item) => features.includes(item.feature));
}

/** Lowest rank first; rules of the same rank in the order of the document. */
function byRank(rules: Rule[]): Rule[] {
  return [...rules].sort((a, b) => a.rank - b.rank);
}

/** The closest rule that did not decide. Distance 0: its conditions hold, but something before it decided or holds it back. */
function nearestRule(question: Question, decided: string | null): Decision['nearest'] {
  let nearest: Decision['nearest'] = null;
  for (const rule of byRank(question.active.policy.rules)) {
    if (rule.id === decided) continue;
    const distance = Math.round(distanceOf(rule.when, question.reading.features) * 1_000) / 1_000;
    if (nearest === null || distance < nearest.distance) nearest = { rule: rule.id, distance };
  }
  return nearest;
}
