/**
 * Removes every conversation of the demo, whole, and nothing else. What is configuration (queues, agents, policies, keys)
 * stays: the demo is played with it, it is not made by it.
 */
import { deleteRows } from './conversation-tables.ts';
import type { Pool, Queryable } from './pool.ts';
import { inTransaction } from './pool.ts';
import type { DemoOrigin } from './demo-marks.ts';

/** So many conversations leave in one transaction: locks stay short, and a statement stays within its time. */
const batch = 100;

/** How many conversations of the demo there are, by who made them. */
export async function countDemo(
  pool: Queryable,
  tenant: string,
): Promise<Record<DemoOrigin, number>> {
  const { rows } = await pool.query<{ origin: DemoOrigin; conversations: number }>(
    `select d.origin, count(*)::int as conversations from demo_conversations d
       join conversations c on c.tenant = d.tenant and c.id = d.conversation
      where d.tenant = $1 group by d.origin`,
    [tenant],
  );
  const counted = { history: 0, customer: 0, try_it: 0 };
  for (const { origin, conversations } of rows) counted[origin] = conversations;
  return counted;
}

/**
 * Those that may have a workflow: those of the present, and those of the simulated past that a customer may still reopen.
 */
export async function listLiveDemo(pool: Queryable, tenant: string): Promise<string[]> {
  const { rows } = await pool.query<{ conversation: string }>(
    `select d.conversation from demo_conversations d
       left join conversations c on c.tenant = d.tenant and c.id = d.conversation
      where d.tenant = $1 and (d.origin <> 'history' or c.updated_at > now() - interval '30 days') order by 1`,
    [tenant],
  );
  return rows.map((row) => row.conversation);
}

/** The agents of the simulated past; one who took a real case in the meantime stays. */
export async function removeDemoAgents(connection: Queryable, tenant: string): Promise<void> {
  await connection.query(
    `delete from agents a where tenant = $1 and origin = 'simulated'
        and not exists (select 1 from leases l where l.tenant = a.tenant and l.agent = a.id)`,
    [tenant],
  );
}

async function nextMarked(connection: Queryable, tenant: string, after: string): Promise<string[]> {
  const { rows } = await connection.query<{ conversation: string }>(
    `select conversation from demo_conversations where tenant = $1 and conversation > $2 order by 1 limit $3`,
    [tenant, after, batch],
  );
  return rows.map((row) => row.conversation);
}

/**
 * Removes the rows of all marked conversations, and the marks too when `forget` is set; until then a conversation that a
 * late command brought back is found again. Returns how many conversations were marked. Safe to run twice.
 */
export async function removeDemoRows(
  pool: Pool,
  tenant: string,
  options: { forget: boolean },
): Promise<number> {
  let removed = 0;
  for (let after = ''; ;) {
    const conversations = await inTransaction(pool, async (connection) => {
      const marked = await nextMarked(connection, tenant, after);
      if (marked.length === 0) return marked;
      const place = { tenant, conversations: marked };
      await deleteRows(
        connection,
        place,
        ({ name }) => options.forget || name !== 'demo_conversations',
      );
      return marked;
    });
    const last = conversations.at(-1);
    if (last === undefined) return removed;
    removed += conversations.length;
    after = last;
  }
}
