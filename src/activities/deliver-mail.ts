/** Mails an event to the customer. Twice is once for whoever looks at the Message-ID: it is the same for every attempt. */
import { invitationText, methodOf, type Invitation } from '../adapters/calendar/invitation.ts';
import type { RatingPage } from '../adapters/crypto/rating-token.ts';
import { composeMail, type MailToSend } from '../adapters/mail/compose.ts';
import { replyAddress, type MailIdentity } from '../adapters/mail/reply-token.ts';
import type { Mailer } from '../adapters/mail/smtp.ts';
import { threadToken, type TokenParts } from '../adapters/mail/thread-token.ts';
import type { DueDelivery, Sender } from '../adapters/postgres/deliveries.ts';
import { readContent } from '../adapters/postgres/deliveries-read.ts';
import { hashOf, keepThread } from '../adapters/postgres/mails.ts';
import type { AttemptOutcome } from '../domain/delivery.ts';
import type { ConversationRef } from '../domain/ids.ts';
import { plainAddress } from '../domain/inbound-mail.ts';
import { mailOf, type MailStores } from './mail-content.ts';

/** What the sender is built from. */
export interface MailSenderParts extends MailStores, TokenParts {
  mailer: Mailer;
  identity: MailIdentity;
  /** Undefined where nobody can sign such a link: nobody is asked. */
  ratingPage: RatingPage | undefined;
}

/** The conversation's thread under a token that leads back to it, also after a master key was taken away. */
async function openThread(
  parts: MailSenderParts,
  thread: ConversationRef & { address: string },
): Promise<{ token: string; rootId: string | null }> {
  const { tenant, conversation } = thread;
  const { token, known } = await threadToken(parts, { tenant, conversation });
  const rootId = known?.rootId ?? null;
  if (known?.address !== thread.address || !known.tokenHash.equals(hashOf(token)))
    await keepThread(parts.pool, { ...thread, token, byMail: known?.byMail ?? false, rootId });
  return { token, rootId };
}

/** Answers of calendars come to the conversation's own address, so that they are known by its token. */
function calendarOf(
  identity: MailIdentity,
  token: string,
  invitation: Omit<Invitation, 'organizer'>,
): MailToSend['calendar'] {
  const organizer = { name: invitation.agentName, email: replyAddress(identity, token) };
  return {
    method: methodOf(invitation.state),
    content: invitationText({ ...invitation, organizer }),
  };
}

async function send(
  parts: MailSenderParts,
  delivery: DueDelivery,
  ref: ConversationRef,
): Promise<AttemptOutcome> {
  const content = await readContent(parts.pool, ref, delivery.eventSequence ?? 0);
  if (content === undefined) return { kind: 'suppressed', error: 'erased' };
  const address = plainAddress(content.customer.email ?? '');
  if (address === null) return { kind: 'refused', status: null, error: 'no_address' };
  const { ratingPage } = parts;
  const made = await mailOf({ stores: parts, ratingPage, ref, content, address });
  if (made.kind !== 'mail') return made;
  const { invitation, ...body } = made.body;
  const { token, rootId } = await openThread(parts, { ...ref, address });
  return parts.mailer.send(
    composeMail({
      ...body,
      identity: parts.identity,
      token,
      key: delivery.key,
      to: { address, name: content.customer.name },
      language: content.language,
      rootId,
      calendar: invitation && calendarOf(parts.identity, token, invitation),
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
