import { chmodSync, mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { openHome } from '../../../src/adapters/stack/home.ts';
import { startPostgres } from '../../../src/adapters/stack/postgres.ts';

export interface KeyDatabase {
  readonly pool: pg.Pool;
  readonly stop: () => Promise<void>;
}

/** A Postgres of its own with the table of data keys. */
export async function startKeyDatabase(): Promise<KeyDatabase> {
  const folder = mkdtempSync(path.join(tmpdir(), 'baton-keys-'));
  chmodSync(folder, 0o755);
  const server = await startPostgres({ home: await openHome(path.join(folder, 'home')), port: 0 });
  const pool = new pg.Pool({ connectionString: server.url, max: 8 });
  pool.on('error', () => undefined);
  pool.on('connect', (connection) => {
    connection.on('error', () => undefined);
  });
  await pool.query(`create table data_keys (
    tenant_id text not null,
    conversation_id text not null,
    key_id text primary key,
    master_key_id text not null,
    wrapped bytea,
    created_at timestamptz not null,
    destroyed_at timestamptz,
    unique (tenant_id, conversation_id)
  )`);
  return {
    pool,
    stop: async () => {
      await pool.end();
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
