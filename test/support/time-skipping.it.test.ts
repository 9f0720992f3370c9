import { fileURLToPath } from 'node:url';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { Worker } from '@temporalio/worker';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { sleeper } from './sleeper-workflow.ts';
import { wake } from './sleeper-workflow.ts';
import { timeSkippingServerPath } from './time-skipping.ts';

const threeDaysMs = 3 * 24 * 60 * 60 * 1000;
const server = await timeSkippingServerPath();
if ('reason' in server) console.log(`skipped: time-skipping tests, because ${server.reason}`);

describe.skipIf('reason' in server)('the time-skipping server', () => {
  let environment: TestWorkflowEnvironment;

  beforeAll(async () => {
    const path = 'path' in server ? server.path : '';
    environment = await TestWorkflowEnvironment.createTimeSkipping({
      server: { executable: { type: 'existing-path', path } },
    });
  });

  const createWorker = () =>
    Worker.create({
      connection: environment.nativeConnection,
      taskQueue: 'sleepers',
      workflowsPath: fileURLToPath(new URL('./sleeper-workflow.ts', import.meta.url)),
    });

  afterAll(async () => {
    await environment.teardown();
  });

  test('three days of a workflow pass within seconds', async () => {
    const startedAt = Date.now();
    const before = await environment.currentTimeMs();
    const result = await (
      await createWorker()
    ).runUntil(
      environment.client.workflow.execute<typeof sleeper>('sleeper', {
        args: [threeDaysMs],
        taskQueue: 'sleepers',
        workflowId: 'three-days',
      }),
    );
    expect(result).toBe('slept');
    expect((await environment.currentTimeMs()) - before).toBeGreaterThanOrEqual(threeDaysMs);
    expect(Date.now() - startedAt).toBeLessThan(30_000);
  });

  test('an update ends a wait of three days at once', async () => {
    const woken = await (
      await createWorker()
    ).runUntil(async () => {
      const handle = await environment.client.workflow.start<typeof sleeper>('sleeper', {
        args: [threeDaysMs],
        taskQueue: 'sleepers',
        workflowId: 'woken',
      });
      expect(await handle.executeUpdate(wake)).toBe('awake');
      return handle.result();
    });
    expect(woken).toBe('woken');
  });
});
