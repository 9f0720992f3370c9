/** What a command on a conversation answers. */
import { z } from 'zod';
import { meetingWords, promiseKinds } from '../domain/promise-words.ts';
import {
  actionWords,
  channelWords,
  ownerWords,
  proposalAnswers,
  staffingWords,
  statusWords,
} from '../domain/words.ts';
import { epochMs, json, reason } from './fields.ts';

const priority = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5)]);

/** The open or last handoff of a conversation, as callers see it. */
export const handoffView = z
  .object({
    id: z.string(),
    state: z.string(),
    reason,
    queue: z.string(),
    priority,
    agent: z.string().nullable(),
    position: z.int().nullable().describe('1 is next; null when it does not wait'),
    estimated_wait_seconds: z.number().nullable(),
    channels: z.array(z.enum(channelWords)),
    channel: z.enum(channelWords),
    promise: z.object({ id: z.string(), due_at: epochMs }).nullable(),
    staffing: z
      .enum(staffingWords)
      .nullable()
      .describe('whether anyone is there to take it; null when it does not wait'),
    back_at: epochMs.nullable().describe('when the team is back, where its hours tell'),
    case_number: z.string().nullable().describe('what the customer may quote, without hyphen'),
    promises: z
      .array(z.object({ id: z.string(), kind: z.enum(promiseKinds), due_at: epochMs }))
      .optional()
      .describe('what else was promised and is still open'),
    meeting: z
      .object({
        state: z.enum(meetingWords),
        id: z.string().nullable(),
        starts_at: epochMs.nullable(),
        ends_at: epochMs.nullable(),
      })
      .nullable()
      .optional(),
  })
  .meta({ id: 'HandoffView' });

/** The decision on one turn, with its evidence as offsets. */
export const decision = z
  .object({
    action: z.enum(actionWords),
    reason: reason.nullable(),
    rule: z.string().nullable(),
    queue: z.string().nullable(),
    priority: priority.nullable(),
    tier: z.string().nullable(),
    sla: z.string().nullable(),
    evidence: z.array(
      z.object({
        turn: z.int(),
        feature: z.string(),
        start: z.int().optional(),
        end: z.int().optional(),
        value: z.union([z.number(), z.string(), z.boolean()]).optional(),
      }),
    ),
    policy: z.string(),
    policy_version: z.int(),
    model: z.string().nullable().describe('version of the model whose features took part'),
    proposal_answer: z.enum(proposalAnswers).nullable(),
    nearest: z.object({ rule: z.string(), distance: z.number() }).nullable(),
  })
  .meta({ id: 'Decision' });

/** Who owns the conversation now and what the customer is to be told. */
export const answer = z
  .object({
    owner: z.enum(ownerWords),
    owner_id: z.string().nullable(),
    epoch: z.int(),
    status: z.enum(statusWords),
    handoff: handoffView.nullable(),
    say_to_customer: z.string().nullable(),
    notice_id: z
      .string()
      .optional()
      .describe('under which the sentence is kept; `notice.posted` names it'),
  })
  .meta({ id: 'Answer' });

const takenTurn = z.object({
  id: z.string(),
  sequence: z.int().nullable(),
  suppressed: z.literal(true).optional(),
});

/** The answer to a turn: may the bot go on? */
export const turnAnswer = answer
  .extend({
    turn: z.object({ id: z.string(), sequence: z.int().nullable() }),
    turns: z.array(takenTurn),
    decision: decision.nullable(),
    returned_summary: z.string().optional(),
    returned: z
      .object({
        handoff_id: z.string(),
        summary: z.string().nullable(),
        result: json.nullable(),
      })
      .optional()
      .describe('what the agent left for the bot, with the answer to its next turn, once'),
  })
  .meta({ id: 'TurnAnswer' });

/** Durably taken, decided later: the same request again tells the decision. */
export const pendingAnswer = z
  .object({ status: z.literal('pending'), turn: z.object({ id: z.string() }).optional() })
  .meta({ id: 'Pending' });
