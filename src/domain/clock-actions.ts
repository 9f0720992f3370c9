/** What follows from a clock that warned or breached: its target's actions, in one fixed order. */
import { soundClock, governing, takeAgain } from './clocks.ts';
import { isHeld, isWaiting, type Handoff } from './conversation.ts';
import { backToQueue, isAccepted, rescindOffer, waitInQueue } from './handoff.ts';
import { exclude } from './pass-over.ts';
import type { SlaAction } from './policy-sla.ts';
import type { Clock } from './sla.ts';
import { changeOwner, emit, type Draft, type StepContext } from './step.ts';
import { waysWithoutWaiting } from './off-hours.ts';
import type { Priority } from './words.ts';

/** More than a queue has steps; older ones have done their part (I15). */
const maxWidenings = 16;

type QueuedCause = Parameters<typeof waitInQueue>[3];

/** Says what a clock has to say at its deadline, and does what its target asks for. */
export function clockDue(draft: Draft, context: StepContext, clock: Clock): void {
  const target = governing(draft.state, context, clock.metric)?.target;
  if (takeAgain(draft, context, clock)) return takeActions(draft, context, ['reassign']);
  const { warned, breached } = soundClock(draft, context, clock);
  if (warned) takeActions(draft, context, target?.on_warning ?? []);
  if (breached) takeActions(draft, context, target?.on_breach ?? []);
}

/** Does what a breach, of a clock or of a promise, leads to. */
export function takeActions(draft: Draft, context: StepContext, actions: SlaAction[]): void {
  const { handoff } = draft.state;
  if (handoff === null) return;
  const does = (action: SlaAction): boolean => actions.includes(action);
  if (does('raise_priority')) handoff.priority = Math.max(1, handoff.priority - 1) as Priority;
  if (does('widen') && isWaiting(handoff))
    handoff.widenedAt = [...(handoff.widenedAt ?? []), context.at].slice(-maxWidenings);
  if (does('offer_channel') && isWaiting(handoff)) offerChannels(draft, context, handoff);
  moveOn(draft, context, handoff, does);
}

function offerChannels(draft: Draft, context: StepContext, handoff: Handoff): void {
  const channels = waysWithoutWaiting(context.policy.policy, handoff.priority);
  if (channels.length === 0) return;
  handoff.channels = channels;
  draft.say = 'other_channels';
  emit(draft, 'handoff.channels_offered', { handoff_id: handoff.id, channels, cause: 'clock' });
}

type Does = (action: SlaAction) => boolean;

/** At most one move: to the overflow queue, from a silent agent, or anew into the same queue. */
function moveOn(draft: Draft, context: StepContext, handoff: Handoff, does: Does): void {
  // An accept that won the race is on its way: the case has its agent.
  if (handoff.offer !== null && isAccepted(context, handoff.offer)) return;
  if (does('overflow') && overflowed(draft, context, handoff)) return;
  if (does('reassign') && reassigned(draft, context, handoff)) return;
  const cause = again(does);
  if (cause !== null && handoff.state === 'queued') waitInQueue(draft, context, handoff, cause);
}

function again(does: Does): QueuedCause | null {
  if (does('widen')) return 'widened';
  return does('raise_priority') ? 'raised' : null;
}

function overflowed(draft: Draft, context: StepContext, handoff: Handoff): boolean {
  const overflow = context.facts.queues[handoff.queue]?.overflow ?? null;
  if (overflow === null || !isWaiting(handoff)) return false;
  takeBackOffer(draft, handoff);
  handoff.queue = overflow;
  changeOwner(draft, { owner: 'queue', ownerId: overflow, status: 'open' }, 'overflowed');
  waitInQueue(draft, context, handoff, 'overflowed');
  return true;
}

function reassigned(draft: Draft, context: StepContext, handoff: Handoff): boolean {
  if (handoff.offer !== null) {
    takeBackOffer(draft, handoff);
    waitInQueue(draft, context, handoff, 'reassigned');
    return true;
  }
  if (!isHeld(handoff)) return false;
  exclude(handoff, handoff.agent ?? '');
  backToQueue(draft, context, 'reassigned');
  return true;
}

function takeBackOffer(draft: Draft, handoff: Handoff): void {
  if (handoff.offer === null) return;
  const { agent } = handoff.offer;
  rescindOffer(draft, handoff, 'breach');
  exclude(handoff, agent);
}
