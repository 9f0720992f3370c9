import { randomUUID } from 'node:crypto';
import { NativeConnection } from '@temporalio/worker';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createDataConverter } from '../../src/adapters/crypto/codec.ts';
import { createDataKeyStore } from '../../src/adapters/crypto/data-key-store.ts';
import { listReviewRounds } from '../../src/adapters/postgres/review-rounds.ts';
import {
  reviewScheduleId,
  syncReviewSchedule,
} from '../../src/adapters/temporal/review-schedule.ts';
import { startWorker, type RunningWorker } from '../../src/workers/worker.ts';
import { eventually, testBaton, type TestBaton } from '../support/baton.ts';
import { drive } from '../support/driver.ts';

let baton: TestBaton;
let native: NativeConnection;
let late: RunningWorker | undefined;
const tenant = `reviewed-${randomUUID().slice(0, 8)}`;
const hourMs = 3_600_000;

beforeAll(async () => {
  baton = await testBaton({ tenant });
  native = await NativeConnection.connect({ address: inject('stack').temporalAddress });
});
afterAll(async () => {
  await baton.client.schedule.getHandle(reviewScheduleId(tenant)).delete();
  await late?.close();
  await native.close();
  await baton.close();
});

function startLateWorker(taskQueue: string): Promise<RunningWorker> {
  return startWorker({
    connection: native,
    namespace: 'default',
    taskQueue,
    pool: baton.pool,
    databaseUrl: baton.url,
    dataConverter: createDataConverter(createDataKeyStore(baton.pool, baton.keyring)),
    conversations: baton.conversations,
    writeModelBrief: null,
    workflowBundle: inject('stack').workflowBundle,
    reviews: { sendReport: null, publicUrl: 'http://127.0.0.1' },
    log: pino({ level: 'silent' }),
  });
}

describe('the schedule of the weekly review', () => {
  it('starts its round while every worker is away, once, and the round ends when one is back', async () => {
    await drive(baton).post({ content: 'I want to talk to a person' });
    const taskQueue = `late-${randomUUID()}`;
    const plan = { tenant, dueMs: 300, reportMs: 600, enabled: true, timeZone: 'UTC', hour: 6 };
    // Once an hour, the next time in a moment: nobody polls this task queue yet.
    const offset = (Date.now() + 1_500) % hourMs;
    await syncReviewSchedule(baton.client, taskQueue, plan, {
      intervals: [{ every: hourMs, offset }],
    });
    const handle = baton.client.schedule.getHandle(reviewScheduleId(tenant));
    await eventually(
      'the schedule to fire',
      async () => {
        const { info } = await handle.describe();
        return info.recentActions.length === 1;
      },
      60_000,
    );
    expect(await listReviewRounds(baton.pool, tenant, { limit: 5 })).toEqual([]);

    late = await startLateWorker(taskQueue);
    const [round] = await eventually(
      'the report',
      async () => {
        const rounds = await listReviewRounds(baton.pool, tenant, { limit: 5 });
        return rounds[0]?.report ? rounds : null;
      },
      60_000,
    );
    const meant = (await handle.describe()).info.recentActions[0]?.scheduledAt;
    expect(round?.until).toBe(meant?.toISOString());
    expect(await listReviewRounds(baton.pool, tenant, { limit: 5 })).toHaveLength(1);
    expect((await handle.describe()).info.numActionsTaken).toBe(1);
  }, 150_000);

  it('is changed in place, and paused when reviews are switched off', async () => {
    const plan = { tenant, dueMs: 1, reportMs: 2, enabled: false, timeZone: 'UTC', hour: 7 };
    await syncReviewSchedule(baton.client, 'anything', plan);
    const { state, spec } = await baton.client.schedule
      .getHandle(reviewScheduleId(tenant))
      .describe();
    expect(state.paused).toBe(true);
    expect(spec.calendars?.[0]).toMatchObject({ hour: [{ start: 7 }] });
  });
});
