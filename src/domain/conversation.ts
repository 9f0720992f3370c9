/**
 * The state of one conversation and what may be read off it. Steps are taken in `transition.ts`.
 *
 * | status     | owner | handoff                      | who may write to the customer | leaves it by                                |
 * |------------|-------|------------------------------|-------------------------------|---------------------------------------------|
 * | `pending`  | ai    | none or final                | assistant                     | decision, request, takeover, idle deadline  |
 * | `open`     | queue | requested, queued, offered   | system only                   | accept, claim, cancel, expiry               |
 * | `open`     | agent | accepted, active             | that agent                    | resolve, return, transfer, breach, idle     |
 * | `snoozed`  | agent | active                       | that agent                    | customer's turn, reply, deadline            |
 * | `resolved` | last  | wrapping, then final         | nobody                        | a customer's turn or request: epoch + 1     |
 *
 * C1 every owner change raises the epoch by one (I4). C2 an open handoff always has a deadline (I6).
 * C3 an outcome is recorded once per handoff (I9). C4 at least one party may act in every state.
 */
import type { KnownIntent } from './opening-intent.ts';
import { clockDeadline, type Clock } from './sla.ts';
import type { Windows } from './detect-windows.ts';
import type { DetectMemory } from './features.ts';
import type { CaseMeeting, CasePromise, MeetingWord } from './promise-words.ts';
import { openHandoffStates } from './words.ts';
import type {
  Arm,
  Channel,
  HandoffStateWord,
  OutcomeWord,
  Owner,
  Priority,
  Reason,
  Staffing,
  Status,
  TurnRole,
} from './words.ts';

/** One handoff: the latest of its conversation, open or final. Instants are epoch ms. */
export interface Handoff {
  id: string;
  number: number;
  state: HandoffStateWord;
  reason: Reason;
  rule: string | null;
  queue: string;
  priority: Priority;
  /** The tier of agents its rule asks for; without it the customer's own. */
  tier?: string | null;
  /** Sequence of the turn that led to it; 0 when no turn did. */
  turn: number;
  requestedAt: number;
  acceptedAt: number | null;
  /** Since when the present agent holds it; null when nobody does. */
  heldSince: number | null;
  heldMs: number;
  firstHumanActionAt: number | null;
  firstHumanMessageAt: number | null;
  agent: string | null;
  hintAgent: string | null;
  offer: { id: string; agent: string; expiresAt: number } | null;
  excluded: string[];
  /** Never asked again for this case; absent in states from before it, as the next. */
  barred?: string[];
  /** Skills it needs beyond those of its queue, each with its least level. */
  skills?: Record<string, number>;
  offers: number;
  channel: Channel;
  promise: { id: string; dueAt: number } | null;
  /** Name of the SLA that its rule asks for; null or absent none. */
  sla?: string | null;
  /** When a clock brought the next routing step forward; absent never. */
  widenedAt?: number[];
  /** Whether anyone was there when it was opened, and the ways offered since; absent in the first release. */
  staffing?: Staffing;
  channels?: Channel[];
  /** When the team is back; null or absent when that is not known or it is there. */
  backAt?: number | null;
  /** Promises beside the one of a person; absent in states stored before there were any. */
  promises?: CasePromise[];
  /** When a waiting customer is told how things stand, and how often they were. */
  progress?: { at: number; told: number } | null;
  meeting?: CaseMeeting | null;
  meetingResult?: MeetingWord | null;
  /** Deadline of a waiting handoff. */
  expiresAt: number;
  /** Deadline of an agent's case with a silent customer. */
  idleAt: number | null;
  wrapUntil: number | null;
}

/** A question to the customer that waits for yes or no. */
export interface Proposal {
  turn: number;
  reason: Reason;
  rule: string | null;
  queue: string | null;
  priority?: Priority | null;
  tier?: string | null;
  sla?: string | null;
}

/** All that a step needs of the past; stored whole in the head row. */
export interface ConversationState {
  status: Status;
  owner: Owner;
  ownerId: string | null;
  epoch: number;
  turnSequence: number;
  senderSequence: number | null;
  /** OpenAI-style lists: how many messages of the list are stored, and the id of the last. */
  chain: { length: number; tail: string | null };
  createdAt: number;
  /** Instants never go back: a command is taken at the later of its own and this. */
  lastAt: number;
  lastTurnRole: TurnRole | null;
  lastTurnAt: number;
  arm: Arm;
  channel: Channel;
  customerId: string | null;
  language: string | null;
  /** IANA name, for instants in texts. */
  timeZone?: string | null;
  /** Whether there is a way to reach the customer outside the chat; the addresses are not in here (I12). */
  contact?: { email: boolean; phone: boolean };
  tier: string | null;
  /** What the customer is worth to the tenant, where it is known; absent in states from before it. */
  value?: number | null;
  /** What the tenant's own systems know: the agent who looks after the customer, how many tickets are open. */
  accountOwner?: string | null;
  openTickets?: number | null;
  policy: string;
  policyVersion: number;
  customerTurns: number;
  /** Assistant turns of this AI segment. */
  aiTurns: number;
  proposal: Proposal | null;
  /** The customer turn at which a proposal was last declined. */
  declinedAtCustomerTurn: number | null;
  handoffs: number;
  /** The number that the customer may quote, from the first handoff on; absent before it. */
  caseNumber?: string | null;
  handoff: Handoff | null;
  clocks: Clock[];
  outcome: OutcomeWord | null;
  /** A segment summary the bot has not been given yet. */
  unreadSummary: boolean;
  idleCloseAt: number | null;
  snoozedUntil: number | null;
  reopenUntil: number | null;
  memory: DetectMemory;
  /** The rule whose proposal the customer last passed over, and at which of their turns. */
  lapsed?: { rule: string | null; atCustomerTurn: number } | null;
  /** What the policy's counts remember; a state stored without them has counted nothing yet. */
  windows?: Windows;
  /** What the customer wants, and who says so; absent while nobody does. */
  intent?: KnownIntent;
}

const waitingStates: readonly HandoffStateWord[] = ['requested', 'queued', 'offered'];
const heldStates: readonly HandoffStateWord[] = ['accepted', 'active'];
const openStates: readonly HandoffStateWord[] = openHandoffStates;

/** A handoff that waits for an agent. */
export function isWaiting(handoff: Handoff | null): handoff is Handoff {
  return handoff !== null && waitingStates.includes(handoff.state);
}

/** A handoff that an agent holds. */
export function isHeld(handoff: Handoff | null): handoff is Handoff {
  return handoff !== null && heldStates.includes(handoff.state);
}

/** A handoff that has not reached a final state. */
export function isOpen(handoff: Handoff | null): handoff is Handoff {
  return handoff !== null && openStates.includes(handoff.state);
}

function handoffDeadlines(handoff: Handoff | null): number[] {
  if (handoff === null) return [];
  const due: (number | null | undefined)[] = [];
  if (isWaiting(handoff))
    due.push(handoff.expiresAt, handoff.offer?.expiresAt, handoff.progress?.at);
  if (isHeld(handoff)) due.push(handoff.idleAt);
  if (isWaiting(handoff) || isHeld(handoff))
    due.push(...(handoff.promises ?? []).map((promise) => promise.dueAt));
  if (handoff.state === 'wrapping') due.push(handoff.wrapUntil);
  return due.filter((at) => at !== null && at !== undefined);
}

/** The nearest instant at which something must happen by itself; null when nothing is left to wait for. */
export function nextDeadline(state: ConversationState): number | null {
  const due = [
    ...handoffDeadlines(state.handoff),
    ...state.clocks.map(clockDeadline),
    state.idleCloseAt,
    state.snoozedUntil,
    state.reopenUntil,
  ].filter((at) => at !== null && at !== undefined);
  return due.length > 0 ? Math.min(...due) : null;
}

/** Resolved, and past the window in which a turn would reopen this run. */
export function isClosed(state: ConversationState): boolean {
  return state.status === 'resolved' && nextDeadline(state) === null;
}
