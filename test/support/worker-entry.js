/**
 * A worker, or a caller with one turn, as a process of its own from `dist/`, so that a test can kill it. Its settings
 * are the JSON in the first argument. It prints `ready` when it polls (or sends), `answered` when the caller has its
 * answer, and ends when its parent does.
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

/** @type {import('./worker-process.ts').ProcessSettings} */
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
const conversations = createConversationClient({
  client: new Client({ connection, dataConverter }),
  taskQueue,
});

async function work() {
  const worker = await startWorker({
    connection: await NativeConnection.connect({ address }),
    namespace: 'default',
    taskQueue,
    pool,
    databaseUrl: settings.databaseUrl,
    dataConverter,
    conversations,
    writeModelBrief: null,
    log,
  });
  console.log('ready');
  await worker.done;
}

/** @type {(post: import('./worker-process.ts').Post) => Promise<void>} */
async function call({ ref, turn }) {
  console.log('ready');
  await conversations.send(ref, 'turn', {
    id: `post-${turn.id}`,
    actor: { kind: 'backend', id: 'test' },
    turns: [turn],
  });
  console.log('answered');
}

await (settings.post === undefined ? work() : call(settings.post));
