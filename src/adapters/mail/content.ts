/** What a mail holds beside its headers: the whole text of a turn, and its files. */
import type { AttachmentStore } from '../files/attachment-store.ts';
import { readAttachment } from '../postgres/attachments.ts';
import type { DeliveryContent } from '../postgres/deliveries-read.ts';
import type { Pool } from '../postgres/pool.ts';
import type { MailToSend } from './compose.ts';

interface Stores {
  pool: Pool;
  attachments: AttachmentStore;
}

/** Files beyond so much stay in the conversation: mail servers refuse larger mails. */
const maxFileBytes = 10 * 1024 * 1024;

/** The files of a turn, as many as a mail may carry. */
export async function filesOf(
  stores: Stores,
  tenant: string,
  ids: readonly string[],
): Promise<MailToSend['attachments']> {
  const files: MailToSend['attachments'] = [];
  let left = maxFileBytes;
  for (const id of ids) {
    const record = await readAttachment(stores.pool, tenant, id);
    const bytes = record && (await stores.attachments.get(tenant, id));
    if (bytes === undefined || record === undefined || bytes.byteLength > left) continue;
    left -= bytes.byteLength;
    files.push({ filename: record.name, content: bytes, contentType: record.media_type });
  }
  return files;
}

/** The text of a turn, also where it is too long to travel with it. */
export async function wholeText(
  stores: Stores,
  tenant: string,
  content: DeliveryContent,
): Promise<string> {
  const { contentRef } = content;
  const whole = contentRef === null ? undefined : await stores.attachments.get(tenant, contentRef);
  return whole?.toString('utf8') ?? content.event.turn?.content ?? '';
}
