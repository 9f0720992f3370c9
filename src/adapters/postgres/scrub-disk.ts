/**
 * Postgres marks deleted rows and reuses their pages later. This writes the tables anew, so that the data folder no
 * longer holds them: each table is locked while it is rewritten. What the write-ahead log held goes with its segments.
 */
import { conversationTables } from './conversation-tables.ts';
import { createPool, type Pool } from './pool.ts';

const hourMs = 3_600_000;
const alsoWritten = ['idempotency_keys', 'delivery_attempts'];

/** Needs a role that owns the tables; the log's old segments go when it may also do checkpoints. */
export async function scrubDisk(databaseUrl: string): Promise<void> {
  const pool = createPool(databaseUrl, { max: 1, statementTimeoutMs: hourMs, name: 'baton-scrub' });
  try {
    for (const name of [...conversationTables.map((table) => table.name), ...alsoWritten])
      await pool.query(`vacuum full ${name}`);
    await dropOldLog(pool);
  } finally {
    await pool.end();
  }
}

/** A segment to come may be an old one under a new name, with what it held. One round each uses one up. */
const mostRounds = 200;
const segmentsToCome = `select count(*)::int as waiting from pg_ls_waldir()
  where name ~ '^[0-9A-F]{24}$' and name > pg_walfile_name(pg_current_wal_insert_lsn())`;

/** A role that may not do this leaves it to the server, which removes old segments in its own time. */
async function dropOldLog(pool: Pool): Promise<void> {
  try {
    await pool.query('alter system set wal_recycle = off');
  } catch {
    return;
  }
  try {
    await pool.query('select pg_reload_conf()');
    // The segment in use, and the one before it that the checkpoint still needs.
    await goOneSegmentOn(pool);
    for (let round = 0; round < mostRounds; round += 1) {
      const { rows } = await pool.query<{ waiting: number }>(segmentsToCome);
      // Also past the last of them: behind its end, the segment in use still holds what it held under its old name.
      await goOneSegmentOn(pool);
      if ((rows[0]?.waiting ?? 0) === 0) break;
    }
  } finally {
    await pool.query('alter system reset wal_recycle');
    await pool.query('select pg_reload_conf()');
  }
}

async function goOneSegmentOn(pool: Pool): Promise<void> {
  await pool.query('select pg_switch_wal()');
  await pool.query('checkpoint');
}
