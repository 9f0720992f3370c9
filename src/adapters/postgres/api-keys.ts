/** API keys. The secret leaves this file once, when a key is made; stored is its SHA-256. */
import { createHash, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { Role } from '../../domain/words.ts';
import { BatonError } from '../../errors.ts';
import { audit } from './audit.ts';
import { inTransaction, type Pool } from './pool.ts';

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const secretLength = 43;
const checkLength = 6;
const pattern = /^hof_([a-z]{1,16})_([0-9A-Za-z]{16})_([0-9A-Za-z]{43})_([0-9A-Za-z]{6})$/;

/** Random text of `length` characters of base62, without bias. */
export function randomBase62(length: number): string {
  return Array.from({ length }, () => alphabet.charAt(randomInt(alphabet.length))).join('');
}

/** SHA-256, as secrets and tokens are stored. */
export function hashSecret(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

function checkOf(body: string): string {
  let rest = crc32(body);
  let text = '';
  while (text.length < checkLength) {
    text = alphabet.charAt(rest % 62) + text;
    rest = Math.floor(rest / 62);
  }
  return text;
}

/** The key's id, when the text is a well-formed key: a mistyped or guessed one is told apart without the database. */
export function keyIdOf(secret: string): string | undefined {
  const match = pattern.exec(secret);
  const [, , id, , check] = match ?? [];
  if (id === undefined || check === undefined) return undefined;
  return checkOf(secret.slice(0, -checkLength - 1)) === check ? id : undefined;
}

export interface NewApiKey {
  tenant: string;
  role: Role;
  /** Needed for role `agent`, else absent. */
  agent?: string | undefined;
  label: string;
  /** Epoch ms. */
  expiresAt?: number | undefined;
  /** Lower-case word inside the secret that tells installations apart; `live` unless given. */
  env?: string;
  createdBy?: string;
}

/** Makes a key. `secret` is the whole key and is not to be had again. */
export async function createApiKey(
  pool: Pool,
  key: NewApiKey,
): Promise<{ id: string; secret: string }> {
  const id = randomBase62(16);
  const body = `hof_${key.env ?? 'live'}_${id}_${randomBase62(secretLength)}`;
  const secret = `${body}_${checkOf(body)}`;
  await inTransaction(pool, async (connection) => {
    if (key.agent !== undefined) {
      const agents = await connection.query('select 1 from agents where tenant = $1 and id = $2', [
        key.tenant,
        key.agent,
      ]);
      if (agents.rowCount === 0) throw new BatonError('unknown_agent', `no agent ${key.agent}`);
    }
    await connection.query(
      `insert into api_keys (id, tenant, role, agent, label, hash, expires_at)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [
        id,
        key.tenant,
        key.role,
        key.agent ?? null,
        key.label,
        hashSecret(secret),
        key.expiresAt === undefined ? null : new Date(key.expiresAt),
      ],
    );
    await audit(connection, {
      tenant: key.tenant,
      actor: key.createdBy ?? 'system',
      action: 'api_key.created',
      subject: id,
      detail: { role: key.role },
    });
  });
  return { id, secret };
}

/** Who a credential speaks for. */
export interface Identity {
  id: string;
  tenant: string;
  role: Role;
  agent: string | null;
}

export interface StoredKey extends Identity {
  hash: Buffer;
}

/** A key that is neither revoked nor expired. */
export async function findApiKey(pool: Pool, id: string): Promise<StoredKey | undefined> {
  const { rows } = await pool.query<StoredKey>(
    `update api_keys set last_used_at = now()
      where id = $1 and revoked_at is null and (expires_at is null or expires_at > now())
      returning id, tenant, role, agent, hash`,
    [id],
  );
  return rows[0];
}

/** Whether the secret is the stored key's, in constant time. */
export function isSecretOf(key: StoredKey, secret: string): boolean {
  const hash = hashSecret(secret);
  return hash.length === key.hash.length && timingSafeEqual(hash, key.hash);
}

/** Of the keys named, those that still hold. */
export async function validApiKeys(pool: Pool, ids: string[]): Promise<Set<string>> {
  const { rows } = await pool.query<{ id: string }>(
    `select id from api_keys
      where id = any($1) and revoked_at is null and (expires_at is null or expires_at > now())`,
    [ids],
  );
  return new Set(rows.map((row) => row.id));
}

export interface ApiKeyRecord {
  id: string;
  role: Role;
  agent: string | null;
  label: string;
  created_at: string;
  expires_at: string | null;
  revoked_at: string | null;
  last_used_at: string | null;
}

interface ApiKeyRow {
  id: string;
  role: Role;
  agent: string | null;
  label: string;
  created_at: Date;
  expires_at: Date | null;
  revoked_at: Date | null;
  last_used_at: Date | null;
}

/** The tenant's keys, newest first, revoked ones included; one key when `id` is given. */
export async function listApiKeys(
  pool: Pool,
  tenant: string,
  id?: string,
): Promise<ApiKeyRecord[]> {
  const { rows } = await pool.query<ApiKeyRow>(
    `select id, role, agent, label, created_at, expires_at, revoked_at, last_used_at
       from api_keys where tenant = $1 and ($2::text is null or id = $2)
      order by created_at desc, id limit 1000`,
    [tenant, id ?? null],
  );
  return rows.map((row) => ({
    id: row.id,
    role: row.role,
    agent: row.agent,
    label: row.label,
    created_at: row.created_at.toISOString(),
    expires_at: row.expires_at?.toISOString() ?? null,
    revoked_at: row.revoked_at?.toISOString() ?? null,
    last_used_at: row.last_used_at?.toISOString() ?? null,
  }));
}

/** Revokes a key; false when the tenant has no such key. Doing it twice changes nothing. */
export async function revokeApiKey(
  pool: Pool,
  revocation: { tenant: string; id: string; by: string },
): Promise<boolean> {
  const { tenant, id, by } = revocation;
  return inTransaction(pool, async (connection) => {
    const { rowCount } = await connection.query(
      'update api_keys set revoked_at = coalesce(revoked_at, now()) where tenant = $1 and id = $2',
      [tenant, id],
    );
    if (rowCount !== 0)
      await audit(connection, { tenant, actor: by, action: 'api_key.revoked', subject: id });
    return rowCount !== 0;
  });
}

/** 32 random bytes in base64url, for tokens and session cookies. */
export function randomToken(): string {
  return randomBytes(32).toString('base64url');
}
