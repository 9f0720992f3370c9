import { existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ApplicationFailure } from '@temporalio/common';
import type { Payload, PayloadCodec, SerializationContext } from '@temporalio/common';
import { defineUpdate } from '@temporalio/workflow';
import { Client, WithStartWorkflowOperation } from '@temporalio/client';
import type { WorkflowHandle } from '@temporalio/client';
import proto from '@temporalio/proto';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDataConverter } from '../../../src/adapters/crypto/codec.ts';
import { createDataKeyStore } from '../../../src/adapters/crypto/data-key-store.ts';
import { makeMasterKey, parseKeyring } from '../../../src/adapters/crypto/envelope.ts';
import type { CodecActivities, secretive } from './codec-workflow.ts';
import { startKeyDatabase } from './key-database.ts';
import type { KeyDatabase } from './key-database.ts';

const CANARY = 'canary-7f3a91c2';
const say = defineUpdate<string, [string]>('say');
const workflowId = 'conversation/acme/c1';
const taskQueue = 'codec';
const { History } = proto.temporal.api.history.v1;

interface Seen {
  readonly way: 'encode' | 'decode';
  readonly context: SerializationContext | undefined;
  readonly text: string;
}
const seen: Seen[] = [];

/** Notes what reaches the codec, and passes it on unchanged. */
const witness: PayloadCodec = {
  encode: (payloads, context) => Promise.resolve(note('encode', payloads, context)),
  decode: (payloads, context) => Promise.resolve(note('decode', payloads, context)),
};
function note(way: Seen['way'], payloads: Payload[], context?: SerializationContext): Payload[] {
  for (const payload of payloads) {
    seen.push({ way, context, text: Buffer.from(payload.data ?? []).toString() });
  }
  return payloads;
}

const activities: CodecActivities = {
  echo: (text) => Promise.resolve(text),
  fail: (text) => {
    const cause = new Error(`cause ${text}`);
    throw ApplicationFailure.create({
      message: `failed ${text}`,
      details: [{ text }],
      nonRetryable: true,
      cause,
    });
  },
};

function temporalServer(): string {
  const folders = [
    ...(process.env['PATH'] ?? '').split(path.delimiter),
    path.join(homedir(), 'go', 'bin'),
  ];
  const found = folders
    .map((folder) => path.join(folder, 'temporal'))
    .find((file) => existsSync(file));
  if (found === undefined) throw new Error('There is no temporal on PATH or in ~/go/bin');
  return found;
}

let database: KeyDatabase;
let server: TestWorkflowEnvironment;
let folder: string;
let worker: Worker;
let running: Promise<void>;
let client: Client;
let handle: WorkflowHandle<typeof secretive>;

beforeAll(async () => {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  database = await startKeyDatabase();
  folder = mkdtempSync(path.join(tmpdir(), 'baton-codec-'));
  server = await TestWorkflowEnvironment.createLocal({
    server: {
      executable: { type: 'existing-path', path: temporalServer() },
      dbFilename: path.join(folder, 'temporal.db'),
      extraArgs: ['--sqlite-pragma', 'journal_mode=WAL'],
    },
  });
  const keys = createDataKeyStore(database.pool, parseKeyring(makeMasterKey('m1')));
  const converter = createDataConverter(keys);
  const dataConverter = {
    ...converter,
    payloadCodecs: [witness, ...(converter.payloadCodecs ?? [])],
  };
  worker = await Worker.create({
    connection: server.nativeConnection,
    taskQueue,
    activities,
    dataConverter,
    workflowsPath: fileURLToPath(new URL('./codec-workflow.ts', import.meta.url)),
  });
  running = worker.run();
  client = new Client({ connection: server.connection, dataConverter });
});

afterAll(async () => {
  worker.shutdown();
  await running;
  await server.teardown();
  await database.stop();
  await rm(folder, { recursive: true, force: true });
});

function bytesOf(error: unknown): string {
  const parts: string[] = [];
  for (let at = error; at instanceof Error; at = at.cause) parts.push(at.message, at.stack ?? '');
  return parts.join('\n');
}

async function playAll(): Promise<void> {
  const startWorkflowOperation = new WithStartWorkflowOperation('secretive', {
    workflowId,
    taskQueue,
    args: [`start ${CANARY}`, ''],
    memo: { first: `memo ${CANARY}` },
    workflowIdConflictPolicy: 'USE_EXISTING',
    staticSummary: `summary ${CANARY}`,
  });
  const answer = await client.workflow.executeUpdateWithStart(say, {
    args: [`say ${CANARY}`],
    startWorkflowOperation,
  });
  expect(answer).toBe(`say ${CANARY}say ${CANARY}`);
  handle = client.workflow.getHandle<typeof secretive>(workflowId);
  await handle.signal<[string]>('hear', `signal ${CANARY}`);
  await client.workflow.signalWithStart('secretive', {
    workflowId,
    taskQueue,
    args: ['', ''],
    signal: 'hear',
    signalArgs: [`with-start ${CANARY}`],
  });
}

describe('encryption of what Temporal stores', () => {
  test('arguments, results, signals and queries arrive in clear at both ends', async () => {
    await playAll();
    const heard = await handle.query<string, [string]>('told', ` query ${CANARY}`);
    expect(heard).toBe(`signal ${CANARY}with-start ${CANARY} query ${CANARY}`);
  });

  test('failures arrive with message, details and cause', async () => {
    const thrown = await handle
      .executeUpdate<string, [string]>('refuse', { args: [`refuse ${CANARY}`] })
      .then(
        () => undefined,
        (error: unknown) => error,
      );
    expect(bytesOf(thrown)).toContain(`failed refuse ${CANARY}`);
    expect(bytesOf(thrown)).toContain(`cause refuse ${CANARY}`);
    const rejected = await handle
      .executeUpdate<string, [string]>('validated', { args: [`v ${CANARY}`] })
      .then(
        () => undefined,
        (error: unknown) => error,
      );
    expect(bytesOf(rejected)).toContain(`refused v ${CANARY}`);
  });

  test('a failed query tells the caller only that it failed', async () => {
    await expect(handle.query('broken', `broken ${CANARY}`)).rejects.toThrow(/^Encoded failure$/);
  });

  test('the state survives continue-as-new, and memo and final failure can be read', async () => {
    const { runId } = await handle.describe();
    await handle.signal('roll');
    await expect
      .poll(async () => (await handle.describe()).runId, { timeout: 20_000 })
      .not.toBe(runId);
    expect(await handle.query<string, [string]>('told', '')).toContain(`signal ${CANARY}`);
    await expect.poll(async () => JSON.stringify((await handle.describe()).memo)).toContain(CANARY);
    await handle.signal<[string]>('finish', `finish ${CANARY}`);
    const ended = await handle.result().then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(bytesOf(ended)).toContain(`the end of finish ${CANARY}`);
  });

  test('the workflow id reached the codec with every payload, on all ways in and out', () => {
    const withCanary = seen.filter(({ text }) => text.includes(CANARY));
    const astray = withCanary.filter(({ context }) => context?.workflowId !== workflowId);
    expect(astray.map(({ way, text }) => `${way} ${text}`)).toEqual([]);
    for (const kind of [
      'start',
      'memo',
      'say',
      'signal',
      'with-start',
      'query',
      'refuse',
      'finish',
      'broken',
      'summary',
    ]) {
      const ways = withCanary.filter(({ text }) => text.includes(`${kind} `)).map(({ way }) => way);
      expect([kind, ways.includes('encode')]).toEqual([kind, true]);
    }
    const activityContexts = withCanary.flatMap(({ context }) =>
      context?.type === 'activity' ? [context.isLocal] : [],
    );
    expect(new Set(activityContexts)).toEqual(new Set([true, false]));
  });

  test('nothing of it is in the raw histories of both runs', async () => {
    const runs: string[] = [];
    for await (const { runId } of client.workflow.list({ query: `WorkflowId = "${workflowId}"` }))
      runs.push(runId);
    expect(runs.length).toBeGreaterThanOrEqual(2);
    for (const runId of runs) {
      const { history } = await server.connection.workflowService.getWorkflowExecutionHistory({
        namespace: 'default',
        execution: { workflowId, runId },
      });
      const bytes = Buffer.from(History.encode(history ?? {}).finish());
      expect(bytes.length).toBeGreaterThan(1_000);
      expect(bytes.includes('binary/encrypted')).toBe(true);
      expect(bytes.includes(CANARY)).toBe(false);
    }
  });

  test('nothing of it is in the files of the Temporal database', () => {
    const files = readdirSync(folder);
    const bytes = Buffer.concat(files.map((file) => readFileSync(path.join(folder, file))));
    expect(bytes.includes('binary/encrypted')).toBe(true);
    expect(bytes.includes(workflowId)).toBe(true);
    expect(bytes.includes(CANARY)).toBe(false);
  });

  test('one data key served the conversation', async () => {
    const { rows } = await database.pool.query('select tenant_id, conversation_id from data_keys');
    expect(rows).toEqual([{ tenant_id: 'acme', conversation_id: 'c1' }]);
  });
});
