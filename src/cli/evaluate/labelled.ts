/**
 * Labelled transcripts, one JSON object per line, read as a stream: a file may be larger than memory. Labels are optional;
 * fields that are not ours are left alone. A turn keeps its index of the file, also where system messages are skipped.
 */
import { z } from 'zod';
import { turnRoles } from '../../domain/words.ts';
import { CommandError } from '../command-error.ts';
import { textLines } from '../text-lines.ts';
import {
  fieldOf,
  messageSchema,
  turnOfMessage,
  turnSchema,
  type TranscriptTurn,
} from '../simulate/transcript.ts';

/** A turn and its index in the file. */
export interface IndexedTurn {
  index: number;
  turn: TranscriptTurn;
}

/** What should have happened. `turn` and `acceptableFrom` are indices of turns. */
export interface Expected {
  handoff: boolean;
  reason: string | null;
  turn: number | null;
  acceptableFrom: number | null;
}

/** One conversation of a file. */
export interface LabelledTranscript {
  id: string;
  /** Conversations of one task or customer: folds and resamples never part them. */
  group: string;
  turns: IndexedTurn[];
  expected: Expected | null;
  /** Whether the assistant truly did what was asked. */
  aiResolved: boolean | null;
}

/** Roles that speak to nobody in the conversation. */
const silentRoles = ['system', 'developer'] as const;

function isSilent(role: string): role is (typeof silentRoles)[number] {
  return (silentRoles as readonly string[]).includes(role);
}

const aliases: Record<string, TranscriptTurn['role']> = {
  user: 'customer',
  bot: 'assistant',
  ai: 'assistant',
  function: 'tool',
  human: 'agent',
};

/** A role by one of its common names. A turn of tool calls alone may leave its content out. */
const looseTurn = z.preprocess(
  (value) => {
    if (typeof value !== 'object' || value === null) return value;
    const turn = value as Record<string, unknown>;
    const { role, content } = turn;
    const silent = content === null || (content === undefined && turn['tool_calls'] !== undefined);
    return {
      ...turn,
      role: typeof role === 'string' ? (aliases[role] ?? role) : role,
      content: silent ? '' : content,
    };
  },
  turnSchema.extend({ role: z.enum([...turnRoles, ...silentRoles]) }),
);

const index = z.int().min(0);
const expected = z.looseObject({
  handoff: z.boolean(),
  reason: z.string().nullish(),
  turn: index.nullish(),
  acceptable_from: index.nullish(),
});

const labels = {
  id: z.union([z.string().min(1), z.number().transform(String)]).optional(),
  group: z.string().optional(),
  meta: z.looseObject({ group: z.string().optional() }).optional(),
  expected: expected.optional(),
  aiResolved: z.boolean().nullish(),
};
const withTurns = z.looseObject({
  ...labels,
  turns: z.array(looseTurn).min(1),
});
const withMessages = z.looseObject({ ...labels, messages: z.array(messageSchema).min(1) });

type Line = z.infer<typeof withTurns> | z.infer<typeof withMessages>;

function turnsIn(line: Line): IndexedTurn[] {
  const found: IndexedTurn[] = [];
  const keep = (index: number, turn: TranscriptTurn | null): void => {
    if (turn !== null) found.push({ index, turn });
  };
  if ('messages' in line)
    (line as z.infer<typeof withMessages>).messages.forEach((message, at) => {
      keep(at, turnOfMessage(message));
    });
  else
    line.turns.forEach((turn, at) => {
      const { role, ...said } = turn;
      keep(at, isSilent(role) ? null : ({ ...said, role } as TranscriptTurn));
    });
  return found;
}

function expectedIn(line: Line): Expected | null {
  const { expected: label } = line;
  if (label === undefined) return null;
  const turn = label.turn ?? null;
  return {
    handoff: label.handoff,
    reason: label.reason ?? null,
    turn,
    acceptableFrom: label.acceptable_from ?? turn,
  };
}

/** The problem of a line as one sentence; which field, and what would be right. */
function complaintOf(error: z.ZodError): string {
  const issue = deepest(error.issues);
  if (issue === undefined) return 'not a conversation';
  const place = fieldOf(issue.path);
  return place === '' ? issue.message : `${place}: ${issue.message}`;
}

/** A union complains about all of its branches; the complaint that lies deepest is the helpful one. */
function deepest(issues: z.core.$ZodIssue[]): z.core.$ZodIssue | undefined {
  const [first] = issues;
  if (first?.code !== 'invalid_union') return first;
  const inner = first.errors
    .map((branch) => branch[0])
    .filter((issue) => issue !== undefined)
    .sort((a, b) => b.path.length - a.path.length)[0];
  return inner === undefined ? first : { ...inner, path: [...first.path, ...inner.path] };
}

function parseLine(text: string): Line | string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return `not JSON: ${error instanceof Error ? error.message : String(error)}`;
  }
  const listed = typeof value === 'object' && value !== null && 'messages' in value;
  const parsed = listed ? withMessages.safeParse(value) : withTurns.safeParse(value);
  return parsed.success ? parsed.data : complaintOf(parsed.error);
}

/** One line as a conversation, or what is wrong with it. */
export function parseLabelled(text: string, number: number): LabelledTranscript | string {
  const line = parseLine(text);
  if (typeof line === 'string') return line;
  const id = line.id ?? `line-${number}`;
  return {
    id,
    group: line.group ?? line.meta?.group ?? id,
    turns: turnsIn(line),
    expected: expectedIn(line),
    aiResolved: line.aiResolved ?? null,
  };
}

/** The conversations of a file, one after the other. Fails at the first malformed line, and names it. */
export async function* readLabelled(file: string): AsyncGenerator<LabelledTranscript> {
  for await (const { number, text } of textLines(file)) {
    const parsed = parseLabelled(text, number);
    if (typeof parsed === 'string')
      throw new CommandError(
        `${file}, line ${number}: ${parsed}`,
        'Write one conversation per line: { "id", "turns": [ { "role", "content" } ] }, or OpenAI-style "messages".',
      );
    yield parsed;
  }
}
