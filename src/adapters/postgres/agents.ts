/** Agents and their presence. Capacity is counted from open leases. */
import type { z } from 'zod';
import type { agentChange, agentCreate, agentRecord } from '../../contract/configuration.ts';
import type { Presence } from '../../domain/words.ts';
import { BatonError } from '../../errors.ts';
import { audit } from './audit.ts';
import { inTransaction, type Pool, type Queryable } from './pool.ts';
import { giveBackWork, wakeQueuesOf } from './presence.ts';

export type AgentRecord = z.output<typeof agentRecord>;
type AgentCreate = z.output<typeof agentCreate>;
type AgentChange = z.output<typeof agentChange>;

interface AgentRow extends Omit<AgentRecord, 'presence_at' | 'created_at'> {
  presence_at: Date;
  created_at: Date;
}

const columns = `a.id, a.name, a.capacity, a.queues, a.skills, a.languages, a.tiers, a.calendar, a.presence,
  a.presence_at, a.heartbeat_seconds, a.created_at,
  (select coalesce(sum(l.units), 0)::int from leases l
    where l.tenant = a.tenant and l.agent = a.id and l.released_at is null) as units_taken`;

/** The tenant's agents by id; one when `id` is given. */
export async function listAgents(
  pool: Queryable,
  tenant: string,
  id?: string,
): Promise<AgentRecord[]> {
  const { rows } = await pool.query<AgentRow>(
    `select ${columns} from agents a where a.tenant = $1 and ($2::text is null or a.id = $2) order by a.id limit 1000`,
    [tenant, id ?? null],
  );
  return rows.map((row) => ({
    ...row,
    presence_at: row.presence_at.toISOString(),
    created_at: row.created_at.toISOString(),
  }));
}

async function checkQueues(connection: Queryable, tenant: string, queues: string[]): Promise<void> {
  const { rows } = await connection.query<{ id: string }>(
    `select wanted as id from unnest($2::text[]) wanted
      where not exists (select 1 from queues q where q.tenant = $1 and q.id = wanted)`,
    [tenant, queues],
  );
  const missing = rows[0];
  if (missing)
    throw new BatonError('unknown_queue', `no queue ${missing.id}`, {
      fields: [{ pointer: '/queues', code: 'unknown_queue', message: `no queue ${missing.id}` }],
    });
}

/** Adds an agent, offline. Throws `already_exists` and `unknown_queue`. */
export async function createAgent(
  pool: Pool,
  tenant: string,
  agent: AgentCreate,
  by: string,
): Promise<void> {
  await inTransaction(pool, async (connection) => {
    await checkQueues(connection, tenant, agent.queues ?? []);
    const { rowCount } = await connection.query(
      `insert into agents (tenant, id, name, capacity, queues, skills, languages, tiers, calendar)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing`,
      [
        tenant,
        agent.id,
        agent.name,
        agent.capacity ?? 3,
        agent.queues ?? [],
        JSON.stringify(agent.skills ?? {}),
        agent.languages ?? [],
        agent.tiers ?? [],
        agent.calendar ?? null,
      ],
    );
    if (rowCount === 0)
      throw new BatonError('already_exists', `agent ${agent.id} is there already`);
    await audit(connection, { tenant, actor: by, action: 'agent.created', subject: agent.id });
  });
}

/** Changes what is given and leaves the rest; false when there is no such agent. */
export async function changeAgent(
  pool: Pool,
  agent: { tenant: string; id: string; by: string },
  change: AgentChange,
): Promise<boolean> {
  return inTransaction(pool, async (connection) => {
    await checkQueues(connection, agent.tenant, change.queues ?? []);
    const { rowCount } = await connection.query(
      `update agents set name = coalesce($3, name), capacity = coalesce($4, capacity),
              queues = coalesce($5, queues), skills = coalesce($6, skills),
              languages = coalesce($7, languages), tiers = coalesce($8, tiers),
              calendar = case when $9 then $10 else calendar end
        where tenant = $1 and id = $2`,
      [
        agent.tenant,
        agent.id,
        change.name ?? null,
        change.capacity ?? null,
        change.queues ?? null,
        change.skills === undefined ? null : JSON.stringify(change.skills),
        change.languages ?? null,
        change.tiers ?? null,
        change.calendar !== undefined,
        change.calendar ?? null,
      ],
    );
    if (rowCount === 0) return false;
    const fields = Object.keys(change);
    await audit(connection, {
      tenant: agent.tenant,
      actor: agent.by,
      action: 'agent.changed',
      subject: agent.id,
      detail: { fields },
    });
    await wakeQueuesOf(connection, agent.tenant, agent.id);
    return true;
  });
}

export interface PresenceChange {
  presence: Presence;
  /** Undefined keeps the agent's setting; null never lapses. */
  heartbeatSeconds: number | null | undefined;
}

/** Sets presence, which is also the heartbeat. Going offline gives the work back. False when there is no such agent. */
export async function setPresence(
  pool: Pool,
  agent: { tenant: string; id: string },
  change: PresenceChange,
): Promise<boolean> {
  return inTransaction(pool, async (connection) => {
    const { rowCount } = await connection.query(
      `update agents set presence = $3, presence_at = now(),
              heartbeat_seconds = case when $4 then $5 else heartbeat_seconds end
        where tenant = $1 and id = $2`,
      [
        agent.tenant,
        agent.id,
        change.presence,
        change.heartbeatSeconds !== undefined,
        change.heartbeatSeconds ?? null,
      ],
    );
    if (rowCount === 1 && change.presence === 'online')
      await wakeQueuesOf(connection, agent.tenant, agent.id);
    if (rowCount === 1 && change.presence === 'offline')
      await giveBackWork(connection, agent.tenant, agent.id, 'offline');
    return rowCount === 1;
  });
}
