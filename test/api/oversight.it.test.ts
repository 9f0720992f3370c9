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

describe('connectors', () => {
  const config = { base_url: 'https://acme.zendesk.com', user: 'bot@acme.example', token: 'zd' };

  it('are written anew under their id and kind; one that was switched on is well again', async () => {
    const made = await as('operator', 'POST', '/v1/connectors', { kind: 'zendesk', config });
    const url = `/v1/connectors/${String(made.body.id)}`;
    await database.pool.query(
      `update connectors set enabled = false, disabled_reason = 'failed_for_days', failing_since = now()`,
    );
    const kept = { kind: 'zendesk', config: { ...config, tags: ['vip'] }, enabled: false };
    const off = await as('operator', 'PUT', url, kept);
    expect(off.body).toMatchObject({
      enabled: false,
      disabled_reason: 'failed_for_days',
      config: { tags: ['vip'] },
    });
    const on = await as('operator', 'PUT', url, { kind: 'zendesk', config });
    expect(on.body).toMatchObject({
      enabled: true,
      disabled_reason: null,
      failing_since: null,
      config: { tags: [] },
    });
    const other = { kind: 'webhook', config: { signing_secret: 'x' } };
    expect((await as('operator', 'PUT', url, other)).status).toBe(404);
    const log = entriesOf(await as('admin', 'GET', '/v1/audit-log?action=connector.changed'));
    expect(log).toHaveLength(2);
  });
});

describe('a time to keep conversations', () => {
  it('says before it is set what it would erase at once: resolved, untouched, and not asked for yet', async () => {
    for (const [id, status, days] of [
      ['old', 'resolved', 40],
      ['older', 'resolved', 90],
      ['working', 'open', 90],
      ['recent', 'resolved', 3],
      ['asked', 'resolved', 90],
    ] as const)
      await database.pool.query(
        `insert into conversations (tenant, id, version, turn_sequence, status, owner, epoch, arm, state, created_at, updated_at)
         values ($1, $2, 0, 0, $3, 'ai', 1, 'brief', '{}', now() - interval '1 year', now() - make_interval(days => $4))`,
        [tenant, id, status, days],
      );
    await as('admin', 'POST', '/v1/erasures', { conversation: 'asked' });
    const preview = async (days: number) =>
      (await as('operator', 'GET', `/v1/governance/retention?days=${String(days)}`)).body;
    expect(await preview(30)).toMatchObject({ conversations: 2 });
    expect(await preview(60)).toMatchObject({ conversations: 1 });
    expect(await preview(100)).toEqual({ conversations: 0, oldest_at: null });
  });
});
