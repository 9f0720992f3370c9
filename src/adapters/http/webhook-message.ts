/** Body and signature of a webhook (Standard Webhooks 1.0). */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import type { RatingPage } from '../crypto/rating-token.ts';
import type { DeliveryContent } from '../postgres/deliveries-read.ts';

/** Standard Webhooks advises 20 KB; longer turns are cut, and the link leads to the whole. */
const maxBodyBytes = 20 * 1024;
const keptTextUnits = 4_000;

function linksOf(publicUrl: string, conversation: string): Record<string, string> {
  const self = `${publicUrl}/v1/conversations/${conversation}`;
  return { self, turns: `${self}/turns`, package: `${self}/package` };
}

/** Whether the customer may be asked what an event ended: a case of a person's, neither spam nor abuse. */
function isRateable({ type, data }: DeliveryContent['event']): boolean {
  const { handoff_id: handoff, closed_as: closedAs } = data;
  return type === 'conversation.resolved' && handoff !== null && closedAs === undefined;
}

/**
 * The body: the envelope of SSE and event log, and links. Always the same bytes for the same event. With a page for
 * ratings, a chat backend is given the link to show where a person's case ended.
 */
export function webhookBody(
  content: DeliveryContent,
  publicUrl: string,
  ratingPage?: RatingPage,
): string {
  const { event } = content;
  const ref = { tenant: event.tenant, conversation: event.conversation_id };
  const rating = isRateable(event) ? ratingPage?.(ref) : undefined;
  const links = {
    ...linksOf(publicUrl, event.conversation_id),
    ...(rating !== undefined && { rating }),
  };
  const whole = { ...event, links };
  const body = JSON.stringify(whole);
  if (Buffer.byteLength(body) <= maxBodyBytes || event.turn === undefined) return body;
  const text = event.turn.content.slice(0, keptTextUnits);
  const turn = { ...event.turn, content: text.toWellFormed(), truncated: true };
  return JSON.stringify({ ...whole, turn });
}

/** What a test says, also in a mail. */
export const testMessage = 'A test from Baton. Nothing happened.';

/** The body of a delivery that tells of no event. */
export function testBody(delivery: { id: string; tenant: string; eventType: string }): string {
  return JSON.stringify({
    id: delivery.id,
    type: delivery.eventType,
    timestamp: new Date().toISOString(),
    tenant: delivery.tenant,
    data: { message: testMessage },
  });
}

/** Headers for one attempt: the id stays, the time is that of the attempt, every secret in force signs. */
export function signedHeaders(
  secrets: readonly string[],
  message: { id: string; body: string; at: Date },
): Record<string, string> {
  const signatures = secrets.map((secret) =>
    new Webhook(secret).sign(message.id, message.at, message.body),
  );
  return {
    'content-type': 'application/json',
    'user-agent': 'Baton',
    'webhook-id': message.id,
    'webhook-timestamp': String(Math.floor(message.at.getTime() / 1000)),
    'webhook-signature': signatures.join(' '),
  };
}

/** A signature older or newer than this is refused: who recorded a request may not send it again for ever. */
const toleranceSeconds = 5 * 60;

/** Whether a request was signed with the secret (Standard Webhooks), over the raw body, within five minutes. */
export function isSigned(
  secret: string,
  request: { headers: Readonly<Record<string, string>>; body: Buffer },
  nowMs: number,
): boolean {
  const {
    'webhook-id': id = '',
    'webhook-timestamp': at = '',
    'webhook-signature': given = '',
  } = request.headers;
  if (id === '' || !/^\d{1,12}$/.test(at)) return false;
  if (Math.abs(nowMs / 1000 - Number(at)) > toleranceSeconds) return false;
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const expected = createHmac('sha256', key).update(`${id}.${at}.`).update(request.body).digest();
  return given
    .split(' ')
    .slice(0, 10)
    .filter((part) => part.startsWith('v1,'))
    .map((part) => Buffer.from(part.slice(3), 'base64'))
    .some((each) => each.byteLength === expected.byteLength && timingSafeEqual(each, expected));
}
