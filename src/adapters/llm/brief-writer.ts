/** The model brief: asked as structured output, parsed, checked against the transcript, and refused when it is not one. */
import OpenAI, { APIError } from 'openai';
import type {
  ChatCompletionCreateParamsNonStreaming,
  ChatCompletionMessageParam,
} from 'openai/resources/chat/completions';
import { writtenBriefJsonSchema, writtenBriefSchema } from '../../contract/brief.ts';
import type { WrittenBrief } from '../../contract/brief.ts';
import type { Brief, BriefEntity, BriefInput } from '../../domain/brief.ts';
import { fitLines } from '../../domain/prepare-lines.ts';
import { checkBrief } from '../../domain/prepare-check.ts';
import { normalisedOf } from '../../domain/prepare-entities.ts';
import { flat } from '../../domain/prepare-text.ts';
import { boundedFetch } from './bounded-fetch.ts';
import { classifyFault, ModelFailure } from './model-failure.ts';
import { briefInstructions, briefInstructionsWithSchema, briefRequest } from './prompt.ts';

/** Where the model is and what a brief may cost. */
export interface ModelBriefWriterOptions {
  baseUrl: string;
  apiKey: string;
  model: string;
  /** For the whole brief, all calls together. */
  timeoutMs: number;
  maxOutputTokens: number;
  /** Characters of the transcript that are sent; 24,000 when not given. */
  maxInputCharacters?: number;
  /** Bytes of an answer that are read; 256 KiB when not given. */
  maxAnswerBytes?: number;
}

/** Writes briefs by a model. */
export interface ModelBriefWriter {
  /** One to four calls within the time limit; throws `ModelFailure`. The brief is checked and holds no markup. */
  writeModelBrief(input: BriefInput, signal?: AbortSignal): Promise<Brief>;
}

/** What the server turned out to understand; starts with the best. */
interface Dialect {
  format: 'json_schema' | 'json_object';
  limit: 'max_tokens' | 'max_completion_tokens';
}

interface Session {
  client: OpenAI;
  options: ModelBriefWriterOptions;
  dialect: Dialect;
  signal: AbortSignal;
}

/** Below this share of held claims the whole answer is not to be trusted. */
const leastSupportedShare = 0.5;
const repairCharacters = 8000;

/** A writer for any server with the OpenAI chat completions interface. It retries nothing by itself. */
export function createModelBriefWriter(options: ModelBriefWriterOptions): ModelBriefWriter {
  const client = new OpenAI({
    baseURL: options.baseUrl,
    apiKey: options.apiKey,
    organization: null,
    project: null,
    maxRetries: 0,
    timeout: options.timeoutMs,
    logLevel: 'off',
    fetch: boundedFetch(options.maxAnswerBytes ?? 262_144),
  });
  return {
    async writeModelBrief(input, signal) {
      const timeout = AbortSignal.timeout(options.timeoutMs);
      const both = signal === undefined ? timeout : AbortSignal.any([signal, timeout]);
      const session: Session = {
        client,
        options,
        dialect: { format: 'json_schema', limit: 'max_tokens' },
        signal: both,
      };
      try {
        return briefOf(await askForBrief(session, input), input, options.model);
      } catch (fault) {
        throw classifyFault(fault, {
          canceled: signal?.aborted === true,
          timedOut: timeout.aborted,
        });
      }
    },
  };
}

async function askForBrief(session: Session, input: BriefInput): Promise<WrittenBrief> {
  const request: ChatCompletionMessageParam = {
    role: 'user',
    content: briefRequest(input, session.options.maxInputCharacters ?? 24_000),
  };
  const first = await ask(session, [request]);
  const parsed = parseBrief(first);
  if (parsed.brief !== undefined) return parsed.brief;
  const second = await ask(session, [
    request,
    { role: 'assistant', content: first.slice(0, repairCharacters) },
    {
      role: 'user',
      content: `The answer is not valid: ${parsed.problem}. Send the whole JSON object again, corrected, and nothing else.`,
    },
  ]);
  const repaired = parseBrief(second);
  if (repaired.brief !== undefined) return repaired.brief;
  throw new ModelFailure('bad_output', `The model's answer is not a brief: ${repaired.problem}`);
}

/** One answer; a server that refuses a parameter is asked once more without it, and remembered for this brief. */
async function ask(session: Session, messages: ChatCompletionMessageParam[]): Promise<string> {
  for (;;) {
    try {
      const answer = await session.client.chat.completions.create(bodyOf(session, messages), {
        signal: session.signal,
      });
      return contentOf(answer);
    } catch (fault) {
      const simpler = simplerDialect(session.dialect, fault);
      if (simpler === null) throw fault;
      session.dialect = simpler;
    }
  }
}

function bodyOf(
  { options, dialect }: Session,
  messages: ChatCompletionMessageParam[],
): ChatCompletionCreateParamsNonStreaming {
  const strict = dialect.format === 'json_schema';
  return {
    model: options.model,
    stream: false,
    [dialect.limit]: options.maxOutputTokens,
    messages: [
      { role: 'system', content: strict ? briefInstructions : briefInstructionsWithSchema },
      ...messages,
    ],
    response_format: strict
      ? {
          type: 'json_schema',
          json_schema: { name: 'handoff_brief', strict: true, schema: writtenBriefJsonSchema },
        }
      : { type: 'json_object' },
  };
}

function simplerDialect(dialect: Dialect, fault: unknown): Dialect | null {
  if (!(fault instanceof APIError) || (fault.status !== 400 && fault.status !== 422)) return null;
  if (dialect.limit === 'max_tokens' && /max_completion_tokens/.test(fault.message)) {
    return { ...dialect, limit: 'max_completion_tokens' };
  }
  return dialect.format === 'json_schema' ? { ...dialect, format: 'json_object' } : null;
}

/** The text of an answer, whatever else the server sent; tool calls are not looked at. */
function contentOf(answer: unknown): string {
  const choices = field(answer, 'choices');
  const content = field(
    field(Array.isArray(choices) ? choices[0] : undefined, 'message'),
    'content',
  );
  return typeof content === 'string' ? content : '';
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? (value as Record<string, unknown>)[name]
    : undefined;
}

function parseBrief(text: string): { brief?: WrittenBrief; problem: string } {
  const begin = text.indexOf('{');
  const end = text.lastIndexOf('}');
  if (begin < 0 || end < begin) return { problem: 'it holds no JSON object' };
  let value: unknown;
  try {
    value = JSON.parse(text.slice(begin, end + 1));
  } catch {
    return { problem: 'it is not well-formed JSON' };
  }
  const parsed = writtenBriefSchema.safeParse(value);
  if (parsed.success) return { brief: parsed.data, problem: '' };
  // Places only: keys that the model made up may carry text of the conversation.
  const places = parsed.error.issues
    .slice(0, 5)
    .map((issue) => `${issue.path.slice(0, 4).join('.')} ${issue.code}`);
  return { problem: places.join(', ') };
}

function briefOf(written: WrittenBrief, input: BriefInput, model: string): Brief {
  const clean = cleaned(written);
  const draft: Brief = {
    version: 1,
    writer: flat(model).slice(0, 200) || 'model',
    lines: clean.lines,
    fields: {
      ...clean.fields,
      account: clean.fields.account.map(entityOf),
      entities: clean.fields.entities.map(entityOf),
    },
    supported: 0,
    dropped: 0,
  };
  const checked = checkBrief(draft, input.turns);
  const brief = { ...checked, lines: fitLines(checked.lines) };
  const total = brief.supported + brief.dropped;
  const wants = brief.lines.some((line) => line.section === 'what_the_customer_wants');
  if (!wants || brief.lines.length < 3 || brief.supported < total * leastSupportedShare) {
    throw new ModelFailure(
      'bad_output',
      `The transcript holds ${brief.supported} of ${total} claims of the model`,
    );
  }
  return brief;
}

function entityOf(entity: Omit<BriefEntity, 'normalised'>): BriefEntity {
  return { ...entity, normalised: normalisedOf(entity.type, entity.value) };
}

/** Every string without markup, links, invisible characters and line breaks. */
function cleaned<T>(value: T): T {
  if (typeof value === 'string') return flat(value) as T;
  if (Array.isArray(value)) return value.map(cleaned) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, cleaned(part)])) as T;
}
