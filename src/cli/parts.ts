/** The parts of a process, built from the configuration once; every command takes what it needs and closes all. */
import { Client, Connection } from '@temporalio/client';
import { loadClientConnectConfig } from '@temporalio/envconfig';
import { NativeConnection } from '@temporalio/worker';
import type { DataConverter } from '@temporalio/common';
import type { Logger } from 'pino';
import { createDataConverter } from '../adapters/crypto/codec.ts';
import { createDataKeyStore } from '../adapters/crypto/data-key-store.ts';
import { parseKeyring, type DataKeyStore, type Keyring } from '../adapters/crypto/envelope.ts';
import { createPool, type Pool } from '../adapters/postgres/pool.ts';
import {
  createConversationClient,
  type ConversationClient,
} from '../client/conversation-client.ts';
import type { Config, MasterKey } from '../config.ts';

/** Where the servers of this process are. */
export interface Places {
  databaseUrl: string;
  /** Given for our own server; else `@temporalio/envconfig` says. */
  temporalAddress: string | undefined;
  namespace: string;
  masterKeys: readonly MasterKey[];
}

export interface Parts {
  places: Places;
  pool: Pool;
  keys: DataKeyStore;
  dataConverter: DataConverter;
  client: Client;
  connection: Connection;
  conversations: ConversationClient;
  log: Logger;
  /** A connection of the kind workers need; closed with the rest. */
  nativeConnection(): Promise<NativeConnection>;
  close(): Promise<void>;
}

type ConnectOptions = ReturnType<typeof loadClientConnectConfig>['connectionOptions'];

function connectOptions(places: Places): ConnectOptions {
  if (places.temporalAddress !== undefined) return { address: places.temporalAddress };
  return loadClientConnectConfig().connectionOptions;
}

/** Connects to Postgres and Temporal. Throws when Temporal does not answer; Postgres is tried at the first query. */
export async function openParts(config: Config, places: Places, log: Logger): Promise<Parts> {
  const pool = createPool(places.databaseUrl, { max: 12 });
  const keys = createDataKeyStore(pool, keyringOf(places.masterKeys));
  const dataConverter = createDataConverter(keys);
  const options = connectOptions(places);
  const connection = await Connection.connect(options);
  const client = new Client({ connection, namespace: places.namespace, dataConverter });
  const natives: NativeConnection[] = [];
  return {
    places,
    pool,
    keys,
    dataConverter,
    client,
    connection,
    conversations: createConversationClient({
      client,
      taskQueue: config.taskQueue,
      consoleUrl: config.publicUrl,
    }),
    log,
    nativeConnection: async () => {
      const native = await NativeConnection.connect(options);
      natives.push(native);
      return native;
    },
    close: async () => {
      await Promise.all(natives.map((native) => native.close()));
      await connection.close();
      await pool.end();
    },
  };
}

/** The keyring of the configured master keys: the first wraps, all unwrap. */
export function keyringOf(keys: readonly MasterKey[]): Keyring {
  return parseKeyring(keys.map(({ id, key }) => `${id}:${key.toString('base64')}`).join(','));
}
