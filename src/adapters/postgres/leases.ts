/** Capacity of agents: leases are reserved with the agent's row locked, so that their sum never exceeds it (I5). */
import type { Channel } from '../../domain/words.ts';
import type { Queryable } from './pool.ts';

export interface LeaseRequest {
  id: string;
  tenant: string;
  agent: string;
  conversation: string;
  handoff: string;
  units: number;
  channel: Channel;
}

/** Reserves units of an agent for a case. `held` when the agent has a lease on this conversation already. */
export async function reserveLease(
  connection: Queryable,
  request: LeaseRequest,
): Promise<'reserved' | 'held' | 'no_capacity' | 'unknown_agent'> {
  const { rows } = await connection.query<{ capacity: number; bound: number | null }>(
    `select capacity, (channel_capacity ->> $3)::int as bound from agents
     where tenant = $1 and id = $2 for no key update`,
    [request.tenant, request.agent, request.channel],
  );
  const agent = rows[0];
  if (agent === undefined) return 'unknown_agent';
  const load = await connection.query<{ units: number; in_channel: number; held: boolean }>(
    `select coalesce(sum(units), 0)::int as units, coalesce(bool_or(conversation = $3), false) as held,
       coalesce(sum(units) filter (where channel = $4), 0)::int as in_channel
     from leases where tenant = $1 and agent = $2 and released_at is null`,
    [request.tenant, request.agent, request.conversation, request.channel],
  );
  const used = load.rows[0] ?? { units: 0, in_channel: 0, held: false };
  if (used.held) return 'held';
  if (used.units + request.units > agent.capacity) return 'no_capacity';
  if (agent.bound !== null && used.in_channel + request.units > agent.bound) return 'no_capacity';
  await connection.query(
    // Stamped after the agent's row is locked: a lease never seems to begin before the one it waited for ended.
    `insert into leases (id, tenant, agent, conversation, handoff, units, channel, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, clock_timestamp())`,
    [
      request.id,
      request.tenant,
      request.agent,
      request.conversation,
      request.handoff,
      request.units,
      request.channel,
    ],
  );
  return 'reserved';
}

/** An offer whose conversation went on without it. */
export interface StrayOffer {
  tenant: string;
  conversation: string;
  offer: string;
  agent: string;
  /** The agent holds the case by another way: what the offer reserved is in use. */
  keepLease: boolean;
  /** A rejection is left alone: its own command ends the offer, and tells whom the case passes over. */
  keepRejected: boolean;
}

/** Calls a stray offer off and gives back what it reserved. Another conversation's or agent's offer is left alone. */
export async function cancelOffer(connection: Queryable, stray: StrayOffer): Promise<void> {
  await connection.query(
    `with gone as (
       update offers set answered_at = coalesce(answered_at, now()),
         state = case when state = 'pending' or (state = 'accepted' and not $5) then 'canceled' else state end
       where tenant = $1 and id = $2 and conversation = $3 and agent = $4 and not ($6 and state = 'rejected')
       returning lease, handoff, id),
     freed as (
       update leases set released_at = clock_timestamp() from gone
       where leases.id = gone.lease and released_at is null and not $5)
     update queue_entries set offer = null from gone
     where queue_entries.tenant = $1 and queue_entries.handoff = gone.handoff and queue_entries.offer = gone.id`,
    [
      stray.tenant,
      stray.offer,
      stray.conversation,
      stray.agent,
      stray.keepLease,
      stray.keepRejected,
    ],
  );
}
