import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seedDemoTenant } from '../../src/adapters/postgres/demo-tenant.ts';
import { createPool } from '../../src/adapters/postgres/pool.ts';
import { createLoginToken } from '../../src/adapters/postgres/sign-in.ts';
import { startApi } from '../../src/api/server.ts';
import { call, type Json, keyOf, recordingClient, testApi, type TestApi } from '../support/api.ts';
import { testDatabase, type TestDatabase } from '../support/baton.ts';

let database: TestDatabase;
let api: TestApi;
const conversations = recordingClient();
const origin = 'http://127.0.0.1:8787';

beforeAll(async () => {
  database = await testDatabase();
  api = await testApi(database.pool, conversations);
  const policySource = await readFile(
    new URL('../../policies/general-support.yaml', import.meta.url),
    'utf8',
  );
  await seedDemoTenant(database.pool, { policySource });
  await seedDemoTenant(database.pool, { policySource });
});

afterAll(async () => {
  await api.close();
  await database.close();
});

async function addConversation(id: string, owner: string, ownerId: string | null): Promise<void> {
  const state = {
    chain: { length: 0, tail: null },
    handoff: null,
    channel: 'chat',
    language: null,
    tier: null,
    outcome: null,
    policy: 'general-support',
    policyVersion: 1,
  };
  await database.pool.query(
    `insert into conversations (tenant, id, version, turn_sequence, status, owner, owner_id, epoch, arm, state, customer, created_at, updated_at)
     values ('demo', $1, 0, 0, 'open', $2, $3, 1, 'brief', $4, '{"email":"kim@example.com"}', now(), now())`,
    [id, owner, ownerId, JSON.stringify(state)],
  );
}

describe('the demo tenant', () => {
  it('has four queues, two online agents and one active policy, however often it is seeded', async () => {
    const admin = await keyOf(database.pool, 'demo', 'admin');
    const queues = await call(api.app, admin, 'GET', '/v1/queues');
    const agents = await call(api.app, admin, 'GET', '/v1/agents');
    const policies = await call(api.app, admin, 'GET', '/v1/policies');
    expect(queues.body.data.map((queue: Json) => queue.id)).toEqual([
      'billing',
      'general',
      'sales',
      'technical',
    ]);
    expect(agents.body.data.map((agent: Json) => [agent.id, agent.presence])).toEqual([
      ['ana', 'online'],
      ['ben', 'online'],
    ]);
    expect(policies.body.data).toMatchObject([
      { name: 'general-support', version: 1, status: 'active' },
    ]);
  });
});

describe('an agent', () => {
  it('reads and acts on own and queued conversations only, in every form', async () => {
    await addConversation('of-ana', 'agent', 'ana');
    await addConversation('of-ben', 'agent', 'ben');
    await addConversation('waiting', 'queue', 'billing');
    await addConversation('of-ai', 'ai', null);
    const ana = await keyOf(database.pool, 'demo', 'agent', 'ana');
    const listed = await call(api.app, ana, 'GET', '/v1/conversations');
    expect(listed.body.data.map((one: Json) => one.id).sort()).toEqual(['of-ana', 'waiting']);
    const before = conversations.sent.length;
    for (const id of ['of-ben', 'of-ai', 'nowhere']) {
      for (const part of ['', '/turns', '/decisions', '/brief', '/package', '/events'])
        expect((await call(api.app, ana, 'GET', `/v1/conversations/${id}${part}`)).status).toBe(
          404,
        );
      const notes = await call(api.app, ana, 'POST', `/v1/conversations/${id}/notes`, {
        body: { content: 'x' },
      });
      expect(notes.status).toBe(404);
    }
    expect(conversations.sent).toHaveLength(before);
    const presence = await call(api.app, ana, 'PUT', '/v1/agents/ben/presence', {
      body: { presence: 'offline' },
    });
    expect(presence.status).toBe(403);
    expect(
      (
        await call(api.app, ana, 'POST', '/v1/conversations/waiting/claim', {
          body: { agent: 'ben' },
        })
      ).status,
    ).toBe(403);
  });

  it('sees the customer; a backend does not, and only operators see the workflow', async () => {
    const read = async (role: 'backend' | 'supervisor' | 'operator') =>
      (
        await call(
          api.app,
          await keyOf(database.pool, 'demo', role),
          'GET',
          '/v1/conversations/of-ana',
        )
      ).body;
    const ana = await keyOf(database.pool, 'demo', 'agent', 'ana');
    const own = await call(api.app, ana, 'GET', '/v1/conversations/of-ana');
    expect(own.body.customer).toEqual({ email: 'kim@example.com' });
    expect(own.body.temporal).toBeUndefined();
    expect((await read('backend')).customer).toBeUndefined();
    expect((await read('operator')).temporal.workflow_id).toBe('conversation/demo/of-ana');
    expect((await read('operator')).customer).toBeUndefined();
  });
});

describe('lists', () => {
  it('page through everything once', async () => {
    const admin = await keyOf(database.pool, 'demo', 'admin');
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const next: string = cursor === null ? '' : `&cursor=${cursor}`;
      const { body } = await call(api.app, admin, 'GET', `/v1/conversations?limit=1${next}`);
      seen.push(...body.data.map((one: Json) => one.id));
      cursor = body.next_cursor;
    } while (cursor !== null);
    expect(seen.sort()).toEqual(['of-ai', 'of-ana', 'of-ben', 'waiting']);
    const forged = Buffer.from(JSON.stringify(["x' or 1=1", 'y'])).toString('base64url');
    for (const bad of ['nonsense', forged]) {
      const refused = await call(api.app, admin, 'GET', `/v1/conversations?cursor=${bad}`);
      expect(refused.status).toBe(422);
    }
    expect((await call(api.app, admin, 'GET', '/v1/events?cursor=nonsense')).status).toBe(422);
    expect((await call(api.app, admin, 'GET', '/v1/conversations?limit=1&limit=2')).status).toBe(
      422,
    );
  });
});

describe('the login link', () => {
  it('is not used up by looking at it, works once, and makes a session that ends', async () => {
    const token = await createLoginToken(database.pool, { tenant: 'demo', role: 'supervisor' });
    const page = await call(api.app, null, 'GET', `/login?token=${token}`);
    expect(page.body).toContain('method="post"');
    const login = () =>
      call(api.app, null, 'POST', '/auth/login', { body: { token }, headers: { origin } });
    const signedIn = await login();
    expect(signedIn.status).toBe(200);
    expect((await login()).status).toBe(401);
    const set = signedIn.headers.get('set-cookie') ?? '';
    expect(set).toMatch(/HttpOnly; SameSite=Lax/);
    const cookie = set.split(';')[0] ?? '';
    const me = await call(api.app, null, 'GET', '/auth/me', { headers: { cookie } });
    const who = { tenant: 'demo', role: 'supervisor', agent: null, kind: 'session', user: null };
    expect(me.body).toEqual(who);

    const note = (headers: Record<string, string>) =>
      call(api.app, null, 'POST', '/v1/conversations/of-ana/notes', {
        body: { content: 'x' },
        headers: { cookie, ...headers },
      });
    expect((await note({ origin: 'https://evil.example' })).status).toBe(403);
    expect((await note({ origin: `${origin}.evil.example` })).status).toBe(403);
    expect((await note({ origin: 'null' })).status).toBe(403);
    expect((await note({})).status).toBe(403);
    expect((await note({ origin, 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await note({ origin })).status).toBe(202);

    await call(api.app, null, 'POST', '/auth/logout', { headers: { cookie, origin } });
    const { rows } = await database.pool.query(
      'select revoked_at from sessions where revoked_at is null',
    );
    expect(rows).toEqual([]);
  });
});

describe('attachments', () => {
  it('come back as they were, as a download, and unknown ones cannot be named', async () => {
    const backend = await keyOf(database.pool, 'demo', 'backend');
    const stored = await api.app.request('/v1/attachments?name=r%C3%A9sum%C3%A9.html', {
      method: 'POST',
      headers: { authorization: `Bearer ${backend}`, 'content-type': 'text/html' },
      body: '<script>1</script>',
    });
    const { id } = (await stored.json()) as { id: string };
    const got = await call(api.app, backend, 'GET', `/v1/attachments/${id}`);
    expect(got.body).toBe('<script>1</script>');
    expect(got.headers.get('content-disposition')).toContain('attachment;');
    expect(got.headers.get('x-content-type-options')).toBe('nosniff');
    const turn = { id: 't1', role: 'customer', content: 'x', attachments: ['at_unknown'] };
    const refused = await call(api.app, backend, 'POST', '/v1/conversations/n/turns', {
      body: { turn },
    });
    expect(refused.body.code).toBe('invalid_request');
  });
});

describe('a policy', () => {
  it('with mistakes is refused with path, line and fix; a good one becomes the next version', async () => {
    const operator = await keyOf(database.pool, 'demo', 'operator');
    const bad = await call(api.app, operator, 'POST', '/v1/policies', {
      body: { source: 'name: x\nrulez: []\n', format: 'yaml' },
    });
    expect(bad.body.code).toBe('policy_invalid');
    expect(bad.body.errors[0]).toMatchObject({ line: expect.any(Number), fix: expect.any(String) });
    const source = await readFile(
      new URL('../../policies/general-support.yaml', import.meta.url),
      'utf8',
    );
    const good = await call(api.app, operator, 'POST', '/v1/policies', {
      body: { source, format: 'yaml' },
    });
    expect(good.body).toMatchObject({ version: 2, status: 'draft' });
    const url = '/v1/policies/general-support/versions/2/activate';
    expect((await call(api.app, operator, 'POST', url, { body: {} })).body.status).toBe('active');
    const listed = await call(api.app, operator, 'GET', '/v1/policies');
    expect(listed.body.data.filter((one: Json) => one.status === 'active')).toHaveLength(1);
  });
});

describe('the server', () => {
  it('says which port is taken and what to do', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    await expect(startApi(api.deps, { host: '127.0.0.1', port })).rejects.toThrow(
      /is taken.*BATON_API_PORT/,
    );
    other.close();
  });

  it('answers 503 with Retry-After when the database is away, and tells nobody why', async () => {
    const nowhere = createPool('postgres://baton:secret@127.0.0.1:1/baton', { max: 1 });
    const away = await testApi(nowhere, conversations);
    const key = await keyOf(database.pool, 'demo', 'backend');
    const answered = await call(away.app, key, 'GET', '/v1/conversations');
    expect(answered.status).toBe(503);
    expect(answered.headers.get('retry-after')).toBe('1');
    expect(answered.body.code).toBe('store_unavailable');
    expect(JSON.stringify(answered.body)).not.toMatch(/127\.0\.0\.1|ECONN|secret/);
    await away.close();
    await nowhere.end();
  });
});
