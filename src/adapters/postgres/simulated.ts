/**
 * What only a simulated past needs of the database. Everything else of it goes through `commit` as if it happened.
 * Conversations of it are marked in `demo_conversations`, its agents carry `origin = 'simulated'`.
 */
import type { ConversationRef } from '../../domain/ids.ts';
import { newId } from './new-id.ts';
import type { Connection, Queryable } from './pool.ts';

export interface SimulatedAgent {
  id: string;
  name: string;
}

/** The agents of a simulated past. They are off shift except inside the transactions of their conversations. */
export async function addSimulatedAgents(
  connection: Queryable,
  tenant: string,
  agents: readonly SimulatedAgent[],
): Promise<void> {
  await connection.query(
    `insert into agents (tenant, id, name, presence, capacity, queues, origin)
     select $1, a.id, a.name, 'offline', 100,
       (select coalesce(array_agg(q.id order by q.id), '{}') from queues q where q.tenant = $1), 'simulated'
     from jsonb_to_recordset($2::jsonb) as a (id text, name text)
     on conflict (tenant, id) do nothing`,
    [tenant, JSON.stringify(agents)],
  );
}

/** On shift for this transaction only: nobody else ever sees them online, so no live case is offered to them. */
export async function setShiftWithin(
  connection: Connection,
  tenant: string,
  shift: { agents: readonly string[]; online: boolean },
): Promise<void> {
  await connection.query(
    `update agents set presence = case when $3 then 'online' else 'offline' end, presence_at = now()
     where tenant = $1 and id = any ($2) and origin = 'simulated'`,
    [tenant, shift.agents, shift.online],
  );
}

export interface PastOffer extends ConversationRef {
  handoff: string;
  queue: string;
  agent: string;
  at: number;
  timeoutSeconds: number;
}

/** An offer as the matching loop makes one, at a past instant. Returns its id. */
export async function makePastOffer(connection: Connection, past: PastOffer): Promise<string> {
  const [lease, offer] = [newId('ls'), newId('of')];
  const at = new Date(past.at);
  await connection.query(
    `insert into leases (id, tenant, agent, conversation, handoff, units, channel, created_at)
     values ($1, $2, $3, $4, $5, 1, 'chat', $6)`,
    [lease, past.tenant, past.agent, past.conversation, past.handoff, at],
  );
  await connection.query(
    `insert into offers (id, tenant, conversation, handoff, agent, lease, queue, step, state, timeout_seconds, created_at, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, 0, 'pending', $8::integer, $9::timestamptz, $9::timestamptz + $8::integer * interval '1 second')`,
    [
      offer,
      past.tenant,
      past.conversation,
      past.handoff,
      past.agent,
      lease,
      past.queue,
      past.timeoutSeconds,
      at,
    ],
  );
  return offer;
}

/** The agent's answer wins the offer, as the atomic claim lets it. */
export async function answerPastOffer(
  connection: Connection,
  offer: string,
  state: 'accepted' | 'rejected',
): Promise<void> {
  await connection.query(`update offers set state = $2 where id = $1 and state = 'pending'`, [
    offer,
    state,
  ]);
}

/** Gives what the database stamped by its own clock the time of the past. */
export async function finishPast(connection: Connection, ref: ConversationRef): Promise<void> {
  const values = [ref.tenant, ref.conversation];
  await connection.query(
    `update offers o set answered_at = e.at from events e
     where e.tenant = $1 and e.conversation = $2 and o.id = e.data ->> 'offer_id'
       and e.type in ('handoff.accepted', 'handoff.rejected', 'handoff.timeout', 'offer.rescinded')`,
    values,
  );
  await connection.query(
    `update leases l set released_at = greatest(l.created_at, coalesce(o.answered_at, h.ended_at, l.created_at))
     from offers o, handoffs h
     where l.tenant = $1 and l.conversation = $2 and o.lease = l.id and h.tenant = l.tenant and h.id = l.handoff
       and l.released_at is not null and o.state <> 'accepted'`,
    values,
  );
  await connection.query(
    `update leases l set released_at = greatest(l.created_at, h.ended_at) from handoffs h
     where l.tenant = $1 and l.conversation = $2 and h.tenant = l.tenant and h.id = l.handoff
       and l.released_at is not null and l.released_at > h.ended_at`,
    values,
  );
  await connection.query(
    `update briefs b set at = h.requested_at + interval '1 second' from handoffs h
     where b.tenant = $1 and b.conversation = $2 and h.tenant = b.tenant and h.id = b.handoff`,
    values,
  );
}

/** Whether a conversation is there already. */
export async function isKnown(connection: Queryable, ref: ConversationRef): Promise<boolean> {
  const { rowCount } = await connection.query(
    'select 1 from conversations where tenant = $1 and id = $2',
    [ref.tenant, ref.conversation],
  );
  return rowCount === 1;
}

/** Resolution codes of each queue; none where a queue has no list. */
export async function resolutionCodes(
  connection: Queryable,
  tenant: string,
): Promise<Map<string, string[]>> {
  const { rows } = await connection.query<{ id: string; codes: string[] }>(
    'select id, resolution_codes as codes from queues where tenant = $1',
    [tenant],
  );
  return new Map(rows.map(({ id, codes }) => [id, codes]));
}
