/**
 * Transcript files for briefs: `turns` or OpenAI-style `messages`, with the role names that files out there use. A turn
 * keeps its position in the file as its sequence, so that what a brief cites can be found in the file.
 */
import { z } from 'zod';
import type { TranscriptTurn } from '../../domain/brief.ts';
import { CommandError } from '../command-error.ts';

/** One line of a file. */
export interface BriefTranscript {
  id: string;
  turns: TranscriptTurn[];
  customer: { id?: string; name?: string; tier?: string; language?: string };
  /** The line as it stands, for what else it holds: summaries, marked sentences. */
  line: Record<string, unknown>;
}

const roles: Record<string, TranscriptTurn['role'] | 'skipped'> = {
  customer: 'customer',
  user: 'customer',
  client: 'customer',
  consumer: 'customer',
  assistant: 'assistant',
  ai: 'assistant',
  bot: 'assistant',
  agent: 'agent',
  human: 'agent',
  operator: 'agent',
  support: 'agent',
  company: 'agent',
  tool: 'tool',
  function: 'tool',
  system: 'skipped',
  developer: 'skipped',
};

const role = z.string().transform((name, context) => {
  const known = roles[name.toLowerCase()];
  if (known !== undefined) return known;
  context.addIssue({ code: 'custom', message: `no role is called ${name.slice(0, 40)}` });
  return z.NEVER;
});

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

const callArguments = z
  .union([z.record(z.string(), z.unknown()), z.string().transform(argumentsOf)])
  .default({});
const call = z.union([
  z
    .object({ function: z.object({ name: z.string().min(1), arguments: callArguments }) })
    .transform(({ function: inner }) => inner),
  z.object({ name: z.string().min(1), arguments: callArguments }),
]);
const content = z
  .union([
    z.string(),
    z.null().transform(() => ''),
    z
      .array(z.object({ text: z.string().optional() }))
      .transform((pieces) => pieces.map(({ text }) => text ?? '').join('')),
  ])
  .default('');
const turn = z.object({
  role,
  content,
  tool_calls: z.array(call).nullish(),
  error: z.boolean().nullish(),
});
const text = z.string().min(1).max(200).optional().catch(undefined);
const customer = z
  .object({ id: text, name: text, tier: text, language: text })
  .optional()
  .catch(undefined);
const id = z.union([z.string().min(1).max(200), z.number().transform(String)]);
const line = z.union([
  z.looseObject({ id, turns: z.array(turn).min(1), customer }),
  z
    .looseObject({ id, messages: z.array(turn).min(1), customer })
    .transform(({ messages, ...rest }) => ({ ...rest, turns: messages })),
]);

type Parsed = z.infer<typeof line>;

function turnsOf(turns: Parsed['turns']): TranscriptTurn[] {
  return turns.flatMap(({ role: who, content: said, tool_calls: calls, error }, sequence) =>
    who === 'skipped'
      ? []
      : [
          {
            sequence,
            role: who,
            content: said,
            ...(calls === undefined || calls === null || calls.length === 0
              ? {}
              : { tool_calls: calls }),
            ...(error === undefined || error === null ? {} : { error }),
          },
        ],
  );
}

function customerOf(given: Parsed['customer']): BriefTranscript['customer'] {
  const known = Object.entries(given ?? {}).filter(([, value]) => value !== undefined);
  return Object.fromEntries(known);
}

function parseLine(source: string): BriefTranscript {
  const raw = JSON.parse(source) as Record<string, unknown>;
  const openAi = typeof raw === 'object' && 'messages' in raw;
  const parsed = (openAi ? line.options[1] : line.options[0]).safeParse(raw);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new Error(`${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trim());
  }
  const { data } = parsed;
  return {
    id: data.id,
    turns: turnsOf(data.turns),
    customer: customerOf(data.customer),
    line: raw,
  };
}

/** The lines of a text as objects; throws a `CommandError` that names file, line and place. */
export function parseJsonLines<T>(source: string, name: string, parse: (text: string) => T): T[] {
  return source.split(/\r?\n/).flatMap((content, index) => {
    if (content.trim() === '') return [];
    try {
      return [parse(content)];
    } catch (error) {
      const cause = error instanceof Error ? error.message : String(error);
      throw new CommandError(
        `${name}, line ${index + 1}: ${cause}`,
        'A line is one JSON object with "id" and "turns" (or OpenAI-style "messages").',
      );
    }
  });
}

/** Reads a transcript file; at least one conversation. */
export function parseBriefTranscripts(source: string, name: string): BriefTranscript[] {
  const found = parseJsonLines(source, name, parseLine);
  if (found.length === 0)
    throw new CommandError(`${name} holds no conversation.`, 'Give a JSONL file, a line each.');
  return found;
}
