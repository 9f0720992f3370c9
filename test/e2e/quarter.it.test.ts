/** The loop closed once, small; `npm run soak -- quarter` plays it at full size. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plantedRule, quarterRun } from '../../soak/quarter-run.js';
import { createReviewActivities } from '../../src/activities/review.ts';
import { backtestGate } from '../../src/adapters/postgres/policy-gate.ts';
import { readPastTranscripts } from '../../src/cli/history-command.ts';
import { transcriptOf } from '../../src/cli/history/history.ts';
import { call, keyOf, recordingClient, testApi, type TestApi } from '../support/api.ts';
import { newTenant, testDatabase, type TestDatabase } from '../support/baton.ts';
import { seedTenant } from '../support/tenant.ts';
import { buildForProcesses } from '../support/worker-process.ts';

const seed = 3;
const tenant = newTenant();
const file = path.resolve('examples/history.jsonl');
let database: TestDatabase;
let api: TestApi;
let folder: string;
let keys: Record<string, string>;
let source: string;

beforeAll(async () => {
  await buildForProcesses();
  database = await testDatabase();
  const { pool } = database;
  await seedTenant(pool, tenant);
  const policyChecks = [backtestGate(pool, () => Date.now())];
  api = await testApi(pool, recordingClient(), { policyChecks });
  keys = {
    supervisor: await keyOf(pool, tenant, 'supervisor'),
    operator: await keyOf(pool, tenant, 'operator'),
  };
  folder = await mkdtemp(path.join(tmpdir(), 'baton-quarter-'));
  source = await readFile(path.resolve('policies/general-support.yaml'), 'utf8');
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await api.close();
  await database.close();
});

describe('a quarter with a bad rule in the policy', () => {
  it('is measured the same by anyone, names the rule, and is mended by the change it suggests', async () => {
    const transcripts = await readPastTranscripts(file);
    const { figures, faults } = await quarterRun(
      {
        tenant,
        folder,
        source,
        environment: { DATABASE_URL: database.url, BATON_HOME: folder },
        activities: createReviewActivities({
          pool: database.pool,
          sendReport: null,
          publicUrl: 'http://127.0.0.1',
        }),
        request: (role, method, url, body) =>
          call(api.app, keys[role] ?? '', method, url, body === undefined ? {} : { body }),
        isNeeded: (conversation) => {
          const number = Number(conversation.split('-').at(-1));
          return transcriptOf({ transcripts, seed }, number)?.expected?.handoff === true;
        },
      },
      { file, handoffs: 60, sample: 8, seed },
    );
    expect(faults).toEqual([]);
    expect(figures['worst rule of the report']).toContain(plantedRule);
    expect(figures['KPI groups compared']).toBeGreaterThan(30);
    expect(api.faults).toEqual([]);
  }, 180_000);
});
