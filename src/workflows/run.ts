/**
 * One run of a conversation: the executor around `commit`.
 * It owns: the order of commands, one timer, effects in flight. It leaves to `commit`: every decision and every row.
 * W1 handlers only enqueue and wait; the loop alone commits, one command at a time.
 * W2 before the run ends or rolls over the inbox is empty and every handler has answered.
 * W3 when a commit fails, whoever waits is told, signals stay in the inbox, and one retry brings the view up to date.
 */
import {
  allHandlersFinished,
  condition,
  log,
  proxyLocalActivities,
  workflowInfo,
  ActivityFailure,
  ApplicationFailure,
} from '@temporalio/workflow';
import type { CommitOutput, ConversationActivities } from '../activities/conversation.ts';
import type { ConversationRef } from '../domain/ids.ts';
import type { NumberedEvent } from '../domain/events.ts';
import { foldEvent, newView, type WorkflowView } from '../domain/view.ts';
import { Alarm } from './alarm.ts';
import { showInUi } from './details.ts';
import { Effects, effectsOf, type Effect } from './effects.ts';
import { Inbox, maxWaiting, type Waiting } from './inbox.ts';
import type { ConversationInput } from './messages.ts';

// Postgres only, milliseconds; no retries of its own, so that a caller learns of an outage within two seconds.
// A duplicate is harmless: the command's id is its key.
const { commit } = proxyLocalActivities<ConversationActivities>({
  startToCloseTimeout: '2 s',
  scheduleToCloseTimeout: '2 s',
  retry: { maximumAttempts: 1 },
});

/** Past this a cold replay takes over 200 ms; rolling more often costs a start each time. */
const rollAfterEvents = 500;
const retryMs = 1_000;

export class Run {
  readonly inbox = new Inbox();
  view: WorkflowView;
  private closed = false;
  private retryAt: number | null = null;
  private readonly alarm = new Alarm();
  private readonly effects: Effects;
  private readonly rollAfter: number;

  constructor(input: ConversationInput) {
    const ref: ConversationRef = { tenant: input.tenant, conversation: input.conversation };
    this.view = input.view ?? newView();
    this.rollAfter = input.rollAfterEvents ?? rollAfterEvents;
    this.effects = new Effects(ref, (command) => {
      this.inbox.push({ command, at: Date.now(), settle: null });
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
      const entry = this.inbox.take(this.view.senderSequence, Date.now());
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

  private get hasReady(): boolean {
    const halted = this.retryAt !== null && Date.now() < this.retryAt;
    return !halted && this.inbox.hasReady(this.view.senderSequence, Date.now());
  }

  private async untilReady(): Promise<void> {
    this.alarm.setFor(this.nextRing());
    await condition(() => this.hasReady || this.alarm.hasRung || this.wantsToEnd);
  }

  private nextRing(): number | null {
    const rings = [this.view.deadlineAt, this.inbox.holdUntil(), this.retryAt].filter(
      (at) => at !== null,
    );
    return rings.length === 0 ? null : Math.min(...rings);
  }

  private async reachDeadline(): Promise<void> {
    const now = Date.now();
    if (this.retryAt !== null && now >= this.retryAt) this.retryAt = null;
    const { deadlineAt, version } = this.view;
    if (deadlineAt === null || deadlineAt > now) return;
    const id = `deadline-${deadlineAt}-${version ?? 0}`;
    const actor = { kind: 'system', id: 'deadline' };
    await this.take({ command: { type: 'deadlineReached', id, actor }, at: now, settle: null });
  }

  private async take(entry: Waiting): Promise<void> {
    const { workflowId } = workflowInfo();
    try {
      const output = await commit({
        workflowId,
        knownVersion: this.view.version,
        command: entry.command,
        at: Date.now(),
      });
      this.retryAt = null;
      this.fold(output);
      entry.settle?.({ kind: 'answered', result: output.result });
    } catch (error) {
      this.keep(entry, error);
    }
  }

  /** W3: who waits is told; a command without a caller is tried again, and so is the view. */
  private keep(entry: Waiting, error: unknown): void {
    if (!(error instanceof ActivityFailure)) throw error;
    const cause = error.cause instanceof ApplicationFailure ? error.cause : undefined;
    const code = cause?.type === 'internal' ? 'internal' : 'store_unavailable';
    log.warn('a commit failed', { command: entry.command.id, code });
    this.retryAt = Date.now() + retryMs;
    if (entry.settle === null) this.inbox.putBack(entry);
    else {
      entry.settle({ kind: 'failed', code, message: cause?.message ?? 'the commit timed out' });
      this.catchUpLater(entry);
    }
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
    this.closed = output.closed;
    if (this.view !== before) showInUi(this.view, before);
    for (const event of output.events) this.perform(event);
  }

  private perform(event: NumberedEvent): void {
    for (const effect of effectsOf(event)) this.effects.start(effect);
  }
}
