/** Server-sent events over `fetch`, and reading on when a stream breaks. */
export interface StreamEvent {
  /** Where to read on after it; null where it says none. */
  id: string | null;
  data: string;
}

interface Reading {
  url: string;
  /** Read on after this one. */
  after?: string | null;
  signal?: AbortSignal;
  onOpen: () => void;
  onEvent: (event: StreamEvent) => void;
}

function eventIn(block: string): StreamEvent | undefined {
  const field = (name: string) =>
    block
      .split('\n')
      .find((line) => line.startsWith(`${name}: `))
      ?.slice(name.length + 2);
  const data = field('data');
  return data === undefined ? undefined : { id: field('id') ?? null, data };
}

async function open({ url, after = null, signal }: Reading): Promise<ReadableStream<string>> {
  const headers: Record<string, string> = { accept: 'text/event-stream' };
  if (after !== null) headers['last-event-id'] = after;
  const response = await fetch(url, { headers, ...(signal && { signal }) });
  if (!response.ok || response.body === null) throw new Error(`HTTP ${response.status}`);
  return response.body.pipeThrough(new TextDecoderStream());
}

/** Reads one stream to its end; throws when there is none. */
export async function readStream(reading: Reading): Promise<void> {
  const reader = (await open(reading)).getReader();
  reading.onOpen();
  for (let rest = ''; ;) {
    const { done, value } = await reader.read();
    if (done) return;
    const blocks = (rest + value).split('\n\n');
    rest = blocks.pop() ?? '';
    for (const event of blocks.map(eventIn)) if (event !== undefined) reading.onEvent(event);
  }
}

const slowest = 15_000;

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

/** Reads again and again, more slowly while it fails, until `signal` ends it. `onLost` hears of each failure. */
export async function keepReading(
  read: () => Promise<void>,
  onLost: () => void,
  signal?: AbortSignal,
): Promise<void> {
  const isOver = () => signal?.aborted === true;
  for (let failures = 0; !isOver();) {
    const startedAt = Date.now();
    try {
      await read();
    } catch {
      if (!isOver()) onLost();
    }
    failures = Date.now() - startedAt > slowest ? 0 : failures + 1;
    if (!isOver()) await pause(Math.min(slowest, 500 * 2 ** failures));
  }
}
