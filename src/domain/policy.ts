/**
 * What a policy is. A policy is a document of the tenant (YAML or JSON, snake_case as it travels), checked once at the
 * edge (`contract/policy.ts`), versioned in Postgres and trusted here. Durations are seconds.
 */
import type { ArmsSection } from './policy-arms.ts';
import type { BriefSectionRules } from './policy-brief.ts';
import type { Condition } from './policy-conditions.ts';
import type { DeliverySection } from './policy-delivery.ts';
import { textsOfOurs, type NoticeKey } from './notice-texts.ts';
import type { CustomerPolicy } from './policy-customer.ts';
import type { Governance } from './policy-governance.ts';
import type { OffHoursPolicy } from './policy-off-hours.ts';
import { chooseQueue, type RoutingPolicy } from './policy-routing.ts';
import type { SlaTarget } from './policy-sla.ts';
import type { FieldsSection } from './target-fields.ts';
import type { Channel, Priority, Reason } from './words.ts';

export type { SlaTarget };

export type { Condition, Count } from './policy-conditions.ts';
export type { Governance } from './policy-governance.ts';

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
  /** Agents of this tier, whatever the customer's own is. */
  tier?: string;
  /** The name of the SLA targets that hold for the handoff; the unnamed ones fill in. */
  sla?: string;
}

/** Texts by occasion; names in braces are filled in, see {@link templateVariables}. */
export type Texts = Partial<Record<MessageKey, string>>;
/** What the customer is told, by language; for some reasons with words of their own. */
export type Messages = Record<string, Texts & { by_reason?: Partial<Record<Reason, Texts>> }>;
/** What a text may name in braces; `{by}` and `{back_at}` are instants as the customer reads them. */
export const templateVariables = [
  'queue',
  'position',
  'wait_minutes',
  'name',
  'by',
  'back_at',
  'case_number',
] as const;
/** The occasions on which a policy says what the customer is told; for others Baton has texts of its own. */
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
/** The name of an occasion. */
export type MessageKey = (typeof messageKeys)[number] | NoticeKey;

/** An assistant turn with `error` set could not answer: after so many in a row, this. */
export interface OnFailure {
  action: 'handoff' | 'propose' | 'continue';
  after: number;
  reason?: Reason;
  queue?: string;
  priority?: Priority;
}

/** A whole policy of a tenant. */
export interface Policy {
  name: string;
  description?: string;
  default_language: string;
  rules: Rule[];
  /** Words and phrases of the tenant, by the name that `says` uses. */
  phrases?: Record<string, string[]>;
  /** Topics that the AI does not decide about alone, whatever the rules say. */
  governance?: Governance;
  /** What follows when the bot reports that it could not answer. */
  on_failure?: OnFailure;
  routing: RoutingPolicy;
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
  /** Shares of conversations held apart for comparison; absent means none. */
  arms?: ArmsSection;
  delivery?: DeliverySection;
  brief?: BriefSectionRules;
  fields?: FieldsSection;
  /** What the customer is told while they wait, and what is promised; absent means the defaults. */
  customer?: Partial<CustomerPolicy>;
}

/** A policy as stored: what `decide` needs to say which version decided. */
export interface ActivePolicy {
  policy: Policy;
  version: number;
}

/** What the conversation says of its customer, for the choice of a queue. */
export interface RoutedCustomer {
  tier: string | null;
  language: string | null;
  channel: Channel | null;
}

const unknownCustomer: RoutedCustomer = { tier: null, language: null, channel: null };

/** The queue a decision leads to: the rule's own, then queue rules, topic, reason and the default. */
export function queueFor(
  policy: Policy,
  rule: Rule | null,
  topics: string[],
  customer: RoutedCustomer = unknownCustomer,
): string {
  const question = { ruleQueue: rule?.queue ?? null, reason: rule?.reason ?? null, topics };
  return chooseQueue(policy.routing, { ...question, ...customer }).queue;
}

/** Whom a text is for. */
export interface Audience {
  language: string | null;
  /** Of the handoff or proposal it is about. */
  reason?: Reason | null;
}

/**
 * The text for an occasion: in the customer's language (`pt` serves `pt-BR`), else in the default language; in each,
 * the reason's own words before the general ones. Empty where the policy says nothing.
 */
export function messageFor(
  policy: Policy,
  key: MessageKey,
  audience: Audience,
  values: Record<string, string> = {},
): string {
  const template = languagesOf(policy, audience.language)
    .map((language) => templateIn(policy, language, key, audience.reason ?? null))
    .find((text) => text !== undefined);
  return (template ?? textsOfOurs['en']?.[key] ?? '').replace(
    /\{([a-z_]{1,32})\}/g,
    (whole, name: string) => values[name] ?? whole,
  );
}

function languagesOf(policy: Policy, language: string | null): string[] {
  const wanted = language ?? policy.default_language;
  const broad = wanted.split('-', 1)[0] ?? wanted;
  return [wanted, broad, policy.default_language];
}

function templateIn(
  policy: Policy,
  language: string,
  key: MessageKey,
  reason: Reason | null,
): string | undefined {
  const texts = Object.hasOwn(policy.messages, language) ? policy.messages[language] : undefined;
  const own = reason === null ? undefined : texts?.by_reason?.[reason]?.[key];
  return own ?? texts?.[key] ?? textsOfOurs[language]?.[key];
}
