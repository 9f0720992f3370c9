/**
 * Derived tables from the log alone (I10): they are emptied and folded anew by the same function that wrote them. What was
 * decided elsewhere (offers, leases, meetings, wake-ups) is no derived table and is not touched.
 *
 * One transaction: readers see the old tables until it commits, and a failure leaves them as they were. Commits wait for
 * it; those that cannot wait so long answer `store_unavailable` and are tried again, as after any short outage.
 */
import type { NumberedEvent } from '../../domain/events.ts';
import { projectDerived } from './project.ts';
import { inTransaction, type Connection, type Pool } from './pool.ts';

/** Every derived table with its key: in the order in which it is dumped. */
const derivedTables = {
  handoffs: 'tenant, id',
  outcomes: 'tenant, handoff',
  queue_entries: 'tenant, handoff',
  alerts: 'tenant, conversation, sequence',
  case_numbers: 'tenant, conversation',
} as const;
type DerivedTable = keyof typeof derivedTables;
const names = Object.keys(derivedTables) as DerivedTable[];

/** A table's rows before and after: how many, and a hash over all of them in order. */
export interface TableReport {
  table: DerivedTable;
  rows: { before: number; after: number };
  same: boolean;
}

export interface RebuildReport {
  events: number;
  tables: TableReport[];
}

interface Dump {
  rows: number;
  hash: string | null;
}

type Dumps = Record<DerivedTable, Dump>;

async function dump(connection: Connection, table: DerivedTable): Promise<Dump> {
  const { rows } = await connection.query<Dump>({
    text: `select count(*)::int as rows, md5(string_agg(md5(t::text), '' order by ${derivedTables[table]})) as hash
      from ${table} t`,
    query_timeout: 0,
  } as { text: string });
  return rows[0] ?? { rows: 0, hash: null };
}

async function dumpAll(connection: Connection): Promise<Dumps> {
  const empty = { rows: 0, hash: null };
  const dumps: Dumps = {
    handoffs: empty,
    outcomes: empty,
    queue_entries: empty,
    alerts: empty,
    case_numbers: empty,
  };
  for (const table of names) dumps[table] = await dump(connection, table);
  return dumps;
}

interface LogRow {
  tenant: string;
  conversation: string;
  sequence: number;
  type: string;
  at: Date;
  data: unknown;
}

const page = 1_000;

async function foldLog(
  connection: Connection,
  onProgress: (events: number) => void,
): Promise<number> {
  await connection.query(
    `declare rebuild_log no scroll cursor for
     select tenant, conversation, sequence, type, at, data from events order by tenant, conversation, sequence`,
  );
  for (let events = 0; ;) {
    const { rows } = await connection.query<LogRow>(`fetch ${page} from rebuild_log`);
    for (const { tenant, conversation, at, sequence, type, data } of rows) {
      const place = { tenant, conversation, at: at.getTime() };
      await projectDerived(connection, place, { sequence, type, data } as NumberedEvent);
    }
    events += rows.length;
    onProgress(events);
    if (rows.length < page) return events;
  }
}

/** An offer that matching has made and no event tells of yet is known by its row: its case is not offered twice (I5). */
const reserveOffered = `update queue_entries e set offer = o.id from offers o join leases l on l.id = o.lease
  where o.tenant = e.tenant and o.handoff = e.handoff and o.state in ('pending', 'accepted') and l.released_at is null`;

/** Empties the derived tables and folds the log into them. Tells for each table whether it came out as it was. */
export function rebuild(
  pool: Pool,
  onProgress: (events: number) => void = () => undefined,
): Promise<RebuildReport> {
  return inTransaction(pool, async (connection) => {
    await connection.query(`set local statement_timeout = 0`);
    await connection.query(`lock table ${names.join(', ')} in exclusive mode`);
    const before = await dumpAll(connection);
    for (const table of names) await connection.query(`delete from ${table}`);
    const events = await foldLog(connection, onProgress);
    await connection.query(reserveOffered);
    const after = await dumpAll(connection);
    return {
      events,
      tables: names.map((table) => ({
        table,
        rows: { before: before[table].rows, after: after[table].rows },
        same: before[table].hash === after[table].hash,
      })),
    };
  });
}
