/** Mail as operators see it. */
import { z } from 'zod';
import { mailDispositions } from '../domain/inbound-mail.ts';
import { instant, limit } from './fields.ts';

export const mailQuery = z.strictObject({ limit });

export const outboxMail = z
  .object({
    conversation_id: z.string(),
    message_id: z.string(),
    from: z.string(),
    reply_to: z.string(),
    to: z.array(z.string()),
    subject: z.string(),
    text: z.string(),
    html: z.string(),
    at: instant,
  })
  .meta({ id: 'OutboxMail' });

export const inboundMailRecord = z
  .object({
    disposition: z
      .enum(mailDispositions)
      .describe('`reply` and `new` became turns; everything else went no further'),
    conversation_id: z.string().nullable(),
    detail: z.string().nullable(),
    at: instant,
  })
  .meta({ id: 'InboundMail' });
