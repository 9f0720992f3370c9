/** What the checker of the simulation reads of one tenant. Reads only; instants are epoch ms. */
import type { CommandResult } from '../../domain/commands.ts';
import type { NumberedEvent } from '../../domain/events.ts';
import type { Pool } from './pool.ts';

export interface StoredHead {
  id: string;
  version: number;
  turn_sequence: number;
  status: string;
  owner: string;
  owner_id: string | null;
  epoch: number;
  deadline_at: number | null;
  state_bytes: number;
}

export interface StoredTurnFact {
  conversation: string;
  sequence: number;
  id: string;
  role: string;
  content: string;
  tool_calls: unknown;
  actor: string | null;
  epoch: number;
}

export type StoredEvent = NumberedEvent & { conversation: string; at: number };

export interface StoredDecision {
  conversation: string;
  turn: number;
  action: string;
  reason: string | null;
  rule: string | null;
  queue: string | null;
  priority: number | null;
  evidence: unknown;
  features: unknown;
}

export interface StoredOffer {
  id: string;
  conversation: string;
  handoff: string;
  agent: string;
  state: string;
  created_at: number;
  answered_at: number | null;
}

export interface StoredLease {
  id: string;
  agent: string;
  conversation: string;
  units: number;
  created_at: number;
  released_at: number | null;
}

export interface StoredMessage {
  id: number;
  signal: string;
  attempts: number;
  last_error: string | null;
  sent_at: number | null;
}

export interface StoredDelivery {
  id: string;
  idempotency_key: string;
  state: string;
  attempts: number;
}

/** A row of a derived table; columns as they are stored, instants as epoch ms. */
export type DerivedRow = Record<string, unknown>;

export interface StoredFacts {
  heads: StoredHead[];
  turns: StoredTurnFact[];
  events: StoredEvent[];
  decisions: StoredDecision[];
  commands: { conversation: string; id: string; type: string; result: CommandResult }[];
  offers: StoredOffer[];
  leases: StoredLease[];
  outbox: StoredMessage[];
  deliveries: StoredDelivery[];
  agents: { id: string; capacity: number }[];
  queues: string[];
  wakeups: number;
  derived: {
    handoffs: DerivedRow[];
    outcomes: DerivedRow[];
    queue_entries: DerivedRow[];
    alerts: DerivedRow[];
  };
}

function plain(row: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      value instanceof Date ? value.getTime() : value,
    ]),
  );
}

async function rowsOf<T>(pool: Pool, tenant: string, sql: string): Promise<T[]> {
  const { rows } = await pool.query<Record<string, unknown>>(sql, [tenant]);
  return rows.map((row) => plain(row) as T);
}

const selects = {
  heads: `select id, version, turn_sequence, status, owner, owner_id, epoch, deadline_at,
    octet_length(state::text) as state_bytes from conversations where tenant = $1 order by id`,
  turns: `select conversation, sequence, id, role, content, tool_calls, actor, epoch from turns
    where tenant = $1 order by conversation, sequence`,
  events: `select conversation, sequence, type, at, data from events
    where tenant = $1 order by conversation, sequence`,
  decisions: `select conversation, turn, action, reason, rule, queue, priority, evidence, features from decisions
    where tenant = $1 order by conversation, turn`,
  commands: `select conversation, id, type, result from commands where tenant = $1 order by conversation, id`,
  offers: `select id, conversation, handoff, agent, state, created_at, answered_at from offers
    where tenant = $1 order by created_at, id`,
  leases: `select id, agent, conversation, units, created_at, released_at from leases
    where tenant = $1 order by created_at, id`,
  outbox: `select id, signal, attempts, last_error, sent_at from outbox where tenant = $1 order by id`,
  deliveries: `select d.id, d.idempotency_key, d.state, count(a.number)::int as attempts
    from deliveries d left join delivery_attempts a on a.delivery = d.id
    where d.tenant = $1 group by d.id order by d.id`,
  agents: `select id, capacity from agents where tenant = $1 order by id`,
};

async function readDerived(pool: Pool, tenant: string): Promise<StoredFacts['derived']> {
  return {
    handoffs: await rowsOf(pool, tenant, 'select * from handoffs where tenant = $1'),
    outcomes: await rowsOf(pool, tenant, 'select * from outcomes where tenant = $1'),
    queue_entries: await rowsOf(pool, tenant, 'select * from queue_entries where tenant = $1'),
    alerts: await rowsOf(pool, tenant, 'select * from alerts where tenant = $1'),
  };
}

/** Everything the checker compares, read when the tenant is quiet. */
export async function loadStoredFacts(pool: Pool, tenant: string): Promise<StoredFacts> {
  const read = <T>(sql: string): Promise<T[]> => rowsOf<T>(pool, tenant, sql);
  const queues = await read<{ id: string }>('select id from queues where tenant = $1 order by id');
  const wakeups = await read<{ count: number }>(
    'select count(*)::int as count from wakeups where tenant = $1',
  );
  return {
    heads: await read(selects.heads),
    turns: await read(selects.turns),
    events: await read(selects.events),
    decisions: await read(selects.decisions),
    commands: await read(selects.commands),
    offers: await read(selects.offers),
    leases: await read(selects.leases),
    outbox: await read(selects.outbox),
    deliveries: await read(selects.deliveries),
    agents: await read(selects.agents),
    queues: queues.map((queue) => queue.id),
    wakeups: wakeups[0]?.count ?? 0,
    derived: await readDerived(pool, tenant),
  };
}

/** One consistent reading of who holds how much, while the run goes on. */
export interface LoadSample {
  agent: string;
  units: number;
  capacity: number;
  /** Of the open leases. */
  conversations: string[];
}

/** Reads every agent's open leases in one statement, so in one snapshot. */
export async function sampleLoads(pool: Pool, tenant: string): Promise<LoadSample[]> {
  return rowsOf(
    pool,
    tenant,
    `select a.id as agent, a.capacity, coalesce(sum(l.units), 0)::int as units,
       coalesce(array_agg(l.conversation) filter (where l.conversation is not null), '{}') as conversations
     from agents a left join leases l on l.tenant = a.tenant and l.agent = a.id and l.released_at is null
     where a.tenant = $1 group by a.id, a.capacity`,
  );
}

/** What is still on its way: 0 when all signals are sent, all wake-ups seen and no ended case holds capacity. */
export async function countUnsettled(pool: Pool, tenant: string): Promise<number> {
  const rows = await rowsOf<{ count: number }>(
    pool,
    tenant,
    `select (select count(*) from outbox where tenant = $1 and sent_at is null)
       + (select count(*) from wakeups where tenant = $1)
       + (select count(*) from handoffs where tenant = $1 and state in
           ('requested', 'queued', 'offered', 'accepted', 'active', 'wrapping'))
       + (select count(*) from leases where tenant = $1 and released_at is null) as count`,
  );
  return rows[0]?.count ?? 0;
}
