/**
 * What happens in the tenant, as it happens: one stream per browser. The tab that holds the lock reads it and tells the
 * others; when it closes, the next one takes over. A stream that breaks is resumed where it was.
 */
import { keepReading, readStream } from './event-stream.ts';

export interface LiveEvent {
  type: string;
  conversation_id: string | null;
  data: Record<string, unknown>;
}

interface Told {
  event?: LiveEvent;
  connected?: boolean;
}

const listeners = new Set<(event: LiveEvent) => void>();
const watchers = new Set<() => void>();
const state = { connected: true, started: false, cursor: null as string | null };
const others = new BroadcastChannel('baton.live');

function setConnected(connected: boolean): void {
  if (connected === state.connected) return;
  state.connected = connected;
  for (const watcher of watchers) watcher();
}

function take({ event, connected }: Told): void {
  if (event !== undefined) for (const listener of listeners) listener(event);
  if (connected !== undefined) setConnected(connected);
}

function tell(told: Told): void {
  take(told);
  others.postMessage(told);
}

others.onmessage = ({ data }: MessageEvent<Told>) => {
  take(data);
};

function readFeed(): Promise<void> {
  return readStream({
    url: '/v1/events?typing=true',
    after: state.cursor,
    onOpen: () => {
      tell({ connected: true });
      // What happened before the stream began is not told by it.
      if (state.cursor === null)
        tell({ event: { type: 'resync', conversation_id: null, data: {} } });
    },
    onEvent: ({ id, data }) => {
      state.cursor = id ?? state.cursor;
      tell({ event: JSON.parse(data) as LiveEvent });
    },
  });
}

function readOn(): Promise<void> {
  return keepReading(readFeed, () => tell({ connected: false }));
}

function start(): void {
  if (state.started) return;
  state.started = true;
  // Without locks (a page that is not secure) each tab reads for itself.
  if ('locks' in navigator) void navigator.locks.request('baton.live', readOn);
  else void readOn();
}

/** Hears every event until the function it gives is called. */
export function listen(listener: (event: LiveEvent) => void): () => void {
  start();
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** For `useSyncExternalStore`: whether the stream stands. */
export const connection = {
  subscribe: (watcher: () => void): (() => void) => {
    watchers.add(watcher);
    return () => watchers.delete(watcher);
  },
  isUp: (): boolean => state.connected,
};
