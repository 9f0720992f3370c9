/** The cases of one agent as a list, how far somebody has read, and the earlier conversations of a customer. */
import type { z } from 'zod';
import type { historyItem, inboxItem, inboxPage, inboxViews } from '../../contract/inbox.ts';
import { showCaseNumber } from '../../domain/case-number.ts';
import type { ConversationState } from '../../domain/conversation.ts';
import type { Owner, Status } from '../../domain/words.ts';
import { clocksOf, snoozedUntilOf } from './clock-record.ts';
import { decodeCursor, pageFrom, type Page } from './paging.ts';
import type { Pool } from './pool.ts';
import { visibleTo, type Viewer } from './visibility.ts';

export type InboxItem = z.output<typeof inboxItem>;
export type HistoryItem = z.output<typeof historyItem>;
type InboxView = (typeof inboxViews)[number];
type Counts = z.output<typeof inboxPage>['counts'];

/** Whose inbox: `viewer.agent` null is everybody's; `reader` says whose reading counts. */
export interface InboxRequest {
  viewer: Viewer;
  reader: string;
  view: InboxView;
  /** Whether the reader may read what was said; without it excerpts are empty. */
  excerpts: boolean;
  cursor?: string | undefined;
  limit: number;
}

/**
 * Which conversations, and in what order (ms, smallest first). Held cases stand in the order in which they were taken,
 * so that none moves while somebody reads; waiting ones in the order in which they will be served.
 */
const views: Record<InboxView, { where: string; key: string }> = {
  mine: {
    where: `c.owner = 'agent' and c.status = 'open' and ($2::text is null or c.owner_id = $2)`,
    key: `-coalesce((c.state->'handoff'->>'heldSince')::bigint, 0)`,
  },
  snoozed: {
    where: `c.owner = 'agent' and c.status = 'snoozed' and ($2::text is null or c.owner_id = $2)`,
    key: `coalesce((c.state->>'snoozedUntil')::bigint, 0)`,
  },
  waiting: {
    where: `c.owner = 'queue' and ${visibleTo('$2')}`,
    key: `coalesce((select floor(extract(epoch from q.rank_at) * 1000)::bigint from queue_entries q
             where q.tenant = c.tenant and q.handoff = c.state->'handoff'->>'id'),
           (c.state->'handoff'->>'requestedAt')::bigint, 0)`,
  },
  done: {
    where: `c.status = 'resolved' and exists (select 1 from handoffs h
              where h.tenant = c.tenant and h.conversation = c.id and ($2::text is null or h.agent = $2))`,
    key: `-floor(extract(epoch from c.updated_at) * 1000)::bigint`,
  },
};

interface Row {
  id: string;
  status: Status;
  owner: Owner;
  owner_id: string | null;
  state: ConversationState;
  name: string | null;
  updated_at: Date;
  key: number;
  sequence: number | null;
  role: NonNullable<InboxItem['last_turn']>['role'] | null;
  excerpt: string | null;
  at: Date | null;
  unread: number;
}

function isoOrNull(ms: number | null | undefined): string | null {
  return ms == null ? null : new Date(ms).toISOString();
}

function lastTurnOf(row: Row): InboxItem['last_turn'] {
  const { sequence, role, excerpt, at } = row;
  if (sequence === null || role === null || at === null) return null;
  return { sequence, role, excerpt: excerpt ?? '', at: at.toISOString() };
}

function handoffPartOf(
  state: ConversationState,
): Pick<InboxItem, 'queue' | 'reason' | 'priority' | 'handoff_state' | 'requested_at'> {
  const { handoff } = state;
  return {
    queue: handoff?.queue ?? null,
    reason: handoff?.reason ?? null,
    priority: handoff?.priority ?? null,
    handoff_state: handoff?.state ?? null,
    requested_at: isoOrNull(handoff?.requestedAt),
  };
}

function itemOf(row: Row): InboxItem {
  const { state } = row;
  const number = state.caseNumber ?? null;
  return {
    conversation_id: row.id,
    status: row.status,
    owner: row.owner,
    owner_id: row.owner_id,
    channel: state.channel,
    customer: {
      id: state.customerId,
      name: row.name,
      tier: state.tier,
      language: state.language,
    },
    case_number: number === null ? null : showCaseNumber(number),
    ...handoffPartOf(state),
    snoozed_until: snoozedUntilOf(state),
    clocks: clocksOf(state),
    last_turn: lastTurnOf(row),
    unread: row.unread,
    updated_at: row.updated_at.toISOString(),
  };
}

/** One page of a view. Turns before the handoff count as read: the brief tells of them. */
export async function listInbox(pool: Pool, request: InboxRequest): Promise<Page<InboxItem>> {
  const { where, key } = views[request.view];
  const [afterKey, afterId] =
    request.cursor === undefined
      ? [null, null]
      : decodeCursor(request.cursor, [/^-?\d{1,15}$/, /^[A-Za-z0-9_-]{1,64}$/]);
  const { rows } = await pool.query<Row>(
    `with page as (
       select c.tenant, c.id, c.status, c.owner, c.owner_id, c.state, c.customer->>'name' as name, c.updated_at,
              ${key} as key
         from conversations c where c.tenant = $1 and c.erased_at is null and ${where}),
     chosen as (
       select * from page where $4::bigint is null or (key, id) > ($4, $5::text) order by key, id limit $6)
     select p.*, last.sequence, last.role, last.excerpt, last.at,
            (select count(*)::int from turns t
              where t.tenant = p.tenant and t.conversation = p.id and t.role = 'customer'
                and t.sequence > coalesce(
                  (select r.turn from conversation_reads r
                    where r.tenant = p.tenant and r.reader = $3 and r.conversation = p.id),
                  (p.state->'handoff'->>'turn')::bigint, 0)) as unread
       from chosen p
       left join lateral (
         select t.sequence, t.role, case when $7 then left(t.content, 160) else '' end as excerpt, t.at from turns t
          where t.tenant = p.tenant and t.conversation = p.id and t.role <> 'tool' and t.content <> ''
          order by t.sequence desc limit 1) last on true
      order by p.key, p.id`,
    [
      request.viewer.tenant,
      request.viewer.agent,
      request.reader,
      afterKey,
      afterId,
      request.limit + 1,
      request.excerpts,
    ],
  );
  const page = pageFrom(rows, request.limit, (row) => [row.key, row.id]);
  return { ...page, data: page.data.map(itemOf) };
}

/** How many cases each view has. */
export async function countInbox(pool: Pool, viewer: Viewer): Promise<Counts> {
  const count = (view: 'mine' | 'waiting' | 'snoozed') =>
    `(select count(*)::int from conversations c where c.tenant = $1 and c.erased_at is null and ${views[view].where})`;
  const { rows } = await pool.query<Counts>(
    `select ${count('mine')} as mine, ${count('waiting')} as waiting, ${count('snoozed')} as snoozed,
            (select count(*)::int from offers o
              where o.tenant = $1 and o.state = 'pending' and ($2::text is null or o.agent = $2)) as offers`,
    [viewer.tenant, viewer.agent],
  );
  return rows[0] ?? { offers: 0, mine: 0, waiting: 0, snoozed: 0 };
}

/** Marks turns as read up to one. Never goes back; gives how far it is read now. */
export async function markRead(
  pool: Pool,
  place: { tenant: string; conversation: string; reader: string },
  turn: number,
): Promise<number> {
  const { rows } = await pool.query<{ turn: number }>(
    `insert into conversation_reads (tenant, reader, conversation, turn) values ($1, $2, $3, $4)
     on conflict (tenant, reader, conversation)
       do update set turn = greatest(conversation_reads.turn, excluded.turn), at = now()
     returning turn`,
    [place.tenant, place.reader, place.conversation, turn],
  );
  return rows[0]?.turn ?? turn;
}

interface HistoryRow extends Omit<HistoryItem, 'created_at' | 'updated_at'> {
  created_at: Date;
  updated_at: Date;
}

/** Other conversations of the same customer, newest first. Codes and figures only: who may not open one reads no text of it. */
export async function readHistory(
  pool: Pool,
  viewer: Viewer,
  conversation: string,
): Promise<HistoryItem[]> {
  const { rows } = await pool.query<HistoryRow>(
    `select c.id as conversation_id, c.status, c.state->>'outcome' as outcome, h.reason, h.queue, h.agent,
            c.turn_sequence as turns, c.created_at, c.updated_at, ${visibleTo('$2')} as visible
       from conversations mine
       join conversations c on c.tenant = mine.tenant and c.state->>'customerId' = mine.state->>'customerId'
        and c.id <> mine.id and c.erased_at is null
       left join lateral (select reason, queue, agent from handoffs
          where tenant = c.tenant and conversation = c.id order by number desc limit 1) h on true
      where mine.tenant = $1 and mine.id = $3
      order by c.updated_at desc, c.id limit 50`,
    [viewer.tenant, viewer.agent, conversation],
  );
  return rows.map((row) => ({
    ...row,
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
  }));
}
