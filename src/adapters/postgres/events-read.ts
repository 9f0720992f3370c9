/** The event log as readers see it: by conversation, as a tenant-wide feed, and the hint that something is new. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { z } from 'zod';
import type { readEvent } from '../../contract/event-envelope.ts';
import type { EventType } from '../../domain/events.ts';
import { decodeCursor, encodeCursor } from './paging.ts';
import type { Pool } from './pool.ts';
import { typingChannel, typingIn, type TypingSign } from './typing.ts';
import { visibleTo, type Viewer } from './visibility.ts';

export type ReadEvent = z.output<typeof readEvent>;

interface EventRow {
  conversation: string;
  sequence: number;
  type: EventType;
  at: Date;
  data: Record<string, unknown>;
}

function envelope(tenant: string, row: EventRow): ReadEvent {
  return {
    id: `${row.conversation}:${row.sequence}`,
    type: row.type,
    timestamp: row.at.toISOString(),
    tenant,
    conversation_id: row.conversation,
    sequence: row.sequence,
    data: row.data,
  };
}

interface TurnColumns {
  turn_id: string | null;
  turn_sequence: number;
  role: 'customer' | 'assistant' | 'tool' | 'agent';
  content: string;
  actor: string | null;
  turn_at: Date;
}

function turnOf(row: TurnColumns): ReadEvent['turn'] {
  if (row.turn_id === null) return undefined;
  return {
    id: row.turn_id,
    sequence: row.turn_sequence,
    role: row.role,
    content: row.content,
    actor: row.actor,
    at: row.turn_at.toISOString(),
  };
}

interface NoticeColumns {
  notice_id: string | null;
  notice_key: string;
  notice_content: string;
  notice_at: Date;
}

function noticeOf(row: NoticeColumns): ReadEvent['notice'] {
  if (row.notice_id === null) return undefined;
  return {
    id: row.notice_id,
    key: row.notice_key,
    content: row.notice_content,
    at: row.notice_at.toISOString(),
  };
}

/** Events of one conversation after a sequence, in order, `turn.created` and `notice.posted` with their texts. */
export async function readEvents(
  pool: Pool,
  place: { tenant: string; conversation: string },
  after: number,
  limit: number,
): Promise<ReadEvent[]> {
  const { rows } = await pool.query<EventRow & TurnColumns & NoticeColumns>(
    `select e.conversation, e.sequence, e.type, e.at, e.data,
            t.id as turn_id, t.sequence as turn_sequence, t.role, t.content, t.actor, t.at as turn_at,
            n.id as notice_id, n.key as notice_key, n.content as notice_content, n.at as notice_at
       from events e
       left join turns t on e.type = 'turn.created' and t.tenant = e.tenant
        and t.conversation = e.conversation and t.sequence = (e.data->>'turn')::bigint
       left join notices n on e.type = 'notice.posted' and n.tenant = e.tenant
        and n.conversation = e.conversation and n.id = e.data->>'notice_id'
      where e.tenant = $1 and e.conversation = $2 and e.sequence > $3
      order by e.sequence limit $4`,
    [place.tenant, place.conversation, after, limit],
  );
  return rows.map((row) => {
    const turn = turnOf(row);
    const notice = noticeOf(row);
    return { ...envelope(place.tenant, row), ...(turn && { turn }), ...(notice && { notice }) };
  });
}

/** Of the conversations named, the sequence of the last event. */
export async function lastSequences(
  pool: Pool,
  tenant: string,
  conversations: string[],
): Promise<Map<string, number>> {
  const { rows } = await pool.query<{ id: string; version: number }>(
    'select id, version from conversations where tenant = $1 and id = any($2)',
    [tenant, conversations],
  );
  return new Map(rows.map((row) => [row.id, row.version]));
}

const feedKey = [/^\d{1,20}$/, /^[A-Za-z0-9_-]{0,64}$/, /^\d{1,16}$/];

export interface FeedItem {
  /** Reading on after this item. */
  cursor: string;
  event: ReadEvent;
}

/**
 * The tenant's events after a cursor. Only what no running transaction can still precede is given, so a late commit is
 * never skipped; without a cursor it begins with the first event ever.
 */
export async function readFeed(
  pool: Pool,
  viewer: Viewer,
  cursor: string | undefined,
  limit: number,
): Promise<FeedItem[]> {
  const [xid, conversation, sequence] =
    cursor === undefined ? ['0', '', '0'] : decodeCursor(cursor, feedKey);
  const { rows } = await pool.query<EventRow & { xid: string }>(
    `select e.conversation, e.sequence, e.type, e.at, e.data, e.xid::text as xid
       from events e
      where e.tenant = $1 and e.xid < pg_snapshot_xmin(pg_current_snapshot())
        and (e.xid, e.conversation, e.sequence) > ($3::xid8, $4, $5::bigint)
        and ($2::text is null
          -- Who lost a case and may not see it any more is told so, or would go on working on it.
          or (e.type = 'handoff.transferred' and e.data->>'from_agent' = $2)
          or exists (
              select 1 from conversations c
               where c.tenant = e.tenant and c.id = e.conversation and ${visibleTo('$2')}))
      order by e.xid, e.conversation, e.sequence limit $6`,
    [viewer.tenant, viewer.agent, xid, conversation, sequence, limit],
  );
  return rows.map((row) => ({
    cursor: encodeCursor([row.xid, row.conversation, row.sequence]),
    event: envelope(viewer.tenant, row),
  }));
}

/** A cursor behind everything that is settled now: a feed that begins with what comes. */
export async function feedEnd(pool: Pool): Promise<string> {
  const { rows } = await pool.query<{ xmin: string }>(
    'select pg_snapshot_xmin(pg_current_snapshot())::text as xmin',
  );
  return encodeCursor([rows[0]?.xmin ?? '0', '', 0]);
}

/** A hint that a conversation has new events. Hints may be lost or come twice. */
export type Hint = { tenant: string; conversation: string };

const channel = 'baton_events';
const retryMs = 1_000;

function hintOf(payload: string | undefined): Hint | undefined {
  const [tenant, conversation] = (payload ?? '').split('/');
  return tenant && conversation ? { tenant, conversation } : undefined;
}

/** Who is told of what comes over the listening connection. */
export interface Ears {
  onHint: (hint: Hint) => void;
  onTyping: (sign: TypingSign) => void;
}

function hear(ears: Ears, message: { channel: string; payload?: string | undefined }): void {
  if (message.channel === typingChannel) {
    ears.onTyping(typingIn(message.payload ?? ''));
    return;
  }
  const hint = hintOf(message.payload);
  if (hint) ears.onHint(hint);
}

/** Runs until the connection is lost or `stop` aborts; then the connection is gone for good. */
async function listenOnce(pool: Pool, ears: Ears, stop: AbortSignal): Promise<void> {
  const connection = await pool.connect();
  try {
    await new Promise<void>((resolve) => {
      const done = () => {
        resolve();
      };
      connection.once('error', done);
      connection.once('end', done);
      stop.addEventListener('abort', done, { once: true });
      connection.on('notification', (message) => {
        hear(ears, message);
      });
      connection.query(`listen ${channel}; listen ${typingChannel}`).catch(done);
    });
  } finally {
    connection.removeAllListeners('notification');
    connection.on('error', () => undefined);
    connection.release(true);
  }
}

/** Listens on one connection of its own and opens a new one when it is lost. */
export function listenForEvents(pool: Pool, ears: Ears): { close: () => Promise<void> } {
  const stop = new AbortController();
  const run = async () => {
    while (!stop.signal.aborted) {
      await listenOnce(pool, ears, stop.signal).catch(() => undefined);
      await sleep(retryMs, undefined, { signal: stop.signal }).catch(() => undefined);
    }
  };
  const running = run();
  return {
    close: async () => {
      stop.abort();
      await running;
    },
  };
}
