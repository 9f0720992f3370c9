/** A mail to a customer: plain text first, small escaped HTML, headers that keep the thread and stop answering machines. */
import type Mail from 'nodemailer/lib/mailer';
import { messageIdOf, replyAddress, rootIdOf, type MailIdentity } from './reply-token.ts';

export interface MailToSend {
  identity: MailIdentity;
  token: string;
  /** The delivery's key: the Message-ID is made from it. */
  key: string;
  to: { address: string; name?: string | undefined };
  language: string | null;
  text: string;
  /** Where it is more than the text with its lines. */
  html?: string;
  /** Where one press ends mails of this kind (RFC 8058). */
  unsubscribe?: string;
  /** Message-ID of the customer's first mail, where it began by mail. */
  rootId: string | null;
  /** A machine wrote it: other machines must not answer. */
  automatic: boolean;
  attachments: { filename: string; content: Buffer; contentType: string }[];
  /** An invitation: a part that calendars read. */
  calendar?: { method: 'REQUEST' | 'CANCEL'; content: string } | undefined;
}

/** Never the customer's own words: an address nobody proved must not be sent a stranger's text (S-23). */
const subjects: Record<string, string> = {
  en: 'Your conversation with us',
  de: 'Ihr Gespräch mit uns',
  fr: 'Votre conversation avec nous',
  es: 'Su conversación con nosotros',
  it: 'La tua conversazione con noi',
  nl: 'Uw gesprek met ons',
  pt: 'A sua conversa connosco',
  zh: '您与我们的对话',
};

const escapes: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text in HTML, in which nothing is markup. */
export function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (sign) => escapes[sign] ?? sign);
}

/** A mail's HTML around its body: what screen readers and mail programs need to know of it. */
export function htmlMail(language: string, title: string, body: string): string {
  const head = `<head><meta charset="utf-8"><title>${escapeHtml(title)}</title></head>`;
  const style = 'font-family:sans-serif;overflow-wrap:anywhere';
  return `<!doctype html><html lang="${escapeHtml(language)}">${head}<body style="${style}">${body}</body></html>`;
}

/** Text as HTML paragraphs; nothing in it is markup. */
export function paragraphsOf(text: string): string {
  const paragraphs = escapeHtml(text)
    .split(/\n{2,}/)
    .map((part) => `<p>${part.replaceAll('\n', '<br>')}</p>`);
  return paragraphs.join('');
}

function subjectOf(language: string | null, isAnswer: boolean): string {
  const subject = subjects[language?.slice(0, 2) ?? 'en'] ?? subjects['en'] ?? '';
  return isAnswer ? `Re: ${subject}` : subject;
}

/** The mail as nodemailer takes it; the same for every attempt but its date. */
export function composeMail(mail: MailToSend): Mail.Options {
  const { identity, token, to } = mail;
  const from = `${identity.local}@${identity.domain}`;
  const root = mail.rootId ?? rootIdOf(identity, token);
  const subject = subjectOf(mail.language, mail.rootId !== null);
  return {
    messageId: messageIdOf(identity, mail.key, token),
    inReplyTo: root,
    references: [root],
    from: { name: identity.name, address: from },
    replyTo: { name: identity.name, address: replyAddress(identity, token) },
    to: { name: to.name ?? '', address: to.address },
    envelope: { from, to: [to.address] },
    subject,
    text: mail.text,
    html: mail.html ?? htmlMail(mail.language ?? 'en', subject, paragraphsOf(mail.text)),
    attachments: mail.attachments,
    ...(mail.calendar && { icalEvent: { ...mail.calendar, filename: 'meeting.ics' } }),
    headers: {
      'Auto-Submitted': mail.automatic ? 'auto-generated' : 'no',
      'X-Auto-Response-Suppress': 'All',
      ...(mail.unsubscribe !== undefined && {
        'List-Unsubscribe': `<${mail.unsubscribe}>`,
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      }),
    },
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}
