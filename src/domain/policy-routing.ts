/**
 * The routing section of a policy: which queue a handoff goes to, and what gives it precedence there. Durations are
 * seconds. Every key beyond the first three may be left out.
 */
import type { Channel, Priority, Reason } from './words.ts';

/** One value or several of which one must fit. */
export type OneOf<T> = T | T[];

/** What a queue rule asks for; it applies when all that is given fits. */
export interface QueueRule {
  /** A topic or intent of the conversation, as detected or as the bot's signal named it. */
  topic?: OneOf<string>;
  intent?: OneOf<string>;
  reason?: OneOf<Reason>;
  tier?: OneOf<string>;
  /** `en` fits `en-GB` as well. */
  language?: OneOf<string>;
  channel?: OneOf<Channel>;
  queue: string;
  /** Skills that a case on this way needs beyond those of the queue, each with its least level. */
  skills?: Record<string, number>;
}

/**
 * What a handoff's precedence is made of. All of it is seconds of head start: a case with 600 goes before one that has
 * waited up to 600 seconds longer.
 */
export interface PriorityWeights {
  /** A case without any head start is due this long after it was requested, or at its SLA target if that is sooner. */
  patience_seconds: number;
  by_priority: Record<`${Priority}`, number>;
  by_tier: Record<string, number>;
  by_reason: Partial<Record<Reason, number>>;
  /** The highest step that the customer's value reaches counts. */
  by_value: { at_least: number; seconds: number }[];
  /** The same for the customer's open tickets. */
  by_open_tickets: { at_least: number; seconds: number }[];
}

/** The routing section. */
export interface RoutingPolicy {
  default_queue: string;
  by_reason: Partial<Record<Reason, string>>;
  /** Topic or intent of a signal, or a risk topic of ours (`billing`, `legal`, ...) to a queue. */
  by_topic: Record<string, string>;
  /** Tried in order before `by_topic` and `by_reason`; the first that fits counts. */
  queue_rules?: QueueRule[];
  priority?: Partial<PriorityWeights>;
}

/**
 * Twenty minutes between neighbours around the middle, an hour at the ends: less, and a raised priority drowns in an
 * ordinary queue; more, and a case of priority 5 waits for ever on a busy day, which is worse.
 */
export const defaultWeights: PriorityWeights = {
  patience_seconds: 3_600,
  by_priority: { '1': 3_600, '2': 1_200, '3': 0, '4': -1_200, '5': -3_600 },
  by_tier: {},
  by_reason: { urgency: 600 },
  by_value: [],
  by_open_tickets: [],
};

/** The weights of a policy: what it gives, over the defaults. */
export function weightsOf(routing: RoutingPolicy): PriorityWeights {
  const { priority } = routing;
  return {
    ...defaultWeights,
    ...priority,
    by_priority: { ...defaultWeights.by_priority, ...priority?.by_priority },
  };
}

/** What is known of a handoff when its queue is chosen. */
export interface QueueQuestion {
  /** The queue that the rule which decided names. */
  ruleQueue: string | null;
  reason: Reason | null;
  topics: string[];
  tier: string | null;
  language: string | null;
  channel: Channel | null;
}

/** The way of a handoff: its queue, and the skills it needs beyond the queue's own. */
export interface QueueChoice {
  queue: string;
  skills: Record<string, number>;
}

/** The queue a decision leads to: the rule's own, then the queue rules, then topic, reason and the default. */
export function chooseQueue(routing: RoutingPolicy, question: QueueQuestion): QueueChoice {
  const { ruleQueue } = question;
  const rule = routing.queue_rules?.find(
    (candidate) =>
      (ruleQueue === null || candidate.queue === ruleQueue) && fitsRule(candidate, question),
  );
  const queue =
    ruleQueue ?? rule?.queue ?? byTopic(routing, question) ?? byReason(routing, question);
  return { queue: queue ?? routing.default_queue, skills: rule?.skills ?? {} };
}

function byTopic(routing: RoutingPolicy, { topics }: QueueQuestion): string | undefined {
  const topic = topics.find((name) => Object.hasOwn(routing.by_topic, name));
  return topic === undefined ? undefined : routing.by_topic[topic];
}

function byReason(routing: RoutingPolicy, { reason }: QueueQuestion): string | undefined {
  return reason === null ? undefined : routing.by_reason[reason];
}

function fitsRule(rule: QueueRule, question: QueueQuestion): boolean {
  const { topics, reason, tier, channel, language } = question;
  return (
    fitsAny(rule.topic, topics) &&
    fitsAny(rule.intent, topics) &&
    fitsAny(rule.reason, known(reason)) &&
    fitsAny(rule.tier, known(tier)) &&
    fitsAny(rule.channel, known(channel)) &&
    fitsAny(rule.language, language === null ? [] : [language, primaryOf(language)])
  );
}

function known<T>(value: T | null): T[] {
  return value === null ? [] : [value];
}

function fitsAny<T>(wanted: OneOf<T> | undefined, found: readonly T[]): boolean {
  if (wanted === undefined) return true;
  const values: readonly T[] = Array.isArray(wanted) ? wanted : [wanted];
  return values.some((value) => found.includes(value));
}

/** `en-GB` is a kind of `en`. */
export function primaryOf(language: string): string {
  return language.split('-')[0] ?? language;
}
