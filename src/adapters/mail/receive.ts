/**
 * Takes one raw mail: a reply becomes a turn of its conversation, a first mail begins one, everything else is recorded
 * and goes no further. Twice is once: turn and conversation ids are made from the Message-ID.
 * R1 nothing is answered here: no mail leads to a mail by itself (S-22, S-23). R2 text is masked before anything keeps it.
 */
import { createHash } from 'node:crypto';
import { dispositionOf, type MailDisposition } from '../../domain/inbound-mail.ts';
import type { ConversationRef } from '../../domain/ids.ts';
import { maskText } from '../../domain/mask.ts';
import { stripQuoted } from '../../domain/quoted-text.ts';
import type { CommandResult, MessageArgument } from '../../domain/commands.ts';
import { BatonError } from '../../errors.ts';
import type { AttachmentStore } from '../files/attachment-store.ts';
import { takeReply } from '../calendar/take-reply.ts';
import { addAttachment } from '../postgres/attachments.ts';
import {
  bounceDelivery,
  findThread,
  isAgentsAddress,
  keepThread,
  knownMail,
  recentMails,
  recordMail,
  threadOf,
  type MailThread,
} from '../postgres/mails.ts';
import type { Pool } from '../postgres/pool.ts';
import { maxFileBytes, maxFiles, maxMailBytes, readMail, type ReceivedMail } from './parse.ts';
import { tokensIn, type MailIdentity } from './reply-token.ts';

type Taken = 'turn' | 'note' | 'cancelMeeting';

export interface MailReceiverParts {
  pool: Pool;
  attachments: AttachmentStore;
  identity: MailIdentity;
  /** Whose conversation a mail without a token begins. */
  tenant: string;
  trustedAuthserv: string | undefined;
  tokenFor: (ref: ConversationRef) => string;
  /** Sends a command; its outcome may be pending. */
  send: <T extends Taken>(
    ref: ConversationRef,
    type: T,
    argument: MessageArgument<T>,
  ) => Promise<{ kind: 'answered'; result: CommandResult } | { kind: 'pending' }>;
}

export interface MailReceipt {
  disposition: MailDisposition;
  conversation: string | null;
}

/** Takes a mail. Throws a retryable fault when it could not be taken now: the sender or the mailbox keeps it. */
export type ReceiveMail = (raw: Buffer) => Promise<MailReceipt>;

const maxInlineText = 16_384;

function hashId(prefix: string, ...parts: string[]): string {
  return `${prefix}_${createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 40)}`;
}

/** The receiver over its parts. */
export function createMailReceiver(parts: MailReceiverParts): ReceiveMail {
  return async (raw) => {
    if (raw.byteLength > maxMailBytes) return unread(parts, raw, 'too_large');
    const mail = await readMail(raw, parts.trustedAuthserv).catch(() => null);
    return mail === null ? unread(parts, raw, 'unreadable') : take(parts, mail);
  };
}

async function unread(
  parts: MailReceiverParts,
  raw: Buffer,
  disposition: 'too_large' | 'unreadable',
): Promise<MailReceipt> {
  const contentHash = createHash('sha256').update(raw).digest();
  const mail = {
    tenant: parts.tenant,
    messageId: contentHash.toString('hex'),
    contentHash,
    sender: '',
  };
  await recordMail(parts.pool, mail, { disposition, conversation: null });
  return { disposition, conversation: null };
}

async function threadFor(parts: MailReceiverParts, mail: ReceivedMail): Promise<MailThread | null> {
  for (const token of tokensIn(mail.recipients, mail.answers)) {
    const thread = await findThread(parts.pool, token);
    if (thread !== undefined) return thread;
  }
  return null;
}

async function take(parts: MailReceiverParts, mail: ReceivedMail): Promise<MailReceipt> {
  const thread = await threadFor(parts, mail);
  const tenant = thread?.tenant ?? parts.tenant;
  const sender = mail.facts.from ?? '';
  const inbound = { tenant, messageId: mail.messageId, contentHash: mail.contentHash, sender };
  const known = await knownMail(parts.pool, inbound);
  const conversation = thread?.conversation ?? null;
  if (known === 'same') return { disposition: 'duplicate', conversation };
  const recent = await recentMails(parts.pool, { tenant, sender, conversation });
  const ownAddresses = await ownAddressesOf(parts, tenant, sender);
  const disposition =
    known === 'other' ? 'conflict' : dispositionOf(mail.facts, { ownAddresses, thread, recent });
  const reached = await act(parts, mail, { disposition, thread });
  if (['reply', 'new'].includes(disposition)) await tellOfFiles(parts, mail, { tenant, reached });
  const detail = mail.filesDropped > 0 ? `${mail.filesDropped} files left out` : undefined;
  await recordMail(parts.pool, inbound, { disposition, conversation: reached, detail });
  return { disposition, conversation: reached };
}

/** Ours, and the sender's where it is an agent's: nobody is taken for a customer, or for an agent, by it (S-20). */
async function ownAddressesOf(
  { identity, pool }: MailReceiverParts,
  tenant: string,
  sender: string,
): Promise<string[]> {
  const ours = `${identity.local}@${identity.domain}`;
  return (await isAgentsAddress(pool, tenant, sender)) ? [ours, sender] : [ours];
}

interface Decided {
  disposition: MailDisposition;
  thread: MailThread | null;
}

/** Does what the disposition asks for; the conversation it concerned. */
async function act(
  parts: MailReceiverParts,
  mail: ReceivedMail,
  { disposition, thread }: Decided,
): Promise<string | null> {
  if (disposition === 'new') return begin(parts, mail);
  if (thread === null) return disposition === 'conflict' ? warnOfConflict(parts, mail) : null;
  if (disposition === 'reply') await addTurn(parts, mail, thread);
  else if (disposition === 'calendar_reply') await answerInvitation(parts, mail, thread);
  else if (disposition === 'bounce')
    for (const id of mail.answers) await bounceDelivery(parts.pool, thread, id);
  else await warnAgent(parts, mail, thread, disposition);
  return thread.conversation;
}

/** The calendar of whoever the invitation was sent to; a meeting of another conversation is none of theirs. */
async function answerInvitation(
  parts: MailReceiverParts,
  { calendarReply, messageId }: ReceivedMail,
  { tenant, conversation }: ConversationRef,
): Promise<void> {
  if (calendarReply === null) return;
  const commandId = hashId('mc', tenant, conversation, messageId);
  await takeReply(parts, { tenant, conversation, commandId }, calendarReply);
}

/** A first mail: its sender is claimed, not proved, and learns nothing by it. */
async function begin(parts: MailReceiverParts, mail: ReceivedMail): Promise<string> {
  const conversation = hashId('em', parts.tenant, mail.messageId);
  const ref = { tenant: parts.tenant, conversation };
  const address = mail.facts.from ?? '';
  const token = parts.tokenFor(ref);
  await keepThread(parts.pool, { ...ref, address, token, byMail: true, rootId: mail.messageId });
  await addTurn(parts, mail, ref, { withSubject: true });
  return conversation;
}

/** What an agent is told of mails that were kept out of their conversation. */
const warnings: Partial<Record<MailDisposition, string>> = {
  stranger:
    'A mail with the reply address of this conversation came from somebody else than the customer. It was not added.',
  forged:
    'A mail in the name of the customer failed the check of its sender (DMARC). It was not added.',
  own_address:
    "A mail from an agent's address, or ours, came to this conversation. A mail proves nobody to be an agent: it was not added and nobody was sent it. Answer here.",
  conflict:
    'A second mail with the id of an earlier one, but other content, came. It was not added. It says:',
};
const maxKeptText = 4_000;

/** The other content of a known id is kept where the agent reads it, and never becomes a turn (S-21). */
function warningOf(mail: ReceivedMail, disposition: MailDisposition): string | undefined {
  const warning = warnings[disposition];
  if (disposition !== 'conflict' || warning === undefined) return warning;
  const text = maskText(mail.text).text.slice(0, maxKeptText).toWellFormed();
  return `${warning}\n\n${text}`;
}

async function warnAgent(
  parts: MailReceiverParts,
  mail: ReceivedMail,
  ref: ConversationRef,
  disposition: MailDisposition,
): Promise<void> {
  const content = warningOf(mail, disposition);
  if (content === undefined) return;
  await deliver(parts, ref, 'note', {
    id: hashId('mw', ref.conversation, mail.contentHash.toString('hex')),
    actor: { kind: 'system', id: 'mail' },
    agent: 'mail',
    content,
  });
}

/** Whoever reads the turn must not take its files for all there were. */
async function tellOfFiles(
  parts: MailReceiverParts,
  { filesDropped, messageId }: ReceivedMail,
  { tenant, reached: conversation }: { tenant: string; reached: string | null },
): Promise<void> {
  if (filesDropped === 0 || conversation === null) return;
  await deliver(parts, { tenant, conversation }, 'note', {
    id: hashId('mf', conversation, messageId),
    actor: { kind: 'system', id: 'mail' },
    agent: 'mail',
    content: `${filesDropped} files of the customer's mail were left out: at most ${maxFiles} are kept, and none that is empty or larger than ${maxFileBytes / 1_048_576} MB.`,
  });
}

/** The mail whose id it repeats may have begun a conversation. */
async function warnOfConflict(
  parts: MailReceiverParts,
  mail: ReceivedMail,
): Promise<string | null> {
  const conversation = hashId('em', parts.tenant, mail.messageId);
  const ref = { tenant: parts.tenant, conversation };
  if ((await threadOf(parts.pool, ref)) === undefined) return null;
  await warnAgent(parts, mail, ref, 'conflict');
  return conversation;
}

async function addTurn(
  parts: MailReceiverParts,
  mail: ReceivedMail,
  ref: ConversationRef,
  options: { withSubject?: boolean } = {},
): Promise<void> {
  const files = await storeFiles(parts, mail, ref.tenant);
  const fresh = stripQuoted(mail.text);
  const whole =
    options.withSubject === true && mail.subject !== '' ? `${mail.subject}\n\n${fresh}` : fresh;
  const said = await storeText(parts, ref.tenant, maskText(whole).text.slice(0, 256 * 1024));
  const { from } = mail.facts;
  const id = hashId('em', ref.tenant, ref.conversation, mail.messageId);
  await deliver(parts, ref, 'turn', {
    id: `t_${id}`,
    actor: { kind: 'customer', id: 'mail' },
    channel: 'email',
    turns: [{ id, role: 'customer', ...said, ...(files.length > 0 && { attachments: files }) }],
    ...(options.withSubject === true && {
      customer: {
        email: from ?? '',
        ...(mail.senderName !== null &&
          mail.senderName !== '' && {
            name: maskText(mail.senderName.toWellFormed()).text.slice(0, 200),
          }),
      },
    }),
  });
}

/** A refusal is the end of it; what is pending or failed is taken again with the same ids. */
async function deliver<T extends Taken>(
  parts: MailReceiverParts,
  ref: ConversationRef,
  type: T,
  argument: MessageArgument<T>,
): Promise<void> {
  const { tenant, conversation } = ref;
  const sent = await parts.send({ tenant, conversation }, type, argument);
  if (sent.kind === 'pending')
    throw new BatonError(
      'workflow_unavailable',
      'the mail is on its way; take it again to be sure',
    );
  if (sent.result.kind === 'refused' && type === 'turn' && sent.result.code !== 'command_conflict')
    throw new BatonError(sent.result.code, sent.result.detail);
}

async function storeFiles(
  parts: MailReceiverParts,
  mail: ReceivedMail,
  tenant: string,
): Promise<string[]> {
  const ids: string[] = [];
  for (const [index, file] of mail.files.entries()) {
    const id = hashId('at', tenant, mail.contentHash.toString('hex'), String(index));
    const stored = await parts.attachments.put(tenant, file.content, id);
    const { name, mediaType } = file;
    await addAttachment(parts.pool, tenant, { ...stored, name, mediaType });
    ids.push(id);
  }
  return ids;
}

async function storeText(
  parts: MailReceiverParts,
  tenant: string,
  text: string,
): Promise<{ content: string; content_ref?: string }> {
  if (text.length <= maxInlineText) return { content: text };
  const stored = await parts.attachments.put(tenant, Buffer.from(text), hashId('tx', tenant, text));
  const mediaType = 'text/plain; charset=utf-8';
  await addAttachment(parts.pool, tenant, { ...stored, name: 'turn.txt', mediaType });
  const head = text.slice(0, maxInlineText);
  return { content: head.isWellFormed() ? head : head.slice(0, -1), content_ref: stored.id };
}
