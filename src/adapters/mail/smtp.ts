/** One SMTP server, and what its answers mean for a delivery. */
import { createTransport, type Transporter } from 'nodemailer';
import type Mail from 'nodemailer/lib/mailer';
import type { AttemptOutcome } from '../../domain/delivery.ts';

/** A mail of Baton to a person of the house, outside of every conversation. */
export interface PersonMail {
  to: string;
  subject: string;
  text: string;
  html?: string;
  messageId: string;
}

export interface Mailer {
  /** Hands the mail over, and says how it went; never throws for what the server or the network did. */
  send(mail: Mail.Options): Promise<AttemptOutcome>;
  close(): void;
}

interface SmtpError {
  code?: string;
  responseCode?: number;
  command?: string;
}

/** Commands whose refusal is about this mail and its recipient; others are about us and may be mended. */
const aboutTheMail = ['MAIL FROM', 'RCPT TO', 'DATA'];

function outcomeOf(error: unknown): AttemptOutcome {
  const { code, responseCode, command } = error as SmtpError;
  const status = responseCode ?? null;
  const name = status === null ? `smtp_${code ?? 'error'}` : `smtp_${status}`;
  const permanent =
    status !== null &&
    status >= 500 &&
    (code === 'EENVELOPE' || code === 'EMESSAGE' || aboutTheMail.includes(command ?? ''));
  return permanent
    ? { kind: 'refused', status, error: name }
    : { kind: 'retry', status, error: name.toLowerCase() };
}

/** A mailer for `smtp://` or `smtps://` with user and password in the URL. */
export function createMailer(url: string, options: { timeoutMs: number }): Mailer {
  const target = new URL(url);
  const secure = target.protocol === 'smtps:';
  const { timeoutMs } = options;
  const transport: Transporter = createTransport({
    host: target.hostname,
    port: Number(target.port) || (secure ? 465 : 587),
    secure,
    ...(target.username !== '' && {
      auth: {
        user: decodeURIComponent(target.username),
        pass: decodeURIComponent(target.password),
      },
    }),
    // A local relay without a certificate is common; whoever wants more says smtps.
    ...(target.searchParams.get('tls') === 'none' && { ignoreTLS: true }),
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
  });
  return {
    send: async (mail) => {
      try {
        await transport.sendMail(mail);
        return { kind: 'delivered', status: 250, receipt: mail.messageId ?? '' };
      } catch (error) {
        return outcomeOf(error);
      }
    },
    close: () => {
      transport.close();
    },
  };
}
