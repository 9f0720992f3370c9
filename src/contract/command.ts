/** Commands as they arrive at `commit`: native callers reach it without our API, so everything is checked here again. */
import { z } from 'zod';
import type { Command } from '../domain/commands.ts';
import {
  actorKinds,
  channelWords,
  closeWords,
  outcomeWords,
  turnRoles,
  verdictWords,
} from '../domain/words.ts';
import { id, reason, shortText, signalFields, storable, text } from './fields.ts';

/** Longest text that travels in a message to a workflow, in UTF-16 units; longer text goes by reference. */
export const maxInlineText = 16_384;
/** Turns of one command. */
export const maxTurnsPerCommand = 50;

const commandId = z
  .string()
  .min(1)
  .max(128)
  .refine(storable, 'the id holds a character that is no text');
const inlineText = text(maxInlineText);

/** In JSON text NUL and halves of characters stand as escapes; an even number of backslashes before is none. */
const unstorableEscape = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f][0-9a-f]{2})/;

function isStorableJson(value: unknown): boolean {
  try {
    return !unstorableEscape.test(JSON.stringify(value));
  } catch {
    return false; // nested too deep to be written, and so to be kept
  }
}

const json = z
  .record(z.string().max(128), z.unknown())
  .refine(isStorableJson, 'the object holds NUL or half a character, or is nested too deep');

const signals = z
  .object({
    ...signalFields,
    opinion: z.object({
      action: z.enum(['continue', 'propose', 'handoff']),
      confidence: z.number().min(0).max(1),
      reason: reason.optional(),
    }),
  })
  .partial();

const turn = z.object({
  id,
  role: z.enum(turnRoles).exclude(['agent']),
  content: inlineText,
  tool_calls: z
    .array(z.object({ name: shortText, arguments: json }))
    .max(50)
    .optional(),
  error: z.boolean().optional(),
  signals: signals.optional(),
  sequence: z.int().min(1).optional(),
  epoch: z.int().min(1).optional(),
  attachments: z.array(id).max(20).optional(),
  content_ref: id.optional(),
});

const customer = z
  .object({
    id,
    name: shortText,
    email: shortText,
    language: shortText.max(16),
    time_zone: shortText.max(64),
    tier: shortText.max(64),
    value: z.number(),
    attributes: json,
  })
  .partial();

const known = z
  .object({
    tier: shortText.max(64),
    value: z.number(),
    account_owner: id,
    open_tickets: z.int().min(0),
  })
  .partial();

const base = z.object({
  id: commandId,
  actor: z.object({ kind: z.enum(actorKinds), id: shortText.min(1) }),
});

/** Epoch ms that Postgres and JavaScript can both hold. */
const instantMs = z.int().min(0).max(253_402_300_799_000);
const offer = { offer_id: id, agent: id };
const channel = z.enum(channelWords);

const commands = [
  base.extend({
    type: z.literal('turn'),
    turns: z
      .array(turn)
      .min(1)
      .max(maxTurnsPerCommand)
      .refine((turns) => new Set(turns.map((each) => each.id)).size === turns.length, {
        error: 'each turn needs an id of its own',
      }),
    customer: customer.optional(),
    known: known.optional(),
    hints: z.object({ queue: id, agent: id }).partial().optional(),
    channel: channel.optional(),
    chain: z.object({ length: z.int().min(0), tail: id.nullable() }).optional(),
  }),
  base.extend({
    type: z.literal('requestHuman'),
    reason: reason.optional(),
    queue: id.optional(),
    agent: id.optional(),
    customer: customer.optional(),
    known: known.optional(),
  }),
  base.extend({ type: z.literal('answerProposal'), answer: z.enum(['yes', 'no']) }),
  base.extend({ type: z.literal('cancelHandoff') }),
  base.extend({ type: z.literal('chooseChannel'), channel }),
  base.extend({
    type: z.literal('leaveDetails'),
    name: shortText.optional(),
    email: shortText.optional(),
    phone: shortText.optional(),
  }),
  base.extend({
    type: z.literal('makePromise'),
    agent: id,
    kind: z.enum(['write_by', 'call_by']),
    due_at: instantMs,
  }),
  base.extend({ type: z.literal('keepPromise'), agent: id, promise_id: id }),
  base.extend({ type: z.literal('bookMeeting'), starts_at: instantMs, agent: id.optional() }),
  base.extend({ type: z.literal('cancelMeeting') }),
  base.extend({
    type: z.literal('recordMeeting'),
    result: z.enum(['booked', 'canceled', 'attended', 'missed']),
    starts_at: instantMs.optional(),
    ends_at: instantMs.optional(),
  }),
  base.extend({
    type: z.literal('offerMade'),
    ...offer,
    handoff_id: id,
    timeout_seconds: z.int().min(1).max(3600),
  }),
  base.extend({ type: z.literal('acceptOffer'), ...offer }),
  base.extend({
    type: z.literal('rejectOffer'),
    ...offer,
    reason: shortText.optional(),
    reoffer: z.boolean().optional(),
  }),
  base.extend({ type: z.literal('claim'), agent: id }),
  base.extend({
    type: z.literal('reply'),
    id,
    agent: id,
    content: inlineText,
    epoch: z.int().min(1).optional(),
    attachments: z.array(id).max(20).optional(),
    content_ref: id.optional(),
  }),
  base.extend({ type: z.literal('note'), agent: id, content: inlineText.min(1) }),
  base.extend({
    type: z.literal('transfer'),
    agent: id,
    to_queue: id.optional(),
    to_agent: id.optional(),
    note: inlineText.optional(),
  }),
  base.extend({
    type: z.literal('returnToAi'),
    agent: id,
    summary: inlineText.optional(),
    result: json.optional(),
  }),
  base.extend({ type: z.literal('snooze'), agent: id, until_at: z.int().min(0) }),
  base.extend({ type: z.literal('endWrapUp'), agent: id }),
  base.extend({
    type: z.literal('resolve'),
    agent: id,
    outcome: z.enum(outcomeWords),
    reason_code: shortText.optional(),
    resolution_code: shortText.optional(),
    verdict: z.enum(verdictWords).optional(),
    summary: inlineText.optional(),
    close_as: z.enum(closeWords).optional(),
  }),
  base.extend({ type: z.literal('rate'), score: z.int().min(1).max(5) }),
  base.extend({ type: z.literal('deadlineReached') }),
  base.extend({
    type: z.literal('briefFinished'),
    handoff_id: id,
    brief_id: id,
    writer: shortText,
    supported: z.int(),
    dropped: z.int(),
  }),
  base.extend({
    type: z.literal('deliveryFailed'),
    delivery_id: id,
    channel: shortText,
    target: shortText,
    cause: shortText,
  }),
  base.extend({
    type: z.literal('agentUnavailable'),
    agent: id,
    cause: z.enum(['offline', 'silent', 'away']),
  }),
] as const;

const commandSchema = z.discriminatedUnion('type', commands);

/** A command in order, or what is wrong with it. */
export type CommandCheck = { ok: true; command: Command } | { ok: false; detail: string };

/** Checks a command whole; the detail names each field and what is wrong with it. */
export function checkCommand(value: unknown): CommandCheck {
  const parsed = commandSchema.safeParse(value);
  if (parsed.success) return { ok: true, command: parsed.data as Command };
  const detail = parsed.error.issues
    .slice(0, 5)
    .map((issue) => `${issue.path.join('.') || 'command'}: ${issue.message}`)
    .join('; ');
  return { ok: false, detail };
}
