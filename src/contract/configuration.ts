/** Agents, queues, policies, keys, webhook endpoints, attachments: what a tenant sets up. */
import { z } from 'zod';
import { eventTypes } from '../domain/events.ts';
import { pickRules } from '../domain/eligibility.ts';
import { channelWords, offerStates, presenceWords } from '../domain/words.ts';
import { id, instant, limit, role, shortText } from './fields.ts';

const skills = z.record(id, z.int().min(1).max(5));
const ids = z.array(id).max(200);
const languages = z
  .array(z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})?$/, 'use a code such as en or pt-BR'))
  .max(50);

const agentFields = {
  name: shortText.min(1),
  capacity: z.int().min(0).max(1000),
  queues: ids,
  skills,
  languages,
  tiers: z.array(z.string().max(64)).max(50),
  calendar: id.nullable().describe('working hours: the agent is offered nothing outside them'),
  read_only_queues: ids.describe('queues whose cases the agent may see but not take'),
  channel_capacity: z
    .partialRecord(z.enum(channelWords), z.int().min(0).max(1000))
    .describe('units at most by channel, within the capacity'),
  auto_accept: z
    .boolean()
    .nullable()
    .describe('cases are given without asking; null does as the queue says'),
  email: z
    .email()
    .max(254)
    .nullable()
    .describe('their own mailbox: what comes from it is never taken for a customer'),
};

export const agentCreate = z
  .strictObject({
    ...z.object(agentFields).partial().shape,
    id,
    name: agentFields.name,
  })
  .meta({ id: 'AgentCreate' });

export const agentChange = z.strictObject(agentFields).partial().meta({ id: 'AgentChange' });

export const agentRecord = z
  .object({
    id: z.string(),
    ...agentFields,
    presence: z
      .enum(presenceWords)
      .describe('`wrapping`: online, and a resolved case still counts as work'),
    presence_at: instant,
    away_reason: z.string().nullable(),
    heartbeat_seconds: z.int().nullable(),
    units_taken: z.int().describe('units of capacity that open cases and offers hold'),
    created_at: instant,
  })
  .meta({ id: 'Agent' });

export const presenceRequest = z.strictObject({
  presence: z.enum(presenceWords).exclude(['wrapping']),
  heartbeat_seconds: z.int().min(5).max(3600).nullable().optional(),
  away_reason: z.string().min(1).max(64).optional(),
});

const routingStep = z
  .strictObject({
    after_seconds: z.int().min(0).max(86_400),
    drop_skills: ids.optional(),
    lower_levels: z.int().min(1).max(5).optional(),
    drop_language: z.boolean().optional(),
    drop_tier: z.boolean().optional(),
    overflow_queue: id.optional().describe('the agents of this queue are asked as well'),
    any_agent: z.boolean().optional().describe('everybody who may reply is asked'),
  })
  .meta({ id: 'RoutingStep' });

const queueFields = {
  name: shortText.min(1),
  calendar: id.nullable(),
  offer_timeout_seconds: z.int().min(1).max(3600),
  wrap_up_seconds: z.int().min(0).max(900),
  units: z.int().min(1).max(1000),
  channel_units: z
    .partialRecord(z.enum(channelWords), z.int().min(0).max(1000))
    .describe('units by channel where they differ from `units`'),
  required_skills: ids,
  skill_levels: skills.describe('least level of each skill, beside `required_skills` (level 1)'),
  require_language: z.boolean().describe("only agents who speak the customer's language are asked"),
  require_tier: z.boolean().describe("only agents of the customer's tier are asked"),
  pick_rule: z.enum(pickRules),
  sticky: z.boolean().describe('the agent who last served the customer is asked first'),
  auto_accept: z.boolean().describe('cases are given without asking'),
  routing_steps: z.array(routingStep).max(20),
  resolution_codes: z.array(z.string().max(64)).max(200),
  open: z.boolean(),
};

export const queueCreate = z
  .strictObject({ ...z.object(queueFields).partial().shape, id, name: queueFields.name })
  .meta({ id: 'QueueCreate' });

export const queueChange = z.strictObject(queueFields).partial().meta({ id: 'QueueChange' });

export const queueRecord = z
  .object({
    id: z.string(),
    ...queueFields,
    waiting: z.int().describe('handoffs that wait in it now'),
    created_at: instant,
  })
  .meta({ id: 'Queue' });

export const apiKeyCreate = z
  .strictObject({
    role,
    agent: id.optional(),
    label: shortText.min(1),
    expires_at: instant.optional(),
  })
  .refine((body) => (body.role === 'agent') === (body.agent !== undefined), {
    path: ['agent'],
    message: 'a key with role agent names its agent, no other key does',
  })
  .meta({ id: 'ApiKeyCreate' });

export const apiKeyRecord = z
  .object({
    id: z.string(),
    role,
    agent: z.string().nullable(),
    label: z.string(),
    created_at: instant,
    expires_at: instant.nullable(),
    revoked_at: instant.nullable(),
    last_used_at: instant.nullable(),
  })
  .meta({ id: 'ApiKey' });

export const apiKeyCreated = apiKeyRecord
  .extend({
    secret: z.string().nullable().describe('shown once; null when the request is repeated'),
  })
  .meta({ id: 'ApiKeyCreated' });

const eventFilter = z
  .array(z.union([z.enum(eventTypes), z.literal('*')]))
  .min(1)
  .max(eventTypes.length + 1);

export const webhookCreate = z
  .strictObject({
    url: z.url({ protocol: /^https?$/ }).max(2048),
    events: eventFilter.optional(),
  })
  .meta({ id: 'WebhookEndpointCreate' });

export const webhookChange = z
  .strictObject({
    url: z.url({ protocol: /^https?$/ }).max(2048),
    events: eventFilter,
    enabled: z.boolean(),
  })
  .partial()
  .meta({ id: 'WebhookEndpointChange' });

export const webhookRecord = z
  .object({
    id: z.string(),
    url: z.string(),
    events: z.array(z.string()),
    enabled: z.boolean(),
    disabled_reason: z
      .string()
      .nullable()
      .describe('`gone` (it answered 410), `failed_for_days` or `switched_off`'),
    failing_since: instant.nullable().describe('since when every attempt failed'),
    created_at: instant,
  })
  .meta({ id: 'WebhookEndpoint' });

export const webhookCreated = webhookRecord
  .extend({
    secret: z.string().nullable().describe('shown once; null when the request is repeated'),
  })
  .meta({ id: 'WebhookEndpointCreated' });

export const attachmentQuery = z.strictObject({ name: shortText.min(1) });

export const attachmentRecord = z
  .object({
    id: z.string(),
    name: z.string(),
    media_type: z.string(),
    bytes: z.int(),
    sha256: z.string(),
    created_at: instant,
  })
  .meta({ id: 'Attachment' });

export const offerQuery = z.strictObject({
  state: z.enum(offerStates).optional(),
  agent: id.optional(),
  limit,
});

export const offerRecord = z
  .object({
    id: z.string(),
    conversation_id: z.string(),
    handoff_id: z.string(),
    agent: z.string(),
    state: z.enum(offerStates),
    reason: z.string().nullable(),
    created_at: instant,
    expires_at: instant,
    answered_at: instant.nullable(),
    handoff: z
      .object({ reason: z.string(), queue: z.string(), priority: z.int(), requested_at: instant })
      .nullable(),
  })
  .meta({ id: 'Offer' });
