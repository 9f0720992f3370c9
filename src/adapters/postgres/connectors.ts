/** Connectors of tenants, and what conversations are called on their other side. Secrets are named, never kept. */
import { randomBase62 } from './api-keys.ts';
import { audit } from './audit.ts';
import { inTransaction, type Pool, type Queryable } from './pool.ts';
import type { ConnectorKind } from '../../domain/connectors.ts';
import type { ConversationRef } from '../../domain/ids.ts';

export interface StoredConnector {
  id: string;
  tenant: string;
  kind: ConnectorKind;
  config: Record<string, unknown>;
  enabled: boolean;
  disabled_reason: string | null;
  failing_since: string | null;
  created_at: string;
}

type Row = Omit<StoredConnector, 'failing_since' | 'created_at'> & {
  failing_since: Date | null;
  created_at: Date;
};

const columns = 'id, tenant, kind, config, enabled, disabled_reason, failing_since, created_at';

function stored(row: Row): StoredConnector {
  return {
    ...row,
    failing_since: row.failing_since?.toISOString() ?? null,
    created_at: row.created_at.toISOString(),
  };
}

/** The tenant's connectors; one when `id` is given. */
export async function listConnectors(
  pool: Queryable,
  tenant: string,
  id?: string,
): Promise<StoredConnector[]> {
  const { rows } = await pool.query<Row>(
    `select ${columns} from connectors where tenant = $1 and ($2::text is null or id = $2) order by created_at, id`,
    [tenant, id ?? null],
  );
  return rows.map(stored);
}

/** A connector by its id alone: requests of the other side name no tenant. */
export async function findConnector(
  pool: Queryable,
  id: string,
): Promise<StoredConnector | undefined> {
  const { rows } = await pool.query<Row>(
    `select ${columns} from connectors where id = $1 and enabled`,
    [id],
  );
  return rows[0] && stored(rows[0]);
}

/** The tenant's connector that is asked who a customer is: the oldest that is on and set to it. */
export async function findLookupConnector(
  pool: Queryable,
  tenant: string,
): Promise<StoredConnector | undefined> {
  const { rows } = await pool.query<Row>(
    `select ${columns} from connectors
      where tenant = $1 and enabled and config @> '{"look_up_customers": true}' order by created_at, id limit 1`,
    [tenant],
  );
  return rows[0] && stored(rows[0]);
}

/** A connector as it is written, whole. */
interface WrittenConnector {
  kind: ConnectorKind;
  config: object;
  enabled?: boolean | undefined;
}

/** Adds a connector; its id has 20 random characters, because it stands in the address the other side posts to. */
export async function addConnector(
  pool: Pool,
  tenant: string,
  connector: WrittenConnector,
  by: string,
): Promise<string> {
  const id = `cn_${randomBase62(20)}`;
  await inTransaction(pool, async (connection) => {
    await connection.query(
      'insert into connectors (id, tenant, kind, config, enabled) values ($1, $2, $3, $4, $5)',
      [id, tenant, connector.kind, JSON.stringify(connector.config), connector.enabled ?? true],
    );
    const detail = { kind: connector.kind };
    await audit(connection, {
      tenant,
      actor: by,
      action: 'connector.created',
      subject: id,
      detail,
    });
  });
  return id;
}

/** Writes a connector anew; one that is switched on is well until it fails again. False when there is none of this id and kind. */
export async function changeConnector(
  pool: Pool,
  connector: { tenant: string; id: string; by: string },
  written: WrittenConnector,
): Promise<boolean> {
  const { tenant, id, by } = connector;
  const { kind, config, enabled = true } = written;
  return inTransaction(pool, async (connection) => {
    const { rowCount } = await connection.query(
      `update connectors set config = $4, enabled = $5,
              disabled_reason = case when $5 then null when enabled then 'switched_off' else disabled_reason end,
              failing_since = case when $5 then null else failing_since end
        where tenant = $1 and id = $2 and kind = $3`,
      [tenant, id, kind, JSON.stringify(config), enabled],
    );
    if (rowCount === 0) return false;
    const detail = { kind, enabled };
    await audit(connection, {
      tenant,
      actor: by,
      action: 'connector.changed',
      subject: id,
      detail,
    });
    return true;
  });
}

/** Removes a connector and its names for conversations; false when the tenant has none of this id. */
export async function removeConnector(
  pool: Pool,
  connector: { tenant: string; id: string; by: string },
): Promise<boolean> {
  const { tenant, id, by } = connector;
  return inTransaction(pool, async (connection) => {
    const { rowCount } = await connection.query(
      'delete from connectors where tenant = $1 and id = $2',
      [tenant, id],
    );
    if (rowCount === 0) return false;
    await audit(connection, { tenant, actor: by, action: 'connector.removed', subject: id });
    return true;
  });
}

/** What the other side calls a conversation. */
export async function externalIdOf(
  pool: Queryable,
  connector: string,
  conversation: string,
): Promise<string | null> {
  const { rows } = await pool.query<{ external_id: string }>(
    'select external_id from connector_links where connector = $1 and conversation = $2',
    [connector, conversation],
  );
  return rows[0]?.external_id ?? null;
}

/** The conversation behind their name for it. */
export async function conversationAt(
  pool: Queryable,
  connector: string,
  externalId: string,
): Promise<string | null> {
  const { rows } = await pool.query<{ conversation: string }>(
    'select conversation from connector_links where connector = $1 and external_id = $2',
    [connector, externalId],
  );
  return rows[0]?.conversation ?? null;
}

/** Keeps their name for a conversation; the first one stays. */
export async function linkConversation(
  pool: Queryable,
  connector: string,
  ref: ConversationRef,
  externalId: string,
): Promise<void> {
  await pool.query(
    `insert into connector_links (connector, tenant, conversation, external_id) values ($1, $2, $3, $4)
     on conflict do nothing`,
    [connector, ref.tenant, ref.conversation, externalId],
  );
}

/**
 * The lines of the latest brief, and the last turns before an event, for what begins on the other side with a handoff.
 * Turns after it are deliveries of their own.
 */
export async function readForConnector(
  pool: Queryable,
  ref: ConversationRef,
  sequence: number,
): Promise<{ brief: string[]; transcript: { role: string; content: string }[] }> {
  const place = [ref.tenant, ref.conversation];
  const briefs = await pool.query<{ lines: { text: string }[] }>(
    `select coalesce(document->'lines', '[]'::jsonb) as lines from briefs
      where tenant = $1 and conversation = $2 order by at desc limit 1`,
    place,
  );
  const turns = await pool.query<{ role: string; content: string }>(
    `select role, left(content, 1000) as content from turns
      where tenant = $1 and conversation = $2 and role <> 'tool'
        and sequence <= (select max((data->>'turn')::bigint) from events
          where tenant = $1 and conversation = $2 and type = 'turn.created' and sequence < $3)
      order by sequence desc limit 30`,
    [...place, sequence],
  );
  return {
    brief: (briefs.rows[0]?.lines ?? []).map(({ text }) => text),
    transcript: turns.rows.reverse(),
  };
}
