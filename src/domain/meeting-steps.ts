/**
 * A meeting as a way to reach the customer: offered, booked, moved, canceled, attended or missed. The race for a slot is
 * decided in Postgres, in the same transaction; here the winner's case learns of it.
 */
import type { CommandOf } from './commands.ts';
import { isOpen, isWaiting, type Handoff } from './conversation.ts';
import { keepPromises, makePromise, withdrawPromises } from './promise.ts';
import type { CaseMeeting } from './promise-words.ts';
import { emit, refuse, type Draft, type Refusal, type StepContext } from './step.ts';

/** So long after its end a meeting that nobody reported counts as missed. */
const reportGraceMs = 30 * 60_000;

function openCase(draft: Draft): Handoff | Refusal {
  const { handoff, status } = draft.state;
  return isOpen(handoff) && handoff.state !== 'wrapping' && status !== 'resolved'
    ? handoff
    : refuse('wrong_state', 'no handoff is open');
}

/** The customer is shown slots or a link; only the first time is worth an event. */
export function offerMeeting(draft: Draft, handoff: Handoff): void {
  if (handoff.meetingResult != null) return;
  handoff.meetingResult = 'sent';
  emit(draft, 'meeting.sent', { handoff_id: handoff.id, agent: handoff.agent });
}

/** The slot that Postgres gave: a first meeting, or the old one moved. */
export function bookMeeting(
  draft: Draft,
  context: StepContext,
  command: CommandOf<'bookMeeting'>,
): Refusal | null {
  const handoff = openCase(draft);
  if ('code' in handoff) return handoff;
  const { meeting } = context.facts;
  if (meeting == null || meeting.kind === 'taken')
    return refuse('slot_taken', `the slot at ${command.starts_at} is not free`);
  keep(draft, context, handoff, meeting.meeting);
  return null;
}

function keep(draft: Draft, context: StepContext, handoff: Handoff, meeting: CaseMeeting): void {
  const isMove = handoff.meeting != null;
  withdrawPromises(draft, 'meeting_changed', (promise) => promise.kind === 'meet_at');
  handoff.meeting = meeting;
  handoff.meetingResult = 'booked';
  // Whoever waits for a meeting must not be given up before it.
  handoff.expiresAt = Math.max(handoff.expiresAt, meeting.endsAt + 2 * reportGraceMs);
  if (isWaiting(handoff) && meeting.agent !== null) handoff.hintAgent = meeting.agent;
  emit(draft, isMove ? 'meeting.moved' : 'meeting.booked', {
    handoff_id: handoff.id,
    meeting_id: meeting.id,
    agent: meeting.agent,
    starts_at: meeting.startsAt,
    ends_at: meeting.endsAt,
    revision: meeting.revision,
  });
  makePromise(draft, handoff, {
    id: context.ids.promise,
    kind: 'meet_at',
    channel: 'meeting',
    dueAt: meeting.endsAt + reportGraceMs,
    onBroken: ['tell_customer', 'raise_priority'],
  });
  draft.say = isMove ? 'meeting_moved' : 'meeting_booked';
  draft.sayAt = meeting.startsAt;
}

/** The slot is free again; the case stays. */
export function cancelMeeting(draft: Draft, command: CommandOf<'cancelMeeting'>): Refusal | null {
  const handoff = openCase(draft);
  if ('code' in handoff) return handoff;
  if (handoff.meeting == null) return refuse('wrong_state', 'no meeting is booked');
  callOff(draft, handoff, handoff.meeting, command.actor);
  draft.say = 'meeting_canceled';
  return null;
}

function callOff(
  draft: Draft,
  handoff: Handoff,
  meeting: CaseMeeting,
  by: CommandOf<'cancelMeeting'>['actor'],
): void {
  handoff.meeting = null;
  handoff.meetingResult = 'canceled';
  withdrawPromises(draft, 'meeting_canceled', (promise) => promise.kind === 'meet_at');
  emit(draft, 'meeting.canceled', { handoff_id: handoff.id, meeting_id: meeting.id, by });
}

/** What became of the meeting, told by the agent or by another system's calendar. */
export function recordMeeting(
  draft: Draft,
  context: StepContext,
  command: CommandOf<'recordMeeting'>,
): Refusal | null {
  const handoff = openCase(draft);
  if ('code' in handoff) return handoff;
  if (command.result === 'booked') return recordBooking(draft, context, handoff, command);
  if (command.result === 'canceled')
    return cancelMeeting(draft, { ...command, type: 'cancelMeeting' });
  ended(draft, context.at, handoff, command.result);
  return null;
}

function recordBooking(
  draft: Draft,
  context: StepContext,
  handoff: Handoff,
  command: CommandOf<'recordMeeting'>,
): Refusal | null {
  const { starts_at: startsAt, ends_at: endsAt } = command;
  if (startsAt === undefined || endsAt === undefined || endsAt <= startsAt || endsAt <= context.at)
    return refuse('invalid_request', 'give starts_at and a later ends_at that is still to come');
  const revision = (handoff.meeting?.revision ?? -1) + 1;
  keep(draft, context, handoff, {
    id: handoff.meeting?.id ?? context.ids.meeting,
    agent: null,
    startsAt,
    endsAt,
    revision,
  });
  return null;
}

function ended(draft: Draft, at: number, handoff: Handoff, result: 'attended' | 'missed'): void {
  const meetingId = handoff.meeting?.id ?? null;
  handoff.meeting = null;
  handoff.meetingResult = result;
  // A customer who did not come was waited for: our part was done either way.
  keepPromises(draft, at, (promise) => promise.kind === 'meet_at');
  if (result === 'attended') handoff.firstHumanActionAt ??= at;
  emit(draft, result === 'attended' ? 'meeting.attended' : 'meeting.missed', {
    handoff_id: handoff.id,
    meeting_id: meetingId,
  });
}

/** Nobody said what became of it: the promise is broken and the meeting counts as missed. */
export function meetingUnreported(draft: Draft, handoff: Handoff): void {
  if (handoff.meeting == null) return;
  const { id } = handoff.meeting;
  handoff.meeting = null;
  handoff.meetingResult = 'missed';
  emit(draft, 'meeting.missed', { handoff_id: handoff.id, meeting_id: id });
}

/** The case ends: a meeting that is still to come is called off. */
export function endMeeting(draft: Draft, at: number, handoff: Handoff): void {
  const { meeting } = handoff;
  if (meeting == null) return;
  if (meeting.startsAt > at) callOff(draft, handoff, meeting, { kind: 'system', id: 'case_ended' });
  else ended(draft, at, handoff, 'attended');
}
