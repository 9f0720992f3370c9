import { randomUUID } from 'node:crypto';
import { NativeConnection } from '@temporalio/worker';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createConversationClient } from '../../src/client/conversation-client.ts';
import { startWorker } from '../../src/workers/worker.ts';
import { testBaton, type TestBaton } from '../support/baton.ts';

let baton: TestBaton;
let native: NativeConnection;

beforeAll(async () => {
  baton = await testBaton();
  native = await NativeConnection.connect({ address: inject('stack').temporalAddress });
});
afterAll(async () => {
  await native.close();
  await baton.close();
});

const place = { namespace: 'default', identity: 'deaf' };

/** A worker that completes one workflow task and does not look at the update that came with it. */
async function hearNothing(taskQueue: string): Promise<void> {
  const { client } = baton;
  const { workflowService } = client;
  await client.withDeadline(Date.now() + 30_000, async () => {
    const { taskToken } = await workflowService.pollWorkflowTaskQueue({
      ...place,
      taskQueue: { name: taskQueue },
    });
    await workflowService.respondWorkflowTaskCompleted({ ...place, taskToken, commands: [] });
  });
}

function workerOn(taskQueue: string): ReturnType<typeof startWorker> {
  return startWorker({
    connection: native,
    namespace: 'default',
    taskQueue,
    pool: baton.pool,
    databaseUrl: baton.url,
    dataConverter: baton.dataConverter,
    conversations: baton.conversations,
    writeModelBrief: null,
    workflowBundle: inject('stack').workflowBundle,
    log: pino({ level: 'silent' }),
  });
}

const turn = (id: string) => ({
  id: `post-${id}`,
  actor: { kind: 'backend' as const, id: 'test' },
  turns: [{ id, role: 'customer' as const, content: 'Hello' }],
});

describe('a command whose update no worker heard', () => {
  it('is sent again under another id and answered', async () => {
    const taskQueue = `test-${randomUUID()}`;
    const { client, tenant } = baton;
    const conversations = createConversationClient({ client, taskQueue, budgetMs: 30_000 });
    const sent = conversations.send({ tenant, conversation: 'unheard' }, 'turn', turn('t1'));
    await hearNothing(taskQueue);
    const worker = await workerOn(taskQueue);
    expect(await sent).toMatchObject({ kind: 'answered', result: { kind: 'done' } });
    const { rows } = await baton.pool.query('select id from turns where conversation = $1', [
      'unheard',
    ]);
    expect(rows).toEqual([{ id: 't1' }]);
    await worker.close();
  });
});
