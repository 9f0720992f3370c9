/**
 * What is made of a mail that came in. Pure; the mail was parsed by `adapters/mail`.
 * M1 a mail joins a conversation only by its reply token and from the address the token was sent to; a subject, a
 * `Cc` or a known sender never suffices (S-18, S-19). M2 a mail that a machine sent is never answered and never a turn
 * (S-22). M3 nobody speaks for an agent by mail (S-20).
 */

/** What the headers of a mail say. Addresses are lower case. */
export interface MailFacts {
  from: string | null;
  /** More than one `From`, or a group: nobody can be said to have written it. */
  ambiguousFrom: boolean;
  autoSubmitted: string | null;
  precedence: string | null;
  listId: boolean;
  /** An empty return path, or a delivery report. */
  isReport: boolean;
  /** `X-Auto-Response-Suppress`, `X-Autoreply` and the like. */
  hasAutoHeader: boolean;
  /** What a trusted host found; null when it says nothing. */
  dmarc: 'pass' | 'fail' | null;
  hasText: boolean;
  /** It brings what a calendar answered to an invitation of ours. */
  isCalendarReply: boolean;
}

/** What is known here. */
export interface MailContext {
  /** Addresses we send from, and those of agents. */
  ownAddresses: readonly string[];
  /** The thread whose token the mail carries. */
  thread: { address: string } | null;
  /** Mails of this conversation within the hour, and of this sender and tenant that began one. */
  recent: { inThread: number; fromSender: number; inTenant: number };
}

/** What happens to a mail. All but the first three are recorded and go no further. */
export const mailDispositions = [
  'reply',
  'new',
  'calendar_reply',
  'bounce',
  'auto_reply',
  'list',
  'loop',
  'own_address',
  'stranger',
  'forged',
  'limited',
  'no_sender',
  'empty',
  'too_large',
  'unreadable',
  'duplicate',
  'conflict',
] as const;
export type MailDisposition = (typeof mailDispositions)[number];

/** Two machines that answer each other come past this within an hour; two people do not. */
const maxInThread = 30;
/** Conversations one sender may begin in an hour; a person begins two. */
const maxFromSender = 10;
/** Conversations that mails may begin in an hour for one tenant: a mail bomb ends here (S-23). */
const maxInTenant = 500;

function fromMachine(facts: MailFacts): MailDisposition | null {
  if (facts.isReport) return 'bounce';
  // A calendar answers in the name of its owner; that is never a turn, and leads to no mail but the cancellation.
  if (facts.isCalendarReply) return null;
  const auto = facts.autoSubmitted !== null && facts.autoSubmitted !== 'no';
  if (auto || facts.hasAutoHeader || facts.precedence === 'auto_reply') return 'auto_reply';
  const bulk = ['bulk', 'list', 'junk'].includes(facts.precedence ?? '');
  return facts.listId || bulk ? 'list' : null;
}

function fromNobody(facts: MailFacts, context: MailContext): MailDisposition | null {
  if (facts.from === null || facts.ambiguousFrom) return 'no_sender';
  if (context.ownAddresses.includes(facts.from)) return 'own_address';
  return facts.dmarc === 'fail' ? 'forged' : null;
}

function inThread(facts: MailFacts, address: string, recent: number): MailDisposition {
  if (address !== facts.from) return 'stranger';
  if (recent >= maxInThread) return 'loop';
  return facts.isCalendarReply ? 'calendar_reply' : 'reply';
}

/** Decides; order matters: what a machine sent is dropped before anything else is asked. */
export function dispositionOf(facts: MailFacts, context: MailContext): MailDisposition {
  const dropped = fromMachine(facts) ?? fromNobody(facts, context);
  if (dropped !== null) return dropped;
  if (!facts.hasText && !facts.isCalendarReply) return 'empty';
  const { thread, recent } = context;
  if (thread !== null) return inThread(facts, thread.address, recent.inThread);
  if (facts.isCalendarReply) return 'stranger';
  const limited = recent.fromSender >= maxFromSender || recent.inTenant >= maxInTenant;
  return limited ? 'limited' : 'new';
}

/** An address as it is compared: lower case; null for what is none. */
export function plainAddress(text: string): string | null {
  const address = text.trim().toLowerCase();
  return /^[^\s@<>,;:"()[\]\\]{1,64}@[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/.test(address)
    ? address
    : null;
}
