/**
 * Signs that somebody types. They live in a NOTIFY and nowhere else: no row, no event, no workflow hears of them; one
 * that is lost is lost.
 */
import type { ConversationRef } from '../../domain/ids.ts';
import type { Pool } from './pool.ts';

export const typingChannel = 'baton_typing';

/** Who types where. */
export interface TypingSign extends ConversationRef {
  role: 'customer' | 'agent';
  /** The agent; null for the customer. */
  agent: { id: string; name: string } | null;
}

/** Tells all API processes. */
export async function sendTyping(pool: Pool, sign: TypingSign): Promise<void> {
  await pool.query('select pg_notify($1, $2)', [typingChannel, JSON.stringify(sign)]);
}

/** The sign in a notice of our own. */
export function typingIn(payload: string): TypingSign {
  return JSON.parse(payload) as TypingSign;
}

/** The agent who holds the conversation now: the only one who may write to the customer, or reads them. */
export async function readHolder(
  pool: Pool,
  ref: ConversationRef,
): Promise<{ id: string; name: string } | undefined> {
  const { rows } = await pool.query<{ id: string; name: string }>(
    `select a.id, a.name from conversations c join agents a on a.tenant = c.tenant and a.id = c.owner_id
      where c.tenant = $1 and c.id = $2 and c.owner = 'agent' and c.status <> 'resolved'`,
    [ref.tenant, ref.conversation],
  );
  return rows[0];
}
