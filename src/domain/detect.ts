/**
 * Decides after every turn whether the assistant goes on. Pure: policy, reading and situation in, decision out.
 * Order: owner; a yes to the open proposal; the customer's explicit wish (I13); governed topics; the bot's own request;
 * the rules in force by rank, where a no to the proposal or a wish for the assistant holds back all but duties; the cap
 * on AI turns. Text reaches queue and priority only through rules over features (I14).
 */
import type { Decision, Evidence } from './decision.ts';
import { distanceOf, holds, type CountOf } from './detect-rules.ts';
import { evidenceOfCount, keyOf, type Windows } from './detect-windows.ts';
import type { Features } from './features-catalogue.ts';
import type { ActivePolicy, Rule, RoutedCustomer } from './policy.ts';
import { queueFor } from './policy.ts';
import { countsIn, featuresNamed } from './policy-conditions.ts';
import { rulesInForce, type ForceRule } from './policy-rules.ts';
import { readAnswer } from './proposal-answer.ts';
import type { Turn } from './turn.ts';
import { isOverridable, isReason } from './reasons.ts';
import type { Owner, Priority, ProposalAnswer, Reason } from './words.ts';

/** What one turn showed, as `policy-reading.ts` reads it. */
export interface Reading {
  features: Features;
  evidence: Evidence[];
  topics: string[];
  /** What the policy's counts counted; without them, nothing was. */
  windows?: Windows;
}

/** What a rule asks for; what it leaves open is missing. */
interface Way {
  queue?: string | null | undefined;
  priority?: Priority | null | undefined;
  tier?: string | null | undefined;
  sla?: string | null | undefined;
}

/** What the conversation's state says at this turn. Turn numbers are sequences. */
export interface Situation {
  owner: Owner;
  proposal: (Way & { asked_at_turn: number; reason: Reason; rule: string | null }) | null;
  /** Customer turns since the last proposal was declined; null when none was. */
  turnsSinceDeclined: number | null;
  /** The rule whose proposal the customer last passed over, and customer turns since; absent when none was. */
  lapsed?: { rule: string | null; turns: number } | null;
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
  countOf: CountOf;
  /** What the words of the turn say to the open proposal, and what it comes to. */
  said: ProposalAnswer | null;
  answer: ProposalAnswer | null;
  /** The governed topic that the turn is about. */
  governed: ForceRule | null;
}

type Verdict = Omit<
  Decision,
  'policy' | 'policy_version' | 'model' | 'proposal_answer' | 'nearest'
>;

/** A decision names its ground, not every turn of it. */
const mostEvidence = 20;

/** The decision after one turn. Never fails and depends on its arguments only. */
export function decide(
  active: ActivePolicy,
  reading: Reading,
  turn: Turn,
  situation: Situation,
): Decision {
  const question = ask(active, reading, turn, situation);
  const decision = decisionOf(question);
  const isForAi = situation.owner === 'ai';
  return { ...decision, nearest: isForAi ? nearestRule(question, decision.rule) : null };
}

/** As {@link decide}, without looking for the nearest other rule, which is most of the work: for replays of the past. */
export function decideOnly(
  active: ActivePolicy,
  reading: Reading,
  turn: Turn,
  situation: Situation,
): Decision {
  return decisionOf(ask(active, reading, turn, situation));
}

function decisionOf(question: Question): Decision {
  const { active, situation } = question;
  const isForAi = situation.owner === 'ai';
  const verdict = isForAi ? decideForAi(question) : goOn('builtin:not_ai_owner');
  return {
    ...verdict,
    policy: active.policy.name,
    policy_version: active.version,
    model: null,
    proposal_answer: question.answer,
    nearest: null,
  };
}

function ask(active: ActivePolicy, reading: Reading, turn: Turn, situation: Situation): Question {
  const { windows = {} } = reading;
  const countOf: CountOf = (count) => windows[keyOf(count)]?.hits.length ?? 0;
  const governed = rulesInForce(active.policy).find(
    (rule) => rule.binding && holds(rule.when, reading.features, countOf),
  );
  const isAsked = situation.proposal !== null && turn.role === 'customer';
  const said = isAsked ? readAnswer(turn.content) : null;
  const answer = answerOf(reading, said);
  return { active, reading, turn, situation, countOf, said, answer, governed: governed ?? null };
}

/** A wish for a person is a yes, a wish for the assistant a no, however they are put. */
function answerOf(reading: Reading, said: ProposalAnswer | null): ProposalAnswer | null {
  if (said === null) return null;
  if (reading.features['declines_person'] === true) return 'no';
  return reading.features['explicit_request'] === true && said !== 'later' ? 'yes' : said;
}

function decideForAi(question: Question): Verdict {
  return (
    acceptedProposal(question) ??
    customerWish(question) ??
    governedTopic(question) ??
    botRequest(question) ??
    decideByRules(question)
  );
}

function goOn(rule: string | null, evidence: Evidence[] = []): Verdict {
  const nowhere = { reason: null, queue: null, priority: null, tier: null, sla: null };
  return { action: 'continue', ...nowhere, rule, evidence };
}

function asksForPerson({ turn, reading }: Question): boolean {
  return turn.role === 'customer' && reading.features['explicit_request'] === true;
}

/** A yes takes the proposal as it was made; who asks for a person in other words says more than yes. */
function acceptedProposal(question: Question): Verdict | null {
  const { proposal } = question.situation;
  if (proposal === null || question.said !== 'yes' || question.answer !== 'yes') return null;
  return handoff(question, {
    ...wayOf(proposal),
    rule: 'builtin:proposal_accepted',
    reason: proposal.reason,
    evidence: about(question.reading.evidence, ['explicit_request', 'affirmative']),
  });
}

/** The first rule of the policy that hands off for the customer's wish gives queue and priority, whatever else it asks. */
function customerWish(question: Question): Verdict | null {
  if (!asksForPerson(question)) return null;
  const { features, evidence } = question.reading;
  const rule = rulesInForce(question.active.policy).find(
    ({ reason, action, when }) =>
      reason === 'customer_request' &&
      action === 'handoff' &&
      holds(when, features, question.countOf),
  );
  return handoff(question, {
    ...wayOf(rule),
    rule: rule?.id ?? 'builtin:customer_request',
    reason: 'customer_request',
    queue: rule?.queue ?? question.situation.proposal?.queue,
    evidence: about(evidence, ['explicit_request']),
  });
}

/** Nothing overrides governance: the customer's own wish comes to the same. */
function governedTopic(question: Question): Verdict | null {
  const { governed: rule } = question;
  return rule === null ? null : handoff(question, groundOf(rule, question));
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
  const rule = rulesInForce(question.active.policy).find((candidate) =>
    applies(candidate, question),
  );
  if (rule?.action === 'handoff') return handoff(question, groundOf(rule, question));
  if (question.answer === 'no') return declined(question);
  const capped = usageLimit(question);
  if (capped !== null) return capped;
  if (rule === undefined) return stayed(question);
  const ground = groundOf(rule, question);
  return rule.action === 'continue'
    ? goOn(rule.id, ground.evidence)
    : { ...handoff(question, ground), action: 'propose' };
}

function declined({ reading }: Question): Verdict {
  return goOn('builtin:proposal_declined', about(reading.evidence, ['declines_person']));
}

function stayed({ reading, answer }: Question): Verdict {
  if (answer === 'later') return goOn('builtin:proposal_deferred');
  if (reading.features['declines_person'] !== true) return goOn(null);
  return goOn('builtin:customer_declined', about(reading.evidence, ['declines_person']));
}

function applies(rule: ForceRule, question: Question): boolean {
  return (
    holds(rule.when, question.reading.features, question.countOf) && !isHeldBack(rule, question)
  );
}

/** A matching rule stays silent while a proposal is open or cooling down, or while the customer wants the assistant. */
function isHeldBack(rule: ForceRule, question: Question): boolean {
  if (rule.action === 'continue') return false;
  const isProposal = rule.action === 'propose';
  if (isProposal && isAskedAlready(rule, question)) return true;
  const cooldown = question.active.policy.proposal_cooldown_turns;
  return (isProposal || isOverridable(rule.reason)) && wantsAssistant(question, cooldown);
}

/** One proposal at a time, none after a no, and not the same again right after the customer passed over it. */
function isAskedAlready(rule: ForceRule, { situation, active, answer }: Question): boolean {
  const { proposal, lapsed, turnsSinceDeclined } = situation;
  const cooldown = active.policy.proposal_cooldown_turns;
  if (proposal !== null && (answer !== 'none' || proposal.rule === rule.id)) return true;
  if (isWithin(turnsSinceDeclined, cooldown)) return true;
  return lapsed?.rule === rule.id && isWithin(lapsed.turns, cooldown);
}

function wantsAssistant({ answer, reading }: Question, cooldown: number): boolean {
  const declined = reading.features['turns_since_declined'];
  return answer === 'no' || isWithin(typeof declined === 'number' ? declined : null, cooldown);
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

interface Ground extends Way {
  rule: string;
  reason: Reason;
  evidence: Evidence[];
}

function wayOf(rule: Way | null | undefined): Way {
  return { queue: rule?.queue, priority: rule?.priority, tier: rule?.tier, sla: rule?.sla };
}

function groundOf(rule: ForceRule, { reading }: Question): Ground {
  const counted = countsIn(rule.when).flatMap((count) =>
    evidenceOfCount(count, reading.windows ?? {}),
  );
  const shown = about(reading.evidence, featuresNamed(rule.when));
  const known = new Set(shown.map(({ turn, feature }) => `${turn} ${feature}`));
  const earlier = counted.filter(({ turn, feature }) => !known.has(`${turn} ${feature}`));
  return {
    ...wayOf(rule),
    rule: rule.id,
    reason: rule.reason,
    evidence: [...shown, ...earlier].slice(0, mostEvidence),
  };
}

/** The way of a handoff: what its ground asks for, else what the governed topic does, else what routing says. */
function handoff(question: Question, ground: Ground): Verdict {
  const { situation, governed } = question;
  const way = <K extends keyof Way>(part: K): NonNullable<Way[K]> | null =>
    ground[part] ?? (governed as Way | null)?.[part] ?? null;
  return {
    action: 'handoff',
    reason: ground.reason,
    rule: ground.rule,
    queue: way('queue') ?? situation.hintQueue ?? queueOf(question, ground.reason),
    priority: way('priority'),
    tier: way('tier'),
    sla: way('sla'),
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

/** The closest rule that did not decide. Distance 0: its conditions hold, but something before it decided or holds it back. */
function nearestRule(question: Question, decided: string | null): Decision['nearest'] {
  let nearest: Decision['nearest'] = null;
  const { active, reading, countOf } = question;
  for (const rule of rulesInForce(active.policy)) {
    if (rule.id === decided) continue;
    const distance = Math.round(distanceOf(rule.when, reading.features, countOf) * 1_000) / 1_000;
    if (nearest === null || distance < nearest.distance) nearest = { rule: rule.id, distance };
  }
  return nearest;
}
