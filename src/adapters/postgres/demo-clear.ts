/**
 * Removes every conversation of the demo, whole, and nothing else. What is configuration (queues, agents, policies, keys)
 * stays: the demo is played with it, it is not made by it.
 */
import type { Pool, Queryable } from './pool.ts';
import { inTransaction } from './pool.ts';
import type { DemoOrigin } from './demo-marks.ts';

/** So many conversations leave in one transaction: locks stay short, and a statement stays within its time. */
const batch = 100;

/** Its `conversation` is a place in the feed, and the rows are the tenant's. */
const notOfConversations = ['delivery_cursors'];

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

interface Column {
  name: string;
  tenant: string;
  conversation: string;
}

/** Tables with rows of conversations; those that refer to others first, so that no row is left without what it names. */
async function tablesOfConversations(connection: Queryable): Promise<Column[]> {
  const { rows } = await connection.query<Column>(
    `select c.table_name as name, t.column_name as tenant, c.column_name as conversation
       from information_schema.columns c
       join information_schema.columns t on t.table_schema = c.table_schema and t.table_name = c.table_name
        and t.column_name = case c.column_name when 'conversation_id' then 'tenant_id' else 'tenant' end
       join information_schema.tables b on b.table_schema = c.table_schema and b.table_name = c.table_name
        and b.table_type = 'BASE TABLE'
      where c.table_schema = 'public' and c.column_name in ('conversation', 'conversation_id')
        and not c.table_name = any ($1)`,
    [[...notOfConversations, 'demo_conversations']],
  );
  const { rows: links } = await connection.query<{ child: string; parent: string }>(
    `select conrelid::regclass::text as child, confrelid::regclass::text as parent
       from pg_constraint where contype = 'f' and conrelid <> confrelid`,
  );
  return childrenFirst(rows, links);
}

/** An order in which a table comes after all that refer to it. */
function childrenFirst(
  tables: readonly Column[],
  links: readonly { child: string; parent: string }[],
): Column[] {
  const ordered: Column[] = [];
  const waiting = new Map(tables.map((table) => [table.name, table]));
  while (waiting.size > 0) {
    const free = [...waiting.values()].filter(
      ({ name }) => !links.some(({ child, parent }) => parent === name && waiting.has(child)),
    );
    if (free.length === 0) throw new Error('tables of conversations refer to each other in a ring');
    for (const table of free) waiting.delete(table.name);
    ordered.push(...free);
  }
  return ordered;
}

async function removeRows(
  connection: Queryable,
  tenant: string,
  conversations: readonly string[],
): Promise<void> {
  await connection.query(
    `delete from delivery_attempts where delivery in
       (select id from deliveries where tenant = $1 and conversation = any ($2))`,
    [tenant, conversations],
  );
  for (const { name, tenant: owner, conversation } of await tablesOfConversations(connection))
    await connection.query(
      `delete from ${name} where ${owner} = $1 and ${conversation} = any ($2)`,
      [tenant, conversations],
    );
  await connection.query('delete from conversations where tenant = $1 and id = any ($2)', [
    tenant,
    conversations,
  ]);
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
      await removeRows(connection, tenant, marked);
      if (options.forget)
        await connection.query(
          'delete from demo_conversations where tenant = $1 and conversation = any ($2)',
          [tenant, marked],
        );
      return marked;
    });
    const last = conversations.at(-1);
    if (last === undefined) return removed;
    removed += conversations.length;
    after = last;
  }
}
