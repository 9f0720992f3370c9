/** Sends one event to a tenant's endpoint, signed by Standard Webhooks. Twice is once: `webhook-id` is the key. */
import type { Keyring } from '../adapters/crypto/envelope.ts';
import type { SafeFetch } from '../adapters/http/safe-fetch.ts';
import { httpOutcome, unreachableOutcome } from '../adapters/http/outcome.ts';
import { signedHeaders, testBody, webhookBody } from '../adapters/http/webhook-message.ts';
import type { RatingPage } from '../adapters/crypto/rating-token.ts';
import type { DueDelivery, Sender } from '../adapters/postgres/deliveries.ts';
import { readContent } from '../adapters/postgres/deliveries-read.ts';
import type { Pool } from '../adapters/postgres/pool.ts';
import { endpointForSending } from '../adapters/postgres/webhook-endpoints.ts';

/** What the sender is built from. */
export interface WebhookSenderParts {
  pool: Pool;
  keyring: Keyring;
  fetch: SafeFetch;
  /** What links begin with, without a trailing slash. */
  publicUrl: string;
  /** Where a conversation is rated; a link in `conversation.resolved`. */
  ratingPage?: RatingPage | undefined;
  timeoutMs: number;
}

async function bodyOf(
  parts: WebhookSenderParts,
  delivery: DueDelivery,
): Promise<string | undefined> {
  const { tenant, conversation, eventSequence } = delivery;
  if (conversation === null || eventSequence === null) return testBody(delivery);
  const content = await readContent(parts.pool, { tenant, conversation }, eventSequence);
  return content && webhookBody(content, parts.publicUrl, parts.ratingPage);
}

/** The sender of webhooks over its parts. */
export function createWebhookSender(parts: WebhookSenderParts): Sender {
  return async (delivery) => {
    const endpoint = await endpointForSending(parts, delivery.tenant, delivery.target);
    if (endpoint === undefined)
      return { kind: 'refused', status: null, error: 'the endpoint was removed' };
    const body = await bodyOf(parts, delivery);
    if (body === undefined) return { kind: 'suppressed', error: 'erased' };
    const message = { id: delivery.key, body, at: new Date() };
    try {
      const answer = await parts.fetch(endpoint.url, {
        method: 'POST',
        headers: signedHeaders(endpoint.secrets, message),
        body,
        timeoutMs: parts.timeoutMs,
      });
      return httpOutcome(answer);
    } catch (error) {
      return unreachableOutcome(error);
    }
  };
}
