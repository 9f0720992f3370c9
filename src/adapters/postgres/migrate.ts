/** Numbered, append-only SQL under `migrations/`, each in one transaction, one runner at a time. */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { BatonError } from '../../errors.ts';
import { inTransaction, type Connection, type Pool } from './pool.ts';

const folder = new URL('../../../migrations/', import.meta.url);
/** Any constant: everybody who migrates this database takes the same lock and waits for it. */
const lockKey = 727_001;
const timeoutMs = 120_000;
/** Takes the place of the pool's own bound for one statement. */
const patient = { query_timeout: timeoutMs };

interface Migration {
  name: string;
  sql: string;
  hash: string;
}

async function readMigrations(): Promise<Migration[]> {
  const names = (await readdir(fileURLToPath(folder))).filter((name) => name.endsWith('.sql'));
  return Promise.all(
    names.sort().map(async (name) => {
      const sql = await readFile(new URL(name, folder), 'utf8');
      return { name, sql, hash: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

async function appliedHashes(connection: Connection): Promise<Map<string, string>> {
  await connection.query(
    `create table if not exists schema_migrations (
       name text primary key, hash text not null, applied_at timestamptz not null default now())`,
  );
  const { rows } = await connection.query<{ name: string; hash: string }>(
    'select name, hash from schema_migrations',
  );
  return new Map(rows.map((row) => [row.name, row.hash]));
}

/** Applies what is missing and returns its names. Safe to run twice and by several processes at once. */
export async function migrate(pool: Pool): Promise<string[]> {
  const migrations = await readMigrations();
  return inTransaction(pool, async (connection) => {
    await connection.query(`set local statement_timeout = ${timeoutMs}`);
    await connection.query({
      ...patient,
      text: 'select pg_advisory_xact_lock($1)',
      values: [lockKey],
    });
    const applied = await appliedHashes(connection);
    const missing: string[] = [];
    for (const { name, sql, hash } of migrations) {
      const known = applied.get(name);
      if (known === hash) continue;
      if (known !== undefined)
        throw new BatonError(
          'internal',
          `migration ${name} was changed after it was applied; add a new one instead`,
        );
      await connection.query({ ...patient, text: sql });
      await connection.query('insert into schema_migrations (name, hash) values ($1, $2)', [
        name,
        hash,
      ]);
      missing.push(name);
    }
    return missing;
  });
}
