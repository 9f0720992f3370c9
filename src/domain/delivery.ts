/**
 * Deliveries: which events are told to whom, and what follows from an attempt. Pure: the ledger is in Postgres
 * (`adapters/postgres/deliveries.ts`), the attempts are made by the senders in `adapters/`.
 * D1 one idempotency key over all attempts, also over a resend (I7). D2 within a lane the next delivery is tried only
 * when the one before is delivered or given up. D3 every delivery ends as delivered, failed or suppressed; a failed one
 * is an event of its conversation.
 */
import type { EventType } from './events.ts';
import type { DeliverySettings } from './policy-delivery.ts';
import type { AlertWord, DeliveryChannel } from './words.ts';

/** How one attempt went. */
export type AttemptOutcome =
  | { kind: 'delivered'; status: number | null; receipt?: string }
  /** May go better later. */
  | { kind: 'retry'; status: number | null; error: string; retryAfterMs?: number }
  /** This message will never be taken. */
  | { kind: 'refused'; status: number | null; error: string }
  /** The target will never take anything again. */
  | { kind: 'gone'; status: number | null; error: string }
  /** It must not go out any more: the conversation has another owner by now (I4). */
  | { kind: 'suppressed'; error: string };

/** What follows from an attempt. */
export type Verdict =
  | { kind: 'delivered' }
  | { kind: 'suppressed' }
  | { kind: 'retry'; at: number }
  | { kind: 'given_up'; cause: string };

/** An attempt as the verdict sees it; instants are epoch ms. */
export interface AttemptFacts {
  /** 1 is the first. */
  attempt: number;
  now: number;
  retryUntil: number;
  /** 0..1, drawn by the caller. */
  jitter: number;
}

/** Longest pause between two attempts; longer leaves a receiver that is well again waiting. */
const maxPauseMs = 6 * 3_600_000;
/** A receiver that asks for more patience gets so much; past it a mistake is likelier than a plan. */
const maxRetryAfterMs = 24 * 3_600_000;

/**
 * The pause after an attempt: three times the one before, up to six hours, shortened by up to a third so that what
 * failed together does not come back together. Never shorter than what the receiver asked for.
 */
export function pauseAfter(
  attempt: number,
  settings: DeliverySettings,
  asked: { jitter: number; retryAfterMs?: number | undefined },
): number {
  const grown = settings.first_retry_seconds * 1000 * 3 ** Math.min(attempt - 1, 20);
  const pause = Math.min(grown, maxPauseMs) * (1 - asked.jitter / 3);
  const wanted = Math.min(asked.retryAfterMs ?? 0, maxRetryAfterMs);
  return Math.round(Math.max(pause, wanted));
}

/** Decides what follows from an attempt. The last attempt comes at the very end of the time given, not before it. */
export function verdictOf(
  outcome: AttemptOutcome,
  facts: AttemptFacts,
  settings: DeliverySettings,
): Verdict {
  switch (outcome.kind) {
    case 'delivered':
    case 'suppressed':
      return { kind: outcome.kind };
    case 'refused':
    case 'gone':
      return { kind: 'given_up', cause: outcome.kind };
    case 'retry':
      if (facts.now >= facts.retryUntil) return { kind: 'given_up', cause: 'expired' };
      return {
        kind: 'retry',
        at: Math.min(
          facts.now +
            pauseAfter(facts.attempt, settings, {
              jitter: facts.jitter,
              retryAfterMs: outcome.retryAfterMs,
            }),
          facts.retryUntil,
        ),
      };
  }
}

/** An event as the plan sees it. */
export interface PlannedEvent {
  tenant: string;
  conversation: string;
  sequence: number;
  type: EventType;
  /** Of a turn. */
  role: string | null;
  /** Where the conversation is led now. */
  channel: string;
  hasAddress: boolean;
  /** It began by mail: the assistant's turns go out by mail too. */
  byMail: boolean;
  /** Of a failed delivery: where it went to. */
  failedTarget: string | null;
  /** Where its case waits or is held. */
  queue: string | null;
  /** Of an alert: it asks for supervisors to be told. */
  forSupervisor: boolean;
  /** Of a notice: which sentence it is. */
  noticeKey: string | null;
  /** Of a booked or moved meeting: with whom; null where another system's calendar keeps it. */
  meetingAgent: string | null;
  /** Its case has a meeting to come. */
  hasMeeting: boolean;
  /** Of an end: an agent held the case and a person ended it, neither as spam nor as abuse. */
  isHelped: boolean;
}

/** Somebody who is told of events. */
export interface Target {
  channel: DeliveryChannel;
  id: string;
  /** Types of events; `*` for all. */
  events: readonly string[];
  /** Of a destination of alerts: which ones, and of which queues; none means all queues. */
  alerts?: { words: readonly AlertWord[]; queues: readonly string[] };
}

const meetingEvents = ['meeting.booked', 'meeting.moved', 'meeting.canceled'] as const;

/** Mail to a customer in the name of a person: turns, and invitations. The address stays with the conversation. */
export const mailTarget: Target = {
  channel: 'email',
  id: 'customer',
  events: ['turn.created', ...meetingEvents, 'handoff.details_left'],
};

/** What Baton itself says, mailed: a lane of its own, because it may have to wait while a person's mail may not. */
export const noticeTarget: Target = { channel: 'email', id: 'notice', events: ['notice.posted'] };

/** The question how the customer was helped, mailed: it waits in a lane of its own and holds nothing up. */
export const ratingTarget: Target = {
  channel: 'email',
  id: 'rating',
  events: ['conversation.resolved'],
};

/** Sentences that a mailed invitation says already. */
export const invitationKeys: readonly string[] = [
  'meeting_booked',
  'meeting_moved',
  'meeting_canceled',
];

/** Sentences that only fill the time: they take the place of nothing that the customer must know. */
export const passingKeys: readonly string[] = ['progress', 'accepted', 'requeued', 'details_saved'];

function isTurnMailed({ role, byMail }: PlannedEvent): boolean {
  return role === 'agent' || (role === 'assistant' && byMail);
}

/** An invitation goes to an address that is known, whatever the channel; turns and notices where mail is the channel. */
function isMailed(event: PlannedEvent): boolean {
  if (!event.hasAddress) return false;
  const isByMail = event.channel === 'email';
  switch (event.type) {
    case 'turn.created':
      return isByMail && isTurnMailed(event);
    case 'notice.posted':
      return isByMail && !invitationKeys.includes(event.noticeKey ?? '');
    case 'meeting.booked':
    case 'meeting.moved':
      return event.meetingAgent !== null;
    case 'handoff.details_left':
      return event.hasMeeting;
    case 'conversation.resolved':
      return isByMail && event.isHelped;
    default:
      return event.type === 'meeting.canceled';
  }
}

/** What stands against mailing a notice at this moment. */
export interface NoticeFacts {
  /** Something newer was said to the customer, or by somebody. */
  superseded: boolean;
  /** Since the last mail of Baton's own in this conversation; null when there was none. */
  sinceLastMs: number | null;
  windowMs: number;
}

/**
 * One mail of Baton's own in a conversation and window (S-22): two machines that answer each other come no further. What
 * must wait is mailed at the end of the window if it is still the last word, and else not at all. Null: mail it.
 */
export function holdNotice(facts: NoticeFacts): AttemptOutcome | null {
  if (facts.superseded) return { kind: 'suppressed', error: 'superseded' };
  const waitMs = facts.sinceLastMs === null ? 0 : facts.windowMs - facts.sinceLastMs;
  if (waitMs <= 0) return null;
  return { kind: 'retry', status: null, error: 'automatic_window', retryAfterMs: waitMs };
}

/** What stands against asking for a rating at this moment. */
export interface RatingFacts {
  /** The tenant asks nobody. */
  off: boolean;
  /** The case was opened again. */
  reopened: boolean;
  /** The customer rated it, or was asked about this handoff. */
  rated: boolean;
  asked: boolean;
  /** The customer does not want to be asked; mail to the address came back or was refused for good. */
  refused: boolean;
  bounced: boolean;
}

const ratingHindrances = [
  ['off', 'switched_off'],
  ['reopened', 'superseded'],
  ['rated', 'rated'],
  ['asked', 'asked_before'],
  ['refused', 'unsubscribed'],
  ['bounced', 'bounced'],
] as const satisfies [keyof RatingFacts, string][];

/** Once per handoff, and nobody who is better left alone. Null: ask. */
export function holdRating(facts: RatingFacts): AttemptOutcome | null {
  const found = ratingHindrances.find(([fact]) => facts[fact]);
  return found === undefined ? null : { kind: 'suppressed', error: found[1] };
}

/** The events a destination of alerts may be told of. */
export const alertEvents = ['sla.warning', 'sla.breached'] as const;

function isAlerted({ alerts }: Target, event: PlannedEvent): boolean {
  if (alerts === undefined) return true;
  const { words, queues } = alerts;
  const isOfQueue = queues.length === 0 || (event.queue !== null && queues.includes(event.queue));
  const word = event.type === 'sla.breached' ? 'breach' : 'warning';
  return (
    isOfQueue && (words.includes(word) || (event.forSupervisor && words.includes('supervisor')))
  );
}

/** Whether a target is told of an event. Never of its own failure: that would go round for ever. */
export function isTold(target: Target, event: PlannedEvent): boolean {
  if (event.failedTarget !== null && event.failedTarget === target.id) return false;
  if (!target.events.includes('*') && !target.events.includes(event.type)) return false;
  return isAlerted(target, event) && (target.channel !== 'email' || isMailed(event));
}

/** The lane of a delivery: order is kept within it. */
export function laneOf(
  target: Pick<Target, 'channel' | 'id'>,
  place: { tenant: string; conversation: string },
): string {
  return `${target.channel}/${target.id}/${place.tenant}/${place.conversation}`;
}
