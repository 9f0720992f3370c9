/**
 * One structured answer of a model, from any server with the OpenAI chat completions interface: JSON Schema where it is
 * known, else JSON mode; one repair; one time limit for all calls together; nothing is retried.
 */
import OpenAI, { APIError } from 'openai';
import type {
  ChatCompletionCreateParamsNonStreaming,
  ChatCompletionMessageParam,
} from 'openai/resources/chat/completions';
import { boundedFetch } from './bounded-fetch.ts';
import { classifyFault, ModelFailure } from './model-failure.ts';

/** Where the model is and what an answer may cost. */
export interface ModelOptions {
  baseUrl: string;
  apiKey: string;
  model: string;
  /** For the whole answer, all calls together. */
  timeoutMs: number;
  maxOutputTokens: number;
  /** Bytes of an answer that are read; 256 KiB when not given. */
  maxAnswerBytes?: number;
}

/** What is asked. Instructions and schema are fixed texts of ours; the request alone holds data. */
export interface Question<T> {
  name: string;
  schema: Record<string, unknown>;
  instructions: string;
  request: string;
  /** Reads the JSON object of an answer; `problem` names places, never text of the conversation. */
  read(value: unknown): { value?: T; problem: string };
  /** Whether the model may correct a bad answer once; true when not given. */
  repair?: boolean;
}

/** Asks a model. */
export interface StructuredModel {
  /** One to four calls within the time limit; throws `ModelFailure`. */
  ask<T>(question: Question<T>, signal?: AbortSignal): Promise<T>;
}

/** What the server turned out to understand; starts with the best. */
interface Dialect {
  format: 'json_schema' | 'json_object';
  limit: 'max_tokens' | 'max_completion_tokens';
}

interface Session<T> {
  client: OpenAI;
  options: ModelOptions;
  question: Question<T>;
  dialect: Dialect;
  signal: AbortSignal;
}

const repairCharacters = 8000;

/** A model behind its server. It retries nothing by itself. */
export function createStructuredModel(options: ModelOptions): StructuredModel {
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
    async ask(question, signal) {
      const timeout = AbortSignal.timeout(options.timeoutMs);
      const both = signal === undefined ? timeout : AbortSignal.any([signal, timeout]);
      const dialect: Dialect = { format: 'json_schema', limit: 'max_tokens' };
      try {
        return await askTwice({ client, options, question, dialect, signal: both });
      } catch (fault) {
        throw classifyFault(fault, {
          canceled: signal?.aborted === true,
          timedOut: timeout.aborted,
        });
      }
    },
  };
}

async function askTwice<T>(session: Session<T>): Promise<T> {
  const request: ChatCompletionMessageParam = { role: 'user', content: session.question.request };
  const first = await ask(session, [request]);
  const parsed = read(session, first);
  if (parsed.value !== undefined) return parsed.value;
  if (session.question.repair === false) throw notRead(session, parsed.problem);
  const second = await ask(session, [
    request,
    { role: 'assistant', content: first.slice(0, repairCharacters) },
    {
      role: 'user',
      content: `The answer is not valid: ${parsed.problem}. Send the whole JSON object again, corrected, and nothing else.`,
    },
  ]);
  const repaired = read(session, second);
  if (repaired.value !== undefined) return repaired.value;
  throw notRead(session, repaired.problem);
}

function notRead<T>({ question }: Session<T>, problem: string): ModelFailure {
  return new ModelFailure('bad_output', `The model's answer is not a ${question.name}: ${problem}`);
}

/** One answer; a server that refuses a parameter is asked once more without it, and remembered for this question. */
async function ask<T>(
  session: Session<T>,
  messages: ChatCompletionMessageParam[],
): Promise<string> {
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

function bodyOf<T>(
  { options, dialect, question }: Session<T>,
  messages: ChatCompletionMessageParam[],
): ChatCompletionCreateParamsNonStreaming {
  const { name, schema, instructions } = question;
  const strict = dialect.format === 'json_schema';
  const spelled = `${instructions}\nThe JSON object follows this JSON Schema: ${JSON.stringify(schema)}`;
  return {
    model: options.model,
    stream: false,
    [dialect.limit]: options.maxOutputTokens,
    messages: [{ role: 'system', content: strict ? instructions : spelled }, ...messages],
    response_format: strict
      ? { type: 'json_schema', json_schema: { name, strict: true, schema } }
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

function read<T>({ question }: Session<T>, text: string): { value?: T; problem: string } {
  const begin = text.indexOf('{');
  const end = text.lastIndexOf('}');
  if (begin < 0 || end < begin) return { problem: 'it holds no JSON object' };
  try {
    return question.read(JSON.parse(text.slice(begin, end + 1)));
  } catch {
    return { problem: 'it is not well-formed JSON' };
  }
}
