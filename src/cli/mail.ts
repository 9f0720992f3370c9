/** Mail of this process, from its configuration: how it leaves, and who takes what comes in. */
import path from 'node:path';
import { createMailSender } from '../activities/deliver-mail.ts';
import { maxAttachmentBytes } from '../api/attachments.ts';
import { createAttachmentStore, type AttachmentStore } from '../adapters/files/attachment-store.ts';
import { createMailReceiver, type ReceiveMail } from '../adapters/mail/receive.ts';
import { mailIdentity, tokenMaker } from '../adapters/mail/reply-token.ts';
import { createMailer, type PersonMail } from '../adapters/mail/smtp.ts';
import { organizerAddress, type TokenParts } from '../adapters/mail/thread-token.ts';
import type { Sender } from '../adapters/postgres/deliveries.ts';
import type { Config } from '../config.ts';
import type { AttemptOutcome } from '../domain/delivery.ts';
import type { ConversationRef } from '../domain/ids.ts';
import type { Parts } from './parts.ts';
import { ratingPageOf } from './ratings.ts';

/** Shorter than the lease of a delivery, so that nobody sends the same mail meanwhile. */
const smtpMs = 20_000;

export function attachmentsOf(config: Config): AttachmentStore {
  const folder = path.join(config.home, 'attachments');
  return createAttachmentStore({ folder, maxBytes: maxAttachmentBytes });
}

/** The sender of mail; undefined where no server is configured. */
export function mailSenderOf(config: Config, parts: Parts): Sender | undefined {
  const { smtpUrl, from } = config.delivery.mail;
  if (smtpUrl === undefined || from === undefined) return undefined;
  return createMailSender({
    pool: parts.pool,
    attachments: attachmentsOf(config),
    mailer: createMailer(smtpUrl, { timeoutMs: smtpMs }),
    identity: mailIdentity(from),
    tokenMakers: tokenMakersOf(parts),
    ratingPage: ratingPageOf(config, parts),
  });
}

function tokenMakersOf({ places }: Parts): TokenParts['tokenMakers'] {
  return places.masterKeys.map(({ key }) => tokenMaker(key));
}

/** Where calendars answer to invitations; undefined where no address of ours is configured. */
export function organizerOf(
  config: Config,
  parts: Parts,
): ((ref: ConversationRef) => Promise<string>) | undefined {
  const { from } = config.delivery.mail;
  if (from === undefined) return undefined;
  const { pool } = parts;
  const place = { pool, tokenMakers: tokenMakersOf(parts), identity: mailIdentity(from) };
  return (ref) => organizerAddress(place, ref);
}

/** Mails alerts, reports and invitations to people of the house; null where no server is configured. */
export function personMailOf(
  config: Config,
): ((mail: PersonMail) => Promise<AttemptOutcome>) | null {
  const { smtpUrl, from } = config.delivery.mail;
  if (smtpUrl === undefined || from === undefined) return null;
  const mailer = createMailer(smtpUrl, { timeoutMs: smtpMs });
  return (mail) => mailer.send({ from, ...mail, headers: { 'Auto-Submitted': 'auto-generated' } });
}

/** Who takes mails that come in; undefined where no address of ours is configured. */
export function mailReceiverOf(config: Config, parts: Parts): ReceiveMail | undefined {
  const { from, tenant, trustedAuthserv } = config.delivery.mail;
  const [masterKey] = parts.places.masterKeys;
  if (from === undefined || masterKey === undefined) return undefined;
  return createMailReceiver({
    pool: parts.pool,
    attachments: attachmentsOf(config),
    identity: mailIdentity(from),
    tenant,
    trustedAuthserv,
    tokenFor: tokenMaker(masterKey.key),
    send: (ref, type, argument) => parts.conversations.send(ref, type, argument),
  });
}
