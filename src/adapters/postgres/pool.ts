/** Connections to Postgres. Rows never leave this folder. */
import pg from 'pg';
import { BatonError } from '../../errors.ts';

export type Pool = pg.Pool;
export type Connection = pg.PoolClient;
/** Anything that can run one statement. */
export type Queryable = Pick<pg.Pool, 'query'>;

const int8 = pg.types.builtins.INT8;

/** Sequences fit a double for a few million years of turns; counting with BigInt would leak into JSON. */
const parsers = new pg.TypeOverrides();
parsers.setTypeParser(int8, Number);

export interface PoolOptions {
  max?: number;
  /** No statement may run longer; ms. */
  statementTimeoutMs?: number;
  name?: string;
}

/** A pool for one process. A lost idle connection is replaced silently; the next query says what is wrong. */
export function createPool(url: string, options: PoolOptions = {}): Pool {
  const statementTimeoutMs = options.statementTimeoutMs ?? 5_000;
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max ?? 10,
    connectionTimeoutMillis: 1_500,
    statement_timeout: statementTimeoutMs,
    // The server's timeout says nothing of a link that swallows everything: a connection must not be lost to it.
    query_timeout: statementTimeoutMs + 1_000,
    keepAlive: true,
    application_name: options.name ?? 'baton',
    types: parsers,
  });
  pool.on('error', () => undefined);
  // The pool looks after idle connections only: one that dies between two statements would end the process.
  pool.on('connect', (connection) => {
    connection.on('error', () => undefined);
  });
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

function sqlState(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' && /^[0-9A-Z]{5}$/.test(error.code)
    ? error.code
    : undefined;
}

/** Whether two transactions met: the same one, taken again, finds what the other wrote. */
export function isLostRace(error: unknown): boolean {
  return ['23505', '40001', '40P01'].includes(sqlState(error) ?? '');
}

/** Whether the database refused a value as such (SQLSTATE class 22): trying again can't help. */
export function isUnstorable(error: unknown): boolean {
  return sqlState(error)?.startsWith('22') ?? false;
}

/** SQLSTATE classes of a database that is away or overloaded, in contrast to a mistake of ours. */
const awayClasses = ['08', '40', '53', '57', '58'];

/** Whether the fault is the database being away (or slow), so that trying again later can help. */
export function isStoreAway(error: unknown): boolean {
  if (error instanceof BatonError) return error.code === 'store_unavailable';
  if (!(error instanceof Error)) return false;
  const state = sqlState(error);
  if (state !== undefined) return awayClasses.includes(state.slice(0, 2));
  const isSystemError = 'code' in error && typeof error.code === 'string';
  return isSystemError || /timeout|terminated|closed|ended/i.test(error.message);
}
