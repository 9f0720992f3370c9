/** Agents and their presence. Capacity is counted from open leases. */
import type { z } from 'zod';
import type { agentChange, agentCreate, agentRecord } from '../../contract/configuration.ts';
import type { Presence } from '../../domain/words.ts';
import { BatonError } from '../../errors.ts';
import { audit } from './audit.ts';
import { columnValues } from './column-values.ts';
import { hintMatching } from './notify.ts';
import { inTransaction, type Pool, type Queryable } from './pool.ts';
import { giveBackWork, wakeTenant } from './presence.ts';

export type AgentRecord = z.output<typeof agentRecord>;
type AgentCreate = z.output<typeof agentCreate>;
type AgentChange = z.output<typeof agentChange>;

interface AgentRow extends Omit<AgentRecord, 'presence_at' | 'created_at'> {
  presence_at: Date;
  created_at: Date;
}

/** Wrap-up is work: who does it and takes no case beside is shown as such. */
const presence = `case when a.presence = 'online' and exists (
    select 1 from leases l join handoffs h on h.tenant = l.tenant and h.id = l.handoff and h.state = 'wrapping'
    where l.tenant = a.tenant and l.agent = a.id and l.released_at is null) then 'wrapping' else a.presence end`;

const columns = `a.id, a.name, a.capacity, a.queues, a.skills, a.languages, a.tiers, a.calendar, a.read_only_queues,
  a.channel_capacity, a.auto_accept, a.email, ${presence} as presence, a.presence_at, a.away_reason, a.heartbeat_seconds,
  a.created_at,
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

/** The agent with a mailbox, in whichever case it is written; the first by id where several have it. */
export async function agentWithEmail(
  pool: Queryable,
  tenant: string,
  email: string,
): Promise<string | null> {
  const { rows } = await pool.query<{ id: string }>(
    'select id from agents where tenant = $1 and lower(email) = lower($2) order by id limit 1',
    [tenant, email],
  );
  return rows[0]?.id ?? null;
}

function queuesNamed(agent: AgentChange): string[] {
  return [...(agent.queues ?? []), ...(agent.read_only_queues ?? [])];
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

/** In the order of both statements below; null leaves a column as it is. */
function valuesOf(agent: AgentChange): unknown[] {
  const columns = [
    'name',
    'capacity',
    'queues',
    'skills',
    'languages',
    'tiers',
    'read_only_queues',
    'channel_capacity',
    'auto_accept',
    'calendar',
    'email',
  ] as const;
  return columnValues(agent, columns, ['skills', 'channel_capacity']);
}

/** Adds an agent, offline. Throws `already_exists` and `unknown_queue`. */
export async function createAgent(
  pool: Pool,
  tenant: string,
  agent: AgentCreate,
  by: string,
): Promise<void> {
  await inTransaction(pool, async (connection) => {
    await checkQueues(connection, tenant, queuesNamed(agent));
    const { rowCount } = await connection.query(
      `insert into agents (tenant, id, name, capacity, queues, skills, languages, tiers, read_only_queues,
                           channel_capacity, auto_accept, calendar, email)
       values ($1, $2, $3, coalesce($4, 3), coalesce($5, '{}'::text[]), coalesce($6, '{}'::jsonb),
               coalesce($7, '{}'::text[]), coalesce($8, '{}'::text[]), coalesce($9, '{}'::text[]),
               coalesce($10, '{}'::jsonb), $11, $12, $13) on conflict do nothing`,
      [tenant, agent.id, ...valuesOf(agent)],
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
  const changed = await inTransaction(pool, async (connection) => {
    await checkQueues(connection, agent.tenant, queuesNamed(change));
    const { rowCount } = await connection.query(
      `update agents set name = coalesce($3, name), capacity = coalesce($4, capacity),
              queues = coalesce($5, queues), skills = coalesce($6, skills),
              languages = coalesce($7, languages), tiers = coalesce($8, tiers),
              read_only_queues = coalesce($9, read_only_queues), channel_capacity = coalesce($10, channel_capacity),
              auto_accept = case when $14 then $11 else auto_accept end,
              calendar = case when $15 then $12 else calendar end,
              email = case when $16 then $13 else email end
        where tenant = $1 and id = $2`,
      [
        agent.tenant,
        agent.id,
        ...valuesOf(change),
        change.auto_accept !== undefined,
        change.calendar !== undefined,
        change.email !== undefined,
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
    await wakeTenant(connection, agent.tenant);
    return true;
  });
  if (changed) await hintMatching(pool);
  return changed;
}

export interface PresenceChange {
  presence: Presence;
  /** Undefined keeps the agent's setting; null never lapses. */
  heartbeatSeconds: number | null | undefined;
  awayReason?: string | undefined;
}

/**
 * Sets presence, which is also the heartbeat. Going offline gives all work back, going away what was not accepted yet. Who
 * comes online is matched at once. False when there is no such agent.
 */
export async function setPresence(
  pool: Pool,
  agent: { tenant: string; id: string },
  change: PresenceChange,
): Promise<boolean> {
  const { presence, heartbeatSeconds } = change;
  const found = await inTransaction(pool, async (connection) => {
    const { rowCount } = await connection.query(
      `update agents set presence = $3, presence_at = now(), away_reason = $6,
              heartbeat_seconds = case when $4 then $5 else heartbeat_seconds end
        where tenant = $1 and id = $2`,
      [
        agent.tenant,
        agent.id,
        presence,
        heartbeatSeconds !== undefined,
        heartbeatSeconds ?? null,
        presence === 'away' ? (change.awayReason ?? null) : null,
      ],
    );
    if (rowCount === 1 && presence === 'online') await wakeTenant(connection, agent.tenant);
    if (rowCount === 1 && presence !== 'online')
      await giveBackWork(
        connection,
        agent.tenant,
        agent.id,
        presence === 'away' ? 'away' : 'offline',
      );
    return rowCount === 1;
  });
  if (found) await hintMatching(pool);
  return found;
}
