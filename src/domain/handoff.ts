/** Steps of a handoff: opened, queued, offered, taken, given back, ended. Each is used by several commands. */
import { isHeld, isWaiting, type ConversationState, type Handoff } from './conversation.ts';
import type { EventOf } from './events.ts';
import { precedenceOf } from './precedence.ts';
import { pauseClock, readClock, resumeClock, startClock, targetFor, type Clock } from './sla.ts';
import { wayOf } from './handoff-way.ts';
import { changeOwner, emit, giveToAi, releaseAgent, type Draft, type StepContext } from './step.ts';
import type {
  Actor,
  ClockMetric,
  FinalHandoffState,
  OutcomeWord,
  Priority,
  Reason,
  Verdict,
} from './words.ts';

/** Why a handoff is opened, for which queue and by whom; `turn` is the sequence that led to it, 0 for none. */
export interface HandoffRequest {
  reason: Reason;
  rule: string | null;
  queue: string | null;
  priority: Priority | null;
  turn: number;
  by: Actor;
  agent: string | null;
}

type QueuedCause = EventOf<'handoff.queued'>['data']['cause'];

/** Makes the handoff and ends the AI's segment; the caller says who owns the conversation next. */
function createHandoff(draft: Draft, context: StepContext, request: HandoffRequest): Handoff {
  const { state } = draft;
  const { policy } = context.policy;
  state.handoffs += 1;
  state.proposal = null;
  state.idleCloseAt = null;
  const handoff: Handoff = {
    id: context.ids.handoff,
    number: state.handoffs,
    state: 'requested',
    reason: request.reason,
    rule: request.rule,
    ...wayOf(state, context, request),
    priority: request.priority ?? 3,
    turn: request.turn,
    requestedAt: context.at,
    acceptedAt: null,
    heldSince: null,
    heldMs: 0,
    firstHumanActionAt: null,
    firstHumanMessageAt: null,
    agent: null,
    hintAgent: request.agent,
    offer: null,
    excluded: [],
    offers: 0,
    channel: state.channel,
    promise: null,
    expiresAt: context.at + policy.handoff_expiry_seconds * 1000,
    idleAt: null,
    wrapUntil: null,
  };
  state.handoff = handoff;
  state.clocks = [];
  emit(draft, 'handoff.requested', {
    handoff_id: handoff.id,
    number: handoff.number,
    reason: handoff.reason,
    rule: handoff.rule,
    turn: handoff.turn,
    queue: handoff.queue,
    priority: handoff.priority,
    by: request.by,
    hint_agent: handoff.hintAgent,
    expires_at: handoff.expiresAt,
    customer_id: state.customerId,
  });
  return handoff;
}

/** Starts a clock of the policy unless it runs already; without a target there is nothing to measure. */
export function startMetric(draft: Draft, context: StepContext, metric: ClockMetric): void {
  const { state } = draft;
  const handoff = state.handoff;
  if (handoff === null || state.clocks.some((clock) => clock.metric === metric)) return;
  const target = targetFor(context.policy.policy.sla, metric, handoff.priority);
  if (target === undefined) return;
  const clock = startClock(target, context.at, context.facts.hours);
  state.clocks.push(clock);
  emit(draft, 'sla.started', { handoff_id: handoff.id, metric, due_at: clock.dueAt });
}

/** Gives out what a clock has to say at `at`, each once; whether it breached just now is for the caller to act on. */
export function soundClock(draft: Draft, at: number, clock: Clock): boolean {
  const { state } = draft;
  const { handoff } = state;
  const reading = readClock(clock, at);
  state.clocks = state.clocks.map((running) => (running === clock ? reading.clock : running));
  if (handoff === null) return false;
  const about = { handoff_id: handoff.id, metric: clock.metric, due_at: clock.dueAt };
  for (const warning of reading.warned)
    emit(draft, 'sla.warning', { ...about, fraction: warning.fraction, late_ms: at - warning.at });
  if (!reading.breached) return false;
  const agent = handoff.agent ?? handoff.offer?.agent ?? null;
  emit(draft, 'sla.breached', { ...about, late_ms: at - clock.dueAt, queue: handoff.queue, agent });
  if (clock.metric === 'time_to_human' && handoff.promise !== null)
    emit(draft, 'promise.broken', { handoff_id: handoff.id, promise_id: handoff.promise.id });
  return true;
}

/**
 * Stops a running clock and says whether it was in time; false when none ran. A command may overtake the timer: what
 * fell due before it is said first (I8).
 */
export function stopMetric(draft: Draft, at: number, metric: ClockMetric): boolean {
  const { state } = draft;
  const running = state.clocks.find((clock) => clock.metric === metric);
  if (running === undefined || state.handoff === null) return false;
  const clock = resumeClock(running, wakeAt(state, at));
  const breached = soundClock(draft, at, clock) || clock.breachedAt !== null;
  state.clocks = state.clocks.filter((other) => other.metric !== metric);
  emit(draft, 'sla.stopped', {
    handoff_id: state.handoff.id,
    metric,
    elapsed_ms: at - clock.startedAt,
    met: !breached,
  });
  return !breached;
}

/** While an agent sleeps a case, its clocks do too. */
export function pauseClocks(state: ConversationState, at: number): void {
  state.clocks = state.clocks.map((clock) => pauseClock(clock, at));
}

/** A snooze ends at its instant, however late that is noticed. */
function wakeAt(state: ConversationState, at: number): number {
  return Math.min(at, state.snoozedUntil ?? at);
}

/** Wakes a snoozed case: its clocks count on. Changes nothing where nothing sleeps. */
export function unsnooze(draft: Draft, at: number, cause: 'customer' | 'deadline' | 'agent'): void {
  const { state } = draft;
  if (state.status !== 'snoozed') return;
  const since = wakeAt(state, at);
  state.status = 'open';
  state.snoozedUntil = null;
  state.clocks = state.clocks.map((clock) => resumeClock(clock, since));
  emit(draft, 'conversation.unsnoozed', { cause });
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
  waitInQueue(draft, context, handoff, 'requested');
  draft.say = 'handoff';
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
    tier: state.tier,
    reason: handoff.reason,
    value: state.value ?? null,
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
    tier: state.tier,
    cause,
    rank_at: rankAt,
    contributions,
    barred_agents: handoff.barred ?? [],
    skills: handoff.skills ?? {},
    channel: handoff.channel,
    customer_id: state.customerId,
    widened: handoff.widened ?? 0,
  });
}

/** Takes back an open offer, for whatever reason. */
export function rescindOffer(draft: Draft, handoff: Handoff, cause: string): void {
  if (handoff.offer === null) return;
  const { id, agent } = handoff.offer;
  handoff.offer = null;
  emit(draft, 'offer.rescinded', { handoff_id: handoff.id, offer_id: id, agent, cause });
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
  startMetric(draft, context, 'first_response');
}

/** The agent loses or gives up the case; it waits again, with its age. */
export function backToQueue(draft: Draft, context: StepContext, cause: QueuedCause): void {
  const handoff = draft.state.handoff;
  if (handoff === null) return;
  unsnooze(draft, context.at, 'agent');
  releaseAgent(handoff, context.at);
  stopMetric(draft, context.at, 'first_response');
  stopMetric(draft, context.at, 'next_response');
  handoff.expiresAt = context.at + context.policy.policy.handoff_expiry_seconds * 1000;
  changeOwner(draft, { owner: 'queue', ownerId: handoff.queue, status: 'open' }, cause);
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

/** Records the outcome, once (C3), and ends every clock and hold of the handoff. */
export function recordOutcome(draft: Draft, context: StepContext, ending: Ending): void {
  const { state } = draft;
  const handoff = state.handoff;
  if (!isWaiting(handoff) && !isHeld(handoff)) return;
  rescindOffer(draft, handoff, ending.state);
  for (const clock of state.clocks) stopMetric(draft, context.at, clock.metric);
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
