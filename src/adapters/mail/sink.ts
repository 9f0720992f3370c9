/** Where mail goes that has no server: an SMTP server of this process that keeps the last mails for a page to show. */
import type { AddressInfo } from 'node:net';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

export interface SunkMail {
  message_id: string;
  from: string;
  reply_to: string;
  to: string[];
  subject: string;
  text: string;
  html: string;
  at: string;
}

export interface MailSink {
  /** For the mailer. */
  url: string;
  /** Newest first. */
  mails(): readonly SunkMail[];
  close(): Promise<void>;
}

const maxKept = 200;
const maxBytes = 20 * 1024 * 1024;

async function read(raw: Buffer, to: string[]): Promise<SunkMail> {
  const mail = await simpleParser(raw);
  return {
    message_id: mail.messageId ?? '',
    from: mail.from?.text ?? '',
    reply_to: mail.replyTo?.text ?? '',
    to,
    subject: mail.subject ?? '',
    text: mail.text ?? '',
    html: mail.html || '',
    at: new Date().toISOString(),
  };
}

/** Starts the sink on a free loopback port. */
export async function startMailSink(): Promise<MailSink> {
  const kept: SunkMail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    size: maxBytes,
    logger: false,
    onData: (stream, session, callback) => {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        const to = session.envelope.rcptTo.map(({ address }) => address);
        read(Buffer.concat(parts), to)
          .then((mail) => {
            kept.unshift(mail);
            kept.length = Math.min(kept.length, maxKept);
            callback();
          })
          .catch((error: unknown) => {
            callback(error instanceof Error ? error : new Error('not a mail'));
          });
      });
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}?tls=none`,
    mails: () => kept,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
      }),
  };
}
