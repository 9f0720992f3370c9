/** Steps of a handoff: opened, queued, offered, taken, given back, ended. Each is used by several commands. */
import { giveTimeAgain, hoursOf, startMetric, stopMetric, unsnooze } from './clocks.ts';
import { isHeld, isWaiting, type Handoff } from './conversation.ts';
import type { EventOf } from './events.ts';
import { endMeeting } from './meeting-steps.ts';
import { customerPolicy } from './policy-customer.ts';
import { precedenceOf } from './precedence.ts';
import { keepPromises, withdrawPromises } from './promise.ts';
import { addWorkingTime, nextWorkingTime } from './sla.ts';
import { wayOf } from './handoff-way.ts';
import { changeOwner, emit, giveToAi, releaseAgent, type Draft, type StepContext } from './step.ts';
import type { Actor, FinalHandoffState, OutcomeWord, Priority, Reason, Verdict } from './words.ts';

/** Why a handoff is opened, for which queue and by whom; `turn` is the sequence that led to it, 0 for none. */
export interface HandoffRequest {
  reason: Reason;
  rule: string | null;
  queue: string | null;
  priority: Priority | null;
  tier?: string | null;
  sla?: string | null;
  turn: number;
  by: Actor;
  agent: string | null;
}

type QueuedCause = EventOf<'handoff.queued'>['data']['cause'];

/** A handoff that waits for people who are away waits from when they are back. */
function expiryOf(context: StepContext, queue: string): number {
  const from = nextWorkingTime(context.at, hoursOf(context, queue)) ?? context.at;
  return from + context.policy.policy.handoff_expiry_seconds * 1000;
}

/** Makes the handoff and ends the AI's segment; the caller says who owns the conversation next. */
function createHandoff(draft: Draft, context: StepContext, request: HandoffRequest): Handoff {
  const { state } = draft;
  state.handoffs += 1;
  state.caseNumber ??= context.ids.caseNumber ?? null;
  state.proposal = null;
  state.idleCloseAt = null;
  const way = wayOf(state, context, request);
  const handoff: Handoff = {
    id: context.ids.handoff,
    number: state.handoffs,
    state: 'requested',
    reason: request.reason,
    rule: request.rule,
    ...way,
    priority: request.priority ?? 3,
    turn: request.turn,
    requestedAt: context.at,
    acceptedAt: null,
    heldSince: null,
    heldMs: 0,
    firstHumanActionAt: null,
    firstHumanMessageAt: null,
    agent: null,
    hintAgent: request.agent ?? state.accountOwner ?? null,
    offer: null,
    excluded: [],
    offers: 0,
    channel: state.channel,
    promise: null,
    expiresAt: expiryOf(context, way.queue),
    idleAt: null,
    wrapUntil: null,
  };
  state.handoff = handoff;
  state.clocks = [];
  sayRequested(draft, handoff, request.by);
  return handoff;
}

function sayRequested(draft: Draft, handoff: Handoff, by: Actor): void {
  emit(draft, 'handoff.requested', {
    handoff_id: handoff.id,
    number: handoff.number,
    reason: handoff.reason,
    rule: handoff.rule,
    turn: handoff.turn,
    queue: handoff.queue,
    priority: handoff.priority,
    by,
    hint_agent: handoff.hintAgent,
    expires_at: handoff.expiresAt,
    case_number: draft.state.caseNumber ?? null,
    customer_id: draft.state.customerId,
  });
}

function promiseHuman(draft: Draft, context: StepContext, handoff: Handoff): void {
  const clock = draft.state.clocks.find((running) => running.metric === 'time_to_human');
  if (clock === undefined) return;
  handoff.promise = { id: context.ids.promise, dueAt: clock.dueAt };
  emit(draft, 'promise.made', {
    handoff_id: handoff.id,
    promise_id: handoff.promise.id,
    kind: 'human_by',
    due_at: clock.dueAt,
  });
}

/** Opens a handoff that waits in a queue: the AI is muted in this very step. */
export function openHandoff(draft: Draft, context: StepContext, request: HandoffRequest): void {
  const handoff = createHandoff(draft, context, request);
  changeOwner(draft, { owner: 'queue', ownerId: handoff.queue, status: 'open' }, 'handoff');
  startMetric(draft, context, 'time_to_human');
  startMetric(draft, context, 'resolution');
  promiseHuman(draft, context, handoff);
  scheduleProgress(context, handoff, 0);
  waitInQueue(draft, context, handoff, 'requested');
  draft.say = 'handoff';
}

/** When the waiting customer is next told how things stand; working time only. */
export function scheduleProgress(context: StepContext, handoff: Handoff, told: number): void {
  const { progress } = customerPolicy(context.policy.policy);
  if (progress === null || told >= progress.at_most) {
    handoff.progress = null;
    return;
  }
  const seconds = told === 0 ? progress.first_after_seconds : progress.every_seconds;
  handoff.progress = {
    at: addWorkingTime(context.at, seconds * 1000, hoursOf(context, handoff.queue)),
    told,
  };
}

/** Opens a handoff that an agent takes at once, without a queue. */
export function openForAgent(draft: Draft, context: StepContext, request: HandoffRequest): void {
  createHandoff(draft, context, request);
  startMetric(draft, context, 'time_to_human');
  startMetric(draft, context, 'resolution');
}

/** Lets the handoff wait, with its age and its precedence, for the matching loop. */
export function waitInQueue(
  draft: Draft,
  context: StepContext,
  handoff: Handoff,
  cause: QueuedCause,
): void {
  const { state } = draft;
  handoff.state = 'queued';
  handoff.offer = null;
  handoff.agent = null;
  const clock = state.clocks.find(({ metric }) => metric === 'time_to_human');
  const { rankAt, contributions } = precedenceOf(context.policy.policy.routing, {
    sinceAt: handoff.requestedAt,
    priority: handoff.priority,
    tier: handoff.tier ?? state.tier,
    reason: handoff.reason,
    value: state.value ?? null,
    openTickets: state.openTickets ?? null,
    dueAt: clock?.dueAt ?? null,
  });
  emit(draft, 'handoff.queued', {
    handoff_id: handoff.id,
    queue: handoff.queue,
    priority: handoff.priority,
    since_at: handoff.requestedAt,
    excluded_agents: handoff.excluded,
    hint_agent: handoff.hintAgent,
    language: state.language,
    tier: handoff.tier ?? state.tier,
    cause,
    rank_at: rankAt,
    contributions,
    barred_agents: handoff.barred ?? [],
    skills: handoff.skills ?? {},
    channel: handoff.channel,
    customer_id: state.customerId,
    widened_at: handoff.widenedAt ?? [],
  });
}

/** Takes back an open offer, for whatever reason. */
export function rescindOffer(draft: Draft, handoff: Handoff, cause: string): void {
  if (handoff.offer === null) return;
  const { id, agent } = handoff.offer;
  handoff.offer = null;
  emit(draft, 'offer.rescinded', { handoff_id: handoff.id, offer_id: id, agent, cause });
}

/** The agent's answer won the race in Postgres; the command that says so is on its way. */
export function isAccepted(context: StepContext, offer: NonNullable<Handoff['offer']>): boolean {
  return context.facts.offer?.id === offer.id && context.facts.offer.state === 'accepted';
}

/** The agent has answered, either way; the command that says so is on its way. */
export function isAnswered(context: StepContext, offer: NonNullable<Handoff['offer']>): boolean {
  const { offer: fact } = context.facts;
  return isAccepted(context, offer) || (fact?.id === offer.id && fact.state === 'rejected');
}

/** One agent owns the conversation from here. */
export function takeOver(
  draft: Draft,
  context: StepContext,
  by: { agent: string; offer: string | null },
): void {
  const handoff = draft.state.handoff;
  if (handoff === null) return;
  const { at } = context;
  handoff.state = 'accepted';
  handoff.agent = by.agent;
  handoff.offer = null;
  handoff.progress = null;
  handoff.acceptedAt ??= at;
  handoff.heldSince = at;
  handoff.firstHumanActionAt ??= at;
  handoff.idleAt = at + context.policy.policy.case_idle_seconds * 1000;
  emit(draft, 'handoff.accepted', {
    handoff_id: handoff.id,
    offer_id: by.offer,
    agent: by.agent,
    waited_ms: at - handoff.requestedAt,
  });
  changeOwner(draft, { owner: 'agent', ownerId: by.agent, status: 'open' }, 'accepted');
  draft.say = 'accepted';
  if (handoff.firstHumanMessageAt === null) startMetric(draft, context, 'first_response');
  giveTimeAgain(draft, context);
}

/** The agent loses or gives up the case; it waits again, with its age, and its clocks run on (I8). */
export function backToQueue(draft: Draft, context: StepContext, cause: QueuedCause): void {
  const handoff = draft.state.handoff;
  if (handoff === null) return;
  unsnooze(draft, context, 'agent');
  releaseAgent(handoff, context.at);
  handoff.expiresAt = expiryOf(context, handoff.queue);
  changeOwner(draft, { owner: 'queue', ownerId: handoff.queue, status: 'open' }, cause);
  scheduleProgress(context, handoff, 1);
  draft.say = 'requeued';
  waitInQueue(draft, context, handoff, cause);
}

/** How a handoff ends, for its outcome record. */
export interface Ending {
  state: FinalHandoffState;
  outcome: OutcomeWord;
  reasonCode?: string | undefined;
  resolutionCode?: string | undefined;
  verdict?: Verdict | undefined;
}

/** A person who was promised and is no longer needed, or could not come in time: the promise ends with its clock. */
function endClocks(draft: Draft, context: StepContext, handoff: Handoff, cause: string): void {
  for (const { metric } of draft.state.clocks) {
    const inTime = stopMetric(draft, context, metric);
    if (metric === 'time_to_human' && inTime && handoff.promise !== null)
      emit(draft, 'promise.withdrawn', {
        handoff_id: handoff.id,
        promise_id: handoff.promise.id,
        kind: 'human_by',
        cause,
      });
  }
}

/** Records the outcome, once (C3), and ends every clock and hold of the handoff. */
export function recordOutcome(draft: Draft, context: StepContext, ending: Ending): void {
  const { state } = draft;
  const handoff = state.handoff;
  if (!isWaiting(handoff) && !isHeld(handoff)) return;
  rescindOffer(draft, handoff, ending.state);
  endClocks(draft, context, handoff, ending.state);
  endMeeting(draft, context.at, handoff);
  // A call is done by word of mouth: a case that was completed had it.
  if (ending.state === 'completed')
    keepPromises(draft, context.at, (promise) => promise.kind === 'call_by');
  withdrawPromises(draft, ending.state);
  handoff.progress = null;
  releaseAgent(handoff, context.at);
  emit(draft, 'outcome.recorded', {
    handoff_id: handoff.id,
    number: handoff.number,
    final_state: ending.state,
    reason: handoff.reason,
    rule: handoff.rule,
    policy: state.policy,
    policy_version: state.policyVersion,
    queue: handoff.queue,
    priority: handoff.priority,
    tier: state.tier,
    language: state.language,
    channel: handoff.channel,
    arm: state.arm,
    agent: handoff.agent,
    outcome: ending.outcome,
    reason_code: ending.reasonCode ?? null,
    resolution_code: ending.resolutionCode ?? null,
    verdict: ending.verdict ?? null,
    requested_at: handoff.requestedAt,
    accepted_at: handoff.acceptedAt,
    first_human_action_at: handoff.firstHumanActionAt,
    first_human_message_at: handoff.firstHumanMessageAt,
    ended_at: context.at,
    handle_ms: handoff.heldMs,
    offers: handoff.offers,
    suggestions: context.facts.suggestions ?? { shown: 0, used: 0 },
    ...(handoff.meetingResult == null ? {} : { meeting: handoff.meetingResult }),
  });
}

/** Ends a waiting handoff and lets the AI go on. */
export function giveUpWaiting(
  draft: Draft,
  context: StepContext,
  ending: Ending & { cause: string },
): void {
  const handoff = draft.state.handoff;
  recordOutcome(draft, context, ending);
  if (handoff !== null) handoff.state = ending.state;
  giveToAi(draft, context, ending.cause);
}
