/** Messages to workflows that Postgres decided on, and conversations whose workflow missed its deadline. */
import type { ConversationRef } from '../../domain/ids.ts';
import { inTransaction, type Pool, type Queryable } from './pool.ts';

export interface OutboxMessage extends ConversationRef {
  id: number;
  signal: string;
  argument: Record<string, unknown>;
  attempts: number;
}

/** Attempts after which a message is left for an operator; about an hour of tries. */
export const maxAttempts = 60;

/**
 * Hands due messages to `send`, oldest first, and marks those sent. One that fails is due again later, up to a minute
 * apart. Rows are locked meanwhile, so several relays share the work; a crash sends again: receivers know the id.
 */
export async function relayOutbox(
  pool: Pool,
  send: (message: OutboxMessage) => Promise<void>,
  limit = 100,
): Promise<number> {
  return inTransaction(pool, async (connection) => {
    const { rows } = await connection.query<OutboxMessage>(
      `select id, tenant, conversation, signal, argument, attempts from outbox
       where sent_at is null and next_at <= now() and attempts < $2
       order by id limit $1 for update skip locked`,
      [limit, maxAttempts],
    );
    const attempts = await Promise.all(rows.map((message) => attempt(message, send)));
    await markSent(connection, attempts);
    await markFailed(connection, attempts);
    return rows.length;
  });
}

interface Attempt {
  id: number;
  /** Null when it was sent. */
  error: string | null;
}

async function attempt(
  message: OutboxMessage,
  send: (message: OutboxMessage) => Promise<void>,
): Promise<Attempt> {
  try {
    await send(message);
    return { id: message.id, error: null };
  } catch (error) {
    return { id: message.id, error: error instanceof Error ? error.message : String(error) };
  }
}

async function markSent(connection: Queryable, attempts: readonly Attempt[]): Promise<void> {
  const sent = attempts.filter(({ error }) => error === null).map(({ id }) => id);
  if (sent.length === 0) return;
  await connection.query(
    'update outbox set sent_at = now(), attempts = attempts + 1 where id = any ($1)',
    [sent],
  );
}

async function markFailed(connection: Queryable, attempts: readonly Attempt[]): Promise<void> {
  const failed = attempts.filter(({ error }) => error !== null);
  if (failed.length === 0) return;
  await connection.query(
    `update outbox o set attempts = attempts + 1, last_error = left(f.error, 500),
       next_at = now() + least(60, power(2, least(attempts, 6))) * interval '1 second'
     from jsonb_to_recordset($1::jsonb) as f (id bigint, error text) where o.id = f.id`,
    [JSON.stringify(failed)],
  );
}

/** A workflow that acts this long after its deadline was lost or is stuck; ms. */
const overdueMs = 10_000;

/** Conversations whose deadline passed without a commit: their workflow is to be woken, or started anew. */
export async function overdueConversations(pool: Queryable): Promise<ConversationRef[]> {
  const { rows } = await pool.query<ConversationRef>(
    `select tenant, id as conversation from conversations
     where deadline_at < now() - $1 * interval '1 millisecond' and deadline_at > now() - interval '30 days'
     order by deadline_at limit 100`,
    [overdueMs],
  );
  return rows;
}

/** Sent messages are kept for a day, to look into. */
export async function pruneOutbox(pool: Queryable): Promise<void> {
  await pool.query(`delete from outbox where sent_at < now() - interval '1 day'`);
}
