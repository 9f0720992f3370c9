/** Encryption for programs that speak to the workflows themselves. */
import type { DataConverter } from '@temporalio/common';
import pg from 'pg';
import { createDataConverter } from '../adapters/crypto/codec.ts';
import { createDataKeyStore } from '../adapters/crypto/data-key-store.ts';
import { parseKeyring } from '../adapters/crypto/envelope.ts';

export interface DataConverterPlace {
  /** The database of the installation: it holds the wrapped data keys. */
  databaseUrl: string;
  /** `BATON_MASTER_KEYS`: `id:base64`, comma-separated. */
  masterKeys: string;
}

/** The data converter of an installation; `close` ends its connections. Throws CryptoError `keyring_invalid`. */
export function openDataConverter(place: DataConverterPlace): {
  dataConverter: DataConverter;
  close: () => Promise<void>;
} {
  const keyring = parseKeyring(place.masterKeys);
  const pool = new pg.Pool({ connectionString: place.databaseUrl, max: 2 });
  // A connection that dies must not end the program it serves: the next read opens another.
  pool.on('error', () => undefined);
  pool.on('connect', (connection) => {
    connection.on('error', () => undefined);
  });
  return {
    dataConverter: createDataConverter(createDataKeyStore(pool, keyring)),
    close: () => pool.end(),
  };
}
