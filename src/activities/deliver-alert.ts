/** Tells a destination of an SLA alert, by webhook or mail. Twice is once: `webhook-id` and Message-ID are the key. */
import type { Keyring } from '../adapters/crypto/envelope.ts';
import type { SafeFetch } from '../adapters/http/safe-fetch.ts';
import type { PersonMail } from '../adapters/mail/smtp.ts';
import { httpOutcome, unreachableOutcome } from '../adapters/http/outcome.ts';
import {
  signedHeaders,
  testBody,
  testMessage,
  webhookBody,
} from '../adapters/http/webhook-message.ts';
import {
  destinationForSending,
  type DestinationForSending,
} from '../adapters/postgres/alert-destinations.ts';
import type { DueDelivery, Sender } from '../adapters/postgres/deliveries.ts';
import { readContent, type DeliveryContent } from '../adapters/postgres/deliveries-read.ts';
import type { Pool } from '../adapters/postgres/pool.ts';
import type { AttemptOutcome } from '../domain/delivery.ts';
import type { ConversationRef } from '../domain/ids.ts';

/** What the sender is built from. */
export interface AlertSenderParts {
  pool: Pool;
  keyring: Keyring;
  fetch: SafeFetch;
  /** Null where no mail server is configured: a mailbox is then refused, visibly. */
  sendMail: ((mail: PersonMail) => Promise<AttemptOutcome>) | null;
  /** What links begin with, without a trailing slash. */
  publicUrl: string;
  timeoutMs: number;
}

/** The sender of alerts over its parts. */
export function createAlertSender(parts: AlertSenderParts): Sender {
  return async (delivery) => {
    const { tenant, target, conversation, eventSequence } = delivery;
    const destination = await destinationForSending(parts, tenant, target);
    if (destination === undefined)
      return { kind: 'refused', status: null, error: 'the destination was removed' };
    const told =
      conversation === null || eventSequence === null
        ? testOf(delivery, parts.publicUrl)
        : await alertOf(parts, { tenant, conversation }, eventSequence);
    if (told === undefined) return { kind: 'suppressed', error: 'erased' };
    return destination.kind === 'webhook'
      ? post(parts, delivery, destination, told.body)
      : mail(parts, delivery, destination, told);
  };
}

/** One thing to tell, as a webhook's body and as a mail. */
interface Told {
  body: string;
  subject: string;
  text: string;
}

function testOf(delivery: DueDelivery, publicUrl: string): Told {
  const text = `${testMessage}\n${publicUrl}`;
  return { body: testBody(delivery), subject: 'Baton: a test of this address', text };
}

/** Undefined when its conversation was erased. */
async function alertOf(
  { pool, publicUrl }: AlertSenderParts,
  ref: ConversationRef,
  sequence: number,
): Promise<Told | undefined> {
  const content = await readContent(pool, ref, sequence);
  return content && { body: webhookBody(content, publicUrl), ...alertText(content, publicUrl) };
}

async function post(
  parts: AlertSenderParts,
  delivery: DueDelivery,
  { target, secret }: DestinationForSending,
  body: string,
): Promise<AttemptOutcome> {
  const message = { id: delivery.key, body, at: new Date() };
  try {
    const answer = await parts.fetch(target, {
      method: 'POST',
      headers: signedHeaders(secret === null ? [] : [secret], message),
      body,
      timeoutMs: parts.timeoutMs,
    });
    return httpOutcome(answer);
  } catch (error) {
    return unreachableOutcome(error);
  }
}

async function mail(
  parts: AlertSenderParts,
  delivery: DueDelivery,
  { target }: DestinationForSending,
  { subject, text }: Told,
): Promise<AttemptOutcome> {
  if (parts.sendMail === null)
    return { kind: 'refused', status: null, error: 'no mail server is configured' };
  const host = new URL(parts.publicUrl).hostname;
  return parts.sendMail({
    to: target,
    messageId: `<${delivery.key}@${host}>`,
    subject,
    text,
  });
}

/** Ids and numbers only: a mailbox is no place for what a customer wrote. */
function alertText(
  { event }: Pick<DeliveryContent, 'event'>,
  publicUrl: string,
): { subject: string; text: string } {
  const { type, conversation_id: conversation, data, timestamp } = event;
  const metric = typeof data['metric'] === 'string' ? data['metric'] : 'clock';
  const due = new Date(Number(data['due_at'] ?? 0)).toISOString();
  const what =
    type === 'sla.breached'
      ? 'breached'
      : `at ${Number(data['fraction'] ?? 0) * 100} % of its target`;
  return {
    subject: `SLA: ${metric} ${what}, conversation ${conversation}`,
    text: [
      `${metric} of conversation ${conversation} is ${what}.`,
      `Due ${due}, said ${timestamp}.`,
      `${publicUrl}/v1/conversations/${conversation}`,
    ].join('\n'),
  };
}
