/**
 * The rows of a conversation that is erased, or deleted with everything it owns.
 *
 * - E1 An erased conversation keeps what is no person's: events, decisions, outcomes as ids, codes and numbers, so that
 *   every figure can still be recomputed. Text, names, addresses and the customer's id are gone.
 * - E2 It ends first, by the state machine: capacity is given back, a waiting handoff is canceled, timers are disarmed.
 * - E3 The log says so (`conversation.erased`), so that whoever keeps a copy of it can follow.
 */
import type { ConversationState } from '../../domain/conversation.ts';
import { erasedCustomer, erasedState } from '../../domain/erased.ts';
import { event } from '../../domain/events.ts';
import type { ConversationRef } from '../../domain/ids.ts';
import { commitCommand } from './commit.ts';
import { deleteRows } from './conversation-tables.ts';
import { inTransaction, type Connection, type Pool } from './pool.ts';

export type ErasureCause = 'request' | 'retention';

const eraser = { kind: 'system', id: 'erasure' } as const;

/** Ends what is open, in whatever state it is; what was ended already stays so. */
async function endFirst(pool: Pool, ref: ConversationRef, now: number): Promise<void> {
  const end = {
    type: 'resolve' as const,
    id: 'erasure-resolve',
    actor: eraser,
    agent: '',
    outcome: 'no_issue' as const,
    close_as: 'erased' as const,
  };
  const wrapUp = { type: 'endWrapUp' as const, id: 'erasure-wrap-up', actor: eraser, agent: '' };
  for (const command of [end, wrapUp])
    await commitCommand(pool, { ref, knownVersion: null, command, at: now });
}

/** Files that the conversation's turns name, long texts and attachments, and those its customer stored and never sent. */
export async function filesOf(pool: Pool, ref: ConversationRef): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(
    `select distinct files.id from turns t,
        lateral (select t.content_ref as id union all
                 select jsonb_array_elements_text(
                   case when jsonb_typeof(t.attachments) = 'array' then t.attachments else '[]' end)) files
      where t.tenant = $1 and t.conversation = $2 and files.id is not null
     union select id from attachments where tenant = $1 and conversation = $2`,
    [ref.tenant, ref.conversation],
  );
  return rows.map(({ id }) => id);
}

/** Keeps what is no person's (E1). `$1`, `$2` are tenant and conversation, `$3` stands for the customer. */
const scrubs = [
  `update events set data = jsonb_set(data, '{customer_id}', to_jsonb($3::text))
    where tenant = $1 and conversation = $2 and data->>'customer_id' is not null`,
  `update events set data = jsonb_set(data, '{actor}', to_jsonb($3::text))
    where tenant = $1 and conversation = $2 and type = 'turn.created' and data->>'role' = 'customer'
      and data->>'actor' is not null`,
  `update events set data = jsonb_set(data, '{by,id}', to_jsonb($3::text))
    where tenant = $1 and conversation = $2 and data->'by'->>'kind' = 'customer'`,
  `update handoffs set customer_id = $3 where tenant = $1 and conversation = $2 and customer_id is not null`,
];

const scrubsWithoutCustomer = [
  `update events set data = jsonb_set(data, '{reason}', 'null')
    where tenant = $1 and conversation = $2 and type = 'handoff.rejected'`,
  `update offers set reason = null where tenant = $1 and conversation = $2`,
  `update reviews set note = null where tenant = $1 and conversation = $2`,
  // Numbers and flags go on serving back-tests; words of the bot's, and where they stood, don't.
  `update decisions set evidence = '[]', features = coalesce((
      select jsonb_object_agg(key, value) from jsonb_each(features)
       where key = 'role' or jsonb_typeof(value) in ('number', 'boolean')), '{}')
    where tenant = $1 and conversation = $2`,
  `with freed as (
     update leases set released_at = clock_timestamp()
      where tenant = $1 and conversation = $2 and released_at is null returning 1)
   insert into wakeups (tenant, queue) select $1, '' from freed limit 1`,
];

/** Answers kept for repeated requests hold text for a day; those that name anything of the conversation go. */
const forgetAnswers = `
  with named as (
    select $2::text as id
    union select id from turns where tenant = $1 and conversation = $2
    union select id from notes where tenant = $1 and conversation = $2
    union select id from suggestions where tenant = $1 and conversation = $2
    union select id from handoffs where tenant = $1 and conversation = $2),
  patterns as (select array_agg('%"' || replace(id, '_', '\\_') || '"%') as list from named)
  delete from idempotency_keys k using patterns p
   where k.tenant = $1 and k.response is not null and k.response::text like any (p.list)`;

interface HeadRow {
  version: number;
  state: ConversationState;
  erased: boolean;
}

/** Takes the texts out of the rows, in one transaction; the head stays as a tombstone. False when there is no such conversation. */
export async function eraseRows(
  pool: Pool,
  ref: ConversationRef,
  erasure: { cause: ErasureCause; now: number },
): Promise<boolean> {
  await endFirst(pool, ref, erasure.now);
  return inTransaction(pool, async (connection) => {
    const { rows } = await connection.query<HeadRow>(
      `select version, state, erased_at is not null as erased from conversations
        where tenant = $1 and id = $2 for update`,
      [ref.tenant, ref.conversation],
    );
    const [head] = rows;
    if (head === undefined) return false;
    if (!head.erased) await eraseLocked(connection, ref, head, erasure);
    return true;
  });
}

async function eraseLocked(
  connection: Connection,
  ref: ConversationRef,
  head: HeadRow,
  erasure: { cause: ErasureCause; now: number },
): Promise<void> {
  const place = [ref.tenant, ref.conversation];
  await connection.query(forgetAnswers, place);
  await connection.query(
    `delete from attachments a using turns t
      where t.tenant = $1 and t.conversation = $2 and a.tenant = t.tenant
        and (a.id = t.content_ref or (jsonb_typeof(t.attachments) = 'array' and t.attachments ? a.id))`,
    place,
  );
  await deleteRows(
    connection,
    { tenant: ref.tenant, conversations: [ref.conversation] },
    ({ onErasure }) => onErasure === 'delete',
  );
  for (const sql of scrubs) await connection.query(sql, [...place, erasedCustomer]);
  for (const sql of scrubsWithoutCustomer) await connection.query(sql, place);
  const { type, data } = event('conversation.erased', {
    cause: erasure.cause,
    turns: head.state.turnSequence,
  });
  await connection.query(
    `insert into events (tenant, conversation, sequence, type, at, data) values ($1, $2, $3, $4, $5, $6)`,
    [...place, head.version + 1, type, new Date(erasure.now), JSON.stringify(data)],
  );
  await connection.query(
    `update conversations set version = $3, state = $4, customer = '{}', status = 'resolved', deadline_at = null,
        erased_at = $5, updated_at = greatest(updated_at, $5)
      where tenant = $1 and id = $2`,
    [...place, head.version + 1, JSON.stringify(erasedState(head.state)), new Date(erasure.now)],
  );
}

/**
 * Deletes a conversation with everything it owns, as if it had never been: for demonstrations and tests. It ends first,
 * so that capacity is given back; its workflow must be ended by the caller. Figures change: an erasure keeps them.
 */
export async function deleteConversation(
  pool: Pool,
  ref: ConversationRef,
  now: number,
): Promise<void> {
  await endFirst(pool, ref, now);
  await inTransaction(pool, async (connection) => {
    await connection.query('select 1 from conversations where tenant = $1 and id = $2 for update', [
      ref.tenant,
      ref.conversation,
    ]);
    await connection.query(scrubsWithoutCustomer.at(-1) ?? '', [ref.tenant, ref.conversation]);
    const place = { tenant: ref.tenant, conversations: [ref.conversation] };
    await deleteRows(connection, place, () => true);
  });
}
