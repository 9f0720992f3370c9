/** The ledger as people read it, and what a sender needs of the event behind a delivery. */
import type { z } from 'zod';
import type { deliveryDetail, deliveryRecord } from '../../contract/deliveries.ts';
import type { ConversationRef } from '../../domain/ids.ts';
import type { DeliveryState, DeliveryChannel } from '../../domain/words.ts';
import { readDeliverySettings } from './delivery-plan.ts';
import { readEvents, type ReadEvent } from './events-read.ts';
import { decodeCursor, pageFrom, type Page } from './paging.ts';
import { newId } from './new-id.ts';
import { inTransaction, type Pool, type Queryable } from './pool.ts';

export type DeliveryRecord = z.output<typeof deliveryRecord>;
export type DeliveryDetail = z.output<typeof deliveryDetail>;

interface DeliveryRow {
  id: string;
  conversation: string | null;
  channel: DeliveryChannel;
  target: string;
  idempotency_key: string;
  state: DeliveryState;
  cause: string | null;
  event_type: string;
  event_sequence: number | null;
  turn: number | null;
  attempts: number;
  created_at: Date;
  next_at: Date;
  finished_at: Date | null;
  receipt: string | null;
  position: number;
}

const columns = `id, conversation, channel, target, idempotency_key, state, cause, event_type, event_sequence, attempts,
  created_at, next_at, finished_at, receipt, position,
  (select (e.data->>'turn')::int from events e
    where e.tenant = deliveries.tenant and e.conversation = deliveries.conversation
      and e.sequence = deliveries.event_sequence and e.type = 'turn.created') as turn`;

function recordOf(row: DeliveryRow): DeliveryRecord {
  return {
    id: row.id,
    conversation_id: row.conversation,
    channel: row.channel,
    target: row.target,
    idempotency_key: row.idempotency_key,
    state: row.state,
    cause: row.cause,
    event_type: row.event_type,
    event_sequence: row.event_sequence,
    turn: row.turn,
    attempts: row.attempts,
    created_at: row.created_at.toISOString(),
    next_attempt_at: row.state === 'pending' ? row.next_at.toISOString() : null,
    finished_at: row.finished_at?.toISOString() ?? null,
    receipt: row.receipt,
  };
}

export interface DeliveryFilter {
  conversation?: string | undefined;
  state?: DeliveryState | undefined;
  channel?: DeliveryChannel | undefined;
  target?: string | undefined;
  cursor?: string | undefined;
  limit: number;
}

/** A page of the tenant's deliveries, newest first. */
export async function listDeliveries(
  pool: Pool,
  tenant: string,
  filter: DeliveryFilter,
): Promise<Page<DeliveryRecord>> {
  const [before] =
    filter.cursor === undefined ? [null] : decodeCursor(filter.cursor, [/^\d{1,18}$/]);
  const { rows } = await pool.query<DeliveryRow>(
    `select ${columns} from deliveries
      where tenant = $1 and ($2::text is null or conversation = $2) and ($3::text is null or state = $3)
        and ($4::text is null or channel = $4) and ($5::text is null or target = $5)
        and ($6::bigint is null or position < $6)
      order by position desc limit $7`,
    [
      tenant,
      filter.conversation ?? null,
      filter.state ?? null,
      filter.channel ?? null,
      filter.target ?? null,
      before,
      filter.limit + 1,
    ],
  );
  const page = pageFrom(rows, filter.limit, (row) => [row.position]);
  return { ...page, data: page.data.map(recordOf) };
}

interface AttemptRow {
  number: number;
  at: Date;
  status: number | null;
  error: string | null;
  duration_ms: number | null;
}

/** One delivery of the tenant with every attempt. */
export async function readDelivery(
  pool: Pool,
  tenant: string,
  id: string,
): Promise<DeliveryDetail | undefined> {
  const { rows } = await pool.query<DeliveryRow>(
    `select ${columns} from deliveries where tenant = $1 and id = $2`,
    [tenant, id],
  );
  const [row] = rows;
  if (row === undefined) return undefined;
  const attempts = await pool.query<AttemptRow>(
    'select number, at, status, error, duration_ms from delivery_attempts where delivery = $1 order by number',
    [id],
  );
  return {
    ...recordOf(row),
    attempt_log: attempts.rows.map((attempt) => ({ ...attempt, at: attempt.at.toISOString() })),
  };
}

/** Makes a delivery due again under its own key; false when it is pending already. */
export async function resendDelivery(pool: Pool, tenant: string, id: string): Promise<boolean> {
  return inTransaction(pool, async (connection) => {
    const settings = await readDeliverySettings(connection, tenant);
    const { rowCount } = await connection.query(
      `update deliveries set state = 'pending', cause = null, finished_at = null, next_at = now(),
              retry_until = now() + $3 * interval '1 second'
        where tenant = $1 and id = $2 and state <> 'pending'`,
      [tenant, id, settings.give_up_after_seconds],
    );
    return rowCount === 1;
  });
}

/** A delivery that tells of no event, tried once: it shows whether an endpoint or a destination can be reached. */
export async function addTestDelivery(
  connection: Queryable,
  target: { tenant: string; channel: 'webhook' | 'alert'; id: string },
): Promise<string> {
  const id = newId('dl');
  await connection.query(
    `insert into deliveries (id, tenant, channel, target, idempotency_key, state, lane, event_type, retry_until)
     values ($1, $2, $3, $4, $5, 'pending', $6, $7, now())`,
    [
      id,
      target.tenant,
      target.channel,
      target.id,
      `msg_${id}`,
      `test/${id}`,
      `${target.channel}.test`,
    ],
  );
  return id;
}

/** What a sender tells of: the event, with its turn's text, and where the conversation stands now. */
export interface DeliveryContent {
  event: ReadEvent;
  owner: string;
  epoch: number;
  status: string;
  customer: { name?: string; email?: string };
  language: string | null;
  timeZone: string | null;
  /** As it is kept, without its dash. */
  caseNumber: string | null;
  /** Of the turn: where its whole text lies when it is long, and files with it. */
  contentRef: string | null;
  attachments: string[];
  turnEpoch: number | null;
}

/** Reads it anew for every attempt: texts are not kept in the ledger. Of an erased conversation there is nothing to tell but that. */
export async function readContent(
  pool: Pool,
  ref: ConversationRef,
  sequence: number,
): Promise<DeliveryContent | undefined> {
  const [event] = await readEvents(pool, ref, sequence - 1, 1);
  if (event?.sequence !== sequence) return undefined;
  const { rows } = await pool.query<Omit<DeliveryContent, 'event'>>(
    `select c.owner, c.epoch, c.status, c.customer, c.state->>'language' as language, c.state->>'timeZone' as "timeZone",
            c.state->>'caseNumber' as "caseNumber",
            t.content_ref as "contentRef", coalesce(t.attachments, '[]'::jsonb) as attachments,
            t.epoch as "turnEpoch"
       from conversations c
       left join turns t on t.tenant = c.tenant and t.conversation = c.id and t.sequence = $3
      where c.tenant = $1 and c.id = $2 and (c.erased_at is null or $4)`,
    [
      ref.tenant,
      ref.conversation,
      event.turn?.sequence ?? null,
      event.type === 'conversation.erased',
    ],
  );
  const [row] = rows;
  return row && { ...row, event };
}
