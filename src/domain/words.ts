/**
 * The vocabulary of Baton: every closed set of words, once. `docs/glossary.md` explains them.
 * Shapes that cross a process boundary (events, decisions, turn requests and answers, policies) are written as they
 * travel, in snake_case, also in TypeScript; what stays inside (state) is camelCase. See docs/adr/0003.
 */

/** Who may own a conversation. */
export const ownerWords = ['ai', 'queue', 'agent'] as const;
/** Who may write to the customer: the assistant, nobody but the system, or one agent. */
export type Owner = (typeof ownerWords)[number];

/** The statuses of a conversation. */
export const statusWords = ['pending', 'open', 'snoozed', 'resolved'] as const;
export type Status = (typeof statusWords)[number];

/** States of a handoff that has not ended. */
export const openHandoffStates = [
  'requested',
  'queued',
  'offered',
  'accepted',
  'active',
  'wrapping',
] as const;
/** States a handoff ends in; it never leaves them. */
export const finalHandoffStates = [
  'completed',
  'returned',
  'canceled',
  'deflected',
  'abandoned',
  'failed',
  'expired',
] as const;
/** Every state of a handoff. */
export const handoffStates = [...openHandoffStates, ...finalHandoffStates] as const;
export type HandoffStateWord = (typeof handoffStates)[number];
export type FinalHandoffState = (typeof finalHandoffStates)[number];

/** The states of an offer; all but `pending` are final. */
export const offerStates = [
  'pending',
  'accepted',
  'rejected',
  'timeout',
  'canceled',
  'rescinded',
] as const;
export type OfferState = (typeof offerStates)[number];

/** Chatwoot Captain's seven reasons word for word, then ours. Tenants add `x_...`. */
export const reasonWords = [
  'customer_request',
  'missing_knowledge',
  'unsupported_request',
  'policy_restriction',
  'tool_failure',
  'pending_clarification',
  'usage_limit',
  'frustration',
  'risk_topic',
  'identity_verification',
  'high_intent',
  'low_confidence',
  'repeated_correction',
  'urgency',
  'agent_takeover',
  'api_request',
] as const;
/** Why a handoff is made: a word of ours, or one of the tenant's own. */
export type Reason = (typeof reasonWords)[number] | `x_${string}`;

/** What a decision may be. */
export const actionWords = ['continue', 'propose', 'handoff'] as const;
export type Action = (typeof actionWords)[number];

/** What a customer's turn may say to an open proposal: a yes, a no, "not yet", or something else, which lets it lapse. */
export const proposalAnswers = ['yes', 'no', 'later', 'none'] as const;
export type ProposalAnswer = (typeof proposalAnswers)[number];

/** Who may have written a turn. */
export const turnRoles = ['customer', 'assistant', 'tool', 'agent'] as const;
/** `agent` turns are written by the reply command only; the turn door takes the other three. */
export type TurnRole = (typeof turnRoles)[number];

/** How a customer may be reached. */
export const channelWords = ['chat', 'email', 'meeting', 'callback'] as const;
export type Channel = (typeof channelWords)[number];

/** Why nobody would take a case now; `staffed` means that somebody may. */
export const staffingWords = [
  'staffed',
  'outside_hours',
  'nobody_on_shift',
  'queue_closed',
  'humans_off',
] as const;
export type Staffing = (typeof staffingWords)[number];

/** What clocks measure. */
export const clockMetrics = [
  'time_to_human',
  'first_response',
  'next_response',
  'resolution',
] as const;
export type ClockMetric = (typeof clockMetrics)[number];

/** What an agent may say about a handoff afterwards. */
export const verdictWords = ['needed', 'avoidable', 'too_late', 'wrong_queue'] as const;
export type Verdict = (typeof verdictWords)[number];

/** How a conversation or handoff may have ended for the customer. */
export const outcomeWords = ['resolved', 'partial', 'unresolved', 'no_issue'] as const;
export type OutcomeWord = (typeof outcomeWords)[number];

/** Conversations that are none. */
export const closeWords = ['spam', 'abuse'] as const;
/** An erasure ends a conversation too; nobody asks for that by this word. */
export type CloseWord = (typeof closeWords)[number] | 'erased';

/** An agent's presence. */
export const presenceWords = ['online', 'away', 'offline', 'wrapping'] as const;
export type Presence = (typeof presenceWords)[number];

/** The roles of API keys. */
export const roleWords = ['backend', 'agent', 'supervisor', 'operator', 'admin'] as const;
export type Role = (typeof roleWords)[number];

/** 1 is served first, 5 last. */
export type Priority = 1 | 2 | 3 | 4 | 5;

/** Kinds of actors. */
export const actorKinds = [
  'backend',
  'customer',
  'agent',
  'supervisor',
  'operator',
  'admin',
  'system',
] as const;
/** Who did it. For the record only: authorisation happened at the API, or, natively, at Temporal. */
export interface Actor {
  kind: (typeof actorKinds)[number];
  id: string;
}

/**
 * What a conversation is an example of, drawn once and recorded: `brief` is as the policy says and the control of both
 * others, in `no_brief` the agent sees no brief, in `propose` some handoffs are first offered to the customer.
 */
export const armWords = ['brief', 'no_brief', 'propose'] as const;
export type Arm = (typeof armWords)[number];

/** What a destination of alerts may want; `supervisor` is what a target's action `notify_supervisor` asks for. */
export const alertWords = ['warning', 'breach', 'supervisor'] as const;
export type AlertWord = (typeof alertWords)[number];

/** Ways out of Baton. */
export const deliveryChannels = [
  'webhook',
  'email',
  'slack',
  'zendesk',
  'hubspot',
  'chatwoot',
  'alert',
] as const;
export type DeliveryChannel = (typeof deliveryChannels)[number];

/** The states of a delivery; all but `pending` are final until somebody resends it. */
export const deliveryStates = ['pending', 'delivered', 'failed', 'suppressed'] as const;
export type DeliveryState = (typeof deliveryStates)[number];
