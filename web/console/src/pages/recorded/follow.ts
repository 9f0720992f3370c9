/** The event stream of one conversation, connected again whenever it breaks. */
import type { ConversationEvent, ConversationHead, Problem } from './api-types.ts';
import { eventTypes } from './api-types.ts';
import { request } from './api.ts';

const reconnectMs = 2_000;

/** What the reader of a stream is told. */
export interface Follower {
  /** Sequence of the last event taken. */
  position: () => number;
  onEvent: (event: ConversationEvent) => void;
  onConnected: (connected: boolean) => void;
  /** The stream cannot go on; it is closed. */
  onEnd: (problem: Problem) => void;
}

/** Follows a conversation until the function it gives is called. The browser resumes with Last-Event-ID by itself. */
export function follow(conversation: string, follower: Follower): () => void {
  const path = `/v1/conversations/${conversation}`;
  const run: { source: EventSource | null; timer: number; closed: boolean } = {
    source: null,
    timer: 0,
    closed: false,
  };
  const open = () => {
    const source = new EventSource(`${path}/events?after=${follower.position()}`);
    run.source = source;
    source.onopen = () => {
      follower.onConnected(true);
    };
    source.onerror = () => {
      follower.onConnected(false);
      if (source.readyState === EventSource.CLOSED) retryLater();
    };
    for (const type of eventTypes)
      source.addEventListener(type, (message) => {
        follower.onEvent(JSON.parse(message.data as string) as ConversationEvent);
      });
  };
  const retryLater = () => {
    run.timer = window.setTimeout(() => void retry(), reconnectMs);
  };
  // A stream that was refused does not say why: an ordinary request does.
  const retry = async () => {
    const head = await request<ConversationHead>('GET', path);
    if (run.closed) return;
    if (head.ok) open();
    else if (['not_found', 'unauthenticated'].includes(head.problem.code))
      follower.onEnd(head.problem);
    else retryLater();
  };
  open();
  return () => {
    run.closed = true;
    run.source?.close();
    window.clearTimeout(run.timer);
  };
}
