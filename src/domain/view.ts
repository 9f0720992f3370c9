/** What a running workflow knows of its conversation: folded from the events that `commit` returns. */
import { nextDeadline, type ConversationState } from './conversation.ts';
import type { NumberedEvent } from './events.ts';
import type { HandoffStateWord, Owner, Reason, Status } from './words.ts';

/** The little a running workflow keeps: enough to wait, to start effects and to show itself. */
export interface WorkflowView {
  /** Sequence of the last event folded; null before the first commit of a first run. */
  version: number | null;
  status: Status;
  owner: Owner;
  ownerId: string | null;
  epoch: number;
  turns: number;
  /** The sender's last own number, where it numbers its turns. */
  senderSequence: number | null;
  handoff: { id: string; state: HandoffStateWord; reason: Reason; queue: string } | null;
  outcome: string | null;
  /** When the workflow must act by itself, epoch ms. */
  deadlineAt: number | null;
}

/** The view before the first event. */
export function newView(): WorkflowView {
  return {
    version: null,
    status: 'pending',
    owner: 'ai',
    ownerId: null,
    epoch: 1,
    turns: 0,
    senderSequence: null,
    handoff: null,
    outcome: null,
    deadlineAt: null,
  };
}

const handoffEventStates: Partial<Record<NumberedEvent['type'], HandoffStateWord>> = {
  'handoff.offered': 'offered',
  'handoff.accepted': 'accepted',
  'handoff.active': 'active',
  'handoff.wrapping': 'wrapping',
  'handoff.completed': 'completed',
  'handoff.returned': 'returned',
  'handoff.canceled': 'canceled',
  'handoff.deflected': 'deflected',
  'handoff.abandoned': 'abandoned',
  'handoff.failed': 'failed',
  'handoff.expired': 'expired',
};

/** The view after one more event; an event at or before the view's version changes nothing. */
export function foldEvent(view: WorkflowView, event: NumberedEvent): WorkflowView {
  if (view.version !== null && event.sequence <= view.version) return view;
  return { ...view, ...changeBy(view, event), version: event.sequence };
}

function changeBy(view: WorkflowView, event: NumberedEvent): Partial<WorkflowView> {
  const state = handoffEventStates[event.type];
  if (state !== undefined && view.handoff !== null) return { handoff: { ...view.handoff, state } };
  switch (event.type) {
    case 'turn.created':
      return { turns: event.data.turn, ...senderOrder(view, event.data) };
    case 'turn.suppressed':
      return senderOrder(view, event.data);
    case 'conversation.owner_changed': {
      const { owner, owner_id: ownerId, epoch, status } = event.data;
      return { owner, ownerId, epoch, status };
    }
    case 'handoff.requested': {
      const { handoff_id: id, reason, queue } = event.data;
      return { handoff: { id, state: 'requested', reason, queue } };
    }
    case 'handoff.queued':
      return view.handoff === null
        ? {}
        : { handoff: { ...view.handoff, state: 'queued', queue: event.data.queue } };
    case 'conversation.resolved':
      return { status: 'resolved', outcome: event.data.outcome };
    case 'conversation.reopened':
      return { outcome: null };
    case 'conversation.snoozed':
      return { status: 'snoozed' };
    case 'conversation.unsnoozed':
      return { status: 'open' };
    default:
      return {};
  }
}

/** The sender's highest number so far: one that came late does not take it back. */
function senderOrder(
  view: WorkflowView,
  { sender_sequence: number }: { sender_sequence?: number },
): Pick<WorkflowView, 'senderSequence'> {
  const { senderSequence } = view;
  return {
    senderSequence: number === undefined ? senderSequence : Math.max(number, senderSequence ?? 0),
  };
}

/** The view of a stored state, for a run that begins on a conversation with a past. */
export function viewOfState(state: ConversationState, version: number): WorkflowView {
  const { handoff } = state;
  return {
    version,
    status: state.status,
    owner: state.owner,
    ownerId: state.ownerId,
    epoch: state.epoch,
    turns: state.turnSequence,
    senderSequence: state.senderSequence,
    handoff:
      handoff === null
        ? null
        : { id: handoff.id, state: handoff.state, reason: handoff.reason, queue: handoff.queue },
    outcome: state.outcome,
    deadlineAt: nextDeadline(state),
  };
}
