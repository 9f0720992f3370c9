/**
 * What follows from events outside: ordinary activities, in lanes. Within a lane order is kept, lanes run side by side.
 * A result comes back as a command. Effects still running when the run rolls over are issued again with the same key.
 */
import { log, proxyActivities, workflowInfo } from '@temporalio/workflow';
import type { ConversationActivities } from '../activities/conversation.ts';
import { effectsQueue, type ConversationRef } from '../domain/ids.ts';
import type { NumberedEvent } from '../domain/events.ts';
import type { WorkflowView } from '../domain/view.ts';
import type { Waiting } from './inbox.ts';

/** An effect that has been started and not finished; plain data, carried over continue-as-new. */
export interface Effect {
  key: string;
  lane: 'brief';
  handoff: string;
}

/** The effects an event asks for. */
export function effectsOf(event: NumberedEvent): Effect[] {
  if (event.type !== 'handoff.requested') return [];
  return [briefEffect(event.data.handoff_id)];
}

const waitingStates = ['requested', 'queued', 'offered'];

/**
 * What the customer adds before an agent accepts is read into the brief. `before` is the view before the event: the turn
 * that leads to a handoff comes before it and asks for nothing.
 */
export function refreshOf(event: NumberedEvent, before: WorkflowView): Effect | null {
  if (event.type !== 'turn.created' || event.data.role !== 'customer') return null;
  const { handoff } = before;
  if (handoff === null || !waitingStates.includes(handoff.state)) return null;
  return { ...briefEffect(handoff.id), key: `brief-${handoff.id}-${event.data.turn}` };
}

const briefedStates = ['requested', 'queued', 'offered', 'accepted', 'active'];

/** The effects that a stored state may still lack, for a run that did not see how it came about. */
export function effectsOfView(view: WorkflowView): Effect[] {
  const { handoff } = view;
  return handoff !== null && briefedStates.includes(handoff.state) ? [briefEffect(handoff.id)] : [];
}

function briefEffect(handoff: string): Effect {
  return { key: `brief-${handoff}`, lane: 'brief', handoff };
}

export class Effects {
  private readonly lanes = new Map<string, Promise<void>>();
  private running: Effect[] = [];
  private readonly begun = new Set<string>();
  private readonly ref: ConversationRef;
  private readonly finished: (command: Waiting['command']) => void;

  constructor(ref: ConversationRef, finished: (command: Waiting['command']) => void) {
    this.ref = ref;
    this.finished = finished;
  }

  /** Effects to issue again in the next run. */
  get pending(): Effect[] {
    return this.running;
  }

  /**
   * Starts an effect behind those of its lane; one that is running already is not started twice, and one that has not
   * begun reads what came meanwhile, so a second like it is not needed.
   */
  start(effect: Effect): void {
    const covers = (other: Effect) =>
      other.key === effect.key || (other.handoff === effect.handoff && !this.begun.has(other.key));
    if (this.running.some(covers)) return;
    this.running.push(effect);
    const before = this.lanes.get(effect.lane) ?? Promise.resolve();
    this.lanes.set(
      effect.lane,
      before.then(async () => this.perform(effect)),
    );
  }

  private async perform(effect: Effect): Promise<void> {
    this.begun.add(effect.key);
    try {
      await this.brief(effect);
    } catch (error) {
      log.error('an effect was given up', { key: effect.key, cause: String(error) });
    }
    this.running = this.running.filter((other) => other !== effect);
    this.begun.delete(effect.key);
  }

  private async brief(effect: Effect): Promise<void> {
    const { handoff } = effect;
    // The deterministic brief is stored at once, then a model gets one try. A duplicate writes nothing: a brief that
    // has read as much stands. Ten minutes without Postgres are waited out. The queue is its own: a slow model never holds up a turn.
    const { writeBrief } = proxyActivities<ConversationActivities>({
      startToCloseTimeout: '45 s',
      // The worker beats while it runs: one that died is noticed within this, not after the model's whole time.
      heartbeatTimeout: '5 s',
      scheduleToCloseTimeout: '10 minutes',
      retry: { initialInterval: '1 s', backoffCoefficient: 2, maximumInterval: '30 s' },
      taskQueue: effectsQueue(workflowInfo().taskQueue),
      summary: `brief of ${handoff}`,
    });
    const report = await writeBrief({ ...this.ref, handoff });
    this.finished({
      type: 'briefFinished',
      id: `${effect.key}-done`,
      actor: { kind: 'system', id: 'brief' },
      handoff_id: handoff,
      brief_id: report.briefId,
      writer: report.writer,
      supported: report.supported,
      dropped: report.dropped,
    });
  }
}
