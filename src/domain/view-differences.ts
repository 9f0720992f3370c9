/** What a conversation's workflow says of it, held against the store: the log, the head and the tables derived from it. */
import { foldEvent, newView, type WorkflowView } from './view.ts';
import type { NumberedEvent } from './events.ts';
import { openHandoffStates, type HandoffStateWord, type Reason } from './words.ts';

/** A conversation as the store has it, all of one moment. */
export interface StoredConversation {
  /** The view that the stored state gives. */
  head: WorkflowView;
  /** Every event up to the head, in order. */
  events: readonly NumberedEvent[];
  /** Rows of the head's handoff in the derived tables; null where there is none. */
  handoff: { state: HandoffStateWord; reason: Reason } | null;
  queueEntry: { queue: string } | null;
  hasOutcome: boolean;
}

/** One thing of which the workflow says another than the store. */
export interface ViewDifference {
  field: string;
  /** Where in the store: the log, the head, or a derived table. */
  place: 'log' | 'head' | 'handoffs' | 'queue_entries' | 'outcomes';
  workflow: unknown;
  store: unknown;
}

type Fields = Record<string, unknown>;

function fieldsOf({ handoff, deadlineAt, ...view }: WorkflowView): Fields {
  return {
    ...view,
    'handoff.id': handoff?.id ?? null,
    'handoff.state': handoff?.state ?? null,
    'handoff.reason': handoff?.reason ?? null,
    'handoff.queue': handoff?.queue ?? null,
    deadlineAt,
  };
}

function compare(
  place: ViewDifference['place'],
  workflow: Fields,
  store: Fields,
): ViewDifference[] {
  return Object.keys(store)
    .filter((field) => workflow[field] !== store[field])
    .map((field) => ({ field, place, workflow: workflow[field], store: store[field] }));
}

/** The log tells no deadlines: they follow from state and policy. */
function logFields(events: readonly NumberedEvent[]): Fields {
  const { deadlineAt: _, ...fields } = fieldsOf(events.reduce(foldEvent, newView()));
  return fields;
}

const waiting: readonly HandoffStateWord[] = ['queued', 'offered'];
const open: readonly HandoffStateWord[] = openHandoffStates;

type KnownHandoff = NonNullable<WorkflowView['handoff']>;

/** The handoff's row, an entry of its queue while it waits, an outcome once it ended. */
function wantedRows({ state, reason, queue }: KnownHandoff): Derived {
  const waits = waiting.includes(state);
  const isOver = state === 'wrapping' || !open.includes(state);
  return { handoff: { state, reason }, queueEntry: waits ? { queue } : null, hasOutcome: isOver };
}

type Derived = Pick<StoredConversation, 'handoff' | 'queueEntry' | 'hasOutcome'>;
const noRows: Derived = { handoff: null, queueEntry: null, hasOutcome: false };

function rowFields({
  handoff,
  queueEntry,
  hasOutcome,
}: Derived): [ViewDifference['place'], Fields][] {
  return [
    ['handoffs', { state: handoff?.state ?? null, reason: handoff?.reason ?? null }],
    ['queue_entries', { queue: queueEntry?.queue ?? null }],
    ['outcomes', { recorded: hasOutcome }],
  ];
}

/** Of the derived tables, what the workflow's handoff asks for. */
function derivedDifferences({ handoff }: WorkflowView, stored: Derived): ViewDifference[] {
  const wanted = rowFields(handoff === null ? noRows : wantedRows(handoff));
  const found = rowFields(stored);
  return wanted.flatMap(([place, fields], at) => compare(place, fields, found[at]?.[1] ?? {}));
}

/** Everything of which they say different things; none when they agree. */
export function viewDifferences(view: WorkflowView, stored: StoredConversation): ViewDifference[] {
  const fields = fieldsOf(view);
  return [
    ...compare('head', fields, fieldsOf(stored.head)),
    ...compare('log', fields, logFields(stored.events)),
    ...derivedDifferences(view, stored),
  ];
}
