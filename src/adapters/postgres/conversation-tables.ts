/**
 * Every table that holds rows of a conversation, and what an erasure does to them. A table that is added and not named
 * here fails a test: nobody forgets to erase.
 */
import type { Queryable } from './pool.ts';

/** A table, and the columns that name tenant and conversation where they are not called so. */
export interface ConversationTable {
  name: string;
  /** `delete`: rows go. `keep`: they hold ids, codes and numbers, or what names the person is taken out. */
  onErasure: 'delete' | 'keep';
  tenant?: string;
  conversation?: string;
}

/** In an order in which rows can be deleted. */
export const conversationTables: readonly ConversationTable[] = [
  { name: 'turns', onErasure: 'delete' },
  { name: 'notes', onErasure: 'delete' },
  { name: 'notices', onErasure: 'delete' },
  { name: 'segment_summaries', onErasure: 'delete' },
  { name: 'briefs', onErasure: 'delete' },
  { name: 'suggestions', onErasure: 'delete' },
  { name: 'commands', onErasure: 'delete' },
  { name: 'outbox', onErasure: 'delete' },
  { name: 'deliveries', onErasure: 'delete' },
  { name: 'connector_links', onErasure: 'delete' },
  { name: 'mail_threads', onErasure: 'delete' },
  { name: 'inbound_mails', onErasure: 'delete' },
  { name: 'visitors', onErasure: 'delete' },
  { name: 'attachments', onErasure: 'delete' },
  { name: 'meetings', onErasure: 'delete' },
  { name: 'conversation_reads', onErasure: 'delete' },
  { name: 'demo_conversations', onErasure: 'keep' },
  { name: 'queue_entries', onErasure: 'delete' },
  { name: 'offers', onErasure: 'keep' },
  { name: 'leases', onErasure: 'keep' },
  { name: 'decisions', onErasure: 'keep' },
  { name: 'events', onErasure: 'keep' },
  { name: 'alerts', onErasure: 'keep' },
  { name: 'case_numbers', onErasure: 'keep' },
  { name: 'outcomes', onErasure: 'keep' },
  { name: 'handoffs', onErasure: 'keep' },
  { name: 'reviews', onErasure: 'keep' },
  { name: 'erasures', onErasure: 'keep' },
  { name: 'data_keys', onErasure: 'keep', tenant: 'tenant_id', conversation: 'conversation_id' },
  { name: 'conversations', onErasure: 'keep', conversation: 'id' },
];

/** Deletes the rows of some conversations from those of {@link conversationTables} that `isMeant` names. */
export async function deleteRows(
  connection: Queryable,
  place: { tenant: string; conversations: readonly string[] },
  isMeant: (table: ConversationTable) => boolean,
): Promise<void> {
  const values = [place.tenant, place.conversations];
  await connection.query(
    `delete from delivery_attempts where delivery in (
       select id from deliveries where tenant = $1 and conversation = any ($2))`,
    values,
  );
  for (const table of conversationTables.filter(isMeant))
    await connection.query(
      `delete from ${table.name} where ${table.tenant ?? 'tenant'} = $1
         and ${table.conversation ?? 'conversation'} = any ($2)`,
      values,
    );
}
