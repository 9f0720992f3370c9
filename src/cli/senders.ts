/** The ways out of this process, from its configuration. */
import { createAlertSender } from '../activities/deliver-alert.ts';
import { createWebhookSender } from '../activities/deliver-webhook.ts';
import { createSafeHttp } from '../adapters/http/safe-fetch.ts';
import type { Config } from '../config.ts';
import type { Senders } from '../workers/delivery-loops.ts';
import { connectorSenderOf } from './connectors.ts';
import { mailSenderOf, personMailOf } from './mail.ts';
import { keyringOf, type Parts } from './parts.ts';
import { ratingPageOf } from './ratings.ts';

/** Longest attempt at an endpoint or a connector. */
const attemptMs = 15_000;

/** A sender for each channel this process can serve. */
export function sendersOf(config: Config, parts: Parts): Senders {
  const { fetch } = createSafeHttp({ allowed: config.delivery.allowedAddresses });
  const { pool } = parts;
  const keyring = keyringOf(parts.places.masterKeys);
  const email = mailSenderOf(config, parts);
  const connector = connectorSenderOf(config, parts);
  return {
    ...(email && { email }),
    alert: createAlertSender({
      pool,
      keyring,
      fetch,
      sendMail: personMailOf(config),
      publicUrl: config.publicUrl,
      timeoutMs: attemptMs,
    }),
    slack: connector,
    zendesk: connector,
    hubspot: connector,
    chatwoot: connector,
    webhook: createWebhookSender({
      pool,
      keyring,
      fetch,
      publicUrl: config.publicUrl,
      ratingPage: ratingPageOf(config, parts),
      timeoutMs: attemptMs,
    }),
  };
}
