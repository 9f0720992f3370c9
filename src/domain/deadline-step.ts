/** Everything that happens by itself, in order of its instant. One deadline at a time, until none is due. */
import { closeConversation, completeHandoff } from './agent-steps.ts';
import { isHeld, isWaiting, nextDeadline, type Handoff } from './conversation.ts';
import { alignClocks, unsnooze } from './clocks.ts';
import { clockDue, takeActions } from './clock-actions.ts';
import {
  backToQueue,
  giveUpWaiting,
  isAnswered,
  recordOutcome,
  scheduleProgress,
  waitInQueue,
} from './handoff.ts';
import { meetingUnreported } from './meeting-steps.ts';
import { exclude } from './pass-over.ts';
import { breakPromise, openPromises } from './promise.ts';
import type { CasePromise } from './promise-words.ts';
import { settleOutcome } from './rating.ts';
import { clockDeadline } from './sla.ts';
import { emit, systemActor, type Draft, type StepContext } from './step.ts';

/** An answer that won the race in Postgres is on its way; its command comes within this time. */
const answerGraceMs = 2_000;

/** Does all that is due at the context's instant. Safe to call when nothing is. */
export function reachDeadlines(draft: Draft, context: StepContext): void {
  for (let steps = 0; steps < 64; steps += 1) {
    alignClocks(draft, context);
    const due = nextDeadline(draft.state);
    if (due === null || due > context.at) return;
    reachOne(draft, context);
  }
}

interface Happening {
  at: number | null | undefined;
  happen: () => void;
}

function reachOne(draft: Draft, context: StepContext): void {
  const due = [
    ...ofClocks(draft, context),
    ...ofHandoff(draft, context),
    ...ofStatus(draft, context),
  ]
    .flatMap(({ at, happen }) => (at != null && at <= context.at ? [{ at, happen }] : []))
    .sort((a, b) => a.at - b.at);
  due[0]?.happen();
}

function ofClocks(draft: Draft, context: StepContext): Happening[] {
  return draft.state.clocks.map((clock) => ({
    at: clockDeadline(clock),
    happen: () => clockDue(draft, context, clock),
  }));
}

function ofHandoff(draft: Draft, context: StepContext): Happening[] {
  const { handoff } = draft.state;
  return handoff === null
    ? []
    : [
        ...(isWaiting(handoff) ? ofWaiting(draft, context, handoff) : []),
        ...(isHeld(handoff)
          ? [{ at: handoff.idleAt, happen: () => caseIdle(draft, context, handoff) }]
          : []),
        ...(isWaiting(handoff) || isHeld(handoff) ? ofPromises(draft, context, handoff) : []),
        { at: handoff.wrapUntil, happen: () => completeHandoff(draft, handoff) },
      ];
}

function ofWaiting(draft: Draft, context: StepContext, handoff: Handoff): Happening[] {
  return [
    { at: handoff.offer?.expiresAt, happen: () => offerDue(draft, context, handoff) },
    { at: handoff.expiresAt, happen: () => expire(draft, context, handoff) },
    { at: handoff.progress?.at, happen: () => tellProgress(draft, context, handoff) },
  ];
}

function ofPromises(draft: Draft, context: StepContext, handoff: Handoff): Happening[] {
  return openPromises(handoff).map((promise) => ({
    at: promise.dueAt,
    happen: () => promiseDue(draft, context, handoff, promise),
  }));
}

/** Who waits in the chat, or came by mail, is told how things stand; who was told they need not wait, is not. */
function waitsForNews(handoff: Handoff): boolean {
  const isPromised = openPromises(handoff).some(({ kind }) => kind === 'write_by');
  return handoff.channel === 'chat' || (handoff.channel === 'email' && !isPromised);
}

/** Once per interval, however late it is noticed. */
function tellProgress(draft: Draft, context: StepContext, handoff: Handoff): void {
  scheduleProgress(context, handoff, (handoff.progress?.told ?? 0) + 1);
  if (waitsForNews(handoff)) draft.say = 'progress';
}

function promiseDue(
  draft: Draft,
  context: StepContext,
  handoff: Handoff,
  promise: CasePromise,
): void {
  breakPromise(draft, context.at, handoff, promise);
  if (promise.kind === 'meet_at') meetingUnreported(draft, handoff);
  const actions = promise.onBroken.filter((action) => action !== 'tell_customer');
  takeActions(draft, context, actions);
  if (promise.onBroken.includes('tell_customer')) {
    draft.say = 'promise_broken';
    draft.sayAt = promise.dueAt;
  }
}

function ofStatus(draft: Draft, context: StepContext): Happening[] {
  const { state } = draft;
  return [
    { at: state.snoozedUntil, happen: () => unsnooze(draft, context, 'deadline') },
    { at: state.idleCloseAt, happen: () => closeIdle(draft, context) },
    { at: state.reopenUntil, happen: () => settleOutcome(draft, true) },
  ];
}

function offerDue(draft: Draft, context: StepContext, handoff: Handoff): void {
  const { offer } = handoff;
  if (offer === null) return;
  if (isAnswered(context, offer)) {
    handoff.offer = { ...offer, expiresAt: context.at + answerGraceMs };
    return;
  }
  emit(draft, 'handoff.timeout', {
    handoff_id: handoff.id,
    offer_id: offer.id,
    agent: offer.agent,
  });
  exclude(handoff, offer.agent);
  waitInQueue(draft, context, handoff, 'timeout');
}

function expire(draft: Draft, context: StepContext, handoff: Handoff): void {
  emit(draft, 'handoff.expired', {
    handoff_id: handoff.id,
    waited_ms: context.at - handoff.requestedAt,
  });
  draft.say = 'expired';
  giveUpWaiting(draft, context, { state: 'expired', outcome: 'unresolved', cause: 'expired' });
}

function caseIdle(draft: Draft, context: StepContext, handoff: Handoff): void {
  const { lastTurnRole } = draft.state;
  if (handoff.state === 'active' && lastTurnRole === 'agent')
    return abandon(draft, context, handoff);
  // The customer waits, the agent forgot: the case is not the customer's to lose.
  exclude(handoff, handoff.agent ?? '');
  backToQueue(draft, context, 'reassigned');
}

function abandon(draft: Draft, context: StepContext, handoff: Handoff): void {
  recordOutcome(draft, context, { state: 'abandoned', outcome: 'unresolved' });
  handoff.state = 'abandoned';
  emit(draft, 'handoff.abandoned', { handoff_id: handoff.id, agent: handoff.agent });
  emit(draft, 'conversation.abandoned', {
    silent_since_at: draft.state.lastTurnAt,
    handoff_id: handoff.id,
  });
  closeConversation(draft, context, { actor: systemActor('case_idle'), outcome: 'unresolved' });
}

/** An AI conversation that fell silent: without an answer it was abandoned, else there was no issue. */
function closeIdle(draft: Draft, context: StepContext): void {
  const { state } = draft;
  const unanswered = state.lastTurnRole === 'customer';
  if (unanswered)
    emit(draft, 'conversation.abandoned', { silent_since_at: state.lastTurnAt, handoff_id: null });
  closeConversation(draft, context, {
    actor: systemActor('idle_close'),
    outcome: unanswered ? 'unresolved' : 'no_issue',
  });
}
