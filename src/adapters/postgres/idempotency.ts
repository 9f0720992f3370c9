/**
 * Idempotency keys of POST requests, per tenant and route, for 24 hours. A finished success is answered again; a
 * request that failed frees its key, because the command ids behind it make the retry safe.
 */
import type { Pool } from './pool.ts';

export interface KeyedRequest {
  tenant: string;
  route: string;
  key: string;
  hash: Buffer;
}

export type Begun =
  | { kind: 'run' }
  | { kind: 'running' }
  | { kind: 'mismatch' }
  | { kind: 'answered'; status: number; response: unknown };

interface KeyRow {
  request_hash: Buffer;
  status: number | null;
  response: unknown;
}

/** A first request that died without freeing its key gives it up after so long. */
const runningSeconds = 60;

/** Takes the key for this request, or says what became of the earlier one. */
export async function beginRequest(pool: Pool, request: KeyedRequest): Promise<Begun> {
  const { tenant, route, key, hash } = request;
  const taken = await pool.query(
    `insert into idempotency_keys as k (tenant, route, key, request_hash) values ($1, $2, $3, $4)
     on conflict (tenant, route, key) do update
        set request_hash = excluded.request_hash, status = null, response = null, created_at = now()
      where k.created_at < now() - interval '24 hours'
         or (k.status is null and k.request_hash = excluded.request_hash
             and k.created_at < now() - make_interval(secs => $5))`,
    [tenant, route, key, hash, runningSeconds],
  );
  if (taken.rowCount === 1) return { kind: 'run' };
  const { rows } = await pool.query<KeyRow>(
    `select request_hash, status, response from idempotency_keys
      where tenant = $1 and route = $2 and key = $3`,
    [tenant, route, key],
  );
  const row = rows[0];
  if (row === undefined) return { kind: 'running' };
  if (!row.request_hash.equals(hash)) return { kind: 'mismatch' };
  if (row.status === null) return { kind: 'running' };
  return { kind: 'answered', status: row.status, response: row.response };
}

/** Keeps a success for repetition. */
export async function finishRequest(
  pool: Pool,
  request: KeyedRequest,
  answer: { status: number; response: unknown },
): Promise<void> {
  await pool.query(
    `update idempotency_keys set status = $4, response = $5
      where tenant = $1 and route = $2 and key = $3`,
    [request.tenant, request.route, request.key, answer.status, JSON.stringify(answer.response)],
  );
}

/** Frees the key of a request that failed. */
export async function abandonRequest(pool: Pool, request: KeyedRequest): Promise<void> {
  await pool.query(
    'delete from idempotency_keys where tenant = $1 and route = $2 and key = $3 and status is null',
    [request.tenant, request.route, request.key],
  );
}

/** Deletes keys older than their 24 hours, at most 10,000 at once. */
export async function pruneIdempotencyKeys(pool: Pool): Promise<void> {
  await pool.query(
    `delete from idempotency_keys where ctid in (
       select ctid from idempotency_keys where created_at < now() - interval '24 hours' limit 10000)`,
  );
}
