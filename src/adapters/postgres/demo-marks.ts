/**
 * Which conversations are of the demo. A mark is written before the conversation's first turn: what is marked may be
 * removed whole, and what is not marked is never touched.
 */
import type { Queryable } from './pool.ts';

/** Who made it: the simulated past, a simulated customer of the present, or the page that lets one try. */
export type DemoOrigin = 'history' | 'customer' | 'try_it';

/** Marks conversations; one that is marked keeps its first mark. A conversation that is there already is not marked. */
export async function markDemo(
  connection: Queryable,
  tenant: string,
  conversations: readonly string[],
  origin: DemoOrigin,
): Promise<void> {
  await connection.query(
    `insert into demo_conversations (tenant, conversation, origin)
     select $1, wanted, $3 from unnest($2::text[]) wanted
      where not exists (select 1 from conversations c where c.tenant = $1 and c.id = wanted)
     on conflict do nothing`,
    [tenant, conversations, origin],
  );
}

/** The widget site of the page that lets one try; null where none was made. */
export async function findDemoSite(connection: Queryable, tenant: string): Promise<string | null> {
  const { rows } = await connection.query<{ id: string }>(
    'select id from widget_sites where tenant = $1 and is_demo and enabled order by created_at limit 1',
    [tenant],
  );
  return rows[0]?.id ?? null;
}

/** Whether a conversation is one of the page that lets one try. */
export async function isTried(
  connection: Queryable,
  tenant: string,
  conversation: string,
): Promise<boolean> {
  const { rowCount } = await connection.query(
    `select 1 from demo_conversations where tenant = $1 and conversation = $2 and origin = 'try_it'`,
    [tenant, conversation],
  );
  return rowCount === 1;
}

/** The latest conversation of the page that lets one try, once something was said in it. */
export async function findLastTried(connection: Queryable, tenant: string): Promise<string | null> {
  const { rows } = await connection.query<{ id: string }>(
    `select c.id from demo_conversations d join conversations c on c.tenant = d.tenant and c.id = d.conversation
      where d.tenant = $1 and d.origin = 'try_it' order by c.updated_at desc limit 1`,
    [tenant],
  );
  return rows[0]?.id ?? null;
}
