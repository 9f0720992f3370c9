/** Real servers of a bench's or a campaign's own: Postgres and Temporal in a temporary folder, free ports. */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Client, Connection } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';
import { createDataConverter } from '../dist/adapters/crypto/codec.js';
import { createDataKeyStore } from '../dist/adapters/crypto/data-key-store.js';
import { makeMasterKey, parseKeyring } from '../dist/adapters/crypto/envelope.js';
import { seedDemoTenant } from '../dist/adapters/postgres/demo-tenant.js';
import { migrate } from '../dist/adapters/postgres/migrate.js';
import { createPool } from '../dist/adapters/postgres/pool.js';
import { lockHome } from '../dist/adapters/stack/home-lock.js';
import { cacheFolder } from '../scripts/cache-folder.js';
import { steadyPort } from '../scripts/steady-port.js';
import { openHome } from '../dist/adapters/stack/home.js';
import { startPostgres } from '../dist/adapters/stack/postgres.js';
import { startTemporal } from '../dist/adapters/stack/temporal.js';
import { searchAttributeKinds } from '../dist/adapters/temporal/search-attributes.js';
import { readShippedPolicy } from '../dist/cli/shipped-policy.js';
import { createConversationClient } from '../dist/client/conversation-client.js';
import { startWorker } from '../dist/workers/worker.js';
import { createLogger, installRuntime } from '../dist/workers/telemetry.js';

const baton = fileURLToPath(new URL('../bin/baton.js', import.meta.url));

/** Starts them, with the tenant `demo` in place. */
export async function openGround() {
  const folder = await mkdtemp(path.join(tmpdir(), 'baton-bench-'));
  const home = { ...(await openHome(folder)), cacheFolder: cacheFolder() };
  const lock = await lockHome(home);
  const postgres = await startPostgres({ home, port: 0 });
  const temporal = await startTemporal({
    home,
    port: 0,
    uiPort: 0,
    searchAttributes: searchAttributeKinds,
  });
  const log = createLogger('error', 'bench');
  installRuntime(log);
  const pool = createPool(postgres.url, { max: 12 });
  await migrate(pool);
  await seedDemoTenant(pool, { policySource: await readShippedPolicy() });
  const masterKeys = makeMasterKey('bench');
  const keys = createDataKeyStore(pool, parseKeyring(masterKeys));
  const dataConverter = createDataConverter(keys);
  const connection = await Connection.connect({ address: temporal.address });
  const native = await NativeConnection.connect({ address: temporal.address });
  return {
    log,
    pool,
    databaseUrl: postgres.url,
    /** What a process of the command line needs to work on these servers. */
    environment: {
      BATON_HOME: folder,
      DATABASE_URL: postgres.url,
      TEMPORAL_ADDRESS: temporal.address,
      BATON_MASTER_KEYS: masterKeys,
    },
    native,
    dataConverter,
    plain: new Client({ connection }),
    client: new Client({ connection, dataConverter }),
    close: async () => {
      await connection.close();
      await native.close();
      await pool.end();
      await temporal.stop();
      await postgres.stop();
      await lock.release();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The API as a process of its own on these servers, once it answers. @param {Awaited<ReturnType<typeof openGround>>} ground */
export async function openApi({ environment }) {
  const port = await steadyPort();
  const child = spawn(process.execPath, [baton, 'api'], {
    stdio: 'ignore',
    env: { ...process.env, ...environment, BATON_API_PORT: String(port) },
  });
  const url = `http://127.0.0.1:${port}`;
  while ((await fetch(`${url}/readyz`).catch(() => null))?.ok !== true) await pause(200);
  return { url, stop: () => child.kill('SIGTERM') };
}

/**
 * A worker on a queue of its own, as production has it, and who calls it.
 * @param {Awaited<ReturnType<typeof openGround>>} ground
 * @param {string} taskQueue
 */
export async function openWorker(ground, taskQueue) {
  const conversations = createConversationClient({ client: ground.client, taskQueue });
  const worker = await startWorker({
    connection: ground.native,
    namespace: 'default',
    taskQueue,
    pool: ground.pool,
    databaseUrl: ground.databaseUrl,
    dataConverter: ground.dataConverter,
    conversations,
    writeModelBrief: null,
    log: ground.log,
  });
  return { conversations, worker };
}
