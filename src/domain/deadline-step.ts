/** Everything that happens by itself, in order of its instant. One deadline at a time, until none is due. */
import { closeConversation, completeHandoff } from './agent-steps.ts';
import { isHeld, isWaiting, nextDeadline, type Handoff } from './conversation.ts';
import {
  backToQueue,
  giveUpWaiting,
  recordOutcome,
  rescindOffer,
  waitInQueue,
  soundClock,
  unsnooze,
} from './handoff.ts';
import type { BreachAction } from './policy.ts';
import { clockDeadline, targetFor, type Clock } from './sla.ts';
import { emit, systemActor, type Draft, type StepContext } from './step.ts';
import type { Priority } from './words.ts';

/** An accept that won the race in Postgres is on its way; its command comes within this time. */
const acceptGraceMs = 2_000;

/** Does all that is due at the context's instant. Safe to call when nothing is. */
export function reachDeadlines(draft: Draft, context: StepContext): void {
  for (let steps = 0; steps < 64; steps += 1) {
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
        { at: handoff.wrapUntil, happen: () => completeHandoff(draft, handoff) },
      ];
}

function ofWaiting(draft: Draft, context: StepContext, handoff: Handoff): Happening[] {
  return [
    { at: handoff.offer?.expiresAt, happen: () => offerDue(draft, context, handoff) },
    { at: handoff.expiresAt, happen: () => expire(draft, context, handoff) },
  ];
}

function ofStatus(draft: Draft, context: StepContext): Happening[] {
  const { state } = draft;
  return [
    { at: state.snoozedUntil, happen: () => unsnooze(draft, context.at, 'deadline') },
    { at: state.idleCloseAt, happen: () => closeIdle(draft, context) },
    { at: state.reopenUntil, happen: () => (state.reopenUntil = null) },
  ];
}

/** The agent's answer won the race in Postgres; the command that says so is on its way. */
function isAccepted(context: StepContext, offer: NonNullable<Handoff['offer']>): boolean {
  return context.facts.offer?.id === offer.id && context.facts.offer.state === 'accepted';
}

function offerDue(draft: Draft, context: StepContext, handoff: Handoff): void {
  const { offer } = handoff;
  if (offer === null) return;
  if (isAccepted(context, offer)) {
    handoff.offer = { ...offer, expiresAt: context.at + acceptGraceMs };
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

/** The agent is not asked again before the others; only the last few are remembered (I15). */
export function exclude(handoff: Handoff, agent: string): void {
  handoff.excluded = [...handoff.excluded.filter((id) => id !== agent), agent].slice(-16);
}

/** The agent is not asked again for this case; the first few who said so are remembered (I15). */
export function bar(handoff: Handoff, agent: string): void {
  const barred = handoff.barred ?? [];
  if (!barred.includes(agent)) handoff.barred = [...barred, agent].slice(0, 64);
}

function clockDue(draft: Draft, context: StepContext, clock: Clock): void {
  const { handoff } = draft.state;
  const breached = soundClock(draft, context.at, clock);
  if (!breached || handoff === null) return;
  const target = targetFor(context.policy.policy.sla, clock.metric, handoff.priority);
  const actions = target?.on_breach ?? [];
  if (actions.includes('raise_priority'))
    handoff.priority = Math.max(1, handoff.priority - 1) as Priority;
  moveOn(draft, context, handoff, actions);
}

function moveOn(
  draft: Draft,
  context: StepContext,
  handoff: Handoff,
  actions: BreachAction[],
): void {
  if (actions.includes('reassign') && handoff.offer !== null) {
    if (isAccepted(context, handoff.offer)) return;
    const { agent } = handoff.offer;
    rescindOffer(draft, handoff, 'breach');
    exclude(handoff, agent);
    return waitInQueue(draft, context, handoff, 'reassigned');
  }
  if (actions.includes('reassign') && isHeld(handoff)) {
    exclude(handoff, handoff.agent ?? '');
    return backToQueue(draft, context, 'reassigned');
  }
  if (actions.includes('raise_priority') && handoff.state === 'queued')
    waitInQueue(draft, context, handoff, 'raised');
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
