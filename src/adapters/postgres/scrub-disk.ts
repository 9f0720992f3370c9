/**
 * Postgres marks deleted rows and reuses their pages later. This writes the tables anew, so that the data folder no
 * longer holds them: each table is locked while it is rewritten. What the write-ahead log held goes with its segments.
 */
import { conversationTables } from './conversation-tables.ts';
import { createPool } from './pool.ts';

const hourMs = 3_600_000;
const alsoWritten = ['idempotency_keys', 'attachments', 'delivery_attempts'];

/** Needs a role that owns the tables; the log's old segments go when it may also do checkpoints. */
export async function scrubDisk(databaseUrl: string): Promise<void> {
  const pool = createPool(databaseUrl, { max: 1, statementTimeoutMs: hourMs, name: 'baton-scrub' });
  try {
    for (const name of [...conversationTables.map((table) => table.name), ...alsoWritten])
      await pool.query(`vacuum full ${name}`);
    await dropOldLog((sql) => pool.query(sql));
  } finally {
    await pool.end();
  }
}

/** A role that may not do this leaves it to the server, which removes old segments in its own time. */
async function dropOldLog(run: (sql: string) => Promise<unknown>): Promise<void> {
  const steps = [
    'alter system set wal_recycle = off',
    'select pg_reload_conf()',
    'select pg_switch_wal()',
    'checkpoint',
    'select pg_switch_wal()',
    'checkpoint',
    'alter system reset wal_recycle',
    'select pg_reload_conf()',
  ];
  for (const sql of steps) {
    const allowed = await run(sql).then(
      () => true,
      () => false,
    );
    if (!allowed) return;
  }
}
