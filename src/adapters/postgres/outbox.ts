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
    await Promise.all(rows.map((message) => sendOne(connection, message, send)));
    return rows.length;
  });
}

async function sendOne(
  connection: Queryable,
  message: OutboxMessage,
  send: (message: OutboxMessage) => Promise<void>,
): Promise<void> {
  try {
    await send(message);
    await connection.query(
      'update outbox set sent_at = now(), attempts = attempts + 1 where id = $1',
      [message.id],
    );
  } catch (error) {
    await connection.query(
      `update outbox set attempts = attempts + 1, last_error = left($2, 500),
         next_at = now() + least(60, power(2, least(attempts, 6))) * interval '1 second'
       where id = $1`,
      [message.id, error instanceof Error ? error.message : String(error)],
    );
  }
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
