import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call, recordingClient, testApi, type TestApi } from '../support/api.ts';
import { testDatabase, type TestDatabase } from '../support/baton.ts';
import { twoTenants } from '../support/two-tenants.ts';

let database: TestDatabase;
let api: TestApi;
const conversations = recordingClient();
let keys: Record<string, string> = {};

beforeAll(async () => {
  database = await testDatabase();
  api = await testApi(database.pool, conversations);
  keys = await twoTenants(database.pool);
});

afterAll(async () => {
  await api.close();
  await database.close();
});

describe('an Idempotency-Key', () => {
  const key = { 'idempotency-key': 'once' };
  const queue = (id: string) => ({ id, name: 'Once' });

  it('gives the first success again and refuses another body', async () => {
    const post = (body: unknown) =>
      call(api.app, keys['b/admin'] ?? '', 'POST', '/v1/queues', { body, headers: key });
    const first = await post(queue('once'));
    expect(first.status).toBe(201);
    const again = await post(queue('once'));
    expect(again.body).toEqual(first.body);
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect((await post(queue('twice'))).body.code).toBe('idempotency_mismatch');
  });

  it('belongs to its tenant and its route', async () => {
    const other = await call(api.app, keys['a/admin'] ?? '', 'POST', '/v1/queues', {
      body: queue('once'),
      headers: key,
    });
    expect(other.status).toBe(201);
    expect(other.headers.get('idempotency-replayed')).toBeNull();
    const route = await call(api.app, keys['b/admin'] ?? '', 'POST', '/v1/agents', {
      body: { id: 'once', name: 'Once' },
      headers: key,
    });
    expect(route.status).toBe(201);
  });

  it('says that the first request still runs, and is free again after a failure', async () => {
    const headers = { 'idempotency-key': 'racing' };
    const post = () =>
      call(api.app, keys['b/admin'] ?? '', 'POST', '/v1/queues', { body: queue('race'), headers });
    const answered = await Promise.all(Array.from({ length: 8 }, post));
    const statuses = answered.map(({ status }) => status);
    expect(statuses.every((status) => status === 201 || status === 409)).toBe(true);
    expect(statuses).toContain(201);
    const failing = { 'idempotency-key': 'failing' };
    for (let round = 0; round < 2; round += 1) {
      const body = queue('race');
      const refused = await call(api.app, keys['b/admin'] ?? '', 'POST', '/v1/queues', {
        body,
        headers: failing,
      });
      expect(refused.body.code).toBe('already_exists');
    }
  });

  it('never keeps a secret', async () => {
    const headers = { 'idempotency-key': 'secret' };
    const post = () =>
      call(api.app, keys['b/admin'] ?? '', 'POST', '/v1/api-keys', {
        body: { role: 'backend', label: 'x' },
        headers,
      });
    const first = await post();
    expect(first.body.secret).toMatch(/^hof_live_/);
    const again = await post();
    expect(again.body).toEqual({ ...first.body, secret: null });
    const { rows } = await database.pool.query('select response::text from idempotency_keys');
    expect(JSON.stringify(rows)).not.toContain(first.body.secret);
  });

  it('makes the same command of a repeated request, and different ones on different routes', async () => {
    const headers = { 'idempotency-key': 'command' };
    const post = (path: string, body: unknown) =>
      call(api.app, keys['a/admin'] ?? '', 'POST', `/v1/conversations/ca${path}`, {
        body,
        headers,
      });
    const before = conversations.sent.length;
    await post('/notes', { content: 'Hello' });
    await post('/notes', { content: 'Hello' });
    await post('/handoff/cancel', {});
    const ids = conversations.sent.slice(before).map((message) => message.argument['id']);
    expect(ids[0]).toBe(ids[1]);
    expect(ids[2]).not.toBe(ids[0]);
  });
});

describe('a request', () => {
  const post = (body: unknown, headers: Record<string, string> = {}) =>
    call(api.app, keys['a/backend'] ?? '', 'POST', '/v1/conversations/x1/turns', { body, headers });

  it('with an unknown field is refused with the nearest name, before anything is sent', async () => {
    const before = conversations.sent.length;
    const refused = await post({ turn: { id: 't1', role: 'customer', contnt: 'x', content: 'x' } });
    expect(refused.status).toBe(422);
    expect(refused.body.errors[0]).toEqual({
      pointer: '/turn/contnt',
      code: 'unknown_field',
      message: 'this field is not known; did you mean content?',
    });
    for (const field of ['tenant', 'role', 'owner', 'epoch_', 'status', '__proto__']) {
      const body = JSON.parse(
        `{"turn":{"id":"t1","role":"customer","content":"x"},"${field}":"b"}`,
      );
      const raw = await api.app.request('/v1/conversations/x1/turns', {
        method: 'POST',
        headers: {
          authorization: `Bearer ${keys['a/backend'] ?? ''}`,
          'content-type': 'application/json',
        },
        body:
          field === '__proto__'
            ? '{"turn":{"id":"t1","role":"customer","content":"x"},"__proto__":{"a":1}}'
            : JSON.stringify(body),
      });
      expect(raw.status, field).toBe(422);
    }
    expect(conversations.sent).toHaveLength(before);
  });

  it('that is no JSON, too deep, too large, NUL or of another type is refused by name', async () => {
    const send = async (body: string, type = 'application/json') => {
      const response = await api.app.request('/v1/conversations/x1/turns', {
        method: 'POST',
        headers: { authorization: `Bearer ${keys['a/backend'] ?? ''}`, 'content-type': type },
        body,
      });
      return ((await response.json()) as { code: string }).code;
    };
    expect(await send('{')).toBe('malformed_body');
    expect(await send(`${'['.repeat(100_000)}${']'.repeat(100_000)}`)).toBe('malformed_body');
    expect(await send('{}', 'text/plain')).toBe('unsupported_media_type');
    expect(await send(JSON.stringify({ turn: 'x'.repeat(1_100_000) }))).toBe('payload_too_large');
    expect(await send('{"turn":{"id":"t1","role":"customer","content":"a\\u0000b"}}')).toBe(
      'invalid_request',
    );
    expect(await send('{"turn":{"id":"t1","role":"customer","content":"a\\ud800b"}}')).toBe(
      'invalid_request',
    );
  });

  it('has its text masked in content, tool calls and attributes before it leaves the API', async () => {
    const card = '4111 1111 1111 1111';
    await post({
      turn: {
        id: 't1',
        role: 'assistant',
        content: card,
        tool_calls: [{ name: 'pay', arguments: { card } }],
      },
      customer: { attributes: { card } },
    });
    expect(JSON.stringify(conversations.sent.at(-1))).not.toContain('4111 1111');
    await post({
      messages: [
        { role: 'user', content: card },
        {
          role: 'assistant',
          content: null,
          tool_calls: [{ function: { name: 'pay', arguments: JSON.stringify({ card }) } }],
        },
      ],
    });
    expect(JSON.stringify(conversations.sent.at(-1))).not.toContain('4111 1111');
  });
});
