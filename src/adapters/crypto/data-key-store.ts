/**
 * Data keys in Postgres, with a cache in front.
 *
 * - D1 The first insert of a scope wins; every process reads back the same key.
 * - D2 A destroyed key leaves its row as a tombstone: its scope gets no new key, and no process uses the old one longer
 *   than the cache's lease.
 * - D3 Concurrent requests for one key make one query.
 */
import type { Pool } from 'pg';
import type { ConversationRef } from '../../domain/ids.ts';
import { CryptoError } from './crypto-error.ts';
import { makeDataKey, rewrapDataKey, unwrapDataKey } from './envelope.ts';
import type { DataKey, DataKeyStore, Keyring, WrappedKey } from './envelope.ts';
import { createLeaseCache } from './lease-cache.ts';

export interface DataKeyStoreOptions {
  /** How long an erasure may stay unnoticed by this process. Too low costs a query per call; at most 60,000. */
  readonly leaseMs?: number;
  /** Keys held in memory, about 1 kB each. */
  readonly maxKeys?: number;
  readonly now?: () => number;
}

interface Row {
  tenant_id: string;
  conversation_id: string;
  key_id: string;
  master_key_id: string;
  wrapped: Buffer | null;
}

export interface RewrapReport {
  readonly rewrapped: number;
  /** Keys whose master key the keyring lacks or whose row was altered; they keep their wrapping. */
  readonly failed: number;
}

const COLUMNS = 'tenant_id, conversation_id, key_id, master_key_id, wrapped';
const MAX_LEASE_MS = 60_000;
const LEASE_MS = 30_000;
const MAX_KEYS = 10_000;
const BATCH = 200;

function wrappedOf(row: Row): WrappedKey {
  if (row.wrapped === null) {
    throw new CryptoError('data_key_destroyed', `data key ${row.key_id} was destroyed`);
  }
  return {
    keyId: row.key_id,
    scope: { tenant: row.tenant_id, conversation: row.conversation_id },
    masterKeyId: row.master_key_id,
    wrapped: row.wrapped,
  };
}

async function selectByScope(pool: Pool, scope: ConversationRef): Promise<Row | undefined> {
  const { rows } = await pool.query<Row>(
    `select ${COLUMNS} from data_keys where tenant_id = $1 and conversation_id = $2`,
    [scope.tenant, scope.conversation],
  );
  return rows[0];
}

async function selectByKeyId(pool: Pool, keyId: string): Promise<Row | undefined> {
  const { rows } = await pool.query<Row>(`select ${COLUMNS} from data_keys where key_id = $1`, [
    keyId,
  ]);
  return rows[0];
}

async function insert(pool: Pool, key: WrappedKey): Promise<void> {
  await pool.query(
    `insert into data_keys (${COLUMNS}, created_at) values ($1, $2, $3, $4, $5, now())
     on conflict (tenant_id, conversation_id) do nothing`,
    [key.scope.tenant, key.scope.conversation, key.keyId, key.masterKeyId, key.wrapped],
  );
}

async function loadOrCreate(
  pool: Pool,
  keyring: Keyring,
  scope: ConversationRef,
): Promise<DataKey> {
  let row = await selectByScope(pool, scope);
  if (row === undefined) {
    await insert(pool, makeDataKey(keyring, scope));
    row = await selectByScope(pool, scope);
  }
  if (row === undefined) {
    throw new CryptoError(
      'data_key_unknown',
      `no key could be stored for ${scope.tenant}/${scope.conversation}`,
    );
  }
  return unwrapDataKey(keyring, wrappedOf(row));
}

async function load(pool: Pool, keyring: Keyring, keyId: string): Promise<DataKey> {
  const row = await selectByKeyId(pool, keyId);
  if (row === undefined) throw new CryptoError('data_key_unknown', `there is no data key ${keyId}`);
  return unwrapDataKey(keyring, wrappedOf(row));
}

function awayUnlessOurs(error: unknown): CryptoError {
  if (error instanceof CryptoError) return error;
  const why = error instanceof Error ? error.message : String(error);
  return new CryptoError('data_keys_away', why, { cause: error });
}

function createCoalescer<Value>(): (key: string, work: () => Promise<Value>) => Promise<Value> {
  const running = new Map<string, Promise<Value>>();
  return (key, work) => {
    const before = running.get(key);
    if (before !== undefined) return before;
    const promise = work().finally(() => running.delete(key));
    running.set(key, promise);
    return promise;
  };
}

/** A key store over the table `data_keys`. Queries run on connections of their own, outside any caller's transaction. */
export function createDataKeyStore(
  pool: Pool,
  keyring: Keyring,
  options: DataKeyStoreOptions = {},
): DataKeyStore {
  const leaseMs = Math.min(options.leaseMs ?? LEASE_MS, MAX_LEASE_MS);
  const now = options.now ?? Date.now;
  const cache = createLeaseCache<DataKey>(2 * (options.maxKeys ?? MAX_KEYS), leaseMs, now);
  const once = createCoalescer<DataKey>();

  async function through(name: string, work: () => Promise<DataKey>): Promise<DataKey> {
    const cached = cache.get(name);
    if (cached !== undefined) return cached;
    return once(name, async () => {
      const key = await work().catch((error: unknown) => {
        throw awayUnlessOurs(error);
      });
      cache.set(`id:${key.keyId}`, key);
      cache.set(`scope:${key.scope.tenant}/${key.scope.conversation}`, key);
      return key;
    });
  }

  return {
    getOrCreate: (scope) =>
      through(`scope:${scope.tenant}/${scope.conversation}`, () =>
        loadOrCreate(pool, keyring, scope),
      ),
    get: (keyId) => through(`id:${keyId}`, () => load(pool, keyring, keyId)),
  };
}

/**
 * Destroys the data key of a conversation: its payloads cannot be read again, here or from a backup of Temporal. Leaves
 * a tombstone, also when there was no key. Running processes follow within their lease. Safe to repeat.
 */
export async function destroyDataKey(
  pool: Pool,
  keyring: Keyring,
  scope: ConversationRef,
): Promise<void> {
  await insert(pool, makeDataKey(keyring, scope));
  await pool.query(
    `update data_keys set wrapped = null, destroyed_at = coalesce(destroyed_at, now())
     where tenant_id = $1 and conversation_id = $2`,
    [scope.tenant, scope.conversation],
  );
}

async function rewrapRow(pool: Pool, keyring: Keyring, row: Row): Promise<boolean> {
  let next: WrappedKey;
  try {
    next = rewrapDataKey(keyring, wrappedOf(row));
  } catch (error) {
    if (error instanceof CryptoError) return false;
    throw error;
  }
  await pool.query(
    `update data_keys set master_key_id = $1, wrapped = $2
     where key_id = $3 and master_key_id = $4 and wrapped is not null`,
    [next.masterKeyId, next.wrapped, row.key_id, row.master_key_id],
  );
  return true;
}

/**
 * Wraps every data key that stands under an older master key by the current one. Payloads are not touched, readers go
 * on meanwhile, and a run that was cut short continues with the next. An old master key may leave the keyring once a
 * run reports nothing rewrapped and nothing failed.
 */
export async function rewrapDataKeys(pool: Pool, keyring: Keyring): Promise<RewrapReport> {
  let rewrapped = 0;
  let failed = 0;
  let after = '';
  for (;;) {
    const { rows } = await pool.query<Row>(
      `select ${COLUMNS} from data_keys
       where master_key_id <> $1 and wrapped is not null and key_id > $2
       order by key_id limit $3`,
      [keyring.current.id, after, BATCH],
    );
    for (const row of rows) {
      if (await rewrapRow(pool, keyring, row)) rewrapped += 1;
      else failed += 1;
      after = row.key_id;
    }
    if (rows.length < BATCH) return { rewrapped, failed };
  }
}
