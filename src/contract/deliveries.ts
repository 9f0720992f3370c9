/** The ledger of deliveries, and what may be done with it. */
import { z } from 'zod';
import { deliveryChannels, deliveryStates } from '../domain/words.ts';
import { cursor, id, instant, limit } from './fields.ts';

export const deliveryQuery = z.strictObject({
  conversation: id.optional(),
  state: z.enum(deliveryStates).optional(),
  channel: z.enum(deliveryChannels).optional(),
  target: id.optional(),
  cursor,
  limit,
});

export const deliveryRecord = z
  .object({
    id: z.string(),
    conversation_id: z.string().nullable(),
    channel: z.enum(deliveryChannels),
    target: z.string().describe('the endpoint or connector; `customer` for mail to the customer'),
    idempotency_key: z.string().describe('one over all attempts; the `webhook-id` of webhooks'),
    state: z.enum(deliveryStates),
    cause: z.string().nullable().describe('why it was given up or suppressed'),
    event_type: z.string(),
    event_sequence: z.int().nullable(),
    turn: z.int().nullable().describe('the turn it carries, where it carries one'),
    attempts: z.int(),
    created_at: instant,
    next_attempt_at: instant.nullable(),
    finished_at: instant.nullable(),
    receipt: z.string().nullable().describe('what the other side calls it, such as a Message-ID'),
  })
  .meta({ id: 'Delivery' });

const attempt = z.object({
  number: z.int(),
  at: instant,
  status: z.int().nullable(),
  error: z.string().nullable(),
  duration_ms: z.int().nullable().describe('null while it runs, and when it was cut off'),
});

export const deliveryDetail = deliveryRecord
  .extend({ attempt_log: z.array(attempt) })
  .meta({ id: 'DeliveryDetail' });

export const replayRequest = z
  .strictObject({
    since: instant,
    until: instant.optional(),
    conversation: id.optional(),
    all: z.boolean().optional().describe('also what was delivered; unless set only what was not'),
  })
  .meta({ id: 'ReplayRequest' });

export const replayAnswer = z.object({
  deliveries: z.int().describe('made due again; 1000 at most, go on from the last one'),
});
