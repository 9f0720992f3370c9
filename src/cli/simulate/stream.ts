/** A conversation's events as they arrive, over drops and resumptions (I1, I2). */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Api } from './http.ts';
import type { StreamedEvent } from './observations.ts';

function fieldsOf(block: string): Map<string, string> {
  const fields = new Map<string, string>();
  for (const line of block.split(/\r?\n/)) {
    const [, name, value = ''] = /^([a-z]+): ?(.*)$/.exec(line) ?? [];
    if (name === undefined) continue;
    const before = fields.get(name);
    fields.set(name, before === undefined ? value : `${before}\n${value}`);
  }
  return fields;
}

/**
 * Takes the next complete block off a buffer of SSE text; null when none is complete. Comments and blocks without id
 * or data give no event.
 */
export function takeEvent(buffer: string): { event: StreamedEvent | null; rest: string } | null {
  const end = /\r?\n\r?\n/.exec(buffer);
  if (end === null) return null;
  const rest = buffer.slice(end.index + end[0].length);
  const fields = fieldsOf(buffer.slice(0, end.index));
  const [id, data] = [fields.get('id'), fields.get('data')];
  if (id === undefined || data === undefined) return { event: null, rest };
  const type = fields.get('event') ?? 'message';
  return { event: { id: Number(id), type, data: JSON.parse(data) as unknown }, rest };
}

export interface ConversationStream {
  /** Waits for an event, past or to come, from `from` on in `events`; undefined when the time is over. */
  until(
    wanted: (event: StreamedEvent) => boolean,
    options: { timeoutMs: number; from?: number },
  ): Promise<StreamedEvent | undefined>;
  /** Drops the connection; the stream resumes by `Last-Event-ID`. */
  drop(): void;
  close(): Promise<void>;
  readonly events: readonly StreamedEvent[];
}

interface Listening {
  events: StreamedEvent[];
  waiters: Set<() => void>;
  abort: AbortController;
  open: boolean;
}

async function readBody(listening: Listening, body: ReadableStream<Uint8Array>): Promise<void> {
  const decoder = new TextDecoder();
  let buffer = '';
  for await (const chunk of body) {
    buffer += decoder.decode(chunk, { stream: true });
    for (let taken = takeEvent(buffer); taken !== null; taken = takeEvent(buffer)) {
      buffer = taken.rest;
      if (taken.event !== null) listening.events.push(taken.event);
    }
    for (const wake of listening.waiters) wake();
  }
}

async function connect(listening: Listening, api: Api, conversation: string): Promise<void> {
  listening.abort = new AbortController();
  const last = listening.events.at(-1)?.id;
  const response = await fetch(new URL(`/v1/conversations/${conversation}/events`, api.url), {
    headers: {
      authorization: `Bearer ${api.key}`,
      accept: 'text/event-stream',
      ...(last === undefined ? {} : { 'last-event-id': String(last) }),
    },
    signal: listening.abort.signal,
  });
  if (!response.ok || response.body === null) {
    await response.body?.cancel();
    return;
  }
  await readBody(listening, response.body);
}

const reconnectMs = 50;

async function listen(listening: Listening, api: Api, conversation: string): Promise<void> {
  while (listening.open) {
    await connect(listening, api, conversation).catch(() => undefined);
    await sleep(reconnectMs);
  }
}

/** Listens to a conversation until closed. `events` is the caller's list, so that a later stream can go on from it. */
export function openStream(
  api: Api,
  conversation: string,
  events: StreamedEvent[],
): ConversationStream {
  const listening: Listening = {
    events,
    waiters: new Set(),
    abort: new AbortController(),
    open: true,
  };
  const done = listen(listening, api, conversation);
  const nextArrival = (timeoutMs: number): Promise<void> =>
    new Promise((resolve) => {
      const wake = (): void => {
        clearTimeout(timer);
        listening.waiters.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, timeoutMs);
      listening.waiters.add(wake);
    });
  return {
    events,
    async until(wanted, { timeoutMs, from = 0 }) {
      const deadline = Date.now() + timeoutMs;
      for (let next = from; ;) {
        for (; next < events.length; next += 1) {
          const event = events[next];
          if (event !== undefined && wanted(event)) return event;
        }
        const left = deadline - Date.now();
        if (left <= 0) return undefined;
        await nextArrival(left);
      }
    },
    drop: () => listening.abort.abort(),
    async close() {
      listening.open = false;
      listening.abort.abort();
      await done;
    },
  };
}
