/**
 * Erases one conversation everywhere Baton keeps it. Twice is once, and a run that was cut off goes on where it ended:
 * files and rows, then the data key (histories and old backups of Temporal become unreadable), then the executions.
 */
import type { Client } from '@temporalio/client';
import type { Keyring } from '../adapters/crypto/envelope.ts';
import { destroyDataKey } from '../adapters/crypto/data-key-store.ts';
import type { AttachmentStore } from '../adapters/files/attachment-store.ts';
import { eraseRows, filesOf } from '../adapters/postgres/erase-rows.ts';
import { markErasure, type DueErasure } from '../adapters/postgres/erasures.ts';
import type { Pool } from '../adapters/postgres/pool.ts';
import { removeHistory } from '../adapters/temporal/remove-history.ts';
import { conversationWorkflowId } from '../domain/ids.ts';

/** What an erasure is done with. */
export interface EraserParts {
  pool: Pool;
  client: Client;
  keyring: Keyring;
  attachments: Pick<AttachmentStore, 'remove'>;
  now: () => number;
}

/** Takes the steps that are left. False while the visibility store still lists a run: look again. */
export async function eraseConversation(parts: EraserParts, due: DueErasure): Promise<boolean> {
  const { pool } = parts;
  const { id, tenant, conversation, cause } = due;
  const ref = { tenant, conversation };
  if (!due.rowsDone) {
    for (const file of await filesOf(pool, ref)) await parts.attachments.remove(tenant, file);
    await eraseRows(pool, ref, { cause, now: parts.now() });
    await markErasure(pool, id, 'rows');
  }
  if (!due.keyDone) {
    await destroyDataKey(pool, parts.keyring, ref);
    await markErasure(pool, id, 'key');
  }
  const runs = await removeHistory(parts.client, conversationWorkflowId(ref), 'erased');
  if (runs > 0) return false;
  await markErasure(pool, id, 'history');
  return true;
}
