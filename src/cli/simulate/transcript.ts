/** Transcript files: one JSON object per line, with `turns` or with OpenAI-style `messages`. */
import { z } from 'zod';
import { BatonError } from '../../errors.ts';
import type { ToolCall, Signals } from '../../domain/turn.ts';
import type { TurnRole } from '../../domain/words.ts';

export interface TranscriptTurn {
  role: TurnRole;
  content: string;
  tool_calls?: ToolCall[];
  error?: boolean;
  signals?: Signals;
}

export interface Transcript {
  id: string;
  turns: TranscriptTurn[];
  customer?: Record<string, unknown>;
  /** Whether a person should have taken over, where the file says. */
  expected?: { handoff: boolean };
}

/** One place that is wrong, said so that it can be found in an editor. */
export interface TranscriptProblem {
  /** From 1. */
  line: number;
  /** Such as `turns[2].role`; empty for the whole line. */
  field: string;
  message: string;
}

/** Models write arguments as JSON text, and not always as an object; other text is kept under one name. */
function argumentsOf(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return value as Record<string, unknown>;
  } catch {
    // Not JSON: kept as it came.
  }
  return { text };
}

const toolCall = z.object({
  name: z.string().min(1),
  arguments: z
    .union([z.record(z.string(), z.unknown()), z.string().transform(argumentsOf)])
    .default({}),
});

/** One turn of a transcript file. */
export const turnSchema = z.object({
  role: z.enum(['customer', 'assistant', 'tool', 'agent']),
  content: z.string(),
  tool_calls: z.array(toolCall).optional(),
  error: z.boolean().optional(),
  signals: z.record(z.string(), z.unknown()).optional(),
  at: z.union([z.string(), z.number()]).optional(),
});

const messageText = z.union([
  z.string(),
  z.null().transform(() => ''),
  z
    .array(z.object({ type: z.string(), text: z.string().optional() }))
    .transform((parts) => parts.map((part) => part.text ?? '').join('')),
]);

const functionCall = z.object({
  function: z.object({ name: z.string().min(1), arguments: z.string().default('{}') }),
});

/** One OpenAI-style message of a transcript file. */
export const messageSchema = z.object({
  role: z.enum(['user', 'assistant', 'tool', 'function', 'system', 'developer']),
  content: messageText.optional().transform((text) => text ?? ''),
  tool_calls: z.array(functionCall).optional(),
});

const id = z.string().regex(/^[A-Za-z0-9_-]{1,48}$/, 'use 1 to 48 characters of A-Z a-z 0-9 _ -');
const customer = z.record(z.string(), z.unknown()).optional();
const expected = z.object({ handoff: z.boolean() }).optional();
const line = z.union([
  z.object({ id, turns: z.array(turnSchema).min(1), customer, expected }),
  z.object({ id, messages: z.array(messageSchema).min(1), customer, expected }),
]);
const withTurns = line.options[0];
const withMessages = line.options[1];

/** A message as a turn; null for what no party said (system, developer). */
export function turnOfMessage(message: z.infer<typeof messageSchema>): TranscriptTurn | null {
  const { role, content, tool_calls: calls } = message;
  if (role === 'system' || role === 'developer') return null;
  return {
    role: role === 'user' ? 'customer' : role === 'assistant' ? 'assistant' : 'tool',
    content,
    ...(calls === undefined
      ? {}
      : {
          tool_calls: calls.map(({ function: call }) => ({
            name: call.name,
            arguments: argumentsOf(call.arguments),
          })),
        }),
  };
}

function turnsOf(messages: z.infer<typeof messageSchema>[]): TranscriptTurn[] {
  return messages.map(turnOfMessage).filter((turn) => turn !== null);
}

/** A place in a line, as it is written in code: `turns[2].role`. */
export function fieldOf(path: readonly PropertyKey[]): string {
  return path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '');
}

type ParsedLine =
  { ok: true; transcript: Transcript } | { ok: false; problems: TranscriptProblem[] };

function parseLine(text: string, number: number): ParsedLine {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const message = error instanceof Error ? error.message : 'not JSON';
    return { ok: false, problems: [{ line: number, field: '', message }] };
  }
  const openAi = typeof value === 'object' && value !== null && 'messages' in value;
  const parsed = openAi ? withMessages.safeParse(value) : withTurns.safeParse(value);
  if (!parsed.success)
    return {
      ok: false,
      problems: parsed.error.issues.map((issue) => ({
        line: number,
        field: fieldOf(issue.path),
        message: issue.message,
      })),
    };
  const { data } = parsed;
  const turns = 'messages' in data ? turnsOf(data.messages) : (data.turns as TranscriptTurn[]);
  const { id: name, customer: facts, expected: truth } = data;
  return {
    ok: true,
    transcript: {
      id: name,
      turns,
      ...(facts === undefined ? {} : { customer: facts }),
      ...(truth === undefined ? {} : { expected: truth }),
    },
  };
}

/** Reads a file's text. Empty lines are skipped; a problem in one line does not hide those of the next. */
export function parseTranscripts(text: string): {
  transcripts: Transcript[];
  problems: TranscriptProblem[];
} {
  const transcripts: Transcript[] = [];
  const problems: TranscriptProblem[] = [];
  const seen = new Map<string, number>();
  for (const [index, content] of text.split(/\r?\n/).entries()) {
    if (content.trim() === '') continue;
    const parsed = parseLine(content, index + 1);
    if (!parsed.ok) {
      problems.push(...parsed.problems);
      continue;
    }
    const { transcript } = parsed;
    const before = seen.get(transcript.id);
    if (before === undefined) transcripts.push(transcript);
    else
      problems.push({
        line: index + 1,
        field: 'id',
        message: `${transcript.id} stands in line ${before} already`,
      });
    seen.set(transcript.id, index + 1);
  }
  return { transcripts, problems };
}

/** As {@link parseTranscripts}, for a caller that wants all or nothing. Throws `invalid_request` that names each place. */
export function readTranscripts(text: string, name: string): Transcript[] {
  const { transcripts, problems } = parseTranscripts(text);
  if (problems.length === 0 && transcripts.length > 0) return transcripts;
  const places = problems
    .slice(0, 10)
    .map(({ line: at, field, message: why }) => `line ${at}${field && `, ${field}`}: ${why}`);
  throw new BatonError(
    'invalid_request',
    `${name}: ${places.length === 0 ? 'the file holds no conversation' : places.join('; ')}`,
  );
}
