/** The clocks of a conversation in its steps: started, counted by the targets that govern now, paused, read, stopped. */
import { isOpen, type ConversationState } from './conversation.ts';
import type { SlaAction, SlaTarget } from './policy-sla.ts';
import {
  addWorkingTime,
  elapsedMs,
  isCountedBy,
  pauseClock,
  readClock,
  recountClock,
  resumeClock,
  startClock,
  targetFor,
  type Clock,
  type WorkingHours,
} from './sla.ts';
import { emit, type Draft, type StepContext } from './step.ts';
import type { ClockMetric } from './words.ts';

/** A target with the hours by which it counts. */
export interface Governing {
  target: SlaTarget;
  hours: WorkingHours | null;
}

/** What governs a metric of the handoff now; undefined when the policy sets no target for it. */
export function governing(
  state: ConversationState,
  context: StepContext,
  metric: ClockMetric,
): Governing | undefined {
  const { handoff } = state;
  if (handoff === null) return undefined;
  const { priority, queue } = handoff;
  const subject = { priority, queue, tier: state.tier, name: handoff.sla ?? null };
  const target = targetFor(context.policy.policy.sla, metric, subject);
  if (target === undefined) return undefined;
  const hours = target.business_hours === false ? null : hoursOf(context, queue);
  return { target, hours };
}

/** The working hours of a queue; null where every hour counts. */
export function hoursOf(context: StepContext, queue: string): WorkingHours | null {
  return context.facts.queues[queue]?.hours ?? null;
}

/** The hours a clock has counted by so far; those that govern now where they are no longer known. */
function countingHours(context: StepContext, clock: Clock, now: Governing): WorkingHours | null {
  if ((clock.calendar ?? null) === null) return null;
  const known = Object.values(context.facts.queues).find(
    (queue) => queue.hours?.key === clock.calendar,
  );
  return known?.hours ?? now.hours;
}

/** Whether the clock stands still now, as its target says. */
function standsStill(state: ConversationState, target: SlaTarget): boolean {
  const pauses = target.pause_while ?? ['snoozed'];
  const answered =
    state.owner === 'agent' && state.handoff?.state === 'active' && state.lastTurnRole === 'agent';
  return (
    (pauses.includes('snoozed') && state.status === 'snoozed') ||
    (pauses.includes('waiting_on_customer') && answered)
  );
}

/** Starts a clock of the policy unless it runs already; without a target there is nothing to measure. */
export function startMetric(draft: Draft, context: StepContext, metric: ClockMetric): void {
  const { state } = draft;
  const now = governing(state, context, metric);
  if (now === undefined || state.handoff === null) return;
  if (state.clocks.some((clock) => clock.metric === metric)) return;
  const clock = startClock(now.target, context.at, now.hours);
  state.clocks.push(clock);
  emit(draft, 'sla.started', {
    handoff_id: state.handoff.id,
    metric,
    due_at: clock.dueAt,
    target_ms: clock.targetMs,
  });
}

function replaceClock(state: ConversationState, clock: Clock, by: Clock): void {
  state.clocks = state.clocks.map((running) => (running === clock ? by : running));
}

/** What a look at a clock said. */
export interface Sound {
  warned: boolean;
  breached: boolean;
}

/** Gives out what a clock has to say, each once; what follows from it is for the caller. */
export function soundClock(draft: Draft, context: StepContext, clock: Clock): Sound {
  const { state } = draft;
  const { handoff } = state;
  const { at } = context;
  const reading = readClock(clock, at);
  replaceClock(state, clock, reading.clock);
  if (handoff === null) return { warned: false, breached: false };
  const target = governing(state, context, clock.metric)?.target;
  const about = { handoff_id: handoff.id, metric: clock.metric, due_at: clock.dueAt };
  for (const warning of reading.warned)
    emit(draft, 'sla.warning', {
      ...about,
      fraction: warning.fraction,
      late_ms: at - warning.at,
      actions: target?.on_warning ?? [],
    });
  if (reading.breached) sayBreach(draft, context, clock, target?.on_breach ?? []);
  return { warned: reading.warned.length > 0, breached: reading.breached };
}

function sayBreach(draft: Draft, context: StepContext, clock: Clock, actions: SlaAction[]): void {
  const { handoff } = draft.state;
  if (handoff === null) return;
  emit(draft, 'sla.breached', {
    handoff_id: handoff.id,
    metric: clock.metric,
    due_at: clock.dueAt,
    late_ms: context.at - clock.dueAt,
    queue: handoff.queue,
    agent: handoff.agent ?? handoff.offer?.agent ?? null,
    actions,
  });
  if (clock.metric === 'time_to_human' && handoff.promise !== null)
    emit(draft, 'promise.broken', { handoff_id: handoff.id, promise_id: handoff.promise.id });
}

/**
 * Stops a running clock and says whether it was in time; false when none ran. A command may overtake the timer: what
 * fell due before it is said first (I8).
 */
export function stopMetric(draft: Draft, context: StepContext, metric: ClockMetric): boolean {
  const { state } = draft;
  const { at } = context;
  const running = state.clocks.find((clock) => clock.metric === metric);
  if (running === undefined || state.handoff === null) return false;
  const hours = hoursFor(state, context, running);
  const clock = wokenInTime(state, running, at, hours);
  replaceClock(state, running, clock);
  const breached = soundClock(draft, context, clock).breached || clock.breachedAt !== null;
  state.clocks = state.clocks.filter((other) => other.metric !== metric);
  emit(draft, 'sla.stopped', {
    handoff_id: state.handoff.id,
    metric,
    elapsed_ms: at - clock.startedAt,
    worked_ms: elapsedMs(clock, at, hours),
    met: !breached,
  });
  return !breached;
}

function hoursFor(
  state: ConversationState,
  context: StepContext,
  clock: Clock,
): WorkingHours | null {
  const now = governing(state, context, clock.metric);
  return now === undefined ? null : countingHours(context, clock, now);
}

/** A snooze ends at its instant, however late that is noticed: its clock has counted on since. */
function wokenInTime(
  state: ConversationState,
  clock: Clock,
  at: number,
  hours: WorkingHours | null,
): Clock {
  const until = state.status === 'snoozed' ? state.snoozedUntil : null;
  return until !== null && until <= at ? resumeClock(clock, until, hours) : clock;
}

/** Wakes a snoozed case: its clocks count on. Changes nothing where nothing sleeps. */
export function unsnooze(
  draft: Draft,
  context: StepContext,
  cause: 'customer' | 'deadline' | 'agent',
): void {
  const { state } = draft;
  if (state.status !== 'snoozed') return;
  const since = Math.min(context.at, state.snoozedUntil ?? context.at);
  state.status = 'open';
  state.snoozedUntil = null;
  state.clocks = state.clocks.map((clock) => {
    const now = governing(state, context, clock.metric);
    if (now !== undefined && standsStill(state, now.target)) return clock;
    return resumeClock(clock, since, hoursFor(state, context, clock));
  });
  emit(draft, 'conversation.unsnoozed', { cause });
}

/**
 * Brings every clock in line with what governs it now: queue, tier, priority, policy, hours, and whose turn it is.
 * Time that was counted stays counted, and no clock starts again (I8). Changes nothing where nothing changed.
 */
export function alignClocks(draft: Draft, context: StepContext): void {
  if (!isOpen(draft.state.handoff)) return;
  for (const { metric } of draft.state.clocks) {
    const now = governing(draft.state, context, metric);
    if (now === undefined) continue;
    alignPause(draft, context, metric, now);
    alignTarget(draft, context, metric, now);
  }
}

function clockOf(state: ConversationState, metric: ClockMetric): Clock | undefined {
  return state.clocks.find((clock) => clock.metric === metric);
}

function alignPause(draft: Draft, context: StepContext, metric: ClockMetric, now: Governing): void {
  const { state } = draft;
  const { at } = context;
  const clock = clockOf(state, metric);
  if (clock === undefined) return;
  const still = standsStill(state, now.target);
  if (still === (clock.pausedAt !== null)) return;
  const hours = countingHours(context, clock, now);
  if (!still) return replaceClock(state, clock, resumeClock(clock, at, hours));
  // What fell due before the pause is said before it.
  soundClock(draft, context, clock);
  const read = clockOf(state, metric);
  if (read !== undefined) replaceClock(state, read, pauseClock(read, at, hours));
}

function alignTarget(
  draft: Draft,
  context: StepContext,
  metric: ClockMetric,
  now: Governing,
): void {
  const { state } = draft;
  const { at } = context;
  const clock = clockOf(state, metric);
  if (clock === undefined || state.handoff === null) return;
  if (isCountedBy(clock, at, now)) return;
  const before = countingHours(context, clock, now);
  const recounted = recountClock(clock, at, { target: now.target, before, after: now.hours });
  replaceClock(state, clock, recounted);
  if (recounted.dueAt === clock.dueAt && recounted.targetMs === clock.targetMs) return;
  emit(draft, 'sla.recounted', {
    handoff_id: state.handoff.id,
    metric,
    due_at: recounted.dueAt,
    target_ms: recounted.targetMs,
    worked_ms: elapsedMs(recounted, at, now.hours),
  });
}

const responseMetrics: readonly ClockMetric[] = ['first_response', 'next_response'];

/**
 * An agent took the case over. A response clock that breached with an earlier agent is not started again; who took
 * over since owes an answer within the same time, or the case goes on to the next.
 */
export function giveTimeAgain(draft: Draft, context: StepContext): void {
  const { state } = draft;
  state.clocks = state.clocks.map((clock) => {
    const now = governing(state, context, clock.metric);
    const again =
      clock.breachedAt !== null &&
      responseMetrics.includes(clock.metric) &&
      now?.target.on_breach.includes('reassign') === true;
    if (!again) return clock;
    return { ...clock, againAt: addWorkingTime(context.at, clock.targetMs, now.hours) };
  });
}

/** Whether the agent who took over had their time; said once for each who did. */
export function takeAgain(draft: Draft, context: StepContext, clock: Clock): boolean {
  if ((clock.againAt ?? Infinity) > context.at) return false;
  replaceClock(draft.state, clock, { ...clock, againAt: null });
  return true;
}
