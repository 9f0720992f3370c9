/** Presence has a source and an age: who falls silent is offline, and their unanswered work returns to the queue. */
import { inTransaction, type Connection, type Pool, type Queryable } from './pool.ts';

/** Looks again at every queue the agent serves. */
export async function wakeQueuesOf(
  connection: Queryable,
  tenant: string,
  agent: string,
): Promise<void> {
  await connection.query(
    `insert into wakeups (tenant, queue) select $1, unnest(queues) from agents where tenant = $1 and id = $2`,
    [tenant, agent],
  );
}

/** Tells the workflow of each case the agent holds or is offered that the agent is gone. */
export async function giveBackWork(
  connection: Queryable,
  tenant: string,
  agent: string,
  cause: 'offline' | 'silent',
): Promise<void> {
  await connection.query(
    `insert into outbox (tenant, conversation, signal, argument)
     select tenant, conversation, 'agentUnavailable', jsonb_build_object(
       'id', 'gone-' || id, 'actor', jsonb_build_object('kind', 'system', 'id', 'presence'),
       'agent', agent, 'cause', $3::text)
     from leases where tenant = $1 and agent = $2 and released_at is null`,
    [tenant, agent, cause],
  );
}

/** Agents whose heartbeat lapsed go offline and give their work back. Returns how many. */
export async function lapsePresence(pool: Pool): Promise<number> {
  return inTransaction(pool, async (connection: Connection) => {
    const { rows } = await connection.query<{ tenant: string; id: string }>(
      `update agents set presence = 'offline', presence_at = now()
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
