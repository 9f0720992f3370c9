import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../src/domain/words.ts';
import {
  call,
  keyOf,
  recordingClient,
  testApi,
  type Answered,
  type TestApi,
} from '../support/api.ts';
import { testDatabase, type TestDatabase } from '../support/baton.ts';
import { seedTenant } from '../support/tenant.ts';

let database: TestDatabase;
let api: TestApi;
const keys = new Map<Role, string>();
const tenant = 'acme';

beforeAll(async () => {
  database = await testDatabase();
  api = await testApi(database.pool, recordingClient());
  await seedTenant(database.pool, tenant);
  for (const role of ['supervisor', 'operator', 'admin'] as const)
    keys.set(role, await keyOf(database.pool, tenant, role));
});
afterAll(async () => {
  await api.close();
  await database.close();
});

function as(role: Role, method: string, url: string, body?: unknown): Promise<Answered> {
  return call(api.app, keys.get(role) ?? '', method, url, body === undefined ? {} : { body });
}

interface Entry {
  actor: string;
  action: string;
  subject: string;
  position: number;
}

const entriesOf = ({ body }: Answered): Entry[] => body.data as Entry[];

describe('the audit log', () => {
  it('says who changed what, latest first, by page and by filter', async () => {
    await as('operator', 'PATCH', '/v1/queues/general', { name: 'First' });
    await as('admin', 'PATCH', '/v1/queues/billing', { name: 'Second' });
    await as('operator', 'PATCH', '/v1/agents/ana', { capacity: 4 });
    const first = await as('operator', 'GET', '/v1/audit-log?action=queue.&limit=1');
    expect(entriesOf(first)).toMatchObject([{ action: 'queue.changed', subject: 'billing' }]);
    expect(first.body.has_more).toBe(true);
    const second = await as(
      'operator',
      'GET',
      `/v1/audit-log?action=queue.&limit=1&cursor=${first.body.next_cursor}`,
    );
    expect(entriesOf(second)).toMatchObject([
      { action: 'queue.changed', subject: 'general', detail: { fields: ['name'] } },
    ]);
    const actor = entriesOf(second)[0]?.actor ?? '';
    const ofActor = entriesOf(await as('operator', 'GET', `/v1/audit-log?actor=${actor}`));
    expect(ofActor.map(({ subject }) => subject)).toEqual(['ana', 'general']);
    const exact = entriesOf(await as('operator', 'GET', '/v1/audit-log?action=queue'));
    expect(exact).toEqual([]);
  });

  it('refuses a cursor that it did not give', async () => {
    expect((await as('operator', 'GET', '/v1/audit-log?cursor=abc')).status).toBe(422);
  });
});

describe('alerts', () => {
  it('are listed with their handoff, latest first, those of open handoffs alone when asked', async () => {
    for (const [id, ended] of [
      ['open', null],
      ['over', new Date()],
    ] as const) {
      await database.pool.query(
        `insert into handoffs (tenant, id, conversation, number, state, reason, turn, queue, priority, requested_at, ended_at)
         values ($1, $2, $2, 1, $3, 'urgency', 1, 'billing', 2, now(), $4)`,
        [tenant, id, ended === null ? 'queued' : 'completed', ended],
      );
      for (const [sequence, threshold] of [
        [1, 'warning:0.8'],
        [2, 'breached'],
      ] as const)
        await database.pool.query(
          `insert into alerts (tenant, conversation, handoff, metric, threshold, due_at, late_ms, at, sequence)
           values ($1, $2, $2, 'time_to_human', $3, now(), 12, now() + make_interval(secs => $4), $4)`,
          [tenant, id, threshold, sequence],
        );
    }
    const open = await as('supervisor', 'GET', '/v1/alerts?open=true');
    expect(open.body.data).toMatchObject([
      { conversation_id: 'open', kind: 'breach', clock: 'time_to_human', queue: 'billing' },
      { conversation_id: 'open', kind: 'warning', threshold: 'warning:0.8', late_ms: 12 },
    ]);
    const breaches = await as('supervisor', 'GET', '/v1/alerts?kind=breach&limit=1');
    expect(breaches.body).toMatchObject({ has_more: true, data: [{ conversation_id: 'over' }] });
    const rest = `/v1/alerts?kind=breach&limit=1&cursor=${breaches.body.next_cursor}`;
    expect((await as('supervisor', 'GET', rest)).body).toMatchObject({
      has_more: false,
      data: [{ conversation_id: 'open' }],
    });
    expect((await as('supervisor', 'GET', '/v1/alerts?queue=sales')).body.data).toEqual([]);
  });
});

describe('skills', () => {
  it('are listed with who has them and who asks for them, also those that nobody has', async () => {
    await as('operator', 'PATCH', '/v1/agents/ana', { skills: { refunds: 3 } });
    await as('operator', 'PATCH', '/v1/queues/billing', {
      required_skills: ['refunds'],
      skill_levels: { refunds: 2, tax: 4 },
    });
    expect((await as('supervisor', 'GET', '/v1/skills')).body.data).toEqual([
      {
        id: 'refunds',
        agents: [{ agent: 'ana', level: 3 }],
        required_by: [{ queue: 'billing', level: 2 }],
      },
      { id: 'tax', agents: [], required_by: [{ queue: 'billing', level: 4 }] },
    ]);
  });
});

describe('the installation', () => {
  it('says where the Temporal UI is and what it is given as codec server', async () => {
    const plain = await as('operator', 'GET', '/v1/installation');
    expect(plain.body).toMatchObject({
      demo: false,
      temporal: { namespace: 'default', ui_url: 'http://127.0.0.1:8233', codec_endpoint: null },
    });
    const decoding = await testApi(database.pool, recordingClient(), {
      decodePayloads: () => Promise.resolve({ kind: 'refused', reason: 'malformed' }),
    });
    const answered = await call(
      decoding.app,
      keys.get('operator') ?? '',
      'GET',
      '/v1/installation',
    );
    expect(answered.body.temporal.codec_endpoint).toBe('http://127.0.0.1:8787/codec');
    await decoding.close();
  });
});

describe('a demo', () => {
  it('is not there unless the process plays one for the tenant of the caller', async () => {
    expect((await as('admin', 'GET', '/v1/demo')).body).toMatchObject({ available: false });
    expect((await as('admin', 'PUT', '/v1/demo', { playing: true })).status).toBe(404);
    expect((await as('admin', 'POST', '/v1/demo/clear', {})).status).toBe(404);
  });
});
