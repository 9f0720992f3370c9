/**
 * A worker as a process of its own, from `dist/`, so that a test can kill it. Its settings are the JSON in the first
 * argument; it prints `ready` when it polls, and ends when its parent does.
 */
import { Client, Connection } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';
import { createDataConverter } from '../../dist/adapters/crypto/codec.js';
import { createDataKeyStore } from '../../dist/adapters/crypto/data-key-store.js';
import { parseKeyring } from '../../dist/adapters/crypto/envelope.js';
import { createPool } from '../../dist/adapters/postgres/pool.js';
import { createConversationClient } from '../../dist/client/conversation-client.js';
import { createLogger, installRuntime } from '../../dist/workers/telemetry.js';
import { startWorker } from '../../dist/workers/worker.js';

/** @type {import('./worker-process.ts').WorkerSettings} */
const settings = JSON.parse(process.argv[2] ?? '{}');
process.stdin.on('end', () => process.exit(1)).resume();

const log = createLogger('error', 'worker');
installRuntime(log);
const pool = createPool(settings.databaseUrl, { max: 8 });
const dataConverter = createDataConverter(
  createDataKeyStore(pool, parseKeyring(settings.masterKeys)),
);
const { temporalAddress: address, taskQueue } = settings;
const connection = await Connection.connect({ address });
const worker = await startWorker({
  connection: await NativeConnection.connect({ address }),
  namespace: 'default',
  taskQueue,
  pool,
  databaseUrl: settings.databaseUrl,
  dataConverter,
  conversations: createConversationClient({
    client: new Client({ connection, dataConverter }),
    taskQueue,
  }),
  writeModelBrief: null,
  log,
});
console.log('ready');
await worker.done;
