/** The turn door: one turn, several, or an OpenAI-style message list as it is. */
import { z } from 'zod';
import { channelWords } from '../domain/words.ts';
import { id, json, shortText, signalFields, text } from './fields.ts';

/** Longest text of one turn, in bytes of UTF-8; longer is refused with 413. */
export const maxTurnBytes = 256 * 1024;
/** Turns of one request. */
export const maxTurns = 50;
/** Messages of one list, the known prefix included. */
export const maxMessages = 2_000;

/** Facts the bot measured about its own turn. */
export const signals = z.strictObject(signalFields).partial().meta({ id: 'Signals' });

/** JSON text of an object as the object; a model that gives no arguments may give no text. */
const jsonText = text(1024 * 1024).transform((value, context): unknown => {
  try {
    return JSON.parse(value === '' ? '{}' : value);
  } catch {
    context.addIssue({ code: 'custom', message: 'the text is not JSON' });
    return z.NEVER;
  }
});

const toolArguments = z.union([json, jsonText.pipe(json)], {
  error: 'give an object, or JSON text of one',
});

const turnInput = z
  .strictObject({
    id,
    role: z.enum(['customer', 'assistant', 'tool']),
    content: text(1024 * 1024).describe('may be empty when tool_calls are given'),
    tool_calls: z
      .array(z.strictObject({ name: shortText, arguments: toolArguments }))
      .max(50)
      .optional(),
    error: z.boolean().optional(),
    signals: signals.optional(),
    sequence: z.int().min(1).optional(),
    epoch: z.int().min(1).optional(),
    attachments: z.array(id).max(20).optional(),
  })
  .meta({ id: 'TurnInput' });

/** What the caller knows of the customer. */
export const customerFacts = z
  .strictObject({
    id,
    name: shortText,
    email: shortText,
    language: z.string().max(16),
    time_zone: z.string().max(64).describe('IANA name, such as Europe/Berlin'),
    tier: z.string().max(64),
    value: z.number(),
    attributes: json,
  })
  .partial()
  .meta({ id: 'CustomerFacts' });

const messageContent = z.union([
  text(1024 * 1024),
  z.array(z.looseObject({ type: z.string().max(64), text: text(1024 * 1024).optional() })).max(200),
]);

/** One OpenAI-style chat message; fields we do not need are tolerated. */
const message = z
  .looseObject({
    role: z.enum(['system', 'developer', 'user', 'assistant', 'tool', 'function']),
    content: messageContent.nullable().optional(),
    tool_calls: z
      .array(
        z.looseObject({
          function: z.looseObject({
            name: shortText,
            arguments: z.union([text(1024 * 1024), json]),
          }),
        }),
      )
      .max(50)
      .nullable()
      .optional(),
  })
  .meta({ id: 'ChatMessage' });

export type ChatMessage = z.output<typeof message>;
export type TurnInput = z.output<typeof turnInput>;

/** The body of the turn door: exactly one of `turn`, `turns` and `messages`. */
export const turnRequest = z
  .strictObject({
    turn: turnInput.optional(),
    turns: z.array(turnInput).min(1).max(maxTurns).optional(),
    messages: z.array(message).min(1).max(maxMessages).optional(),
    epoch: z
      .int()
      .min(1)
      .optional()
      .describe('with `messages`: the epoch the new assistant turns were written under'),
    customer: customerFacts.optional(),
    hints: z.strictObject({ queue: id, agent: id }).partial().optional(),
    channel: z.enum(channelWords).optional(),
  })
  .superRefine((body, context) => {
    const given = [body.turn, body.turns, body.messages].filter((form) => form !== undefined);
    if (given.length !== 1)
      context.addIssue({ code: 'custom', message: 'give exactly one of turn, turns and messages' });
    if (body.epoch !== undefined && body.messages === undefined)
      context.addIssue({
        code: 'custom',
        path: ['epoch'],
        message: 'give the epoch inside each turn',
      });
  })
  .meta({ id: 'TurnRequest' });

export type TurnRequest = z.output<typeof turnRequest>;
