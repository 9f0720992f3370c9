/** What the page knows of a conversation: a fold over its events, so that a reload or a reconnect shows the same. */
import type { Action, ConversationEvent, OutcomeData, Owner, Role } from './api-types.ts';

/** A turn with its text. */
export interface TurnView {
  id: string;
  sequence: number;
  role: Role;
  content: string;
  at: string;
}

/** What Baton told the customer; `after` is the sequence of the last turn before it. */
export interface Told {
  id: string;
  after: number;
  text: string;
}

/** One state a handoff reached. */
export interface HandoffStep {
  state: string;
  agent: string | null;
  at: number;
}

/** One clock; `elapsedMs` is null while it runs. */
export interface ClockView {
  metric: string;
  startedAt: number;
  dueAt: number;
  elapsedMs: number | null;
  met: boolean | null;
  breached: boolean;
}

/** One handoff from its request to its end. */
export interface HandoffView {
  id: string;
  reason: string;
  queue: string;
  requestedAt: number;
  steps: HandoffStep[];
  clocks: ClockView[];
  offer: { id: string; agent: string; expiresAt: number } | null;
  agent: string | null;
  briefId: string | null;
  outcome: OutcomeData | null;
}

/** One row of what Baton did, in the order of the events. */
export type LogItem =
  | { kind: 'turn'; key: number; turn: number }
  | { kind: 'suppressed'; key: number; epoch: number | null; currentEpoch: number }
  | { kind: 'owner'; key: number; owner: Owner; ownerId: string | null; epoch: number }
  | { kind: 'handoff'; key: number; handoff: string };

/** A decision as the stream tells it; the evidence is read beside it. */
export interface DecidedView {
  action: Action;
  reason: string | null;
  rule: string | null;
}

/** The whole conversation. */
export interface View {
  sequence: number;
  arm: 'brief' | 'no_brief';
  owner: Owner;
  ownerId: string | null;
  epoch: number;
  resolved: boolean;
  turns: TurnView[];
  told: Told[];
  decided: Record<number, DecidedView>;
  suppressed: number;
  handoffs: HandoffView[];
  log: LogItem[];
}

/** Nothing has happened yet. */
export const emptyView: View = {
  sequence: 0,
  arm: 'brief',
  owner: 'ai',
  ownerId: null,
  epoch: 1,
  resolved: false,
  turns: [],
  told: [],
  decided: {},
  suppressed: 0,
  handoffs: [],
  log: [],
};

/** The view after an event. An event seen before changes nothing. */
export function fold(view: View, event: ConversationEvent): View {
  if (event.sequence <= view.sequence) return view;
  const moved = { ...view, sequence: event.sequence };
  if (event.type.startsWith('conversation.')) return foldConversation(moved, event);
  if (event.type.startsWith('turn.')) return foldTurn(moved, event);
  if (event.type === 'notice.posted') return foldNotice(moved, event);
  if (event.type === 'handoff.requested') return openHandoff(moved, event);
  return withHandoff(moved, (handoff) => foldHandoff(handoff, event));
}

function foldNotice(view: View, event: ConversationEvent): View {
  if (event.notice === undefined) return view;
  const { id, content: text } = event.notice;
  const after = view.turns.at(-1)?.sequence ?? 0;
  return { ...view, told: [...view.told, { id, after, text }] };
}

function foldConversation(view: View, event: ConversationEvent): View {
  switch (event.type) {
    case 'conversation.created':
      return { ...view, arm: event.data.arm };
    case 'conversation.resolved':
      return { ...view, resolved: true };
    case 'conversation.reopened':
      return { ...view, resolved: false };
    case 'conversation.owner_changed': {
      const { owner, owner_id: ownerId, epoch, status } = event.data;
      const item: LogItem = { kind: 'owner', key: event.sequence, owner, ownerId, epoch };
      const resolved = status === 'resolved';
      return { ...view, owner, ownerId, epoch, resolved, log: [...view.log, item] };
    }
    default:
      return view;
  }
}

function foldTurn(view: View, event: ConversationEvent): View {
  switch (event.type) {
    case 'turn.created': {
      const { turn_id: id, turn: sequence, role } = event.data;
      const turn = { id, sequence, role, content: event.turn?.content ?? '', at: event.timestamp };
      const item: LogItem = { kind: 'turn', key: event.sequence, turn: sequence };
      return { ...view, turns: [...view.turns, turn], log: [...view.log, item] };
    }
    case 'turn.suppressed': {
      const { epoch, current_epoch: currentEpoch } = event.data;
      const item: LogItem = { kind: 'suppressed', key: event.sequence, epoch, currentEpoch };
      return { ...view, suppressed: view.suppressed + 1, log: [...view.log, item] };
    }
    case 'turn.decided': {
      const { turn, action, reason, rule } = event.data;
      return { ...view, decided: { ...view.decided, [turn]: { action, reason, rule } } };
    }
    default:
      return view;
  }
}

function openHandoff(
  view: View,
  event: Extract<ConversationEvent, { type: 'handoff.requested' }>,
): View {
  const at = Date.parse(event.timestamp);
  const handoff: HandoffView = {
    id: event.data.handoff_id,
    reason: event.data.reason,
    queue: event.data.queue,
    requestedAt: at,
    steps: [{ state: 'requested', agent: null, at }],
    clocks: [],
    offer: null,
    agent: null,
    briefId: null,
    outcome: null,
  };
  const item: LogItem = { kind: 'handoff', key: event.sequence, handoff: handoff.id };
  return { ...view, handoffs: [...view.handoffs, handoff], log: [...view.log, item] };
}

function withHandoff(view: View, change: (handoff: HandoffView) => HandoffView): View {
  const last = view.handoffs.at(-1);
  if (last === undefined) return view;
  return { ...view, handoffs: [...view.handoffs.slice(0, -1), change(last)] };
}

function foldHandoff(handoff: HandoffView, event: ConversationEvent): HandoffView {
  if (event.type.startsWith('sla.')) return { ...handoff, clocks: foldClocks(handoff, event) };
  switch (event.type) {
    case 'outcome.recorded':
      return { ...handoff, outcome: event.data };
    case 'handoff.briefed':
      return { ...handoff, briefId: event.data.brief_id };
    case 'handoff.offered': {
      const { offer_id: id, agent, expires_at: expiresAt } = event.data;
      return { ...step(handoff, event, agent), offer: { id, agent, expiresAt } };
    }
    case 'handoff.accepted':
      return { ...step(handoff, event, event.data.agent), offer: null, agent: event.data.agent };
    case 'handoff.rejected':
    case 'handoff.timeout':
    case 'offer.rescinded':
      return { ...step(handoff, event, event.data.agent), offer: null };
    default:
      return event.type.startsWith('handoff.') ? step(handoff, event, null) : handoff;
  }
}

function step(handoff: HandoffView, event: ConversationEvent, agent: string | null): HandoffView {
  const state = event.type.split('.')[1] ?? '';
  const reached = { state, agent, at: Date.parse(event.timestamp) };
  return { ...handoff, steps: [...handoff.steps, reached] };
}

function foldClocks({ clocks }: HandoffView, event: ConversationEvent): ClockView[] {
  const change = (metric: string, to: Partial<ClockView>) =>
    clocks.map((clock) =>
      clock.metric === metric && clock.elapsedMs === null ? { ...clock, ...to } : clock,
    );
  switch (event.type) {
    case 'sla.started': {
      const { metric, due_at: dueAt } = event.data;
      const startedAt = Date.parse(event.timestamp);
      const others = clocks.filter((clock) => clock.metric !== metric);
      return [...others, { metric, startedAt, dueAt, elapsedMs: null, met: null, breached: false }];
    }
    case 'sla.stopped':
      return change(event.data.metric, { elapsedMs: event.data.elapsed_ms, met: event.data.met });
    case 'sla.breached':
      return change(event.data.metric, { breached: true });
    default:
      return clocks;
  }
}
