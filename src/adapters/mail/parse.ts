/** A raw mail as facts, text and files. Nothing in it is trusted: bounds first, then the parser. */
import { createHash } from 'node:crypto';
import { simpleParser, type AddressObject, type ParsedMail } from 'mailparser';
import { readReply, type CalendarReply } from '../calendar/invitation.ts';
import { plainAddress, type MailFacts } from '../../domain/inbound-mail.ts';

/** Larger mails are recorded and not read. */
export const maxMailBytes = 20 * 1024 * 1024;
/** Files kept of one mail. */
export const maxFiles = 10;
export const maxFileBytes = 10 * 1024 * 1024;

export interface MailFile {
  name: string;
  mediaType: string;
  content: Buffer;
}

export interface ReceivedMail {
  facts: MailFacts;
  messageId: string;
  contentHash: Buffer;
  senderName: string | null;
  recipients: string[];
  /** Message-IDs it answers; of a bounce, also that of the mail that came back. */
  answers: string[];
  subject: string;
  text: string;
  files: MailFile[];
  /** What a calendar answered; null for a mail that brings no such answer. */
  calendarReply: CalendarReply | null;
  /** Files left out, because they are too many or too large. */
  filesDropped: number;
}

/** The first header of a name as it stands, unfolded and in lower case; null when there is none. */
function header(mail: ParsedMail, name: string): string | null {
  const found = mail.headerLines.find(({ key }) => key === name);
  if (found === undefined) return null;
  return found.line
    .slice(found.line.indexOf(':') + 1)
    .replaceAll(/\s+/g, ' ')
    .trim()
    .toLowerCase();
}

function addressesOf(list: AddressObject | AddressObject[] | undefined): string[] {
  const objects = list === undefined ? [] : [list].flat();
  return objects.flatMap(({ value }) =>
    value
      .flatMap((entry) => [entry, ...(entry.group ?? [])])
      .flatMap(({ address }) => address ?? []),
  );
}

/** The trusted host puts its line on top; lines below may be the sender's own. */
function dmarcOf(mail: ParsedMail, trusted: string | undefined): MailFacts['dmarc'] {
  const line = header(mail, 'authentication-results') ?? '';
  if (trusted === undefined || line.split(/[;\s]/)[0] !== trusted.toLowerCase()) return null;
  return (/\bdmarc=(pass|fail)\b/.exec(line)?.[1] as 'pass' | 'fail' | undefined) ?? null;
}

const autoHeaders = ['x-autoreply', 'x-autorespond', 'x-auto-reply'];
const robots = ['mailer-daemon', 'postmaster'];

function isReport(mail: ParsedMail, from: string | null): boolean {
  const type = header(mail, 'content-type') ?? '';
  const isFromRobot = robots.includes((from ?? '').split('@')[0] ?? '');
  return type.startsWith('multipart/report') || header(mail, 'return-path') === '<>' || isFromRobot;
}

const maxCalendarBytes = 128 * 1024;

/** The answer to an invitation of ours; a part that calendars send is named by its type, wherever it stands. */
function calendarReplyOf(mail: ParsedMail): CalendarReply | null {
  for (const { contentType, content } of mail.attachments.slice(0, 2 * maxFiles)) {
    if (contentType !== 'text/calendar' || content.byteLength > maxCalendarBytes) continue;
    const reply = readReply(content.toString('utf8'));
    if (reply !== null) return reply;
  }
  return null;
}

function factsOf(
  mail: ParsedMail,
  trusted: string | undefined,
): Omit<MailFacts, 'isCalendarReply'> {
  const senders = addressesOf(mail.from);
  const from = senders.length === 1 ? plainAddress(senders[0] ?? '') : null;
  const fromLines = mail.headerLines.filter(({ key }) => key === 'from');
  const names = mail.headerLines.map(({ key }) => key);
  return {
    from,
    ambiguousFrom: senders.length > 1 || fromLines.length > 1,
    autoSubmitted: header(mail, 'auto-submitted')?.split(';')[0]?.trim() ?? null,
    precedence: header(mail, 'precedence'),
    listId: names.includes('list-id') || names.includes('list-unsubscribe'),
    isReport: isReport(mail, from),
    hasAutoHeader: autoHeaders.some((name) => names.includes(name)),
    dmarc: dmarcOf(mail, trusted),
    hasText: (mail.text ?? '').trim() !== '' || mail.attachments.length > 0,
  };
}

const messageIds = /<[^<>\s]{3,250}>/g;

/** Ids the mail names as what it answers; a delivery report names the mail that came back in its body. */
function answersOf(mail: ParsedMail, isReport: boolean): string[] {
  const references = [mail.inReplyTo ?? '', ...[mail.references ?? []].flat()];
  const body = isReport
    ? [
        mail.text ?? '',
        ...mail.attachments.map(({ content }) => content.subarray(0, 65_536).toString('utf8')),
      ]
    : [];
  return [...references, ...body]
    .flatMap((text) => text.slice(0, 100_000).match(messageIds) ?? [])
    .slice(0, 100);
}

function filesOf(mail: ParsedMail): { files: MailFile[]; filesDropped: number } {
  const whole = mail.attachments.filter(({ related }) => !related);
  const files = whole
    .filter(({ size }) => size > 0 && size <= maxFileBytes)
    .slice(0, maxFiles)
    .map(({ filename, contentType, content }) => ({
      name: (filename ?? 'file')
        .toWellFormed()
        .replaceAll(/[\p{Cc}/\\]/gu, '_')
        .slice(0, 200),
      mediaType: /^[\w.+-]{1,64}\/[\w.+-]{1,64}$/.test(contentType)
        ? contentType
        : 'application/octet-stream',
      content,
    }));
  return { files, filesDropped: whole.length - files.length };
}

/** Reads a mail of at most {@link maxMailBytes}; throws where it is none. */
export async function readMail(raw: Buffer, trustedAuthserv?: string): Promise<ReceivedMail> {
  const mail = await simpleParser(raw, {
    skipTextToHtml: true,
    skipImageLinks: true,
    maxHtmlLengthToParse: 1024 * 1024,
  });
  const contentHash = createHash('sha256').update(raw).digest();
  const calendarReply = calendarReplyOf(mail);
  const facts = { ...factsOf(mail, trustedAuthserv), isCalendarReply: calendarReply !== null };
  const delivered = mail.headerLines
    .filter(({ key }) => ['delivered-to', 'x-original-to', 'envelope-to'].includes(key))
    .map(({ line }) => line);
  return {
    facts,
    calendarReply,
    messageId: mail.messageId ?? `<${contentHash.toString('hex')}>`,
    contentHash,
    senderName: [mail.from].flat()[0]?.value[0]?.name ?? null,
    recipients: [...addressesOf(mail.to), ...addressesOf(mail.cc), ...delivered],
    answers: answersOf(mail, facts.isReport),
    subject: (mail.subject ?? '')
      .toWellFormed()
      .replaceAll(/\p{Cc}/gu, ' ')
      .slice(0, 300)
      .trim(),
    text: (mail.text ?? '').toWellFormed().replaceAll('\u0000', ''),
    ...filesOf(mail),
  };
}
