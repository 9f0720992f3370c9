/** Mails a turn to the customer. Twice is once for whoever looks at the Message-ID: it is the same for every attempt. */
import type { AttachmentStore } from '../adapters/files/attachment-store.ts';
import { filesOf, wholeText } from '../adapters/mail/content.ts';
import { composeMail } from '../adapters/mail/compose.ts';
import type { MailIdentity } from '../adapters/mail/reply-token.ts';
import type { Mailer } from '../adapters/mail/smtp.ts';
import type { DueDelivery, Sender } from '../adapters/postgres/deliveries.ts';
import { readContent, type DeliveryContent } from '../adapters/postgres/deliveries-read.ts';
import {
  automaticMailsWithinHour,
  hashOf,
  keepThread,
  threadOf,
} from '../adapters/postgres/mails.ts';
import type { Pool } from '../adapters/postgres/pool.ts';
import type { AttemptOutcome } from '../domain/delivery.ts';
import type { ConversationRef } from '../domain/ids.ts';
import { plainAddress } from '../domain/inbound-mail.ts';

/** What the sender is built from. */
export interface MailSenderParts {
  pool: Pool;
  attachments: AttachmentStore;
  mailer: Mailer;
  identity: MailIdentity;
  /** One per master key, the newest first. */
  tokenMakers: readonly ((ref: ConversationRef) => string)[];
}

/** Two answering machines that know no manners would go on for ever; a person who writes back and forth does not. */
const maxAutomaticPerHour = 20;

/** What keeps a turn from being mailed now; null when nothing does. The head is read at the moment of sending (I4). */
async function obstacle(
  parts: MailSenderParts,
  ref: ConversationRef,
  content: DeliveryContent,
): Promise<AttemptOutcome | null> {
  if (plainAddress(content.customer.email ?? '') === null)
    return { kind: 'refused', status: null, error: 'no_address' };
  if (content.event.turn?.role !== 'assistant') return null;
  if (content.owner !== 'ai' || content.turnEpoch !== content.epoch)
    return { kind: 'suppressed', error: 'not_owner' };
  if ((await automaticMailsWithinHour(parts.pool, ref)) >= maxAutomaticPerHour)
    return { kind: 'refused', status: null, error: 'too_many_automatic_mails' };
  return null;
}

/** The conversation's thread under a token that leads back to it, also after a master key was taken away. */
async function openThread(
  parts: MailSenderParts,
  thread: ConversationRef & { address: string },
): Promise<{ token: string; rootId: string | null }> {
  const { tenant, conversation } = thread;
  const ref = { tenant, conversation };
  const known = await threadOf(parts.pool, ref);
  const tokens = parts.tokenMakers.map((make) => make(ref));
  const token = tokens.find((each) => known?.tokenHash.equals(hashOf(each))) ?? tokens[0] ?? '';
  const rootId = known?.rootId ?? null;
  if (known?.address !== thread.address || !known.tokenHash.equals(hashOf(token)))
    await keepThread(parts.pool, { ...thread, token, byMail: known?.byMail ?? false, rootId });
  return { token, rootId };
}

async function send(
  parts: MailSenderParts,
  delivery: DueDelivery,
  ref: ConversationRef,
): Promise<AttemptOutcome> {
  const content = await readContent(parts.pool, ref, delivery.eventSequence ?? 0);
  if (content === undefined) return { kind: 'suppressed', error: 'erased' };
  const stop = await obstacle(parts, ref, content);
  if (stop !== null) return stop;
  const address = plainAddress(content.customer.email ?? '') ?? '';
  const { token, rootId } = await openThread(parts, { ...ref, address });
  return parts.mailer.send(
    composeMail({
      identity: parts.identity,
      token,
      key: delivery.key,
      to: { address, name: content.customer.name },
      language: content.language,
      text: await wholeText(parts, ref.tenant, content),
      rootId,
      automatic: content.event.turn?.role === 'assistant',
      attachments: await filesOf(parts, ref.tenant, content.attachments),
    }),
  );
}

/** The sender of mail over its parts. */
export function createMailSender(parts: MailSenderParts): Sender {
  return async (delivery) => {
    const { tenant, conversation } = delivery;
    if (conversation === null) return { kind: 'refused', status: null, error: 'no_conversation' };
    return send(parts, delivery, { tenant, conversation });
  };
}
