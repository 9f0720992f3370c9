/** Presence has a source and an age: who falls silent is offline, and their unanswered work returns to the queue. */
import { inTransaction, type Connection, type Pool, type Queryable } from './pool.ts';

/** Something about an agent changed: every queue of the tenant is looked at again, for steps may lead to any. */
export async function wakeTenant(connection: Queryable, tenant: string): Promise<void> {
  await connection.query(`insert into wakeups (tenant, queue) values ($1, '')`, [tenant]);
}

/**
 * Tells the workflow of each case the agent holds or is offered that the agent is gone; for an agent who is only away,
 * of those they are offered.
 */
export async function giveBackWork(
  connection: Queryable,
  tenant: string,
  agent: string,
  cause: 'offline' | 'silent' | 'away',
): Promise<void> {
  await connection.query(
    `insert into outbox (tenant, conversation, signal, argument)
     select tenant, conversation, 'agentUnavailable', jsonb_build_object(
       'id', $3::text || '-' || id, 'actor', jsonb_build_object('kind', 'system', 'id', 'presence'),
       'agent', agent, 'cause', $3::text)
     from leases l where tenant = $1 and agent = $2 and released_at is null
       and ($3 <> 'away' or exists (select 1 from offers o where o.lease = l.id and o.state = 'pending'))`,
    [tenant, agent, cause],
  );
}

/** Agents whose heartbeat lapsed go offline and give their work back. Returns how many. */
export async function lapsePresence(pool: Pool): Promise<number> {
  return inTransaction(pool, async (connection: Connection) => {
    const { rows } = await connection.query<{ tenant: string; id: string }>(
      `update agents set presence = 'offline', presence_at = now(), away_reason = null
       where (tenant, id) in (
         select tenant, id from agents where presence <> 'offline' and heartbeat_seconds is not null
           and presence_at + heartbeat_seconds * interval '1 second' < now()
         for update skip locked limit 100)
       returning tenant, id`,
    );
    for (const agent of rows) await giveBackWork(connection, agent.tenant, agent.id, 'silent');
    return rows.length;
  });
}
