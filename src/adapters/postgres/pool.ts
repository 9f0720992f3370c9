/** Connections to Postgres. Rows never leave this folder. */
import pg from 'pg';
import { BatonError } from '../../errors.ts';

export type Pool = pg.Pool;
export type Connection = pg.PoolClient;
/** Anything that can run one statement. */
export type Queryable = Pick<pg.Pool, 'query'>;

const int8 = 20;

/** Sequences fit a double for a few million years of turns; counting with BigInt would leak into JSON. */
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    oid === int8
      ? Number
      : pg.types.getTypeParser(oid, format as 'text')) as pg.CustomTypesConfig['getTypeParser'],
};

export interface PoolOptions {
  max?: number;
  /** No statement may run longer; ms. */
  statementTimeoutMs?: number;
  name?: string;
}

/** A pool for one process. A lost idle connection is replaced silently; the next query says what is wrong. */
export function createPool(url: string, options: PoolOptions = {}): Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max ?? 10,
    connectionTimeoutMillis: 1_500,
    statement_timeout: options.statementTimeoutMs ?? 5_000,
    application_name: options.name ?? 'baton',
    types,
  });
  pool.on('error', () => undefined);
  return pool;
}

/** Runs `work` in one transaction; any throw rolls it back. */
export async function inTransaction<T>(
  pool: Pool,
  work: (connection: Connection) => Promise<T>,
): Promise<T> {
  const connection = await pool.connect();
  let broken: Error | undefined;
  try {
    await connection.query('begin');
    const value = await work(connection);
    await connection.query('commit');
    return value;
  } catch (error) {
    await connection.query('rollback').catch((cause: unknown) => {
      broken = cause instanceof Error ? cause : new Error('rollback failed', { cause });
    });
    throw error;
  } finally {
    connection.release(broken);
  }
}

/** SQLSTATE classes of a database that is away or overloaded, in contrast to a mistake of ours. */
const awayClasses = ['08', '53', '57', '58'];

/** Whether the fault is the database being away (or slow), so that trying again later can help. */
export function isStoreAway(error: unknown): boolean {
  if (error instanceof BatonError) return error.code === 'store_unavailable';
  if (!(error instanceof Error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (/^[0-9A-Z]{5}$/.test(code)) return awayClasses.includes(code.slice(0, 2));
  return code !== '' || /timeout|terminated|closed|ended/i.test(error.message);
}
