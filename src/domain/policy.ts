/**
 * What a policy is. A policy is a document of the tenant (YAML or JSON, snake_case as it travels), checked once at the
 * edge (`contract/policy.ts`), versioned in Postgres and trusted here. Durations are seconds.
 */
import type { OffHoursPolicy } from './policy-off-hours.ts';
import type { SlaTarget } from './policy-sla.ts';
import type { Channel, Priority, Reason } from './words.ts';

export type { SlaTarget };

/** A feature's value: a number, a flag or a word. */
export type FeatureValue = number | boolean | string;

/** A comparison over one feature or signal of the turn just taken. */
export interface Comparison {
  feature: string;
  is?: FeatureValue;
  in?: FeatureValue[];
  at_least?: number;
  at_most?: number;
}

/** Conditions nest by `all`, `any` and `not`; depth and size are bounded at the edge. */
export type Condition =
  { all: Condition[] } | { any: Condition[] } | { not: Condition } | Comparison;

/** One rule: under a condition, an action with its reason and its way. */
export interface Rule {
  id: string;
  description?: string;
  when: Condition;
  action: 'handoff' | 'propose' | 'continue';
  reason: Reason;
  /** Rules are tried by rank, lowest first; the first that matches decides. */
  rank: number;
  queue?: string;
  priority?: Priority;
}

/** What the customer is told; `{queue}`, `{position}`, `{wait_minutes}`, `{name}`, `{back_at}` and `{case_number}` are filled in. By language. */
export type Messages = Record<string, Partial<Record<MessageKey, string>>>;
/** The occasions on which the customer is told something. */
export const messageKeys = [
  'handoff',
  'handoff_with_wait',
  'handoff_outside_hours',
  'handoff_back_at',
  'propose',
  'canceled',
  'declined',
  'expired',
  'returned',
  'accepted',
  'other_channels',
] as const;
export type MessageKey = (typeof messageKeys)[number];

/** A whole policy of a tenant. */
export interface Policy {
  name: string;
  description?: string;
  default_language: string;
  rules: Rule[];
  routing: {
    default_queue: string;
    by_reason: Partial<Record<Reason, string>>;
    /** Topic or intent of a signal, or a risk topic of ours (`billing`, `legal`, ...) to a queue. */
    by_topic: Record<string, string>;
  };
  sla: SlaTarget[];
  /** What is offered while nobody is there; absent means `defaultOffHours`. */
  off_hours?: OffHoursPolicy;
  messages: Messages;
  channels: Channel[];
  /** Customer turns without a new proposal after one was declined. */
  proposal_cooldown_turns: number;
  /** Assistant turns of one AI segment after which a person takes over; null for no cap. */
  max_ai_turns: number | null;
  /** An AI conversation silent for so long is closed. */
  idle_close_seconds: number;
  /** After `resolved` a customer's turn reopens the same run for so long. */
  reopen_window_seconds: number;
  /** A handoff that no one took ends as `expired` after so long. */
  handoff_expiry_seconds: number;
  /** A case whose customer is silent for so long ends as `abandoned`. */
  case_idle_seconds: number;
  /** 0..1: share of conversations whose agent is shown no brief, to measure what it is worth. Absent means none. */
  no_brief_share?: number;
}

/** A policy as stored: what `decide` needs to say which version decided. */
export interface ActivePolicy {
  policy: Policy;
  version: number;
}

/** The queue a decision leads to: rule, then topic, then reason, then the default. */
export function queueFor(policy: Policy, rule: Rule | null, topics: string[]): string {
  if (rule?.queue) return rule.queue;
  const topic = topics.find((name) => policy.routing.by_topic[name] !== undefined);
  const byTopic = topic === undefined ? undefined : policy.routing.by_topic[topic];
  const byReason = rule ? policy.routing.by_reason[rule.reason] : undefined;
  return byTopic ?? byReason ?? policy.routing.default_queue;
}

/** The text for the customer in the language asked for, else in the default language, else empty. */
export function messageFor(
  policy: Policy,
  key: MessageKey,
  language: string | null,
  values: Record<string, string> = {},
): string {
  const template =
    policy.messages[language ?? policy.default_language]?.[key] ??
    policy.messages[policy.default_language]?.[key] ??
    '';
  return template.replace(/\{([a-z_]{1,32})\}/g, (whole, name: string) => values[name] ?? whole);
}
