/**
 * What happened, one union for webhook, SSE, event log and audit. Events hold ids, codes, numbers and offsets, never
 * text of a conversation (I12). `sequence` in the envelope is gapless per conversation and given in `commit`.
 * Instants inside `data` (`..._at`) are epoch milliseconds.
 */
import type { Decision } from './decision.ts';
import type { Contribution } from './precedence.ts';
import type { OutcomeData } from './outcome-data.ts';
import type { SlaAction } from './policy-sla.ts';
import type { PromiseKind } from './promise-words.ts';
import type {
  Actor,
  Arm,
  Channel,
  ClockMetric,
  CloseWord,
  OutcomeWord,
  Owner,
  Priority,
  ProposalAnswer,
  Reason,
  Staffing,
  Status,
  TurnRole,
} from './words.ts';

/** Owner changes say which status they lead to, so that a view can be folded from events alone. */
export interface OwnerChanged {
  owner: Owner;
  /** Queue or agent id; null when the owner is the AI. */
  owner_id: string | null;
  epoch: number;
  status: Status;
  cause: string;
}

/** Events of a handoff name it. */
export interface HandoffRef {
  handoff_id: string;
}

interface EventData {
  'conversation.created': {
    arm: Arm;
    channel: Channel;
    customer_id: string | null;
    language: string | null;
    tier: string | null;
  };
  'conversation.owner_changed': OwnerChanged;
  'conversation.resolved': {
    by: Actor;
    outcome: OutcomeWord;
    handoff_id: string | null;
    reopen_until_at: number;
    closed_as?: CloseWord;
  };
  /** `handoff_id` is the latest handoff, whose solution did not hold; absent in logs from before it. */
  'conversation.reopened': { turn: number; handoff_id?: string | null };
  'conversation.abandoned': { silent_since_at: number; handoff_id: string | null };
  /** Its texts are gone, here and for whoever keeps a copy; what is left holds no word of it. */
  'conversation.erased': { cause: 'request' | 'retention'; turns: number };
  'conversation.snoozed': { until_at: number; agent: string };
  'conversation.unsnoozed': { cause: 'customer' | 'deadline' | 'agent' };
  'turn.created': {
    turn_id: string;
    turn: number;
    role: TurnRole;
    epoch: number;
    actor: string | null;
    /** The sender's number, when it gave one. */
    sender_sequence?: number;
    /** The sender's order could not be restored in time (I2). */
    gap?: true;
  };
  'note.added': { note_id: string; actor: string };
  'turn.suppressed': {
    turn_id: string;
    role: TurnRole;
    epoch: number | null;
    current_epoch: number;
    owner: Owner;
    sender_sequence?: number;
  };
  'turn.decided': { turn: number; turn_id: string } & Pick<
    Decision,
    'action' | 'reason' | 'rule' | 'policy' | 'policy_version'
  >;
  'handoff.requested': HandoffRef & {
    number: number;
    reason: Reason;
    rule: string | null;
    turn: number;
    queue: string;
    priority: Priority;
    by: Actor;
    hint_agent: string | null;
    expires_at: number;
    case_number?: string | null;
    /** Absent in logs written before routing by customer. */
    customer_id?: string | null;
  };
  'handoff.briefed': HandoffRef & {
    brief_id: string;
    writer: string;
    supported: number;
    dropped: number;
  };
  'handoff.queued': HandoffRef & {
    queue: string;
    priority: Priority;
    /** When the handoff was requested: age is kept over transfers and reassignment (C-17). */
    since_at: number;
    excluded_agents: string[];
    hint_agent: string | null;
    language: string | null;
    tier: string | null;
    cause:
      | 'requested'
      | 'rejected'
      | 'timeout'
      | 'rescinded'
      | 'transferred'
      | 'reassigned'
      | 'raised'
      | 'widened'
      | 'overflowed';
    /** When the case should have been taken: the earliest goes first. Absent, as all below, in logs from before it. */
    rank_at?: number;
    contributions?: Contribution[];
    /** Never asked again for this case. */
    barred_agents?: string[];
    skills?: Record<string, number>;
    channel?: Channel;
    customer_id?: string | null;
    /** At each of these instants the next routing step counts as reached. */
    widened_at?: number[];
    /** In logs from before `widened_at`: so many steps count as reached from the beginning. */
    widened?: number;
  };
  'handoff.offered': HandoffRef & { offer_id: string; agent: string; expires_at: number };
  'handoff.accepted': HandoffRef & { offer_id: string | null; agent: string; waited_ms: number };
  'handoff.rejected': HandoffRef & {
    offer_id: string;
    agent: string;
    reason: string | null;
    /** False: the agent is not asked again for this case. */
    reoffer?: boolean;
  };
  'handoff.timeout': HandoffRef & { offer_id: string; agent: string };
  'offer.rescinded': HandoffRef & { offer_id: string; agent: string; cause: string };
  'handoff.active': HandoffRef & { agent: string; time_to_human_ms: number };
  'handoff.transferred': HandoffRef & {
    from_agent: string | null;
    to_queue: string | null;
    to_agent: string | null;
    note: boolean;
  };
  'handoff.channel_chosen': HandoffRef & { channel: Channel };
  /** What was known, and told, when it began to wait. */
  'handoff.announced': HandoffRef & {
    staffing: Staffing;
    back_at: number | null;
    place: number | null;
    expected_wait_seconds: number | null;
    channels: Channel[];
    case_number: string | null;
  };
  'handoff.channels_offered': HandoffRef & { channels: Channel[]; cause: string };
  'handoff.details_left': HandoffRef & { fields: string[] };
  'handoff.wrapping': HandoffRef & { agent: string; until_at: number };
  'handoff.returned': HandoffRef & { agent: string | null; summary: boolean };
  'handoff.completed': HandoffRef & { agent: string | null };
  'handoff.canceled': HandoffRef & { by: Actor; reached: string };
  'handoff.deflected': HandoffRef & { to: string };
  'handoff.abandoned': HandoffRef & { agent: string | null };
  'handoff.failed': HandoffRef & { cause: string };
  'handoff.expired': HandoffRef & { waited_ms: number };
  'proposal.made': { turn: number; reason: Reason; rule: string | null };
  'proposal.answered': { turn: number | null; answer: ProposalAnswer };
  'sla.started': HandoffRef & { metric: ClockMetric; due_at: number; target_ms?: number };
  /** Queue, tier, priority, policy or hours changed; what was counted stays. */
  'sla.recounted': HandoffRef & {
    metric: ClockMetric;
    due_at: number;
    target_ms: number;
    worked_ms: number;
  };
  /** `elapsed_ms` by the wall, `worked_ms` without pauses and closed hours. */
  'sla.stopped': HandoffRef & {
    metric: ClockMetric;
    elapsed_ms: number;
    worked_ms?: number;
    met: boolean;
  };
  'sla.warning': HandoffRef & {
    metric: ClockMetric;
    fraction: number;
    due_at: number;
    late_ms: number;
    actions?: SlaAction[];
  };
  'sla.breached': HandoffRef & {
    metric: ClockMetric;
    due_at: number;
    late_ms: number;
    queue: string;
    agent: string | null;
    actions?: SlaAction[];
  };
  'delivery.failed': { delivery_id: string; channel: string; target: string; cause: string };
  'promise.made': HandoffRef & {
    promise_id: string;
    kind: PromiseKind;
    due_at: number;
    channel?: Channel;
    owner?: Owner;
    owner_id?: string | null;
  };
  'promise.kept': HandoffRef & { promise_id: string; kind?: PromiseKind };
  'promise.broken': HandoffRef & {
    promise_id: string;
    kind?: PromiseKind;
    /** Whose it was when it fell due. */
    owner?: Owner;
    owner_id?: string | null;
    late_ms?: number;
  };
  'promise.withdrawn': HandoffRef & { promise_id: string; kind: PromiseKind; cause: string };
  /** Baton itself told the customer something; the text is kept beside the transcript. */
  'notice.posted': { notice_id: string; key: string; handoff_id: string | null };
  'meeting.sent': HandoffRef & { agent: string | null };
  'meeting.booked': HandoffRef & MeetingAt;
  'meeting.moved': HandoffRef & MeetingAt;
  'meeting.canceled': HandoffRef & { meeting_id: string; by: Actor };
  'meeting.attended': HandoffRef & { meeting_id: string | null };
  'meeting.missed': HandoffRef & { meeting_id: string | null };
  'outcome.recorded': HandoffRef & OutcomeData;
  /** The customer's own word, 1 to 5; the last one counts. */
  'outcome.rated': { handoff_id: string | null; score: number };
  /** The reopening window is over: the solution held (`durable`), or the customer came back within it. */
  'outcome.settled': { handoff_id: string | null; durable: boolean };
  'agent.presence_changed': { agent: string; presence: string };
}

/** When and with whom a meeting is; `agent` is null when another system's calendar keeps it. */
export interface MeetingAt {
  meeting_id: string;
  agent: string | null;
  starts_at: number;
  ends_at: number;
  revision: number;
}

/** The type of an event, `subject.happened`. */
export type EventType = keyof EventData;
/** One event of a type, as the domain emits it. */
export type EventOf<T extends EventType> = { type: T; data: EventData[T] };
/** Any event, not yet numbered. */
export type DomainEvent = { [T in EventType]: EventOf<T> }[EventType];

/** An event as numbered by `commit` and given back to the workflow. */
export type NumberedEvent = DomainEvent & { sequence: number };

/** Builds one event; exists so that call sites read as a sentence and stay typed. */
export function event<T extends EventType>(type: T, data: EventData[T]): DomainEvent {
  return { type, data } as unknown as DomainEvent;
}

/** Every event type, for lists and checks at the edge. */
export const eventTypes = [
  'conversation.created',
  'conversation.owner_changed',
  'conversation.resolved',
  'conversation.reopened',
  'conversation.abandoned',
  'conversation.erased',
  'conversation.snoozed',
  'conversation.unsnoozed',
  'turn.created',
  'note.added',
  'turn.suppressed',
  'turn.decided',
  'handoff.requested',
  'handoff.briefed',
  'handoff.queued',
  'handoff.offered',
  'handoff.accepted',
  'handoff.rejected',
  'handoff.timeout',
  'offer.rescinded',
  'handoff.active',
  'handoff.transferred',
  'handoff.channel_chosen',
  'handoff.announced',
  'handoff.channels_offered',
  'handoff.details_left',
  'handoff.wrapping',
  'handoff.returned',
  'handoff.completed',
  'handoff.canceled',
  'handoff.deflected',
  'handoff.abandoned',
  'handoff.failed',
  'handoff.expired',
  'proposal.made',
  'proposal.answered',
  'sla.started',
  'sla.recounted',
  'sla.stopped',
  'sla.warning',
  'sla.breached',
  'promise.made',
  'promise.kept',
  'promise.broken',
  'promise.withdrawn',
  'notice.posted',
  'meeting.sent',
  'meeting.booked',
  'meeting.moved',
  'meeting.canceled',
  'meeting.attended',
  'meeting.missed',
  'delivery.failed',
  'outcome.recorded',
  'outcome.rated',
  'outcome.settled',
  'agent.presence_changed',
] as const satisfies readonly EventType[];
