/** I10: the derived tables are what the event log says, by a fold of our own that shares no code with the projection. */
import { isDeepStrictEqual } from 'node:util';
import type { DerivedRow, StoredEvent, StoredFacts } from '../../adapters/postgres/checker.ts';
import type { ConversationEvidence } from './evidence.ts';
import { enter, type Ledger } from './ledger.ts';

interface Tables {
  handoffs: Map<string, DerivedRow>;
  outcomes: Map<string, DerivedRow>;
  queue_entries: Map<string, DerivedRow>;
  alerts: Map<string, DerivedRow>;
}

const stateAfter: Partial<Record<StoredEvent['type'], string>> = {
  'handoff.queued': 'queued',
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

function foldState(tables: Tables, event: StoredEvent): void {
  const state = stateAfter[event.type];
  if (state === undefined || !('handoff_id' in event.data)) return;
  const row = tables.handoffs.get(event.data.handoff_id ?? '');
  if (row !== undefined) row['state'] = state;
}

function foldRequest(tables: Tables, event: StoredEvent): void {
  if (event.type !== 'handoff.requested') return;
  const { handoff_id: id, number, reason, rule, turn, queue, priority } = event.data;
  tables.handoffs.set(id, {
    conversation: event.conversation,
    number,
    state: 'requested',
    reason,
    rule,
    turn,
    queue,
    priority,
    agent: null,
    requested_at: event.at,
    accepted_at: null,
    active_at: null,
    ended_at: null,
  });
}

function foldProgress(tables: Tables, event: StoredEvent): void {
  if (event.type === 'handoff.accepted') {
    const row = tables.handoffs.get(event.data.handoff_id);
    if (row === undefined) return;
    row['agent'] = event.data.agent;
    row['accepted_at'] ??= event.at;
  }
  if (event.type === 'handoff.active') {
    const row = tables.handoffs.get(event.data.handoff_id);
    if (row !== undefined) row['active_at'] ??= event.at;
  }
}

function foldQueue(tables: Tables, event: StoredEvent): void {
  if (event.type === 'handoff.queued') {
    const { handoff_id: handoff, ...data } = event.data;
    const since = tables.queue_entries.get(handoff)?.['since_at'] ?? data.since_at;
    tables.queue_entries.set(handoff, {
      conversation: event.conversation,
      ...data,
      since_at: since,
      queued_at: event.at,
    });
  }
  if (event.type === 'handoff.channel_chosen') {
    const row = tables.queue_entries.get(event.data.handoff_id);
    if (row !== undefined) row['channel'] = event.data.channel;
  }
  if (event.type === 'handoff.accepted' || event.type === 'outcome.recorded')
    tables.queue_entries.delete(event.data.handoff_id);
}

function foldEnd(tables: Tables, event: StoredEvent): void {
  if (event.type !== 'outcome.recorded') return;
  const { handoff_id: handoff, ...data } = event.data;
  const { suggestions, ...recorded } = data;
  if (!tables.outcomes.has(handoff))
    tables.outcomes.set(handoff, {
      conversation: event.conversation,
      ...recorded,
      suggestions_shown: suggestions?.shown ?? 0,
      suggestions_used: suggestions?.used ?? 0,
      rating: null,
      durable: null,
      reopened_at: null,
    });
  const row = tables.handoffs.get(handoff);
  if (row === undefined) return;
  Object.assign(row, {
    ended_at: data.ended_at,
    queue: data.queue,
    priority: data.priority,
    agent: data.agent,
  });
}

function foldAftermath(tables: Tables, event: StoredEvent): void {
  if (
    event.type !== 'outcome.rated' &&
    event.type !== 'outcome.settled' &&
    event.type !== 'conversation.reopened'
  )
    return;
  const row = tables.outcomes.get(event.data.handoff_id ?? '');
  if (row === undefined) return;
  if (event.type === 'outcome.rated') row['rating'] = event.data.score;
  if (event.type === 'outcome.settled') row['durable'] = event.data.durable;
  if (event.type === 'conversation.reopened') row['reopened_at'] ??= event.at;
}

function foldAlert(tables: Tables, event: StoredEvent): void {
  if (event.type !== 'sla.warning' && event.type !== 'sla.breached') return;
  const { handoff_id: handoff, metric, due_at, late_ms } = event.data;
  tables.alerts.set(`${event.conversation}/${event.sequence}`, {
    handoff,
    metric,
    threshold: event.type === 'sla.breached' ? 'breached' : `warning:${event.data.fraction}`,
    due_at,
    late_ms,
    at: event.at,
  });
}

const folds = [foldRequest, foldState, foldProgress, foldQueue, foldEnd, foldAftermath, foldAlert];

function foldAll(events: readonly StoredEvent[]): Tables {
  const tables: Tables = {
    handoffs: new Map(),
    outcomes: new Map(),
    queue_entries: new Map(),
    alerts: new Map(),
  };
  for (const event of events) for (const fold of folds) fold(tables, event);
  return tables;
}

const keys: Record<keyof Tables, (row: DerivedRow) => string> = {
  handoffs: (row) => String(row['id']),
  outcomes: (row) => String(row['handoff']),
  queue_entries: (row) => String(row['handoff']),
  alerts: (row) => `${String(row['conversation'])}/${String(row['sequence'])}`,
};

function differences(expected: DerivedRow, found: DerivedRow): string[] {
  return Object.entries(expected)
    .filter(([column, value]) => !isDeepStrictEqual(value, found[column]))
    .map(
      ([column, value]) =>
        `${column} is ${JSON.stringify(found[column])}, not ${JSON.stringify(value)}`,
    );
}

function compare(
  ledger: Ledger,
  table: keyof Tables,
  expected: Map<string, DerivedRow>,
  found: readonly DerivedRow[],
): void {
  const seen = new Set<string>();
  for (const row of found) {
    const key = keys[table](row);
    const wanted = expected.get(key);
    const wrong = wanted === undefined ? ['the log knows nothing of it'] : differences(wanted, row);
    if (seen.has(key)) wrong.push('it is there twice');
    seen.add(key);
    enter(ledger, 'I10', {
      subject: `${table} ${key}`,
      holds: wrong.length === 0,
      otherwise: wrong.join('; '),
    });
  }
  for (const key of expected.keys())
    if (!seen.has(key))
      enter(ledger, 'I10', {
        subject: `${table} ${key}`,
        holds: false,
        otherwise: 'the row is missing',
      });
}

/** Checks I10. */
export function checkDerived(
  ledger: Ledger,
  all: readonly ConversationEvidence[],
  stored: StoredFacts,
): void {
  const tables = foldAll(all.flatMap((evidence) => evidence.events));
  for (const table of ['handoffs', 'outcomes', 'queue_entries', 'alerts'] as const)
    compare(ledger, table, tables[table], stored.derived[table]);
}
