/** Workers as processes of their own, and an installation whose workers a test starts and kills one by one. */
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Client, Connection } from '@temporalio/client';
import { createDataConverter } from '../../src/adapters/crypto/codec.ts';
import { createDataKeyStore } from '../../src/adapters/crypto/data-key-store.ts';
import { makeMasterKey, parseKeyring } from '../../src/adapters/crypto/envelope.ts';
import { createConversationClient } from '../../src/client/conversation-client.ts';
import { testDatabase, type TestBaton } from './baton.ts';
import { seedTenant } from './tenant.ts';

/** What `worker-entry.js` is told. */
export interface WorkerSettings {
  databaseUrl: string;
  temporalAddress: string;
  taskQueue: string;
  masterKeys: string;
}

export interface WorkerProcess {
  readonly pid: number;
  /** SIGKILL; resolves when the process is gone. */
  kill(): Promise<void>;
}

const root = fileURLToPath(new URL('../..', import.meta.url));
const entry = fileURLToPath(new URL('worker-entry.js', import.meta.url));
const readyWithinMs = 30_000;

/** Brings `dist/` up to date; at once when it is. */
export async function buildForProcesses(): Promise<void> {
  await promisify(execFile)(process.execPath, ['scripts/build.js'], { cwd: root });
}

/** Starts a worker process from `dist/` and waits until it polls. */
export async function spawnWorker(settings: WorkerSettings): Promise<WorkerProcess> {
  const child = spawn(process.execPath, [entry, JSON.stringify(settings)], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await gone;
  };
  try {
    await untilReady(child);
  } catch (error) {
    await kill();
    throw error;
  }
  return { pid: child.pid ?? 0, kill };
}

function untilReady(child: ChildProcess): Promise<void> {
  let output = '';
  return new Promise((resolve, reject) => {
    const fail = (reason: string): void => {
      reject(new Error(`the worker process ${reason}:\n${output}`));
    };
    const timer = setTimeout(() => {
      fail('was not ready in time');
    }, readyWithinMs);
    const read = (data: Buffer): void => {
      output = `${output}${data.toString()}`.slice(-10_000);
      if (!/^ready$/m.test(output)) return;
      clearTimeout(timer);
      resolve();
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('error', (error) => {
      clearTimeout(timer);
      fail(`did not start, ${error.message}`);
    });
    child.once('exit', (code, signal) => {
      clearTimeout(timer);
      fail(`ended, ${signal ?? `exit code ${String(code)}`}`);
    });
  });
}

/** A `TestBaton` without a worker of its own. */
export interface Installation extends TestBaton {
  startWorker(options?: { databaseUrl?: string }): Promise<WorkerProcess>;
  /** The same installation seen by a caller with a connection of its own; `die` ends it in the middle of its calls. */
  newCaller(): Promise<{ baton: TestBaton; die(): Promise<void> }>;
}

/** A database with a tenant, a client and a task queue that nobody serves yet; `close` kills what still runs. */
export async function openInstallation(temporalAddress: string): Promise<Installation> {
  const database = await testDatabase();
  const tenant = 'acme';
  await seedTenant(database.pool, tenant);
  const masterKeys = makeMasterKey('test');
  const dataConverter = createDataConverter(
    createDataKeyStore(database.pool, parseKeyring(masterKeys)),
  );
  const taskQueue = `test-${randomUUID()}`;
  const workers: WorkerProcess[] = [];
  const connect = async (): Promise<{ baton: TestBaton; die(): Promise<void> }> => {
    const connection = await Connection.connect({ address: temporalAddress });
    const client = new Client({ connection, dataConverter });
    const conversations = createConversationClient({ client, taskQueue });
    const baton = { ...database, client, conversations, taskQueue, tenant };
    return { baton, die: () => connection.close() };
  };
  const main = await connect();
  return {
    ...main.baton,
    newCaller: connect,
    startWorker: async ({ databaseUrl = database.url } = {}) => {
      const worker = await spawnWorker({ databaseUrl, temporalAddress, taskQueue, masterKeys });
      workers.push(worker);
      return worker;
    },
    close: async () => {
      for (const worker of workers) await worker.kill();
      await main.die();
      await database.close();
    },
  };
}
