/**
 * One run of a conversation: the executor around `commit`.
 * It owns: the order of commands, one timer, effects in flight. It leaves to `commit`: every decision and every row.
 * W1 handlers only enqueue and wait; the loop alone commits, one command at a time.
 * W2 before the run ends or rolls over the inbox is empty and every handler has answered.
 * W3 when a commit fails, whoever waits is told, signals stay in the inbox, and one retry brings the view up to date.
 * W4 nothing is tried during a pause, and a deadline that is due stays due.
 */
import {
  allHandlersFinished,
  condition,
  log,
  patched,
  proxyLocalActivities,
  workflowInfo,
  ActivityFailure,
  ApplicationFailure,
  TemporalFailure,
} from '@temporalio/workflow';
import type { CommitOutput, ConversationActivities } from '../activities/conversation.ts';
import type { ConversationRef } from '../domain/ids.ts';
import type { NumberedEvent } from '../domain/events.ts';
import { foldEvent, newView, type WorkflowView } from '../domain/view.ts';
import { Alarm } from './alarm.ts';
import { workflowTime } from './clock.ts';
import { showInUi } from './details.ts';
import { Effects, effectsOf, effectsOfView, refreshOf, type Effect } from './effects.ts';
import { Inbox, maxWaiting, type Outcome, type Waiting } from './inbox.ts';
import type { ConversationInput } from './messages.ts';
import { Pause } from './pause.ts';

// Postgres only, milliseconds; no retries of its own, so that a caller learns of an outage within two seconds.
// A duplicate is harmless: the command's id is its key.
const { commit } = proxyLocalActivities<ConversationActivities>({
  startToCloseTimeout: '2 s',
  scheduleToCloseTimeout: '2 s',
  retry: { maximumAttempts: 1 },
});

/** Past this a cold replay takes over 200 ms; rolling more often costs a start each time. */
const rollAfterEvents = 500;
/** A command without a caller that fails so often, and not for an outage, is dropped: the next one must get through. */
const maxFaults = 3;
/** A due deadline that a commit did not move is looked at again after this long. */
const stuckDeadlineMs = 60_000;

export class Run {
  readonly inbox = new Inbox();
  view: WorkflowView;
  private closed = false;
  private deadlineNotBefore = 0;
  private readonly pause = new Pause();
  private readonly alarm = new Alarm();
  private readonly effects: Effects;
  private readonly rollAfter: number;

  constructor(input: ConversationInput) {
    const ref: ConversationRef = { tenant: input.tenant, conversation: input.conversation };
    this.view = input.view ?? newView();
    this.rollAfter = input.rollAfterEvents ?? rollAfterEvents;
    this.effects = new Effects(ref, (command) => {
      this.inbox.push({ command, at: workflowTime(), settle: null });
    });
    for (const effect of input.effects ?? []) this.effects.start(effect);
  }

  get pendingEffects(): Effect[] {
    return this.effects.pending;
  }

  /** Whether one more caller may wait. */
  get isFull(): boolean {
    return this.inbox.size >= maxWaiting;
  }

  /** Commits until the conversation is closed or the run must roll over, and nobody waits any more (W2). */
  async untilDone(): Promise<'closed' | 'roll'> {
    for (;;) {
      await this.untilReady();
      const entry = this.takeReady();
      if (entry !== undefined) await this.take(entry);
      else if (this.alarm.takeRing()) await this.reachDeadline();
      else if (this.wantsToEnd) return this.closed ? 'closed' : 'roll';
    }
  }

  /** Stops the timer of a run that ends. */
  stop(): void {
    this.alarm.cancel();
  }

  private get wantsToRoll(): boolean {
    const info = workflowInfo();
    return info.continueAsNewSuggested || info.historyLength >= this.rollAfter;
  }

  private get wantsToEnd(): boolean {
    const ending = this.closed || (this.wantsToRoll && this.view.version !== null);
    return ending && this.inbox.size === 0 && allHandlersFinished();
  }

  private get pausedUntil(): number | null {
    return this.pause.until(this.inbox.hasCallers);
  }

  private get isPaused(): boolean {
    const until = this.pausedUntil;
    return until !== null && workflowTime() < until;
  }

  private get hasReady(): boolean {
    return !this.isPaused && this.inbox.hasReady(this.view.senderSequence, workflowTime());
  }

  private takeReady(): Waiting | undefined {
    return this.isPaused ? undefined : this.inbox.take(this.view.senderSequence, workflowTime());
  }

  /** A command that arrives meanwhile may need a sooner ring: a turn held back, or a caller during a pause. */
  private async untilReady(): Promise<void> {
    this.alarm.setFor(this.nextRing());
    await condition(
      () =>
        this.hasReady ||
        this.alarm.hasRung ||
        this.wantsToEnd ||
        this.alarm.isTooLateFor(this.nextRing()),
    );
  }

  private get dueAt(): number | null {
    const { deadlineAt } = this.view;
    return deadlineAt === null ? null : Math.max(deadlineAt, this.deadlineNotBefore);
  }

  private nextRing(): number | null {
    if (this.isPaused) return this.pausedUntil;
    const rings = [this.dueAt, this.inbox.holdUntil()].filter((at) => at !== null);
    return rings.length === 0 ? null : Math.min(...rings);
  }

  private async reachDeadline(): Promise<void> {
    const now = workflowTime();
    const { dueAt } = this;
    if (this.isPaused || dueAt === null || dueAt > now) return;
    const { deadlineAt, version } = this.view;
    const id = `deadline-${deadlineAt ?? 0}-${version ?? 0}`;
    const actor = { kind: 'system', id: 'deadline' };
    await this.take({ command: { type: 'deadlineReached', id, actor }, at: now, settle: null });
    if (this.pausedUntil !== null || this.view.deadlineAt !== deadlineAt) return;
    log.error('a deadline was reached and did not move', { deadlineAt });
    this.deadlineNotBefore = now + stuckDeadlineMs;
  }

  private async take(entry: Waiting): Promise<void> {
    const { workflowId } = workflowInfo();
    try {
      const output = await commit({
        workflowId,
        knownVersion: this.view.version,
        command: entry.command,
        at: workflowTime(),
      });
      this.pause.succeeded();
      this.fold(output);
      entry.settle?.({ kind: 'answered', result: output.result });
    } catch (error) {
      this.keep(entry, error);
    }
  }

  /** W3: who waits is told; a command without a caller is tried again, and so is the view. */
  private keep(entry: Waiting, error: unknown): void {
    if (!(error instanceof TemporalFailure)) throw error;
    const failure = failureOf(error);
    log.warn('a commit failed', { command: entry.command.id, code: failure.code });
    this.pause.failed(workflowTime());
    if (entry.settle === null) this.putBack(entry, failure.code);
    else {
      entry.settle(failure);
      this.catchUpLater(entry);
    }
    if (failure.code === 'store_unavailable') this.inbox.refuseCallers(failure);
  }

  private putBack(entry: Waiting, code: string): void {
    const faults = (entry.faults ?? 0) + (code === 'store_unavailable' ? 0 : 1);
    if (faults < maxFaults) this.inbox.putBack({ ...entry, faults });
    else log.error('a command was given up', { command: entry.command.id, code });
  }

  /** The failed commit may have been stored all the same: a look at what is due brings back what was missed. */
  private catchUpLater(entry: Waiting): void {
    const actor = { kind: 'system', id: 'catch-up' };
    const id = `catch-up-${entry.at}-${entry.command.id}`.slice(0, 128);
    this.inbox.putBack({
      command: { type: 'deadlineReached', id, actor },
      at: entry.at,
      settle: null,
    });
  }

  private fold(output: CommitOutput): void {
    const before = this.view;
    if (output.view !== null) this.view = output.view;
    else this.view = output.events.reduce(foldEvent, this.view);
    if (output.result.kind === 'done' || output.events.length > 0 || output.deadlineAt !== null)
      this.view = { ...this.view, deadlineAt: output.deadlineAt };
    // A run whose command was refused before anything was stored has nothing to wait for.
    this.closed = output.closed || this.view.version === null;
    if (this.view !== before) showInUi(this.view, before);
    for (const event of output.events) this.perform(event);
    if (output.view === null) this.refresh(output.events, before);
    else this.resume();
  }

  private perform(event: NumberedEvent): void {
    for (const effect of effectsOf(event)) this.effects.start(effect);
  }

  private refresh(events: NumberedEvent[], before: WorkflowView): void {
    let view = before;
    for (const event of events) {
      const effect = refreshOf(event, view);
      if (effect !== null) this.readAnew(effect);
      view = foldEvent(view, event);
    }
  }

  /** Asked only where there is something to read anew; histories from before the patch hold no such effect. */
  private readAnew(effect: Effect): void {
    if (patched('brief-refresh')) this.effects.start(effect);
    else log.debug('this run began before briefs were read anew', { key: effect.key });
  }

  /** A run that begins on a stored state can't know what an earlier one began: it does it again, twice is once. */
  private resume(): void {
    for (const effect of effectsOfView(this.view)) this.effects.start(effect);
  }
}

/** A local activity fails with what it threw, an ordinary one with an `ActivityFailure` around it. */
function failureOf(error: TemporalFailure): Extract<Outcome, { kind: 'failed' }> {
  const cause = error instanceof ActivityFailure ? error.cause : error;
  if (!(cause instanceof ApplicationFailure))
    return { kind: 'failed', code: 'store_unavailable', message: 'the commit timed out' };
  const code = cause.type === 'internal' ? 'internal' : 'store_unavailable';
  return { kind: 'failed', code, message: cause.message };
}
