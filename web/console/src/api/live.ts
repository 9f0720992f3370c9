/**
 * What happens in the tenant, as it happens: one stream per browser. The tab that holds the lock reads it and tells the
 * others; when it closes, the next one takes over. A stream that breaks is resumed where it was.
 */
export interface LiveEvent {
  type: string;
  conversation_id: string | null;
  data: Record<string, unknown>;
}

interface Told {
  event?: LiveEvent;
  connected?: boolean;
}

const slowest = 15_000;
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

/** Takes whole blocks off the text of a stream; gives what is left. */
function takeBlocks(text: string): string {
  const blocks = text.split('\n\n');
  const rest = blocks.pop() ?? '';
  for (const block of blocks) takeBlock(block);
  return rest;
}

function takeBlock(block: string): void {
  const field = (name: string) =>
    block
      .split('\n')
      .find((line) => line.startsWith(`${name}: `))
      ?.slice(name.length + 2);
  state.cursor = field('id') ?? state.cursor;
  const data = field('data');
  if (data !== undefined) tell({ event: JSON.parse(data) as LiveEvent });
}

async function readStream(): Promise<void> {
  const headers: Record<string, string> = { accept: 'text/event-stream' };
  if (state.cursor !== null) headers['last-event-id'] = state.cursor;
  const response = await fetch('/v1/events', { headers });
  if (!response.ok || response.body === null) throw new Error(`HTTP ${response.status}`);
  tell({ connected: true });
  // What happened before the stream began is not told by it.
  if (state.cursor === null) tell({ event: { type: 'resync', conversation_id: null, data: {} } });
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  for (let rest = ''; ;) {
    const { done, value } = await reader.read();
    if (done) return;
    rest = takeBlocks(rest + value);
  }
}

async function pause(ms: number): Promise<void> {
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms);
    window.addEventListener(
      'online',
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });
}

async function readOn(): Promise<never> {
  for (let failures = 0; ;) {
    const startedAt = Date.now();
    try {
      await readStream();
    } catch {
      tell({ connected: false });
    }
    failures = Date.now() - startedAt > slowest ? 0 : failures + 1;
    await pause(Math.min(slowest, 500 * 2 ** failures));
  }
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
