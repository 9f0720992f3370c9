/** The pieces every transition is made of: a draft that collects the next state, its events and what to say. */
import type { CommandOf, RefusalCode } from './commands.ts';
import type { ConversationState, Handoff } from './conversation.ts';
import type { Decision } from './decision.ts';
import { emptyMemory } from './features.ts';
import { event, type DomainEvent, type EventType, type EventOf } from './events.ts';
import type { Opening } from './opening-intent.ts';
import type { ActivePolicy, MessageKey } from './policy.ts';
import type { RiskReader } from './risk.ts';
import type { CaseMeeting } from './promise-words.ts';
import type { WorkingHours } from './sla.ts';
import type { Actor, Arm, OfferState, Owner, Status } from './words.ts';

/** What a step needs of a queue. */
export interface QueueSettings {
  wrapUpSeconds: number;
  /** Working time ahead and behind; null or absent counts every hour. */
  hours?: WorkingHours | null;
  /** Absent means open. */
  open?: boolean;
  /** What a case of it may end with; absent or empty anything. */
  resolutionCodes?: readonly string[];
  /** Where its cases go when they overflow; null or absent nowhere. */
  overflow?: string | null;
  /** Zone of its calendar. */
  timeZone?: string;
}

/** What the store knows and the step needs; gathered by `commit` in the same transaction. */
export interface Facts {
  queues: Record<string, QueueSettings>;
  /** The offer a command names, after the store decided the race for it. */
  offer: {
    id: string;
    handoffId: string;
    agent: string;
    state: OfferState;
    timeoutSeconds: number;
    /** The case waits for the answer to this offer, and to no later one. */
    awaited: boolean;
  } | null;
  /** Whether a lease was reserved for a claim. */
  reservation: 'reserved' | 'no_capacity' | 'unknown_agent' | 'not_permitted' | null;
  /** What came of the race for a slot; absent where a command asks for none. */
  meeting?: { kind: 'booked'; meeting: CaseMeeting } | { kind: 'taken' } | null | undefined;
  /** Whether the agent named by a command exists. */
  agentKnown: boolean;
  /** What became of the replies suggested for the handoff; absent where a command does not end one. */
  suggestions?: { shown: number; used: number };
  /** How the floor's switches stand; absent all on. */
  switches?: { humansOff: boolean; aiOff: boolean };
  /** Whether that agent may answer customers of the queue; absent counts as yes. */
  agentPermitted?: boolean;
}

/** What a step is taken with. `at` never goes back; fresh ids are given so that the step stays pure. */
export interface StepContext {
  at: number;
  policy: ActivePolicy;
  facts: Facts;
  ids: { handoff: string; promise: string; note: string; meeting: string; caseNumber?: string };
  arm: Arm;
  /** Absent where no risk model is loaded. */
  risk?: RiskReader | undefined;
  /** Absent where no intent model is configured. */
  opening?: Opening | undefined;
}

/** The next state in the making, with its events and what the customer is told. */
export interface Draft {
  state: ConversationState;
  events: DomainEvent[];
  say: MessageKey | null;
  /** The instant that the sentence names, where it names one; epoch ms. */
  sayAt?: number;
}

/** Why a command does not apply. */
export interface Refusal {
  code: RefusalCode;
  detail: string;
}

/** A turn with the decision taken on it, as one step. */
export interface TurnStep {
  turn: CommandOf<'turn'>['turns'][number];
  decision: Decision;
}

/** Adds an event to the draft. */
export function emit<T extends EventType>(draft: Draft, type: T, data: EventOf<T>['data']): void {
  draft.events.push(event(type, data));
}

/** A refusal as a value; handlers return it and change nothing. */
export function refuse(code: RefusalCode, detail: string): Refusal {
  return { code, detail };
}

/** A draft over a copy, so that a step never changes its input. */
export function draftOf(state: ConversationState, at: number): Draft {
  const handoff = state.handoff === null ? null : { ...state.handoff };
  return {
    state: { ...state, handoff, clocks: [...state.clocks], lastAt: Math.max(at, state.lastAt) },
    events: [],
    say: null,
  };
}

/** The state before the first command. */
export function newConversation(context: StepContext): ConversationState {
  const { policy, version } = context.policy;
  return {
    status: 'pending',
    owner: 'ai',
    ownerId: null,
    epoch: 1,
    turnSequence: 0,
    senderSequence: null,
    chain: { length: 0, tail: null },
    createdAt: context.at,
    lastAt: context.at,
    lastTurnRole: null,
    lastTurnAt: context.at,
    arm: context.arm,
    channel: 'chat',
    customerId: null,
    language: null,
    tier: null,
    policy: policy.name,
    policyVersion: version,
    customerTurns: 0,
    aiTurns: 0,
    proposal: null,
    declinedAtCustomerTurn: null,
    handoffs: 0,
    handoff: null,
    clocks: [],
    outcome: null,
    unreadSummary: false,
    idleCloseAt: context.at + policy.idle_close_seconds * 1000,
    snoozedUntil: null,
    reopenUntil: null,
    memory: emptyMemory(),
  };
}

/** The only place where ownership changes: epoch + 1 and an event, each time (C1). */
export function changeOwner(
  draft: Draft,
  to: { owner: Owner; ownerId: string | null; status: Status },
  cause: string,
): void {
  const { state } = draft;
  state.owner = to.owner;
  state.ownerId = to.ownerId;
  state.status = to.status;
  state.epoch += 1;
  emit(draft, 'conversation.owner_changed', {
    owner: to.owner,
    owner_id: to.ownerId,
    epoch: state.epoch,
    status: to.status,
    cause,
  });
}

/** The AI goes on: a new segment with its own idle deadline and turn count. */
export function giveToAi(draft: Draft, context: StepContext, cause: string): void {
  const { state } = draft;
  state.aiTurns = 0;
  state.proposal = null;
  state.snoozedUntil = null;
  state.reopenUntil = null;
  state.outcome = null;
  // What the AI did before is no ground to hand off again.
  state.memory = { ...emptyMemory(), turns: state.memory.turns, topics: state.memory.topics };
  state.windows = {};
  state.idleCloseAt = context.at + context.policy.policy.idle_close_seconds * 1000;
  changeOwner(draft, { owner: 'ai', ownerId: null, status: 'pending' }, cause);
}

/** Counts the time the present agent held the case and lets go of it. */
export function releaseAgent(handoff: Handoff, at: number): void {
  if (handoff.heldSince !== null) handoff.heldMs += at - handoff.heldSince;
  handoff.heldSince = null;
  handoff.idleAt = null;
}

/** The actor of what happens by itself; `id` names the cause. */
export function systemActor(id: string): Actor {
  return { kind: 'system', id };
}
