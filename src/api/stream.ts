/** One SSE stream: pages pulled when the reader is woken, written as fast as the client takes them. */
import { streamSSE } from 'hono/streaming';
import type { TypingSign } from '../adapters/postgres/typing.ts';
import type { Caller } from './caller.ts';
import type { ApiContext } from './endpoint.ts';

const heartbeatMs = 15_000;
/** A client that takes nothing for so long is let go; it resumes with Last-Event-ID. */
const stallMs = 30_000;

/** One event as it is written. */
export interface StreamItem {
  /** Where a reader that connects again goes on; null for what is told once and is no place. */
  id: string | null;
  type: string;
  data: unknown;
}

export interface StreamSource {
  caller: Caller;
  conversation: string | null;
  /** The next items, at most `pageSize`; moves its own position on. */
  next: () => Promise<StreamItem[]>;
  /** How who types is shown, if this reader sees it. */
  typing?: ((sign: TypingSign) => StreamItem | null) | undefined;
  /** Sequence of the last item given, for readers of one conversation. */
  position: () => number;
}

/** A page of this size or more means that there may be another one. */
export const pageSize = 100;

/** Signs that wait while the client takes what came before; more are dropped, they would be old. */
const mostSigns = 10;

/** A bell that remembers that it rang. */
function createBell(): { ring: () => void; wait: (ms: number) => Promise<void> } {
  const state: { rung: boolean; answer: (() => void) | undefined } = {
    rung: false,
    answer: undefined,
  };
  return {
    ring: () => {
      state.rung = true;
      state.answer?.();
    },
    wait: async (ms) => {
      if (!state.rung)
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, ms);
          state.answer = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      state.rung = false;
      state.answer = undefined;
    },
  };
}

/** Who types, until it is written. */
function createSigns(
  source: StreamSource,
  ring: () => void,
): { hear: (sign: TypingSign) => void; take: () => StreamItem[] } {
  const waiting: StreamItem[] = [];
  return {
    hear: (sign) => {
      const item = source.typing?.(sign) ?? null;
      if (item === null || waiting.length >= mostSigns) return;
      waiting.push(item);
      ring();
    },
    take: () => waiting.splice(0),
  };
}

async function within(work: Promise<unknown>, ms: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => {
      resolve(false);
    }, ms);
  });
  const inTime = await Promise.race([work.then(() => true), late]);
  clearTimeout(timer);
  return inTime;
}

/** Answers with a stream that lives until the client, the caller's rights or the server end it. */
export function answerStream(context: ApiContext, source: StreamSource): Response {
  const { live } = context.var.deps;
  context.header('x-accel-buffering', 'no');
  return streamSSE(context, async (stream) => {
    const bell = createBell();
    const run = { ended: false, writtenAt: Date.now() };
    const signs = createSigns(source, bell.ring);
    const isOver = () => run.ended;
    const end = () => {
      run.ended = true;
      bell.ring();
    };
    stream.onAbort(end);
    const remove = live.add({
      caller: source.caller,
      conversation: source.conversation,
      get position() {
        return source.position();
      },
      wake: bell.ring,
      onTyping: source.typing && signs.hear,
      end,
    });
    const write = async (text: string) => {
      run.writtenAt = Date.now();
      if (await within(stream.write(text), stallMs)) return;
      end();
      stream.abort();
    };
    try {
      await write('retry: 1000\n\n');
      while (!isOver()) {
        const items = await source.next();
        const all = [...items, ...signs.take()];
        if (all.length > 0) await write(all.map(itemText).join(''));
        if (items.length >= pageSize || isOver()) continue;
        await bell.wait(heartbeatMs);
        if (Date.now() - run.writtenAt >= heartbeatMs && !isOver()) await write(': still here\n\n');
      }
      if (!stream.aborted)
        await within(stream.write(': the stream ends here; connect again\n\n'), 100);
    } catch (error) {
      // The client reconnects and goes on where it was.
      const { requestId, operation, deps } = context.var;
      deps.onFault({ error, requestId, operation });
    } finally {
      remove();
    }
  });
}

function itemText(item: StreamItem): string {
  const id = item.id === null ? '' : `id: ${item.id}\n`;
  return `${id}event: ${item.type}\ndata: ${JSON.stringify(item.data)}\n\n`;
}

/** Whether the caller asked for a stream rather than a page. */
export function wantsStream(context: ApiContext): boolean {
  return (context.req.header('accept') ?? '').includes('text/event-stream');
}
