/** The typed HTTP client for a bot's backend: the turn door, a person, and what happens meanwhile. Needs only `fetch`. */
import type { Answer, TurnAnswer } from '../domain/commands.ts';
import type { Turn } from '../domain/turn.ts';
import type { Channel, Reason } from '../domain/words.ts';

/** A refusal or fault of the API, with the code of docs/errors.md. */
export class BotClientError extends Error {
  readonly code: string;
  readonly status: number;
  /** On refusals: owner, epoch and status as they are. */
  readonly current: Answer | null;

  constructor(status: number, problem: { code?: string; detail?: string; current?: Answer }) {
    super(problem.detail ?? `HTTP ${status}`);
    this.name = 'BotClientError';
    this.status = status;
    this.code = problem.code ?? 'unknown';
    this.current = problem.current ?? null;
  }
}

export interface BotClientOptions {
  /** Where the API is, such as http://127.0.0.1:8787. */
  baseUrl: string;
  /** A key of role backend. */
  apiKey: string;
  /** How long one request may take, ms; 5,000 unless given. */
  timeoutMs?: number;
  /** Another `fetch`, for instance with a proxy. */
  fetch?: typeof fetch;
}

/** What is said of an event; the text is joined for turns and notices. */
export interface FollowedEvent {
  id: string;
  type: string;
  sequence: number;
  conversation_id: string;
  data: Record<string, unknown>;
  turn?: { id: string; sequence: number; role: string; content: string; actor: string | null };
  notice?: { id: string; key: string; content: string };
}

export interface BotClient {
  /** Posts a turn and says whether the bot may go on. Safe to repeat: the turn's id makes it once. */
  postTurn(conversation: string, turn: Turn, more?: { channel?: Channel }): Promise<TurnAnswer>;
  /** Posts an OpenAI-style list; what is stored already is skipped. */
  postMessages(
    conversation: string,
    messages: readonly object[],
    more?: { epoch?: number },
  ): Promise<TurnAnswer>;
  /** Asks for a person. `key` makes a repetition the same request. */
  requestHuman(
    conversation: string,
    wanted?: { reason?: Reason; queue?: string },
    key?: string,
  ): Promise<Answer>;
  cancelHandoff(conversation: string, key?: string): Promise<Answer>;
  /** Who owns the conversation, and how its handoff stands. */
  status(conversation: string): Promise<Omit<Answer, 'say_to_customer'> & { id: string }>;
  /** The conversation's events after a sequence, for ever; reconnects by itself until `signal` aborts. */
  follow(
    conversation: string,
    options?: { after?: number; signal?: AbortSignal },
  ): AsyncGenerator<FollowedEvent>;
}

const defaultTimeoutMs = 5_000;
const reconnectMs = 1_000;

/** Creates the client; it holds nothing but its options. */
export function createBotClient(options: BotClientOptions): BotClient {
  const send = sender(options);
  const place = (conversation: string) => `/v1/conversations/${encodeURIComponent(conversation)}`;
  return {
    postTurn: (conversation, turn, more = {}) =>
      send('POST', `${place(conversation)}/turns`, { turn, ...more }),
    postMessages: (conversation, messages, more = {}) =>
      send('POST', `${place(conversation)}/turns`, { messages, ...more }),
    requestHuman: (conversation, wanted = {}, key) =>
      send('POST', `${place(conversation)}/handoff`, { ...wanted, by: 'bot' }, key),
    cancelHandoff: (conversation, key) =>
      send('POST', `${place(conversation)}/handoff/cancel`, {}, key),
    status: (conversation) => send('GET', place(conversation)),
    follow: (conversation, how = {}) => follow(options, place(conversation), how),
  };
}

type Send = <T>(method: string, path: string, body?: object, key?: string) => Promise<T>;

function headersOf(
  options: BotClientOptions,
  more: Record<string, string>,
): Record<string, string> {
  return { authorization: `Bearer ${options.apiKey}`, ...more };
}

function sender(options: BotClientOptions): Send {
  const request = options.fetch ?? fetch;
  return async <T>(method: string, path: string, body?: object, key?: string): Promise<T> => {
    const response = await request(`${options.baseUrl}${path}`, {
      method,
      redirect: 'error',
      signal: AbortSignal.timeout(options.timeoutMs ?? defaultTimeoutMs),
      headers: headersOf(options, {
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(key !== undefined && { 'idempotency-key': key }),
      }),
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const answered: unknown = await response.json().catch(() => ({}));
    if (!response.ok) throw new BotClientError(response.status, answered as object);
    if (response.status === 202)
      throw new BotClientError(202, {
        code: 'pending',
        detail: 'taken; ask again with the same id',
      });
    return answered as T;
  };
}

async function* follow(
  options: BotClientOptions,
  place: string,
  how: { after?: number; signal?: AbortSignal },
): AsyncGenerator<FollowedEvent> {
  let after = how.after ?? 0;
  while (how.signal?.aborted !== true) {
    try {
      for await (const event of readOnce(options, `${place}/events?after=${after}`, how.signal)) {
        after = event.sequence;
        yield event;
      }
    } catch (error) {
      if (error instanceof BotClientError && error.status < 500) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, reconnectMs));
  }
}

async function* readOnce(
  options: BotClientOptions,
  path: string,
  signal: AbortSignal | undefined,
): AsyncGenerator<FollowedEvent> {
  const response = await (options.fetch ?? fetch)(`${options.baseUrl}${path}`, {
    headers: headersOf(options, { accept: 'text/event-stream' }),
    ...(signal !== undefined && { signal }),
  });
  if (!response.ok) throw new BotClientError(response.status, (await response.json()) as object);
  if (response.body === null) return;
  yield* eventsIn(response.body.pipeThrough(new TextDecoderStream()));
}

async function* eventsIn(pieces: AsyncIterable<string>): AsyncGenerator<FollowedEvent> {
  let rest = '';
  for await (const piece of pieces) {
    const blocks = (rest + piece).split('\n\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const data = /^data: (.*)$/m.exec(block)?.[1];
      if (data !== undefined) yield JSON.parse(data) as FollowedEvent;
    }
  }
}
