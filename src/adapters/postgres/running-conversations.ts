/** Conversations whose workflow should run, as the store has them: what a check against Temporal reads. */
import type { ConversationState } from '../../domain/conversation.ts';
import type { NumberedEvent } from '../../domain/events.ts';
import type { ConversationRef } from '../../domain/ids.ts';
import { viewOfState } from '../../domain/view.ts';
import type { StoredConversation } from '../../domain/view-differences.ts';
import { inTransaction, type Pool } from './pool.ts';

const pageSize = 500;

/** One that is over has no deadline left; a simulated past never had a workflow. */
const running = `c.erased_at is null and (c.status <> 'resolved' or c.deadline_at is not null)
  and not exists (select 1 from demo_conversations d
    where d.tenant = c.tenant and d.conversation = c.id and d.origin = 'history')`;

/** All of them, of every tenant, page by page. */
export async function* runningConversations(pool: Pool): AsyncGenerator<ConversationRef[]> {
  let last: ConversationRef = { tenant: '', conversation: '' };
  for (;;) {
    const { rows } = await pool.query<ConversationRef>(
      `select c.tenant, c.id as conversation from conversations c
        where (c.tenant, c.id) > ($1, $2) and ${running} order by c.tenant, c.id limit ${pageSize}`,
      [last.tenant, last.conversation],
    );
    const end = rows.at(-1);
    if (end === undefined) return;
    last = end;
    yield rows;
  }
}

interface Row {
  version: number;
  state: ConversationState;
  handoff: StoredConversation['handoff'];
  queueEntry: StoredConversation['queueEntry'];
  hasOutcome: boolean;
}

/** One of them, all of one moment; undefined when it is over or erased by now. */
export function readRunning(
  pool: Pool,
  { tenant, conversation }: ConversationRef,
): Promise<StoredConversation | undefined> {
  return inTransaction(pool, async (connection) => {
    await connection.query('set transaction isolation level repeatable read, read only');
    const { rows } = await connection.query<Row>(
      `select c.version, c.state,
              (select json_build_object('state', h.state, 'reason', h.reason) from handoffs h
                where h.tenant = c.tenant and h.id = c.state->'handoff'->>'id') as handoff,
              (select json_build_object('queue', q.queue) from queue_entries q
                where q.tenant = c.tenant and q.handoff = c.state->'handoff'->>'id') as "queueEntry",
              exists (select 1 from outcomes o
                where o.tenant = c.tenant and o.handoff = c.state->'handoff'->>'id') as "hasOutcome"
         from conversations c where c.tenant = $1 and c.id = $2 and ${running}`,
      [tenant, conversation],
    );
    const [row] = rows;
    if (row === undefined) return undefined;
    const events = await connection.query<NumberedEvent>(
      `select sequence, type, data from events where tenant = $1 and conversation = $2 order by sequence`,
      [tenant, conversation],
    );
    const { version, state, ...rest } = row;
    return { ...rest, head: viewOfState(state, version), events: events.rows };
  });
}
