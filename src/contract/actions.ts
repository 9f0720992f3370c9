/** Bodies of what customers, backends and agents may ask of a conversation. */
import { z } from 'zod';
import { channelWords, closeWords, outcomeWords, verdictWords } from '../domain/words.ts';
import { id, instant, json, reason, shortText, text } from './fields.ts';
import { customerFacts } from './turns.ts';

/** Longest reply of an agent, in UTF-16 units; up to 16,384 travel inline, more by reference. */
const replyText = text(256 * 1024).min(1);

export const handoffRequest = z
  .strictObject({
    reason: reason.optional(),
    queue: id.optional(),
    agent: id.optional(),
    by: z.enum(['customer', 'bot']).optional(),
    customer: customerFacts.optional(),
  })
  .meta({ id: 'HandoffRequest' });

export const proposalAnswer = z.strictObject({ answer: z.enum(['yes', 'no']) });

/** One click: 1 is bad, 5 is good. */
export const ratingRequest = z.strictObject({ score: z.int().min(1).max(5) });

export const channelChoice = z.strictObject({ channel: z.enum(channelWords) });

export const contactDetails = z
  .strictObject({ name: shortText, email: shortText, phone: shortText })
  .partial()
  .refine((body) => Object.keys(body).length > 0, 'give at least one of name, email and phone');

/** `agent` is for supervisors; an agent's key acts for itself. */
export const claimRequest = z.strictObject({ agent: id.optional() });

export const replyRequest = z
  .strictObject({
    id: id.optional(),
    content: replyText,
    epoch: z.int().min(1).optional(),
    attachments: z.array(id).max(20).optional(),
  })
  .meta({ id: 'ReplyRequest' });

export const noteRequest = z.strictObject({ content: text(16_384).min(1) });

export const transferRequest = z
  .strictObject({ to_queue: id.optional(), to_agent: id.optional(), note: text(16_384).optional() })
  .refine(
    (body) => (body.to_queue === undefined) !== (body.to_agent === undefined),
    'give one of to_queue and to_agent',
  );

/** `result` is for the bot: what was found and done, as data. */
export const returnRequest = z.strictObject({
  summary: text(16_384).optional(),
  result: json.optional(),
});

export const snoozeRequest = z.strictObject({ until: instant });

export const resolveRequest = z
  .strictObject({
    outcome: z.enum(outcomeWords),
    reason_code: shortText.optional(),
    resolution_code: shortText.optional(),
    verdict: z.enum(verdictWords).optional(),
    summary: text(16_384).optional(),
    close_as: z
      .enum(closeWords)
      .optional()
      .describe('ends it as spam or abuse, wherever it stands; an agent only what they hold'),
  })
  .meta({ id: 'ResolveRequest' });

export const rejectRequest = z.strictObject({
  reason: shortText.optional(),
  reoffer: z
    .boolean()
    .optional()
    .describe('false: this agent is not asked again for this case; else after the others'),
});
