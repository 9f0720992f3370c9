/**
 * Secrets that sign for a tenant, as they stand in Postgres: `sealed:1:{master key id}:{base64url}`, encrypted by the
 * installation's first master key and bound to the row they belong to. A copy of the database signs for nobody.
 */
import { CryptoError } from './crypto-error.ts';
import type { Keyring } from './envelope.ts';
import { open, seal } from './seal.ts';

/** The row that a secret belongs to. */
export interface SecretPlace {
  readonly tenant: string;
  readonly kind: 'widget_site' | 'webhook_endpoint' | 'alert_destination';
  readonly id: string;
}

const SEALED = /^sealed:1:([A-Za-z0-9_-]{1,64}):([A-Za-z0-9_-]+)$/;

function bindingOf({ tenant, kind, id }: SecretPlace, masterKeyId: string): string {
  return JSON.stringify(['baton/secret/1', tenant, kind, id, masterKeyId]);
}

/** The text to store instead of the secret. */
export function sealSecret({ current }: Keyring, place: SecretPlace, secret: string): string {
  const sealed = seal(current.key, Buffer.from(secret), bindingOf(place, current.id));
  return `sealed:1:${current.id}:${sealed.toString('base64url')}`;
}

/**
 * The secret of a stored text. A text that was stored in clear, before there was sealing, is given as it is. Throws
 * `master_key_unknown`, or `payload_damaged` when the text was altered or belongs to another row.
 */
export function openSecret(keyring: Keyring, place: SecretPlace, stored: string): string {
  const [, masterKeyId, sealed] = SEALED.exec(stored) ?? [];
  if (masterKeyId === undefined || sealed === undefined) return stored;
  const master = keyring.byId.get(masterKeyId);
  if (master === undefined)
    throw new CryptoError(
      'master_key_unknown',
      `the secret of ${place.kind} ${place.id} is sealed by ${masterKeyId}, which the keyring lacks`,
    );
  const bytes = Buffer.from(sealed, 'base64url');
  return open(master.key, bytes, bindingOf(place, masterKeyId)).toString();
}

/** Whether the stored text is sealed by the first master key, and needs no other. */
export function isSealedNow({ current }: Keyring, stored: string): boolean {
  return SEALED.exec(stored)?.[1] === current.id;
}
