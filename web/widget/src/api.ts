/** Calls of the visitor's API; the token travels in a header and is in no address. */
import type { Appearance, Typing, VisitorPage, VisitorState } from './api-types.ts';

/** How a request went: `again` is worth another try, `refused` is not, `stranger` needs a new session. */
export type Result<T> =
  | { kind: 'ok'; body: T }
  | { kind: 'again'; afterMs: number }
  | { kind: 'stranger' }
  | { kind: 'refused'; detail: string };

/** What a session gives. */
export interface Session {
  token: string;
  identified: boolean;
  appearance: Appearance;
}

const requestMs = 15_000;
const pauseMs = 2_000;

async function readBody(response: Response): Promise<Record<string, unknown>> {
  try {
    return (await response.json()) as Record<string, unknown>;
  } catch {
    return {};
  }
}

/** What an answer means, by its status. */
export function resultOf<T>(
  status: number,
  retryAfter: string | null,
  body: Record<string, unknown>,
): Result<T> {
  if (status >= 200 && status < 300) return { kind: 'ok', body: body as T };
  if (status === 401) return { kind: 'stranger' };
  const seconds = Number(retryAfter ?? '');
  if (status === 429 || status >= 500)
    return { kind: 'again', afterMs: seconds > 0 ? seconds * 1_000 : pauseMs };
  return { kind: 'refused', detail: typeof body['detail'] === 'string' ? body['detail'] : '' };
}

/** One request; never throws. */
export async function call<T>(
  base: string,
  path: string,
  options: { token?: string; body?: unknown } = {},
): Promise<Result<T>> {
  const { token, body } = options;
  try {
    const response = await fetch(`${base}/v1/visitor${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      credentials: 'omit',
      signal: AbortSignal.timeout(requestMs),
      headers: {
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const retryAfter = response.headers.get('retry-after');
    return resultOf(response.status, retryAfter, await readBody(response));
  } catch {
    return { kind: 'again', afterMs: pauseMs };
  }
}

/** What the stream brings. */
export interface Listener {
  onOpen: () => void;
  onMessage: (message: VisitorPage['messages'][number]) => void;
  onState: (state: VisitorState) => void;
  onTyping: (typing: Typing) => void;
}

/** Longer than two heartbeats of the server without a byte: the line is dead though nobody said so. */
const silenceMs = 40_000;

/** Follows the conversation until the stream ends; says whether the token still holds. */
export async function follow(
  base: string,
  at: { token: string; after: number; signal: AbortSignal },
  listener: Listener,
): Promise<'ended' | 'stranger'> {
  const stop = new AbortController();
  const end = () => {
    stop.abort();
  };
  at.signal.addEventListener('abort', end);
  let alarm = setTimeout(end, silenceMs);
  try {
    const response = await fetch(`${base}/v1/visitor/conversation?after=${at.after}`, {
      credentials: 'omit',
      signal: stop.signal,
      headers: { authorization: `Bearer ${at.token}`, accept: 'text/event-stream' },
    });
    if (response.status === 401) return 'stranger';
    if (!response.ok || response.body === null) return 'ended';
    listener.onOpen();
    const take = createParser(listener);
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      clearTimeout(alarm);
      alarm = setTimeout(end, silenceMs);
      take(part.value);
    }
    return 'ended';
  } catch {
    return 'ended';
  } finally {
    clearTimeout(alarm);
    at.signal.removeEventListener('abort', end);
    end();
  }
}

/** Server-sent events out of pieces of text that may break anywhere. */
function createParser(listener: Listener): (piece: string) => void {
  let rest = '';
  return (piece) => {
    const blocks = (rest + piece).split('\n\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks) takeBlock(block, listener);
  };
}

function takeBlock(block: string, listener: Listener): void {
  const field = (name: string) =>
    block
      .split('\n')
      .find((line) => line.startsWith(`${name}: `))
      ?.slice(name.length + 2);
  const data = field('data');
  if (data === undefined) return;
  const value: unknown = JSON.parse(data);
  if (field('event') === 'message') listener.onMessage(value as VisitorPage['messages'][number]);
  if (field('event') === 'state') listener.onState(value as VisitorState);
  if (field('event') === 'typing') listener.onTyping(value as Typing);
}
