/**
 * Promises to the customer with an instant: made, then exactly one of kept, broken or withdrawn. Until then the
 * conversation has a deadline for each. The promise of a person (`human_by`) lives with the clock `time_to_human`.
 */
import type { Handoff } from './conversation.ts';
import { hoursOf } from './clocks.ts';
import type { CasePromise, PromiseKind } from './promise-words.ts';
import { customerPolicy, type BrokenPromiseAction } from './policy-customer.ts';
import { addWorkingTime } from './sla.ts';
import { emit, type Draft, type StepContext } from './step.ts';
import type { Channel } from './words.ts';

/** Open promises of one case; more are refused (I15). */
export const maxOpenPromises = 8;

/** The promises of a case that wait to be kept. */
export function openPromises(handoff: Handoff): CasePromise[] {
  return handoff.promises ?? [];
}

/** What a promise is made with; without `by` it is due at an instant given. */
export interface PromiseRequest {
  id: string;
  kind: PromiseKind;
  channel: Channel;
  dueAt: number;
  onBroken: BrokenPromiseAction[];
}

/** Makes a promise; its owner is whoever owns the conversation when it falls due. */
export function makePromise(draft: Draft, handoff: Handoff, request: PromiseRequest): void {
  const { state } = draft;
  handoff.promises = [...openPromises(handoff), request];
  // A case that nobody took must not lapse before what was promised.
  handoff.expiresAt = Math.max(handoff.expiresAt, request.dueAt + 1);
  emit(draft, 'promise.made', {
    handoff_id: handoff.id,
    promise_id: request.id,
    kind: request.kind,
    due_at: request.dueAt,
    channel: request.channel,
    owner: state.owner,
    owner_id: state.ownerId,
  });
}

const kindOf: Record<Channel, PromiseKind | null> = {
  chat: null,
  email: 'write_by',
  callback: 'call_by',
  meeting: null,
};

/** Makes the promise that the policy gives with a channel. Null when it gives none. */
export function promiseWithChannel(
  draft: Draft,
  context: StepContext,
  handoff: Handoff,
): CasePromise | null {
  const kind = kindOf[handoff.channel];
  const wanted = customerPolicy(context.policy.policy).promises[handoff.channel];
  if (kind === null || wanted === undefined) return null;
  const request = {
    id: context.ids.promise,
    kind,
    channel: handoff.channel,
    dueAt: addWorkingTime(
      context.at,
      wanted.within_seconds * 1000,
      hoursOf(context, handoff.queue),
    ),
    onBroken: wanted.on_broken,
  };
  makePromise(draft, handoff, request);
  return request;
}

type Settlement = 'kept' | 'broken' | 'withdrawn';

function settle(
  draft: Draft,
  handoff: Handoff,
  promise: CasePromise,
  as: { type: Settlement; at: number; cause?: string },
): void {
  const { state } = draft;
  handoff.promises = openPromises(handoff).filter((other) => other.id !== promise.id);
  const about = { handoff_id: handoff.id, promise_id: promise.id, kind: promise.kind };
  if (as.type === 'kept') emit(draft, 'promise.kept', about);
  else if (as.type === 'withdrawn')
    emit(draft, 'promise.withdrawn', { ...about, cause: as.cause ?? 'withdrawn' });
  else
    emit(draft, 'promise.broken', {
      ...about,
      owner: state.owner,
      owner_id: state.ownerId,
      late_ms: Math.max(0, as.at - promise.dueAt),
    });
}

/** What was promised was done: kept, or broken where the instant has passed (a command may overtake the timer). */
export function keepPromises(
  draft: Draft,
  at: number,
  isMeant: (promise: CasePromise) => boolean,
): void {
  const { handoff } = draft.state;
  if (handoff === null) return;
  for (const promise of openPromises(handoff).filter(isMeant))
    settle(draft, handoff, promise, { type: at <= promise.dueAt ? 'kept' : 'broken', at });
}

/** Takes promises back: the customer chose otherwise, or the case ended without them. */
export function withdrawPromises(
  draft: Draft,
  cause: string,
  isMeant: (promise: CasePromise) => boolean = () => true,
): void {
  const { handoff } = draft.state;
  if (handoff === null) return;
  for (const promise of openPromises(handoff).filter(isMeant))
    settle(draft, handoff, promise, { type: 'withdrawn', at: 0, cause });
}

/** The instant has come and nothing was done. What to do about it is for the caller. */
export function breakPromise(
  draft: Draft,
  at: number,
  handoff: Handoff,
  promise: CasePromise,
): void {
  settle(draft, handoff, promise, { type: 'broken', at });
}
