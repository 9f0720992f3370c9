/** Mail on real parts for one test file: an SMTP server process, a worker that mails, and who takes mails that come in. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createMailSender } from '../../src/activities/deliver-mail.ts';
import { createAttachmentStore } from '../../src/adapters/files/attachment-store.ts';
import { createMailReceiver, type ReceiveMail } from '../../src/adapters/mail/receive.ts';
import { mailIdentity, tokenMaker } from '../../src/adapters/mail/reply-token.ts';
import { ratingTokens } from '../../src/adapters/crypto/rating-token.ts';
import { createMailer } from '../../src/adapters/mail/smtp.ts';
import { organizerAddress } from '../../src/adapters/mail/thread-token.ts';
import type { ConversationRef } from '../../src/domain/ids.ts';
import { BatonError, errorCatalogue } from '../../src/errors.ts';
import { eventually, testBaton, type TestBaton } from './baton.ts';
import { drive, type Conversation } from './driver.ts';
import { startSmtp, type SmtpMail, type SmtpProcess } from './smtp.ts';
import { setOnline } from './tenant.ts';

export interface Draft {
  from?: string;
  to?: string;
  cc?: string;
  id: string;
  text: string;
  headers?: string[];
  subject?: string;
}

/** A raw mail. */
export function mail(draft: Draft): Buffer {
  const lines = [
    ...(draft.headers ?? []),
    `From: ${draft.from ?? 'Kim <kim@example.org>'}`,
    `To: ${draft.to ?? 'support@example.com'}`,
    ...(draft.cc === undefined ? [] : [`Cc: ${draft.cc}`]),
    `Message-ID: <${draft.id}@example.org>`,
    `Subject: ${draft.subject ?? 'My order'}`,
    'Content-Type: text/plain; charset=utf-8',
    '',
    draft.text,
  ];
  return Buffer.from(lines.join('\r\n'));
}

/** A header of a raw mail, unfolded. */
export function header(raw: string, name: string): string {
  const unfolded = raw.replaceAll(/\r?\n[ \t]+/g, ' ');
  return new RegExp(`^${name}: (.+)$`, 'im').exec(unfolded)?.[1]?.trim() ?? '';
}

export const replyTo = (raw: string): string =>
  /[\w.+-]+@example\.com/.exec(header(raw, 'Reply-To'))?.[0] ?? '';

export interface MailGround {
  baton: TestBaton;
  smtp: SmtpProcess;
  receive: ReceiveMail;
  /** Where calendars answer to the invitations of a conversation. */
  organizerOf: (ref: ConversationRef) => Promise<string>;
  /** A conversation that began by mail. */
  begun(id: string, from: string, text?: string): Promise<Conversation>;
  /** One that Ana holds. */
  held(id: string, from: string): Promise<Conversation>;
  /** Mails of people. */
  sentTo(address: string, count?: number): Promise<SmtpMail[]>;
  /** What Baton mailed by itself: the assistant's turns, its own sentences, invitations. */
  automaticTo(address: string, count?: number): Promise<SmtpMail[]>;
  close(): Promise<void>;
}

/** Takes a mail as a mail server offers it: again, while the taker says that it can't now. */
function patient(receive: ReceiveMail): ReceiveMail {
  return async (raw) => {
    for (let tries = 1; ; tries += 1) {
      try {
        return await receive(raw);
      } catch (error) {
        const passing = error instanceof BatonError && errorCatalogue[error.code].retryable;
        if (!passing || tries >= 10) throw error;
        await new Promise((resolve) => setTimeout(resolve, 500));
      }
    }
  };
}

function mailsTo(
  smtp: SmtpProcess,
  { address, count, word }: { address: string; count: number; word: string },
): Promise<SmtpMail[]> {
  return eventually(`${count} mails to ${address}`, () => {
    const found = smtp.mails.filter(
      ({ to, raw }) => to.includes(address) && header(raw, 'Auto-Submitted') === word,
    );
    return Promise.resolve(found.length >= count ? found : null);
  });
}

/** Where the mails of a ground lead for a rating; the API of a test reads tokens of the same key. */
const ratings = ratingTokens([Buffer.alloc(32, 7)]);
const ratingPage = (ref: ConversationRef): string =>
  `http://127.0.0.1:8787/rate/${ratings.tokenFor(ref)}`;

/** `windowSeconds`: how long Baton's own mails keep apart; `ratingSeconds`: when customers are asked for a rating. */
export async function openMailGround({
  windowSeconds = 900,
  ratingSeconds = null,
}: { windowSeconds?: number; ratingSeconds?: number | null } = {}): Promise<MailGround> {
  const identity = mailIdentity('Support <support@example.com>');
  const makeToken = tokenMaker(Buffer.alloc(32, 7));
  const smtp = await startSmtp();
  const folder = await mkdtemp(path.join(tmpdir(), 'baton-mail-'));
  const attachments = createAttachmentStore({ folder, maxBytes: 10 * 1024 * 1024 });
  const mailer = createMailer(smtp.url, { timeoutMs: 3_000 });
  const baton = await testBaton({
    policy: (policy) => ({
      ...policy,
      delivery: {
        first_retry_seconds: 1,
        automatic_mail_window_seconds: windowSeconds,
        rating_mail_after_seconds: ratingSeconds,
        fallback: { slack: 'email' },
      },
    }),
    delivery: (pool) => ({
      leaseMs: 5_000,
      senders: {
        email: createMailSender({
          ...{ pool, attachments, mailer, identity },
          tokenMakers: [makeToken],
          ratingPage,
        }),
      },
    }),
  });
  await baton.pool.query('update agents set capacity = 50');
  await setOnline(baton.pool, baton.tenant, 'ana');
  const receive = patient(
    createMailReceiver({
      pool: baton.pool,
      attachments,
      identity,
      tenant: baton.tenant,
      trustedAuthserv: 'mx.example.com',
      tokenFor: makeToken,
      send: (ref, type, argument) => baton.conversations.send(ref, type, argument),
    }),
  );
  const begun: MailGround['begun'] = async (id, from, text) => {
    const wish = text ?? 'I want to talk to a real person please.';
    const receipt = await receive(mail({ id, from, text: wish }));
    if (receipt.disposition !== 'new') throw new Error(receipt.disposition);
    return drive(baton, receipt.conversation ?? '');
  };
  return {
    baton,
    smtp,
    receive,
    organizerOf: (ref) =>
      organizerAddress({ pool: baton.pool, identity, tokenMakers: [makeToken] }, ref),
    begun,
    held: async (id, from) => {
      const conversation = await begun(id, from);
      await conversation.accept(await conversation.offer());
      return conversation;
    },
    sentTo: (address, count = 1) => mailsTo(smtp, { address, count, word: 'no' }),
    automaticTo: (address, count = 1) => mailsTo(smtp, { address, count, word: 'auto-generated' }),
    close: async () => {
      await baton.close();
      await smtp.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
