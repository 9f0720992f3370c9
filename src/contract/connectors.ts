/** Connectors as tenants set them up. Secrets are named here and kept by whoever runs Baton. */
import { z } from 'zod';
import { connectorKinds } from '../domain/connectors.ts';
import { id, instant, shortText } from './fields.ts';

const url = z.url({ protocol: /^https?$/ }).max(2048);
const secret = z
  .string()
  .regex(/^[A-Za-z0-9._-]{1,64}$/)
  .describe('the name of a secret of this tenant');
/** Their user to our agent. */
const agents = z.record(z.string().max(128), id).default({});

export const slackConfig = z.strictObject({
  base_url: url.default('https://slack.com'),
  channel: z.string().min(1).max(64),
  token: secret,
  signing_secret: secret,
  agents,
});

export const zendeskConfig = z.strictObject({
  base_url: url,
  user: shortText.min(1),
  token: secret,
  tags: z.array(z.string().max(64)).max(20).default([]),
  fields: z
    .record(z.string().regex(/^\d{1,20}$/), z.enum(['conversation', 'reason', 'queue', 'priority']))
    .default({})
    .describe('ids of custom fields, and what goes into each'),
});

export const hubspotConfig = z.strictObject({
  base_url: url.default('https://api.hubapi.com'),
  token: secret,
  pipeline: z.string().max(64).default('0'),
  stage: z.string().max(64).default('1'),
  closed_stage: z.string().max(64).default('4'),
  tier_property: z.string().max(128).default('lifecyclestage'),
  value_property: z.string().max(128).default('total_revenue'),
  look_up_customers: z
    .boolean()
    .default(false)
    .describe('whether routing asks it who a customer is, in place of CRM_LOOKUP_URL'),
});

export const chatwootConfig = z.strictObject({
  base_url: url,
  account: z.int().min(1),
  inbox: z.int().min(1),
  token: secret,
  signing_secret: secret,
  agents,
});

export const webhookConnectorConfig = z.strictObject({ signing_secret: secret, agents });

export type SlackConfig = z.output<typeof slackConfig>;
export type ZendeskConfig = z.output<typeof zendeskConfig>;
export type HubspotConfig = z.output<typeof hubspotConfig>;
export type ChatwootConfig = z.output<typeof chatwootConfig>;
export type WebhookConnectorConfig = z.output<typeof webhookConnectorConfig>;

const enabled = z.boolean().optional().describe('true unless given');

export const connectorWrite = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('slack'), config: slackConfig, enabled }),
    z.strictObject({ kind: z.literal('zendesk'), config: zendeskConfig, enabled }),
    z.strictObject({ kind: z.literal('hubspot'), config: hubspotConfig, enabled }),
    z.strictObject({ kind: z.literal('chatwoot'), config: chatwootConfig, enabled }),
    z.strictObject({ kind: z.literal('webhook'), config: webhookConnectorConfig, enabled }),
  ])
  .meta({ id: 'ConnectorWrite' });

export const connectorRecord = z
  .object({
    id: z.string(),
    kind: z.enum(connectorKinds),
    config: z.record(z.string(), z.unknown()).describe('secrets by name only'),
    enabled: z.boolean(),
    disabled_reason: z.string().nullable(),
    failing_since: instant.nullable(),
    inbound_url: z.string().describe('where the other side posts to'),
    created_at: instant,
  })
  .meta({ id: 'Connector' });

export const connectorHealth = z.object({
  ok: z.boolean(),
  status: z.int().nullable(),
  error: z.string().nullable().describe('a code; never what the other side answered'),
});
