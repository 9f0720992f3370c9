/** The schedule of the weekly review over a Temporal server that was down at its time; the server is its own, on a file. */
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openHome, type Home } from '../../../src/adapters/stack/home.ts';
import { startTemporal, type RunningTemporal } from '../../../src/adapters/stack/temporal.ts';
import {
  reviewScheduleId,
  syncReviewSchedule,
} from '../../../src/adapters/temporal/review-schedule.ts';
import { eventually } from '../../support/baton.ts';
import { withClient } from '../../support/temporal-client.ts';

const tenant = 'acme';
const hourMs = 3_600_000;
const plan = { tenant, dueMs: hourMs, reportMs: hourMs, enabled: true, timeZone: 'UTC', hour: 6 };
/** Time to stop the server before the round is due. */
const leadMs = 6_000;
/** The shortest catch-up window that Temporal knows is 10 seconds: down for longer than a forgotten one would forgive. */
const downMs = 12_000;

let folder: string;
let home: Home;
let server: RunningTemporal | undefined;

const start = (): Promise<RunningTemporal> => startTemporal({ home, port: 0, uiPort: 0 });

const describeSchedule = (client: Client) =>
  client.schedule.getHandle(reviewScheduleId(tenant)).describe();

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'baton-schedule-'));
  home = await openHome(folder);
  server = await start();
});
afterAll(async () => {
  await server?.stop();
  await rm(folder, { recursive: true, force: true });
});

describe('a Temporal server that was down when the round was due', () => {
  it('starts it once when it is back, named by the time at which it was due', async () => {
    const due = Math.ceil((Date.now() + leadMs) / 1_000) * 1_000;
    const spec = { intervals: [{ every: hourMs, offset: due % hourMs }] };
    await withClient(server?.address ?? '', async (client) => {
      await syncReviewSchedule(client, 'reviews', plan, spec);
      const { info } = await describeSchedule(client);
      expect(info.nextActionTimes[0]?.getTime()).toBe(due);
    });
    await server?.stop();
    expect(Date.now(), 'the server was stopped in time').toBeLessThan(due);
    await sleep(due + downMs - Date.now());
    server = await start();
    await withClient(server.address, async (client) => {
      const { info } = await eventually(
        'the round is started',
        async () => {
          const described = await describeSchedule(client);
          return described.info.recentActions.length > 0 ? described : null;
        },
        30_000,
      );
      const meant = new Date(due).toISOString().replace('.000Z', 'Z');
      expect(info.recentActions).toMatchObject([
        {
          scheduledAt: new Date(due),
          action: { workflow: { workflowId: `${reviewScheduleId(tenant)}-${meant}` } },
        },
      ]);
      await sleep(3_000);
      const later = await describeSchedule(client);
      expect(later.info).toMatchObject({ numActionsTaken: 1, numActionsMissedCatchupWindow: 0 });
    });
  }, 120_000);
});
