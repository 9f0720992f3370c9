/** Requests to erase, and how far each is. A row is a promise: it is worked on until the conversation is gone everywhere. */
import type { z } from 'zod';
import type { erasureRecord } from '../../contract/governance.ts';
import { audit } from './audit.ts';
import type { ErasureCause } from './erase-rows.ts';
import { newId } from './new-id.ts';
import { inTransaction, type Connection, type Pool } from './pool.ts';

export type ErasureRecord = z.output<typeof erasureRecord>;

/** What is to be erased: everything of a customer, or one conversation. */
export type ErasureTarget = { customer: string } | { conversation: string };

/** One conversation to be erased, and which steps are done. */
export interface DueErasure {
  id: string;
  tenant: string;
  conversation: string;
  cause: ErasureCause;
  rowsDone: boolean;
  keyDone: boolean;
}

/** Conversations of a customer: by the id in the state, by what was told of them, by their browser's signed identity. */
const ofCustomer = `
  select c.id from conversations c
   where c.tenant = $1 and c.erased_at is null
     and (c.state ->> 'customerId' = $2 or c.customer ->> 'id' = $2
          or c.id in (select v.conversation from visitors v where v.tenant = $1 and v.subject = $2))`;
const ofId = `select c.id from conversations c where c.tenant = $1 and c.id = $2`;

/** Writes the requests and returns the conversations they are for; one that was asked for before is asked for once. */
export async function requestErasures(
  pool: Pool,
  tenant: string,
  target: ErasureTarget,
  by: string,
): Promise<string[]> {
  const [sql, value] =
    'customer' in target ? [ofCustomer, target.customer] : [ofId, target.conversation];
  return inTransaction(pool, async (connection) => {
    const { rows } = await connection.query<{ id: string }>(sql, [tenant, value]);
    const found = rows.map(({ id }) => id);
    await addErasures(connection, { tenant, conversations: found, cause: 'request', by });
    // Browsers of the customer that never wrote hold what their site said of them.
    if ('customer' in target)
      await connection.query('delete from visitors where tenant = $1 and subject = $2', [
        tenant,
        value,
      ]);
    // The subject is no line of the audit: it would outlive the erasure.
    await audit(connection, {
      tenant,
      actor: by,
      action: 'erasure.requested',
      subject: 'customer' in target ? 'a customer' : target.conversation,
      detail: { conversations: found.length },
    });
    return found;
  });
}

interface NewErasures {
  tenant: string;
  conversations: string[];
  cause: ErasureCause;
  by: string;
}

async function addErasures(connection: Connection, erasures: NewErasures): Promise<void> {
  for (const conversation of erasures.conversations)
    await connection.query(
      `insert into erasures (id, tenant, conversation, cause, requested_by) values ($1, $2, $3, $4, $5)
       on conflict (tenant, conversation) do nothing`,
      [newId('er'), erasures.tenant, conversation, erasures.cause, erasures.by],
    );
}

/** Conversations `c` past a time of `days`, an expression of SQL: resolved, untouched for so long, not asked for yet. */
const pastTime = (days: string) => `c.erased_at is null and c.status = 'resolved'
          and c.updated_at < now() - make_interval(days => ${days})
          and not exists (select 1 from erasures e where e.tenant = c.tenant and e.conversation = c.id)`;

/** What a time of so many days would have erased at once. */
export async function previewExpired(
  pool: Pool,
  tenant: string,
  days: number,
): Promise<{ conversations: number; oldest_at: string | null }> {
  const { rows } = await pool.query<{ conversations: number; oldest: Date | null }>(
    `select count(*)::int as conversations, min(c.updated_at) as oldest from conversations c
      where c.tenant = $1 and ${pastTime('$2::int')}`,
    [tenant, days],
  );
  return {
    conversations: rows[0]?.conversations ?? 0,
    oldest_at: rows[0]?.oldest?.toISOString() ?? null,
  };
}

/** Asks for the erasure of conversations past their tenant's time, at most `limit`; how many there were. */
export async function requestExpired(pool: Pool, limit: number): Promise<number> {
  return inTransaction(pool, async (connection) => {
    const { rows } = await connection.query<{ tenant: string; id: string }>(
      `select c.tenant, c.id from governance_settings g
         join conversations c on c.tenant = g.tenant
        where g.retention_days is not null and ${pastTime('g.retention_days')} limit $1`,
      [limit],
    );
    for (const { tenant, id } of rows)
      await addErasures(connection, {
        tenant,
        conversations: [id],
        cause: 'retention',
        by: 'retention',
      });
    return rows.length;
  });
}

/** Takes due erasures; while they are worked on nobody else takes them, unless their worker gives no sign for a minute. */
export async function takeErasures(pool: Pool, limit: number): Promise<DueErasure[]> {
  const { rows } = await pool.query<DueErasure>(
    `update erasures set next_at = now() + interval '1 minute', attempts = attempts + 1
      where id in (select id from erasures where history_at is null and next_at <= now()
                    order by next_at limit $1 for update skip locked)
     returning id, tenant, conversation, cause, rows_at is not null as "rowsDone", key_at is not null as "keyDone"`,
    [limit],
  );
  return rows;
}

/** Of one tenant's conversations, those whose erasure is not finished. */
export async function openErasures(
  pool: Pool,
  tenant: string,
  conversations: string[],
): Promise<DueErasure[]> {
  const { rows } = await pool.query<DueErasure>(
    `select id, tenant, conversation, cause, rows_at is not null as "rowsDone", key_at is not null as "keyDone"
       from erasures where tenant = $1 and conversation = any ($2) and history_at is null`,
    [tenant, conversations],
  );
  return rows;
}

const steps = { rows: 'rows_at', key: 'key_at', history: 'history_at' } as const;

/** Marks a step as done. */
export async function markErasure(pool: Pool, id: string, step: keyof typeof steps): Promise<void> {
  const column = steps[step];
  await pool.query(
    `update erasures set ${column} = coalesce(${column}, now()), last_error = null where id = $1`,
    [id],
  );
}

/** Looks at it again later: at once for what only lags behind, with growing pauses for what failed. */
export async function postponeErasure(
  pool: Pool,
  id: string,
  why: { error: string | null },
): Promise<void> {
  await pool.query(
    `update erasures set last_error = $2, next_at = now() + case when $2::text is null then interval '1 second'
        else least(interval '10 minutes', make_interval(secs => 2 ^ least(attempts, 12))) end
      where id = $1`,
    [id, why.error],
  );
}

interface ErasureRow {
  id: string;
  conversation: string;
  cause: ErasureCause;
  requested_by: string;
  requested_at: Date;
  rows_at: Date | null;
  key_at: Date | null;
  history_at: Date | null;
  last_error: string | null;
}

/** Erasures of the tenant, latest first. */
export async function listErasures(
  pool: Pool,
  tenant: string,
  filter: { conversations?: string[]; limit: number },
): Promise<ErasureRecord[]> {
  const { rows } = await pool.query<ErasureRow>(
    `select id, conversation, cause, requested_by, requested_at, rows_at, key_at, history_at, last_error
       from erasures where tenant = $1 and ($2::text[] is null or conversation = any ($2))
      order by requested_at desc, id limit $3`,
    [tenant, filter.conversations ?? null, filter.limit],
  );
  return rows.map((row) => ({
    id: row.id,
    conversation_id: row.conversation,
    cause: row.cause,
    requested_by: row.requested_by,
    requested_at: row.requested_at.toISOString(),
    rows_erased_at: row.rows_at?.toISOString() ?? null,
    key_destroyed_at: row.key_at?.toISOString() ?? null,
    history_deleted_at: row.history_at?.toISOString() ?? null,
    done: row.history_at !== null,
    error: row.last_error,
  }));
}
