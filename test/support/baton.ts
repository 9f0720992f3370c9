/** A database, a tenant and, if wanted, a running worker for one test file, on the servers of the run. */
import { randomUUID } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import type { DataConverter } from '@temporalio/common';
import { NativeConnection } from '@temporalio/worker';
import { pino } from 'pino';
import { inject } from 'vitest';
import { createDataConverter } from '../../src/adapters/crypto/codec.ts';
import { createDataKeyStore } from '../../src/adapters/crypto/data-key-store.ts';
import { makeMasterKey, parseKeyring, type Keyring } from '../../src/adapters/crypto/envelope.ts';
import { createPool, type Pool } from '../../src/adapters/postgres/pool.ts';
import {
  createConversationClient,
  type ConversationClient,
  type ConversationClientOptions,
} from '../../src/client/conversation-client.ts';
import type { ConversationDeps } from '../../src/activities/conversation.ts';
import { installRuntime } from '../../src/workers/telemetry.ts';
import { startWorker, type WorkerParts } from '../../src/workers/worker.ts';
import { seedTenant } from './tenant.ts';

export interface TestDatabase {
  pool: Pool;
  url: string;
  close(): Promise<void>;
}

/** A fresh, migrated database; dropped by `close`. */
export async function testDatabase(): Promise<TestDatabase> {
  const { databaseUrl, template } = inject('stack');
  const admin = createPool(databaseUrl, { max: 1 });
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await admin.query(`create database ${name} template ${template}`);
  const url = new URL(databaseUrl);
  url.pathname = `/${name}`;
  const pool = createPool(url.href, { max: 8 });
  return {
    pool,
    url: url.href,
    close: async () => {
      await pool.end();
      await admin.query(`drop database ${name} with (force)`);
      await admin.end();
    },
  };
}

export interface TestBaton extends TestDatabase {
  /** The master key of the run; erasures need it. */
  keyring: Keyring;
  client: Client;
  dataConverter: DataConverter;
  conversations: ConversationClient;
  taskQueue: string;
  tenant: string;
  masterKeys: string;
}

/** Of this file alone: files share a Temporal namespace, and a workflow's id is made of tenant and conversation. */
export function newTenant(): string {
  return `acme-${randomUUID().slice(0, 8)}`;
}

export interface TestBatonOptions {
  /** Default `newTenant()`. */
  tenant?: string;
  maxCachedWorkflows?: number;
  rollAfterEvents?: number;
  /** What workflows link to. */
  consoleUrl?: string;
  budgetMs?: number;
  writeModelBrief?: ConversationDeps['writeModelBrief'];
  /** The model behind the feature `risk`; none unless given. */
  risk?: ConversationDeps['risk'];
  /** Another Temporal, such as the time-skipping one. */
  temporalAddress?: string;
  /** Another way from the worker to the database, such as through a proxy; the test itself keeps the straight one. */
  workerDatabaseUrl?: (url: string) => Promise<string>;
  /** Whether payloads are encrypted; recorded histories are not. Default true. */
  encrypted?: boolean;
  policy?: (policy: Record<string, unknown>) => Record<string, unknown>;
  /** How deliveries leave; none unless given. Called with the test's database. */
  delivery?: (pool: Pool) => WorkerParts['delivery'];
}

const log = pino({ level: process.env['BATON_TEST_LOG'] ?? 'silent' });
let isQuiet = false;

/** The SDK writes to our log; its first worker of the process decides. */
export function quietSdk(): void {
  if (!isQuiet) installRuntime(log);
  isQuiet = true;
}

function clientOptionsOf(
  parts: { client: Client; taskQueue: string },
  options: TestBatonOptions,
): ConversationClientOptions {
  return {
    ...parts,
    ...(options.rollAfterEvents === undefined ? {} : { rollAfterEvents: options.rollAfterEvents }),
    // On a busy machine an answer that comes late is still the answer; what a spent budget does is tested with one.
    budgetMs: options.budgetMs ?? 30_000,
    consoleUrl: options.consoleUrl,
  };
}

/** Everything of one worker process, in this process, with encryption on. */
export async function testBaton(options: TestBatonOptions = {}): Promise<TestBaton> {
  quietSdk();
  const database = await testDatabase();
  const address = options.temporalAddress ?? inject('stack').temporalAddress;
  const tenant = options.tenant ?? newTenant();
  await seedTenant(database.pool, tenant, options.policy);
  const masterKeys = makeMasterKey('test');
  const keyring = parseKeyring(masterKeys);
  const converterOn = (pool: Pool): DataConverter =>
    options.encrypted === false ? {} : createDataConverter(createDataKeyStore(pool, keyring));
  const dataConverter = converterOn(database.pool);
  const workerUrl = (await options.workerDatabaseUrl?.(database.url)) ?? database.url;
  const workerPool = workerUrl === database.url ? database.pool : createPool(workerUrl, { max: 8 });
  const connection = await Connection.connect({ address });
  const native = await NativeConnection.connect({ address });
  const client = new Client({ connection, dataConverter });
  const taskQueue = `test-${randomUUID()}`;
  const conversations = createConversationClient(clientOptionsOf({ client, taskQueue }, options));
  const worker = await startWorker({
    connection: native,
    namespace: 'default',
    taskQueue,
    pool: workerPool,
    databaseUrl: workerUrl,
    dataConverter: converterOn(workerPool),
    conversations,
    writeModelBrief: options.writeModelBrief ?? null,
    risk: options.risk,
    maxCachedWorkflows: options.maxCachedWorkflows,
    ...(options.encrypted !== false && { workflowBundle: inject('stack').workflowBundle }),
    delivery: options.delivery?.(workerPool),
    log,
  });
  worker.done.catch((cause: unknown) => {
    log.fatal({ cause: String(cause) }, 'the worker died');
  });
  return {
    ...database,
    keyring,
    client,
    dataConverter,
    conversations,
    taskQueue,
    tenant,
    masterKeys,
    close: async () => {
      await worker.close();
      await connection.close();
      await native.close();
      if (workerPool !== database.pool) await workerPool.end();
      await database.close();
    },
  };
}

/** Waits until `look` gives something; fails with `what` after `withinMs`. */
export async function eventually<T>(
  what: string,
  look: () => Promise<T | null | undefined | false>,
  withinMs = 20_000,
): Promise<T> {
  const until = Date.now() + withinMs;
  for (;;) {
    const found = await look();
    if (found !== null && found !== undefined && found !== false) return found;
    if (Date.now() > until) throw new Error(`did not happen in time: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
