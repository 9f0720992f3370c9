import { afterAll, beforeAll, expect, it } from 'vitest';
import { countDemo, listLiveDemo } from '../../../src/adapters/postgres/demo-clear.ts';
import { seedDemoTenant } from '../../../src/adapters/postgres/demo-tenant.ts';
import { startApi, type RunningApi } from '../../../src/api/server.ts';
import { createDemo, type RunningDemo } from '../../../src/cli/demo/control.ts';
import { readShippedPolicy } from '../../../src/cli/shipped-policy.ts';
import { conversationWorkflowId } from '../../../src/domain/ids.ts';
import { call, keyOf, testApi, type TestApi } from '../../support/api.ts';
import { eventually, testBaton, type TestBaton } from '../../support/baton.ts';

const tenant = 'demo';
const pace = { arrivalMs: 20, turnMs: 1, lookMs: 50, patienceMs: 60_000 };
let baton: TestBaton;
let running: RunningDemo;
let parts: TestApi;
let api: RunningApi;
let admin = '';

beforeAll(async () => {
  baton = await testBaton({ tenant });
  await seedDemoTenant(baton.pool, { policySource: await readShippedPolicy() });
  running = await createDemo({ pool: baton.pool, client: baton.client, pace });
  parts = await testApi(baton.pool, baton.conversations, { demo: running.demo });
  api = await startApi(parts.deps, { host: '127.0.0.1', port: 0 });
  admin = await keyOf(baton.pool, tenant, 'admin');
  running.wake({ url: api.url, key: await keyOf(baton.pool, tenant, 'backend') });
});

afterAll(async () => {
  await running.stop();
  await api.close();
  await parts.close();
  await baton.close();
});

const demo = async () => (await call(parts.app, admin, 'GET', '/v1/demo')).body;

/** Every row of one conversation, by table; times of the queue aside, nothing of it may change. */
async function rowsOf(conversation: string): Promise<Record<string, string>> {
  const { rows: tables } = await baton.pool.query<{ name: string; column: string }>(
    `select c.table_name as name, c.column_name as column from information_schema.columns c
       join information_schema.tables t on t.table_name = c.table_name and t.table_schema = c.table_schema
      where c.table_schema = 'public' and t.table_type = 'BASE TABLE'
        and c.table_name <> 'delivery_cursors'
        and (c.column_name in ('conversation', 'conversation_id')
             or (c.table_name = 'conversations' and c.column_name = 'id'))`,
  );
  const found: Record<string, string> = {};
  for (const { name, column } of tables) {
    const { rows } = await baton.pool.query<{ all: unknown }>(
      `select jsonb_agg(to_jsonb(t) order by to_jsonb(t)::text) as all from ${name} t where ${column} = $1`,
      [conversation],
    );
    if (rows[0]?.all !== null) found[name] = JSON.stringify(rows[0]?.all);
  }
  return found;
}

it('simulated customers come, are handed off, and leave no row and no workflow when the demo is cleared', async () => {
  const turn = { id: 'k1', role: 'customer', content: 'This one is real. Where is my parcel?' };
  await call(parts.app, admin, 'POST', '/v1/conversations/real/turns', { body: { turn } });
  const { site } = await demo();
  const session = await call(parts.app, null, 'POST', '/v1/visitor/session', { body: { site } });
  const visitor = { authorization: `Bearer ${session.body.token}` };
  await call(parts.app, null, 'POST', '/v1/visitor/turns', {
    headers: visitor,
    body: { id: 'v1', content: 'Where is my parcel?' },
  });
  await eventually('the scripted assistant answers the visitor', async () => {
    const { body } = await call(
      parts.app,
      admin,
      'GET',
      `/v1/conversations/${session.body.conversation}/turns`,
    );
    return body.data?.some((one: { role: string }) => one.role === 'assistant');
  });

  await call(parts.app, admin, 'PUT', '/v1/demo', { body: { playing: true } });
  await eventually('a simulated customer waits for a person', async () => {
    const { rowCount } = await baton.pool.query(
      `select 1 from handoffs h join demo_conversations d on d.tenant = h.tenant and d.conversation = h.conversation
        where d.origin = 'customer'`,
    );
    return (rowCount ?? 0) > 0;
  });
  expect(await demo()).toMatchObject({
    available: true,
    playing: true,
    conversations: { try_it: 1 },
  });

  const live = await listLiveDemo(baton.pool, tenant);
  const real = await rowsOf('real');
  expect(Object.keys(real)).toEqual(expect.arrayContaining(['conversations', 'turns', 'events']));
  const cleared = await call(parts.app, admin, 'POST', '/v1/demo/clear', { body: {} });
  expect(cleared.body.conversations).toBeGreaterThanOrEqual(live.length);
  expect(await rowsOf('real')).toEqual(real);
  for (const conversation of live) expect(await rowsOf(conversation), conversation).toEqual({});
  expect(await countDemo(baton.pool, tenant)).toEqual({ history: 0, customer: 0, try_it: 0 });
  expect((await demo()).playing).toBe(false);
  for (const conversation of live) {
    const handle = baton.client.workflow.getHandle(
      conversationWorkflowId({ tenant, conversation }),
    );
    await eventually('its workflow is gone', () =>
      handle.describe().then(
        () => false,
        (error: unknown) => error instanceof Error && error.name === 'WorkflowNotFoundError',
      ),
    );
  }
  const { body } = await call(parts.app, admin, 'GET', '/v1/audit-log?action=demo.cleared');
  expect(body.data).toHaveLength(1);
});
