/** With `BATON_RECORD=1` the histories of a few scenarios are written anew; else this only proves that they can be. */
import { writeFile } from 'node:fs/promises';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { Worker } from '@temporalio/worker';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testBaton, type TestBaton } from '../support/baton.ts';
import { drive, type Conversation } from '../support/driver.ts';
import { setShift } from '../support/tenant.ts';

let baton: TestBaton;

beforeAll(async () => {
  baton = await testBaton({ encrypted: false });
});
afterAll(async () => {
  await baton.close();
});

const scenarios: [string, (conversation: Conversation) => Promise<void>][] = [
  [
    'handoff-to-outcome',
    async (conversation) => {
      await setShift(baton.pool, baton.tenant, 'ana');
      await conversation.post({ content: 'Hello' });
      await conversation.askForPerson();
      await conversation.accept(await conversation.offer());
      await conversation.event('handoff.briefed');
      await conversation.reply('ana');
      await conversation.resolve('ana');
      await conversation.post({ content: 'One more thing' });
    },
  ],
  [
    'offer-timeout-and-cancel',
    async (conversation) => {
      await setShift(baton.pool, baton.tenant, 'ana');
      await conversation.askForPerson();
      await conversation.offer();
      await setShift(baton.pool, baton.tenant);
      await conversation.event('handoff.timeout');
      await conversation.act('cancelHandoff', {});
    },
  ],
  [
    'turns-held-for-their-order',
    async (conversation) => {
      await conversation.post({ content: 'one', sequence: 1 });
      await conversation.post({ content: 'three', sequence: 3 });
      await baton.conversations.signal(conversation.ref, 'turn', { turns: 'none' });
      await conversation.post({ content: 'two', sequence: 4 });
    },
  ],
  [
    'brief-read-anew',
    async (conversation) => {
      await setShift(baton.pool, baton.tenant);
      await conversation.askForPerson();
      await conversation.event('handoff.briefed');
      await conversation.post({ content: 'It is about order ZX-48213' });
      await conversation.event('handoff.briefed', 2);
      await conversation.act('cancelHandoff', {});
    },
  ],
];

describe('a fresh history', () => {
  it.each(scenarios)('of %s replays', async (name, play) => {
    const conversation = drive(baton, name);
    await play(conversation);
    const history = await conversation.handle().fetchHistory();
    if (process.env['BATON_RECORD'] === '1')
      await writeFile(new URL(`./${name}.json`, import.meta.url), `${historyToJSON(history)}\n`);
    const workflowsPath = fileURLToPath(new URL('../../src/workflows/index.ts', import.meta.url));
    await expect(
      Worker.runReplayHistory({ workflowsPath }, history, conversation.workflowId),
    ).resolves.toBeUndefined();
  });
});

describe('a fresh history of a weekly review', () => {
  it('replays', async () => {
    const handle = await baton.client.workflow.start('weeklyReview', {
      taskQueue: baton.taskQueue,
      workflowId: `weekly-review/${baton.tenant}`,
      args: [{ tenant: baton.tenant, dueMs: 1_500, reportMs: 3_000 }],
    });
    expect(await handle.result()).toMatchObject({ mailed: false });
    const history = await handle.fetchHistory();
    if (process.env['BATON_RECORD'] === '1')
      await writeFile(
        new URL('./weekly-review.json', import.meta.url),
        `${historyToJSON(history)}\n`,
      );
    const workflowsPath = fileURLToPath(new URL('../../src/workflows/index.ts', import.meta.url));
    await expect(
      Worker.runReplayHistory({ workflowsPath }, history, handle.workflowId),
    ).resolves.toBeUndefined();
  });
});
