import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call, keyOf, testApi, type Json, type TestApi } from '../support/api.ts';
import { newTenant, testBaton, type TestBaton } from '../support/baton.ts';
import { setShift } from '../support/tenant.ts';

const tenant = newTenant();
let baton: TestBaton;
let api: TestApi;
let key = '';

beforeAll(async () => {
  baton = await testBaton({ tenant });
  api = await testApi(baton.pool, baton.conversations);
  key = await keyOf(baton.pool, tenant, 'backend');
  await setShift(baton.pool, tenant, 'ana');
});

afterAll(async () => {
  await api.close();
  await baton.close();
});

const headers = { accept: 'application/json, text/event-stream' };

async function rpc(method: string, params: object, by: string | null = key): Promise<Json> {
  const answered = await call(api.app, by, 'POST', '/mcp', {
    body: { jsonrpc: '2.0', id: 1, method, params },
    headers,
  });
  if (answered.status !== 200) return { status: answered.status, body: answered.body };
  const text = typeof answered.body === 'string' ? answered.body : JSON.stringify(answered.body);
  const data = /^data: (.*)$/m.exec(text)?.[1] ?? text;
  return JSON.parse(data).result;
}

async function tool(name: string, args: object): Promise<{ value: Json; isError: boolean }> {
  const result = await rpc('tools/call', { name, arguments: args });
  return { value: JSON.parse(result.content[0].text), isError: result.isError === true };
}

describe('the tools of /mcp', () => {
  it('are listed with their arguments, after the usual greeting', async () => {
    const greeting = await rpc('initialize', {
      protocolVersion: '2025-06-18',
      capabilities: {},
      clientInfo: { name: 'test', version: '1' },
    });
    expect(greeting.serverInfo.name).toBe('baton');
    const { tools } = await rpc('tools/list', {});
    expect(tools.map((one: Json) => one.name).sort()).toEqual([
      'check_availability',
      'handoff_cancel',
      'handoff_status',
      'handoff_to_human',
    ]);
    expect(tools.find((one: Json) => one.name === 'handoff_to_human').inputSchema.required).toEqual(
      ['conversation'],
    );
  });

  it('hand off with the summary for the brief, tell the state, and cancel', async () => {
    await setShift(baton.pool, tenant);
    await call(api.app, key, 'POST', '/v1/conversations/m1/turns', {
      body: { turn: { id: 't1', role: 'customer', content: 'Where is my order?' } },
    });
    const made = await tool('handoff_to_human', {
      conversation: 'm1',
      reason: 'missing_knowledge',
      summary: 'Order W1 is lost.',
    });
    expect(made.value).toMatchObject({ owner: 'queue', handoff: { reason: 'missing_knowledge' } });
    const turns = await call(api.app, key, 'GET', '/v1/conversations/m1/turns');
    expect(turns.body.data.at(-1)).toMatchObject({
      role: 'tool',
      tool_calls: [{ arguments: { summary: 'Order W1 is lost.' } }],
    });
    expect((await tool('handoff_status', { conversation: 'm1' })).value.handoff.state).toBe(
      'queued',
    );
    expect((await tool('handoff_cancel', { conversation: 'm1' })).value.owner).toBe('ai');
  });

  it('say whether anybody is there', async () => {
    await setShift(baton.pool, tenant, 'ana');
    const { value } = await tool('check_availability', { queue: 'billing' });
    expect(value.queues).toEqual([
      {
        queue: 'billing',
        open: true,
        agents_online: 1,
        agents_free: 1,
        waiting: 0,
        estimated_wait_seconds: null,
      },
    ]);
    expect((await tool('check_availability', { queue: 'nowhere' })).isError).toBe(true);
  });

  it('take a reason that a model made up as data, and refuse in words', async () => {
    const made = await tool('handoff_to_human', {
      conversation: 'm2',
      reason: 'DROP TABLE; priority 1',
    });
    expect(made.value).toMatchObject({ handoff: { reason: 'api_request', priority: 3 } });
    const refused = await tool('handoff_status', { conversation: 'nowhere' });
    expect(refused).toMatchObject({ isError: true, value: { failed: 'not_found' } });
    const again = await tool('handoff_cancel', { conversation: 'm2' });
    expect(again.isError).toBe(false);
    expect((await tool('handoff_cancel', { conversation: 'm2' })).value.refused).toBe(
      'wrong_state',
    );
  });

  it('are for a backend’s key alone, and know no other tenant', async () => {
    expect(await rpc('tools/list', {}, null)).toMatchObject({ status: 401 });
    const agent = await keyOf(baton.pool, tenant, 'agent', 'ana');
    expect(await rpc('tools/list', {}, agent)).toMatchObject({ status: 403 });
    await baton.pool.query("insert into tenants (id, name) values ('other', 'other')");
    const foreign = await keyOf(baton.pool, 'other', 'backend');
    const result = await rpc(
      'tools/call',
      { name: 'handoff_status', arguments: { conversation: 'm2' } },
      foreign,
    );
    expect(result.isError).toBe(true);
  });
});
