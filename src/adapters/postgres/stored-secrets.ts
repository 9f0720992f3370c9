/** Where secrets of tenants stand, and how all of them are sealed by the first master key. */
import { CryptoError } from '../crypto/crypto-error.ts';
import type { Keyring } from '../crypto/envelope.ts';
import { isSealedNow, openSecret, sealSecret, type SecretPlace } from '../crypto/sealed-secret.ts';
import type { Pool } from './pool.ts';

/** Postgres, and the keys that close secrets in it. */
export interface SecretStore {
  pool: Pool;
  keyring: Keyring;
}

interface Shelf {
  kind: SecretPlace['kind'];
  table: string;
  id: string;
  /** The column, as a list and back. */
  column: string;
  read: string;
  write: string;
}

const shelves: readonly Shelf[] = [
  inList('widget_site', 'widget_sites', 'identity_secrets'),
  inList('webhook_endpoint', 'webhook_endpoints', 'secrets'),
  {
    kind: 'alert_destination',
    table: 'alert_destinations',
    id: 'name',
    column: 'secret',
    read: `array_remove(array[secret], null)`,
    write: '($1::text[])[1]',
  },
];

function inList(kind: SecretPlace['kind'], table: string, column: string): Shelf {
  return { kind, table, id: 'id', column, read: column, write: '$1::text[]' };
}

/** What a pass over all secrets did. */
export interface SealReport {
  readonly sealed: number;
  /** Rows whose master key the keyring lacks or that were altered; they stay as they are. */
  readonly failed: number;
}

function sealedAnew(
  keyring: Keyring,
  place: SecretPlace,
  stored: readonly string[],
): string[] | null {
  try {
    return stored.map((text) => sealSecret(keyring, place, openSecret(keyring, place, text)));
  } catch (error) {
    if (error instanceof CryptoError) return null;
    throw error;
  }
}

async function sealShelf({ pool, keyring }: SecretStore, shelf: Shelf): Promise<SealReport> {
  const { rows } = await pool.query<{ tenant: string; id: string; stored: string[] }>(
    `select tenant, ${shelf.id} as id, ${shelf.read} as stored from ${shelf.table}`,
  );
  const stale = rows.filter(({ stored }) => stored.some((text) => !isSealedNow(keyring, text)));
  let failed = 0;
  for (const { tenant, id, stored } of stale) {
    const sealed = sealedAnew(keyring, { tenant, kind: shelf.kind, id }, stored);
    if (sealed === null) failed += 1;
    else
      // One that was changed meanwhile was sealed by whoever changed it.
      await pool.query(
        `update ${shelf.table} set ${shelf.column} = ${shelf.write}
          where tenant = $2 and ${shelf.id} = $3 and ${shelf.read} = $4::text[]`,
        [sealed, tenant, id, stored],
      );
  }
  if (stale.length > failed) await pool.query(`vacuum full ${shelf.table}`);
  return { sealed: stale.length - failed, failed };
}

/**
 * Seals every secret that stands in clear or under an older master key, and writes the tables anew so that the old text
 * leaves the data files. Safe to run twice and beside running processes.
 */
export async function sealStoredSecrets(store: SecretStore): Promise<SealReport> {
  const total = { sealed: 0, failed: 0 };
  for (const shelf of shelves) {
    const { sealed, failed } = await sealShelf(store, shelf);
    total.sealed += sealed;
    total.failed += failed;
  }
  return total;
}
