/** What routing shows of itself: the order of a queue with its reasons, and how offers fall on agents. */
import { z } from 'zod';
import { contributionWords } from '../domain/precedence.ts';
import { channelWords } from '../domain/words.ts';
import { id, instant, limit } from './fields.ts';

export const waitingQuery = z.strictObject({ limit });

export const waitingRecord = z
  .object({
    position: z.int().describe('1 is served next'),
    conversation_id: z.string(),
    handoff_id: z.string(),
    priority: z.int(),
    channel: z.enum(channelWords),
    language: z.string().nullable(),
    tier: z.string().nullable(),
    waited_seconds: z.number(),
    score: z.number().describe('seconds of waiting and head start; the greatest is served first'),
    contributions: z
      .array(z.object({ from: z.enum(contributionWords), seconds: z.number() }))
      .describe('what the score is made of'),
    step: z.int().describe('routing steps reached'),
    next_step_at: instant.nullable(),
    offer_id: z.string().nullable().describe('the open offer, if an agent is being asked'),
  })
  .meta({ id: 'WaitingCase' });

export const shareQuery = z.strictObject({
  since: instant.optional().describe('from when on; without it the last 24 hours'),
  queue: id.optional(),
});

export const shareRecord = z
  .object({
    agent: z.string(),
    offers: z.int(),
    accepted: z.int(),
    rejected: z.int(),
    timeout: z.int(),
    share: z.number().describe('of all offers, 0 to 1'),
  })
  .meta({ id: 'OfferShare' });
