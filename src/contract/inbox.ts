/** An agent's list of cases, how far they have read, and what the customer had before. */
import { z } from 'zod';
import { channelWords, ownerWords, statusWords, turnRoles } from '../domain/words.ts';
import { clockRecord } from './conversations.ts';
import { cursor, id, instant, limit } from './fields.ts';

export const inboxViews = ['mine', 'waiting', 'snoozed', 'done'] as const;

export const inboxQuery = z.strictObject({
  view: z.enum(inboxViews),
  agent: id.optional().describe('for supervisors and admins: whose inbox; an agent sees their own'),
  cursor,
  limit,
});

export const inboxItem = z
  .object({
    conversation_id: z.string(),
    status: z.enum(statusWords),
    owner: z.enum(ownerWords),
    owner_id: z.string().nullable(),
    channel: z.enum(channelWords),
    customer: z.object({
      id: z.string().nullable(),
      name: z.string().nullable(),
      tier: z.string().nullable(),
      language: z.string().nullable(),
    }),
    case_number: z.string().nullable(),
    queue: z.string().nullable(),
    reason: z.string().nullable(),
    priority: z.int().nullable(),
    handoff_state: z.string().nullable(),
    requested_at: instant.nullable(),
    snoozed_until: instant.nullable(),
    clocks: z.array(clockRecord),
    last_turn: z
      .object({
        sequence: z.int(),
        role: z.enum(turnRoles),
        excerpt: z.string().describe('empty for who may not read transcripts'),
        at: instant,
      })
      .nullable(),
    unread: z.int().describe('turns of the customer that the reader has not seen'),
    updated_at: instant,
  })
  .meta({ id: 'InboxItem' });

export const inboxPage = z
  .object({
    data: z.array(inboxItem),
    next_cursor: z.string().nullable(),
    has_more: z.boolean(),
    counts: z.object({
      offers: z.int(),
      mine: z.int(),
      waiting: z.int(),
      snoozed: z.int(),
    }),
  })
  .meta({ id: 'InboxPage' });

export const readMark = z.strictObject({
  turn: z.int().min(0).describe('sequence of the last turn seen; an earlier one changes nothing'),
});

export const readMarked = z.object({ turn: z.int() });

export const historyItem = z
  .object({
    conversation_id: z.string(),
    status: z.enum(statusWords),
    outcome: z.string().nullable(),
    reason: z.string().nullable(),
    queue: z.string().nullable(),
    agent: z.string().nullable(),
    turns: z.int(),
    created_at: instant,
    updated_at: instant,
    visible: z.boolean().describe('whether the caller may open it'),
  })
  .meta({ id: 'HistoryItem' });
