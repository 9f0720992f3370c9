/** A small clean run as it is observed: one case handed over and resolved, one that stays with the AI. */
import type { StoredEvent, StoredFacts } from '../../../src/adapters/postgres/checker.ts';
import type { Observations } from '../../../src/cli/simulate/observations.ts';
import type { EventType } from '../../../src/domain/events.ts';
import { agent, handedOver, start, stayed, type Writer } from './small-conversations.ts';

function headOf(run: Writer, owner: string, epoch: number): StoredFacts['heads'][number] {
  return {
    id: run.played.id,
    version: run.events.length,
    turn_sequence: run.turns.length,
    status: owner === 'ai' ? 'pending' : 'resolved',
    owner,
    owner_id: owner === 'ai' ? null : agent,
    epoch,
    deadline_at: run.clock + 86_400_000,
    state_bytes: 2_000,
  };
}

function derivedOf(run: Writer): StoredFacts['derived'] {
  const find = <T extends EventType>(type: T): Extract<StoredEvent, { type: T }> =>
    run.events.find((one) => one.type === type) as Extract<StoredEvent, { type: T }>;
  const { handoff_id: handoff, ...outcome } = find('outcome.recorded').data;
  const breach = find('sla.breached');
  const handoffRow = {
    id: handoff,
    conversation: run.played.id,
    number: 1,
    state: 'completed',
    reason: 'customer_request',
    rule: 'asks-for-person',
    turn: 2,
    queue: 'general',
    priority: 3,
    agent,
    requested_at: find('handoff.requested').at,
    accepted_at: find('handoff.accepted').at,
    active_at: find('handoff.active').at,
    ended_at: outcome.ended_at,
  };
  const alertRow = {
    conversation: run.played.id,
    handoff,
    metric: 'time_to_human',
    threshold: 'breached',
    due_at: breach.data.due_at,
    late_ms: breach.data.late_ms,
    at: breach.at,
    sequence: breach.sequence,
  };
  const aftermath = {
    suggestions_shown: 0,
    suggestions_used: 0,
    rating: null,
    durable: null,
    reopened_at: null,
  };
  return {
    handoffs: [handoffRow],
    outcomes: [{ handoff, conversation: run.played.id, ...outcome, ...aftermath }],
    queue_entries: [],
    alerts: [alertRow],
  };
}

function routingOf(run: Writer): Pick<StoredFacts, 'offers' | 'leases'> {
  const at = (type: EventType): number => run.events.find((one) => one.type === type)?.at ?? 0;
  const from = at('handoff.offered');
  return {
    offers: [
      {
        id: 'o1',
        conversation: 'c1',
        handoff: 'h1',
        agent,
        state: 'accepted',
        created_at: from,
        answered_at: from + 500,
      },
    ],
    leases: [
      {
        id: 'l1',
        agent,
        conversation: 'c1',
        units: 1,
        created_at: from,
        released_at: at('handoff.completed'),
      },
    ],
  };
}

/** Fresh observations of a run in which every invariant holds; the caller may spoil them. */
export function smallRun(): Observations {
  const [first, second] = [handedOver(), stayed()];
  const events = [...first.events, ...second.events];
  return {
    conversations: [first.played, second.played],
    stored: {
      heads: [headOf(first, 'agent', 3), headOf(second, 'ai', 1)],
      turns: [...first.turns, ...second.turns],
      events,
      decisions: [...first.decisions, ...second.decisions],
      commands: [],
      ...routingOf(first),
      outbox: [
        { id: 1, signal: 'offerMade', attempts: 1, last_error: null, sent_at: start + 20_000 },
      ],
      deliveries: [{ id: 'd1', idempotency_key: 'k1', state: 'delivered', attempts: 2 }],
      agents: [
        { id: agent, capacity: 1 },
        { id: 'ben', capacity: 1 },
      ],
      queues: ['general', 'billing'],
      wakeups: 0,
      derived: derivedOf(first),
    },
    loads: [{ agent, units: 1, capacity: 1, conversations: ['c1'] }],
    trespasses: [{ path: 'GET /v1/conversations/c1', status: 404, leaked: [] }],
    feed: events.map(({ conversation, sequence }) => `${conversation}/${sequence}`),
    loadedAt: start + 60_000,
  };
}
