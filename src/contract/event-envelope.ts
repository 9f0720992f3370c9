/** The one envelope of SSE, webhooks, export and audit. */
import { z } from 'zod';
import { eventTypes } from '../domain/events.ts';
import { turnRoles } from '../domain/words.ts';
import { cursor, instant, json, limit, queryNumber } from './fields.ts';

export const eventEnvelope = z
  .object({
    id: z.string(),
    type: z.enum(eventTypes),
    timestamp: instant,
    tenant: z.string(),
    conversation_id: z.string(),
    sequence: z.int(),
    data: json,
  })
  .meta({ id: 'Event' });

/** An event as a reader of its conversation sees it: turns and notices with their text, joined when it is read. */
export const readEvent = eventEnvelope
  .extend({
    turn: z
      .object({
        id: z.string(),
        sequence: z.int(),
        role: z.enum(turnRoles),
        content: z.string(),
        actor: z.string().nullable(),
        at: instant,
      })
      .optional(),
    notice: z
      .object({ id: z.string(), key: z.string(), content: z.string(), at: instant })
      .optional()
      .describe('what Baton itself told the customer'),
  })
  .meta({ id: 'ConversationEvent' });

const typing = z
  .enum(['true', 'false'])
  .optional()
  .describe('true: a stream also tells who types, as events of type `typing` without an id');

export const feedQuery = z.strictObject({ cursor, limit, typing });

/** Events of one conversation after a sequence. */
export const eventsQuery = z.strictObject({
  after: queryNumber(0, 1e15).optional(),
  limit,
  typing,
});

/** The body of a webhook: the event as its reader sees it, and where to read on. */
export const webhookEvent = readEvent
  .extend({
    links: z.object({
      self: z.string(),
      turns: z.string(),
      package: z.string(),
      rating: z
        .string()
        .optional()
        .describe('of `conversation.resolved` after a handoff: where the customer rates'),
    }),
  })
  .meta({ id: 'WebhookEvent' });

/** The body of a test, of a webhook endpoint or of an alert destination: it tells of no event. */
export const webhookTest = z
  .object({
    id: z.string(),
    type: z.enum(['webhook.test', 'alert.test']),
    timestamp: instant,
    tenant: z.string(),
    data: z.object({ message: z.string() }),
  })
  .meta({ id: 'WebhookTest' });
