/** What the public API sends and takes, as far as this page uses it: see /openapi.json. Instants ending in `_at` inside events are epoch milliseconds. */

export type Owner = 'ai' | 'queue' | 'agent';
export type Role = 'customer' | 'assistant' | 'tool' | 'agent';
export type Outcome = 'resolved' | 'partial' | 'unresolved' | 'no_issue';
export type Verdict = 'needed' | 'avoidable' | 'too_late' | 'wrong_queue';
export type Action = 'continue' | 'propose' | 'handoff';

/** An RFC 9457 problem. */
export interface Problem {
  title: string;
  status: number;
  detail: string;
  code: string;
  errors?: { pointer: string; message: string }[];
}

/** What a command answers. */
export interface Answer {
  owner: Owner;
  epoch: number;
  say_to_customer: string | null;
}

/** Where the ground of a decision lies in the text of a turn. */
export interface Evidence {
  turn: number;
  feature: string;
  start?: number;
  end?: number;
  value?: number | string | boolean;
}

/** The decision on one turn. */
export interface DecisionRecord {
  turn: number;
  action: Action;
  reason: string | null;
  rule: string | null;
  evidence: Evidence[];
  policy: string;
  policy_version: number;
  nearest: { rule: string; distance: number } | null;
}

/** One line of a brief with the turns that hold it. */
export interface BriefLine {
  section: string;
  text: string;
  turns: number[];
}

/** The brief of the last handoff. */
export interface BriefRecord {
  id: string;
  writer: string;
  supported: number;
  dropped: number;
  document: { lines?: BriefLine[] };
}

/** The head of a conversation, as an admin reads it. */
export interface ConversationHead {
  id: string;
  temporal?: { workflow_id: string; ui_url: string | null };
}

/** An agent's id and name. */
export interface AgentRecord {
  id: string;
  name: string;
}

interface Share {
  value: number | null;
  of: number;
}
interface Duration {
  median: number | null;
  of: number;
}

/** The six KPIs. */
export interface KpiReport {
  total: {
    escalation_accuracy: { precision: Share; recall: Share };
    time_to_first_action_seconds: Duration;
    time_to_human_seconds: Duration;
    handoff_completion_rate: Share;
  };
  handle_time_reduction: { value: number | null };
  handoff_deflection_lift: { value: number | null };
}

/** What is known of an ended handoff. */
export interface OutcomeData {
  outcome: Outcome;
  verdict: Verdict | null;
  final_state: string;
  requested_at: number;
  accepted_at: number | null;
  first_human_message_at: number | null;
  handle_ms: number;
  offers: number;
}

interface EventData {
  'conversation.created': { arm: 'brief' | 'no_brief' };
  'conversation.owner_changed': {
    owner: Owner;
    owner_id: string | null;
    epoch: number;
    status: string;
    cause: string;
  };
  'conversation.resolved': object;
  'conversation.reopened': { turn: number };
  'turn.created': { turn_id: string; turn: number; role: Role; epoch: number };
  'turn.suppressed': { turn_id: string; epoch: number | null; current_epoch: number };
  'turn.decided': {
    turn: number;
    action: Action;
    reason: string | null;
    rule: string | null;
  };
  'handoff.requested': {
    handoff_id: string;
    reason: string;
    rule: string | null;
    queue: string;
    turn: number;
  };
  'handoff.queued': { queue: string; cause: string };
  'handoff.briefed': { brief_id: string };
  'handoff.offered': { offer_id: string; agent: string; expires_at: number };
  'handoff.accepted': { agent: string; waited_ms: number };
  'handoff.rejected': { agent: string };
  'handoff.timeout': { agent: string };
  'offer.rescinded': { agent: string };
  'handoff.active': { agent: string; time_to_human_ms: number };
  'handoff.wrapping': { agent: string };
  'handoff.completed': object;
  'handoff.returned': object;
  'handoff.canceled': object;
  'handoff.abandoned': object;
  'handoff.expired': object;
  'sla.started': { metric: string; due_at: number };
  'sla.stopped': { metric: string; elapsed_ms: number; met: boolean };
  'sla.warning': { metric: string };
  'sla.breached': { metric: string };
  'outcome.recorded': OutcomeData;
  'notice.posted': { notice_id: string; key: string };
}

export type EventType = keyof EventData;

interface Envelope {
  id: string;
  timestamp: string;
  conversation_id: string;
  sequence: number;
  /** With `turn.created`: the text, joined when it is read. */
  turn?: { id: string; sequence: number; role: Role; content: string; at: string };
  /** With `notice.posted`: what Baton told the customer. */
  notice?: { id: string; content: string };
}

/** An event of a conversation's stream. */
export type ConversationEvent = {
  [T in EventType]: Envelope & { type: T; data: EventData[T] };
}[EventType];

/** Every type the page listens to; the stream may hold others. */
export const eventTypes = [
  'conversation.created',
  'conversation.owner_changed',
  'conversation.resolved',
  'conversation.reopened',
  'turn.created',
  'turn.suppressed',
  'turn.decided',
  'handoff.requested',
  'handoff.queued',
  'handoff.briefed',
  'handoff.offered',
  'handoff.accepted',
  'handoff.rejected',
  'handoff.timeout',
  'offer.rescinded',
  'handoff.active',
  'handoff.wrapping',
  'handoff.completed',
  'handoff.returned',
  'handoff.canceled',
  'handoff.abandoned',
  'handoff.expired',
  'sla.started',
  'sla.stopped',
  'sla.warning',
  'sla.breached',
  'outcome.recorded',
  'notice.posted',
] as const satisfies readonly EventType[];
