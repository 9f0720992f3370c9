/**
 * Data keys and the master keys that wrap them (I12).
 *
 * - E1 One data key per scope (tenant, conversation). Its wrapping is bound to scope, key id and master key id; a
 *   payload is bound to scope and key id.
 * - E2 The first master key of the keyring wraps; all of them unwrap.
 * - E3 A key's bytes live in a KeyObject: printing, logging or serialising it shows nothing.
 */
import { createHash, createSecretKey, randomBytes } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { ConversationRef } from '../../domain/ids.ts';
import { CryptoError } from './crypto-error.ts';
import { open, seal } from './seal.ts';

const KEY_BYTES = 32;
const ENTRY = /^([A-Za-z0-9_-]{1,64}):([A-Za-z0-9+/_-]{43}=?)$/;

interface MasterKey {
  readonly id: string;
  readonly key: KeyObject;
}

export interface Keyring {
  readonly current: MasterKey;
  readonly byId: ReadonlyMap<string, MasterKey>;
}

export interface DataKey {
  readonly keyId: string;
  readonly scope: ConversationRef;
  readonly key: KeyObject;
}

/** A data key as it is stored. */
export interface WrappedKey {
  readonly keyId: string;
  readonly scope: ConversationRef;
  readonly masterKeyId: string;
  readonly wrapped: Uint8Array;
}

/** Finds the data keys of conversations. Both refuse with `data_key_destroyed` after an erasure. */
export interface DataKeyStore {
  /** The key of the scope, made on first use; the same key for all callers in all processes. */
  getOrCreate(scope: ConversationRef): Promise<DataKey>;
  /** The key with this id; `data_key_unknown` if there is none. */
  get(keyId: string): Promise<DataKey>;
}

/** The scope of payloads that belong to no conversation: schedules, reviews. */
export const systemScope: ConversationRef = { tenant: '_system', conversation: '_' };

/** True when both name the same conversation of the same tenant. */
export function isSameScope(left: ConversationRef, right: ConversationRef): boolean {
  return left.tenant === right.tenant && left.conversation === right.conversation;
}

/** The master keys of a text `id:base64,id:base64,...`, 32 bytes each; the first one wraps. Throws `keyring_invalid`. */
export function parseKeyring(text: string): Keyring {
  const byId = new Map<string, MasterKey>();
  for (const [index, entry] of text.split(',').entries()) {
    const [, id, encoded] = ENTRY.exec(entry.trim()) ?? [];
    const bytes = Buffer.from(encoded ?? '', 'base64');
    if (id === undefined || bytes.length !== KEY_BYTES) {
      throw new CryptoError(
        'keyring_invalid',
        `entry ${String(index + 1)} is not id:base64 of 32 bytes`,
      );
    }
    if (byId.has(id)) throw new CryptoError('keyring_invalid', `the id ${id} stands there twice`);
    byId.set(id, { id, key: createSecretKey(bytes) });
  }
  const [current] = byId.values();
  if (current === undefined) throw new CryptoError('keyring_invalid', 'no master key is given');
  return { current, byId };
}

/** A new entry for the keyring text. */
export function makeMasterKey(id: string): string {
  return `${id}:${randomBytes(KEY_BYTES).toString('base64')}`;
}

/** Twelve hex digits that tell keys apart in logs and status pages and say nothing about their bytes. */
export function keyFingerprint(key: KeyObject): string {
  return createHash('sha256')
    .update('baton/fingerprint/1')
    .update(key.export())
    .digest('hex')
    .slice(0, 12);
}

/** The ids and fingerprints of a keyring, the wrapping key first. */
export function keyFingerprints(keyring: Keyring): { id: string; fingerprint: string }[] {
  return [...keyring.byId.values()].map(({ id, key }) => ({
    id,
    fingerprint: keyFingerprint(key),
  }));
}

function wrapBinding(keyId: string, scope: ConversationRef, masterKeyId: string): string {
  return JSON.stringify(['baton/data-key/1', scope.tenant, scope.conversation, keyId, masterKeyId]);
}

function payloadBinding({ keyId, scope }: DataKey): string {
  return JSON.stringify(['baton/payload/1', scope.tenant, scope.conversation, keyId]);
}

function wrap(keyring: Keyring, { keyId, scope, key }: DataKey): WrappedKey {
  const { id: masterKeyId, key: master } = keyring.current;
  const wrapped = seal(master, key.export(), wrapBinding(keyId, scope, masterKeyId));
  return { keyId, scope, masterKeyId, wrapped };
}

/** A new random data key for the scope, wrapped by the current master key. */
export function makeDataKey(keyring: Keyring, scope: ConversationRef): WrappedKey {
  const keyId = `dk_${randomBytes(16).toString('base64url')}`;
  return wrap(keyring, { keyId, scope, key: createSecretKey(randomBytes(KEY_BYTES)) });
}

/** The data key in clear. Throws `master_key_unknown`, or `payload_damaged` when the row was altered or moved. */
export function unwrapDataKey(keyring: Keyring, row: WrappedKey): DataKey {
  const master = keyring.byId.get(row.masterKeyId);
  if (master === undefined) {
    throw new CryptoError(
      'master_key_unknown',
      `data key ${row.keyId} is wrapped by ${row.masterKeyId}, which the keyring lacks`,
    );
  }
  const binding = wrapBinding(row.keyId, row.scope, row.masterKeyId);
  const key = createSecretKey(open(master.key, row.wrapped, binding));
  return { keyId: row.keyId, scope: row.scope, key };
}

/** The same data key under the current master key; payloads stay as they are. */
export function rewrapDataKey(keyring: Keyring, row: WrappedKey): WrappedKey {
  return wrap(keyring, unwrapDataKey(keyring, row));
}

/** Content encrypted for the data key's conversation. */
export function encryptFor(dataKey: DataKey, plain: Uint8Array): Buffer {
  return seal(dataKey.key, plain, payloadBinding(dataKey));
}

/** The inverse of {@link encryptFor}. Throws `payload_damaged` for content of another conversation or key. */
export function decryptFor(dataKey: DataKey, sealed: Uint8Array): Buffer {
  return open(dataKey.key, sealed, payloadBinding(dataKey));
}
