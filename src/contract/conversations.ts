/** Conversations as they are read. */
import { z } from 'zod';
import { readCaseNumber } from '../domain/case-number.ts';
import {
  actionWords,
  armWords,
  channelWords,
  clockMetrics,
  ownerWords,
  statusWords,
  turnRoles,
} from '../domain/words.ts';
import { decision, handoffView } from './answer.ts';
import { cursor, id, instant, json, limit, queryNumber, reason } from './fields.ts';

export const conversationQuery = z.strictObject({
  status: z.enum(statusWords).optional(),
  owner: z.enum(ownerWords).optional(),
  queue: id.optional(),
  agent: id.optional(),
  case_number: z
    .string()
    .max(32)
    .transform((text, context) => {
      const number = readCaseNumber(text);
      if (number !== null) return number;
      context.addIssue({ code: 'custom', message: 'a case number has seven signs: XXX-XXXX' });
      return z.NEVER;
    })
    .optional(),
  cursor,
  limit,
});

/** Reading on after a sequence. */
export const afterQuery = z.strictObject({ after: queryNumber(0, 1e15).optional(), limit });

const summary = z.object({
  id: z.string(),
  status: z.enum(statusWords),
  owner: z.enum(ownerWords),
  owner_id: z.string().nullable(),
  epoch: z.int(),
  version: z.int().describe('sequence of the last event'),
  turns: z.int(),
  channel: z.enum(channelWords),
  language: z.string().nullable(),
  tier: z.string().nullable(),
  handoff: handoffView.nullable(),
  created_at: instant,
  updated_at: instant,
});

export const conversationSummary = summary.meta({ id: 'ConversationSummary' });

/** A clock of the open handoff, as people see it run. */
export const clockRecord = z
  .object({
    metric: z.enum(clockMetrics),
    started_at: instant,
    due_at: instant,
    paused: z.boolean(),
    breached: z.boolean(),
  })
  .meta({ id: 'ClockRecord' });

export const conversationHead = summary
  .extend({
    arm: z.enum(armWords),
    outcome: z.string().nullable(),
    policy: z.string(),
    policy_version: z.int(),
    deadline_at: instant.nullable(),
    snoozed_until: instant.nullable(),
    clocks: z.array(clockRecord).describe('running, in the order in which they began'),
    customer: json.optional().describe('for agents, supervisors and admins'),
    temporal: z
      .object({ workflow_id: z.string(), ui_url: z.string().nullable() })
      .optional()
      .describe('for supervisors, operators and admins'),
  })
  .meta({ id: 'Conversation' });

export const turnRecord = z
  .object({
    id: z.string(),
    sequence: z.int(),
    role: z.enum(turnRoles),
    content: z.string(),
    content_ref: z.string().nullable(),
    tool_calls: z.array(z.object({ name: z.string(), arguments: json })).nullable(),
    error: z.boolean(),
    attachments: z.array(z.string()),
    actor: z.string().nullable(),
    epoch: z.int(),
    at: instant,
  })
  .meta({ id: 'Turn' });

export const decisionRecord = decision
  .extend({
    turn: z.int(),
    features: json.describe('every feature measured on the turn'),
    at: instant,
  })
  .meta({ id: 'DecisionRecord' });

/** A decision in the ledger of all conversations. */
export const ledgerRecord = decisionRecord
  .extend({ conversation_id: z.string() })
  .meta({ id: 'LedgerDecision' });

export const ledgerQuery = z.strictObject({
  rule: z
    .string()
    .max(100)
    .optional()
    .describe('exact, such as builtin:proposal_accepted or governance:legal; none asks for none'),
  action: z.enum(actionWords).optional(),
  reason: reason.optional(),
  policy: id.optional(),
  policy_version: queryNumber(1, 1e9).optional(),
  model: z.string().max(100).optional(),
  since: instant.optional(),
  until: instant.optional(),
  cursor,
  limit,
});

export const briefRecord = z
  .object({
    id: z.string(),
    handoff_id: z.string(),
    writer: z.string(),
    supported: z.int(),
    dropped: z.int(),
    /** supported / (supported + dropped), 0..1. */
    supported_share: z.number().min(0).max(1),
    fallback: z.string().nullable(),
    /** Grows when the customer adds something before an agent accepts, and when a model's brief replaces ours. */
    revision: z.int(),
    /** False while a model is still writing. */
    settled: z.boolean(),
    document: json,
    at: instant,
  })
  .meta({ id: 'BriefRecord' });

const noteRecord = z.object({
  id: z.string(),
  actor: z.string(),
  content: z.string(),
  at: instant,
});

export const handoffRecord = z
  .object({
    id: z.string(),
    number: z.int(),
    state: z.string(),
    reason: z.string(),
    rule: z.string().nullable(),
    turn: z.int(),
    queue: z.string(),
    priority: z.int(),
    agent: z.string().nullable(),
    requested_at: instant,
    accepted_at: instant.nullable(),
    active_at: instant.nullable(),
    ended_at: instant.nullable(),
  })
  .meta({ id: 'HandoffRecord' });

export const packageQuery = z.strictObject({ format: z.enum(['json', 'html']).optional() });

/** Everything the next person needs, in one document. */
export const conversationPackage = z
  .object({
    format: z.literal(1).describe('of this document'),
    version: z.int().describe('sequence of the last event in it'),
    generated_at: instant,
    conversation: conversationHead,
    turns: z.array(turnRecord),
    decisions: z.array(decisionRecord),
    handoffs: z.array(handoffRecord),
    brief: briefRecord.nullable(),
    notes: z.array(noteRecord),
    segment_summaries: z.array(
      z.object({
        handoff_id: z.string(),
        summary: z.string().nullable(),
        result: json.nullable(),
        at: instant,
      }),
    ),
    notices: z.array(
      z.object({ id: z.string(), key: z.string(), content: z.string(), at: instant }),
    ),
    attachments: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        media_type: z.string(),
        bytes: z.number(),
        sha256: z.string(),
        url: z.string(),
      }),
    ),
  })
  .meta({ id: 'ConversationPackage' });
