/** Hints over LISTEN/NOTIFY. They may be lost or merged: every listener also sweeps. */
import pg from 'pg';
import type { ConversationRef } from '../../domain/ids.ts';
import type { Pool } from './pool.ts';

export const eventsChannel = 'baton_events';
export const wakeupsChannel = 'baton_wakeups';

/** Notices are gathered this long before one statement sends them; NOTIFY takes a lock of the whole cluster. */
const gatherMs = 20;
const reconnectMs = 1_000;
const connectMs = 5_000;

export interface Notifier {
  touched: (ref: ConversationRef) => void;
  wakeMatching: () => void;
  close: () => Promise<void>;
}

/** Sends hints from this process, gathered; a failure is dropped, because a hint is no promise. */
export function createNotifier(pool: Pool): Notifier {
  const waiting = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let sending: Promise<unknown> = Promise.resolve();

  function flush(): void {
    timer = undefined;
    const notices = [...waiting].map((notice) => notice.split('\n'));
    waiting.clear();
    sending = pool
      .query(
        // A hint is worth no flush of the disk: the flush would hold up the commits beside it.
        `select set_config('synchronous_commit', 'off', true), pg_notify(channel, payload)
         from unnest($1::text[], $2::text[]) n (channel, payload)`,
        [notices.map(([channel]) => channel), notices.map(([, payload]) => payload)],
      )
      .catch(() => undefined);
  }

  function add(channel: string, payload: string): void {
    waiting.add(`${channel}\n${payload}`);
    timer ??= setTimeout(flush, gatherMs);
  }

  return {
    touched: (ref) => {
      add(eventsChannel, `${ref.tenant}/${ref.conversation}`);
    },
    wakeMatching: () => {
      add(wakeupsChannel, '');
    },
    close: async () => {
      clearTimeout(timer);
      if (waiting.size > 0) flush();
      await sending;
    },
  };
}

/** Tells the matching loops of all processes that a wake-up was written; a lost hint costs a second. */
export async function hintMatching(pool: Pool): Promise<void> {
  await pool.query(`select pg_notify($1, '')`, [wakeupsChannel]).catch(() => undefined);
}

export interface Listener {
  close(): Promise<void>;
}

/** Listens on one connection of its own and connects again when it is lost. `onNotice` is also called after each connect. */
export function listen(
  databaseUrl: string,
  channel: string,
  onNotice: (payload: string | null) => void,
): Listener {
  let closed = false;
  let client: pg.Client | undefined;
  let timer: NodeJS.Timeout | undefined;

  const isClosed = (): boolean => closed;

  function again(): void {
    client = undefined;
    if (!closed) timer = setTimeout(() => void connect(), reconnectMs);
  }

  async function connect(): Promise<void> {
    const next = new pg.Client({
      connectionString: databaseUrl,
      keepAlive: true,
      connectionTimeoutMillis: connectMs,
    });
    next.on('error', () => undefined);
    next.on('notification', (notice) => {
      onNotice(notice.payload ?? '');
    });
    try {
      await next.connect();
      await next.query(`listen ${pg.escapeIdentifier(channel)}`);
      if (isClosed()) {
        await next.end();
        return;
      }
      next.on('end', again);
      client = next;
      onNotice(null);
    } catch {
      void next.end().catch(() => undefined);
      again();
    }
  }

  void connect();
  return {
    close: async () => {
      closed = true;
      clearTimeout(timer);
      await client?.end();
    },
  };
}
