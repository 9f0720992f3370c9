/** What is mailed of an event: a turn, a sentence of Baton's own, or the invitation to a meeting. */
import { instantText } from '../adapters/calendar/instant-text.ts';
import type { Invitation } from '../adapters/calendar/invitation.ts';
import type { RatingPage } from '../adapters/crypto/rating-token.ts';
import type { AttachmentStore } from '../adapters/files/attachment-store.ts';
import type { MailToSend } from '../adapters/mail/compose.ts';
import { filesOf, wholeText } from '../adapters/mail/content.ts';
import { ratingMail } from '../adapters/mail/rating-mail.ts';
import { activePolicy } from '../adapters/postgres/active-policy.ts';
import { readDeliverySettings } from '../adapters/postgres/delivery-plan.ts';
import type { DeliveryContent } from '../adapters/postgres/deliveries-read.ts';
import { automaticMailsWithinHour, noticeFacts } from '../adapters/postgres/mails.ts';
import {
  lastMeeting,
  readMeeting,
  type MeetingRecord,
} from '../adapters/postgres/meetings-read.ts';
import type { Pool } from '../adapters/postgres/pool.ts';
import { ratingFacts } from '../adapters/postgres/rating-requests.ts';
import { showCaseNumber } from '../domain/case-number.ts';
import { holdNotice, holdRating, type AttemptOutcome } from '../domain/delivery.ts';
import type { ConversationRef } from '../domain/ids.ts';
import { deliverySettings } from '../domain/policy-delivery.ts';
import { messageFor, type MessageKey, type Policy } from '../domain/policy.ts';

/** Where texts and files lie. */
export interface MailStores {
  pool: Pool;
  attachments: AttachmentStore;
}

/** The part of a mail that depends on its event. */
export interface MailBody extends Pick<
  MailToSend,
  'text' | 'automatic' | 'attachments' | 'html' | 'unsubscribe'
> {
  /** Without its organizer: answers go to the conversation's own address. */
  invitation?: Omit<Invitation, 'organizer'>;
}

/** A mail, or why there is none now. */
export type MadeMail = { kind: 'mail'; body: MailBody } | AttemptOutcome;

/** Two answering machines that know no manners would go on for ever; a person who writes back and forth does not. */
const maxAutomaticPerHour = 20;

/** Makes it anew for every attempt, from what stands in the store at that moment. */
export function mailOf({
  stores,
  ratingPage,
  ref,
  content,
  address,
}: {
  stores: MailStores;
  ratingPage: RatingPage | undefined;
  ref: ConversationRef;
  content: DeliveryContent;
  address: string;
}): Promise<MadeMail> {
  const { turn, notice, type } = content.event;
  if (type === 'conversation.resolved')
    return ratingRequest(stores, ref, content, { address, page: ratingPage?.(ref) });
  if (turn !== undefined) return turnMail(stores, ref, content, turn.role === 'assistant');
  if (notice !== undefined) return noticeMail(stores, ref, content, notice.content);
  return meetingMail(stores, ref, content);
}

/** The head is read at the moment of sending: the assistant's turn is mailed while the AI owns the conversation (I4). */
async function turnMail(
  stores: MailStores,
  ref: ConversationRef,
  content: DeliveryContent,
  automatic: boolean,
): Promise<MadeMail> {
  if (automatic && (content.owner !== 'ai' || content.turnEpoch !== content.epoch))
    return { kind: 'suppressed', error: 'not_owner' };
  if (automatic && (await automaticMailsWithinHour(stores.pool, ref)) >= maxAutomaticPerHour)
    return { kind: 'refused', status: null, error: 'too_many_automatic_mails' };
  const text = await wholeText(stores, ref.tenant, content);
  const attachments = await filesOf(stores, ref.tenant, content.attachments);
  return { kind: 'mail', body: { text, automatic, attachments } };
}

async function noticeMail(
  { pool }: MailStores,
  ref: ConversationRef,
  content: DeliveryContent,
  text: string,
): Promise<MadeMail> {
  const settings = await readDeliverySettings(pool, ref.tenant);
  const facts = await noticeFacts(pool, ref, content.event.sequence);
  const windowMs = settings.automatic_mail_window_seconds * 1000;
  return (
    holdNotice({ ...facts, windowMs }) ?? {
      kind: 'mail',
      body: { text, automatic: true, attachments: [] },
    }
  );
}

/** Asked of the store at the moment of sending: who came back or rated meanwhile is not asked. */
async function ratingRequest(
  { pool }: MailStores,
  ref: ConversationRef,
  content: DeliveryContent,
  { address, page }: { address: string; page: string | undefined },
): Promise<MadeMail> {
  const { sequence } = content.event;
  const policy = await activePolicy(pool, ref.tenant);
  const { rating_mail_after_seconds: after } = deliverySettings(policy?.delivery);
  const off = after === null || page === undefined || policy === undefined;
  const facts = await ratingFacts(pool, ref, { sequence, address });
  const held = holdRating({ ...facts, off });
  if (held !== null || off) return held ?? { kind: 'suppressed', error: 'switched_off' };
  const { caseNumber } = content;
  const language = content.language ?? policy.default_language;
  const values = { case_number: caseNumber === null ? '' : showCaseNumber(caseNumber) };
  const text = messageFor(policy, 'rating_asked', { language: content.language }, values);
  const letter = ratingMail({ text, page, language });
  return { kind: 'mail', body: { ...letter, automatic: true, attachments: [] } };
}

const sentences: Partial<Record<string, MessageKey>> = {
  'meeting.booked': 'meeting_booked',
  'meeting.moved': 'meeting_moved',
  'meeting.canceled': 'meeting_canceled',
  // The address came after the booking.
  'handoff.details_left': 'meeting_booked',
};

/** The meeting an event is about, as it stands now; undefined when it is none of ours or went on since. */
async function meetingOf(
  pool: Pool,
  ref: ConversationRef,
  { type, data }: DeliveryContent['event'],
): Promise<MeetingRecord | undefined> {
  const id = data['meeting_id'];
  const meeting =
    typeof id === 'string' ? await readMeeting(pool, ref, id) : await lastMeeting(pool, ref);
  if (meeting === undefined) return undefined;
  if (type === 'meeting.canceled') return meeting.state === 'canceled' ? meeting : undefined;
  const revision = data['revision'] ?? meeting.revision;
  return meeting.state === 'booked' && meeting.revision === revision ? meeting : undefined;
}

function sentenceOf(policy: Policy, content: DeliveryContent, meeting: MeetingRecord): string {
  const language = content.language ?? policy.default_language;
  const { timeZone, event } = content;
  const by = instantText(meeting.startsAt, {
    now: Date.parse(event.timestamp),
    language,
    timeZone,
  });
  const key = sentences[event.type] ?? 'meeting_booked';
  return messageFor(policy, key, { language: content.language }, { by });
}

async function meetingMail(
  { pool }: MailStores,
  ref: ConversationRef,
  content: DeliveryContent,
): Promise<MadeMail> {
  const meeting = await meetingOf(pool, ref, content.event);
  const policy = await activePolicy(pool, ref.tenant);
  if (meeting === undefined || policy === undefined)
    return { kind: 'suppressed', error: 'superseded' };
  const invitation = { ...meeting, now: Date.parse(content.event.timestamp) };
  const text = sentenceOf(policy, content, meeting);
  return { kind: 'mail', body: { text, automatic: true, attachments: [], invitation } };
}
