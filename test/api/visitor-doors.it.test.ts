import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApi, type RunningApi } from '../../src/api/server.ts';
import { call, keyOf, testApi, type Json, type TestApi } from '../support/api.ts';
import { eventually, type TestBaton } from '../support/baton.ts';
import { setShift } from '../support/tenant.ts';
import { openVisitorGround, origin, type VisitorGround } from '../support/visitors.ts';

let ground: VisitorGround;
let baton: TestBaton;
let api: TestApi;

beforeAll(async () => {
  ground = await openVisitorGround();
  ({ baton, api } = ground);
});

afterAll(async () => {
  await ground.close();
});

describe('a visitor', () => {
  it('who reloads, goes offline, changes the channel twice and comes back next day finds the same case', async () => {
    await setShift(baton.pool, baton.tenant);
    const first = await ground.visit({ language: 'de', time_zone: 'Europe/Berlin' });
    await ground.write(first, 'w1', 'Ich möchte mit einem Menschen sprechen');
    const reloaded = await ground.visit({ token: first.token });
    expect(reloaded).toMatchObject({ token: first.token, conversation: first.conversation });
    // The answer was lost on the way: the same message again is the same message.
    const again = await ground.write(reloaded, 'w1', 'Ich möchte mit einem Menschen sprechen');
    expect(again.body.turn).toEqual({ id: 'w1', sequence: 1 });
    const email = await ground.as(first, 'POST', '/channel', { channel: 'email' });
    expect(email.body.state.handoff.channel).toBe('email');
    await ground.as(first, 'POST', '/details', { email: 'kim@example.com' });
    const call = await ground.as(first, 'POST', '/channel', { channel: 'callback' });
    expect(call.body.state.handoff).toMatchObject({ channel: 'callback', promises: [] });
    await baton.pool.query(
      `update visitors set seen_at = now() - interval '1 day', created_at = now() - interval '1 day'
        where conversation = $1`,
      [first.conversation],
    );
    const next = await ground.visit({ token: first.token });
    expect(next.conversation).toBe(first.conversation);
    const page = await ground.as(next, 'GET', '/conversation');
    expect(page.body.state).toMatchObject({ owner: 'queue', handoff: { channel: 'callback' } });
    const roles = page.body.messages.map((message: Json) => [message.role, message.key]);
    expect(roles.filter(([role]: string[]) => role === 'customer')).toHaveLength(1);
    expect(roles.map(([, key]: string[]) => key)).toEqual(
      expect.arrayContaining(['channel_email_address', 'channel_email', 'channel_callback_number']),
    );
    const texts = page.body.messages.map((message: Json) => message.content).join('\n');
    expect(texts).toContain('An welche E-Mail-Adresse');
    expect(texts).toMatch(/E-Mail. Sie müssen hier nicht warten/);
    const { rows } = await baton.pool.query(
      'select count(*)::int as handoffs from handoffs where conversation = $1',
      [first.conversation],
    );
    expect(rows[0].handoffs).toBe(1);
  });

  it('reads what bot and agent say, never tools, notes or who they are by id', async () => {
    await setShift(baton.pool, baton.tenant, 'ana');
    const visitor = await ground.visit();
    const taken = await ground.write(visitor, 'w1', 'Where is my order 4711?');
    expect(taken.body.state).toMatchObject({ owner: 'ai', handoff: null });
    const place = `/v1/conversations/${visitor.conversation}`;
    const post = (turn: object) =>
      call(api.app, ground.backend, 'POST', `${place}/turns`, { body: { turn } });
    await post({ id: 'x1', role: 'tool', content: 'internal: order 4711 lost' });
    await post({ id: 'a1', role: 'assistant', content: 'It is on its way.', epoch: 1 });
    await ground.as(visitor, 'POST', '/handoff', {});
    const late = await post({ id: 'a2', role: 'assistant', content: 'Still looking', epoch: 1 });
    expect(late.body.code).toBe('not_owner');
    const ana = await keyOf(baton.pool, baton.tenant, 'agent', 'ana');
    const offer = await eventually('an offer', async () => {
      const { body } = await call(api.app, ana, 'GET', '/v1/offers?state=pending');
      return body.data.find((made: Json) => made.conversation_id === visitor.conversation);
    });
    await call(api.app, ana, 'POST', `/v1/offers/${offer.id}/accept`, { body: {} });
    await call(api.app, ana, 'POST', `${place}/notes`, { body: { content: 'a secret note' } });
    await call(api.app, ana, 'POST', `${place}/replies`, { body: { content: 'Hello from Ana' } });
    const page = await ground.as(visitor, 'GET', '/conversation');
    const said = page.body.messages.map((message: Json) => [message.role, message.name]);
    expect(said).toContainEqual(['agent', 'ana']);
    const text = JSON.stringify(page.body);
    expect(text).toContain('Hello from Ana');
    expect(text).toContain('It is on its way');
    expect(text).not.toMatch(/internal: order|secret note|Still looking/);
    expect(page.body.state).toMatchObject({ owner: 'agent', agent_name: 'ana' });
    expect(page.body.state.handoff.agent).toBeUndefined();
  });

  it('hears new messages by a stream that goes on where it was, and ends when the site is disabled', async () => {
    const own = await ground.newSite({});
    const { body: visitor } = await ground.open({ site: own.id }, {});
    const server: RunningApi = await startApi(api.deps, { host: '127.0.0.1', port: 0 });
    await ground.write(visitor, 'w1', 'one');
    await ground.write(visitor, 'w2', 'two');
    const streamFrom = async (after: number) =>
      fetch(`${server.url}/v1/visitor/conversation?after=${after}`, {
        headers: { authorization: `Bearer ${visitor.token}`, accept: 'text/event-stream' },
      });
    const stream = await streamFrom(0);
    expect(stream.headers.get('access-control-allow-origin')).toBe('*');
    const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    const until = async (wanted: RegExp) => {
      while (!wanted.test(text)) {
        const part = await reader?.read();
        if (part?.done !== false) throw new Error(`the stream ended: ${text}`);
        text += part.value;
      }
    };
    await until(/event: state/);
    expect(text.match(/event: message/g)).toHaveLength(2);
    await ground.write(visitor, 'w3', 'three');
    await until(/"three"/);
    await call(api.app, ground.operator, 'PATCH', `/v1/widget-sites/${own.id}`, {
      body: { enabled: false },
    });
    await until(/the stream ends here/);
    await eventually('the token opens nothing', async () => {
      return (await ground.as(visitor, 'GET', '/conversation')).status === 401;
    });
    await server.close();
  });

  it('reaches no conversation but their own, with no token, key or route (I11)', async () => {
    const mine = await ground.visit();
    const other = await ground.visit();
    await ground.write(mine, 'w1', 'mine alone');
    expect(JSON.stringify((await ground.as(other, 'GET', '/conversation')).body)).not.toContain(
      'mine alone',
    );
    const url = `/v1/conversations/${mine.conversation}`;
    for (const path of [url, `${url}/turns`, '/v1/events', '/v1/agents'])
      expect((await call(api.app, mine.token, 'GET', path)).status).toBe(401);
    for (const token of [ground.backend, ground.operator, 'hv_short', `hv_${'x'.repeat(43)}`, ''])
      expect((await call(api.app, token, 'GET', '/v1/visitor/conversation')).status).toBe(401);
    expect((await call(api.app, null, 'GET', '/v1/visitor/conversation')).status).toBe(401);
  });

  it('is who the host site signed, on any device, and nobody by a forged or foreign signature', async () => {
    const anonymous = await ground.visit();
    const signedIn = await ground.visit({ token: anonymous.token, identity: ground.sign('kim') });
    expect(signedIn.token).not.toBe(anonymous.token);
    expect(signedIn.conversation).toBe(anonymous.conversation);
    expect((await ground.visit({ identity: ground.sign('kim') })).conversation).toBe(
      anonymous.conversation,
    );
    expect((await ground.visit({ identity: ground.sign('lee') })).conversation).not.toBe(
      anonymous.conversation,
    );
    // Signed out on a shared computer: the next person begins anew.
    expect((await ground.visit({ token: signedIn.token })).conversation).not.toBe(
      anonymous.conversation,
    );
    expect((await ground.open({ identity: ground.sign('kim', 'wsk_wrong') })).status).toBe(401);
    expect((await ground.open({ identity: 'x.y.z' })).status).toBe(401);
    await ground.write(signedIn, 'w1', 'Hello');
    const { rows } = await baton.pool.query(
      'select state, customer from conversations where id = $1',
      [anonymous.conversation],
    );
    expect(rows[0].customer).toMatchObject({ name: 'Kim', email: 'kim@example.com' });
    expect(rows[0].state.customerId).toMatch(/^cu_[0-9a-f]{40}$/);
  });

  it('is let in from the pages of the site only, and only signed where the site says so', async () => {
    expect((await ground.open({}, { origin: 'https://evil.example' })).status).toBe(403);
    expect((await ground.open({}, {})).status).toBe(403);
    const strict = await ground.newSite({ require_identity: true });
    expect((await ground.open({ site: strict.id })).status).toBe(401);
    expect((await ground.open({ site: 'ws_none' })).status).toBe(404);
    const rotation = `/v1/widget-sites/${ground.site.id}/rotate-secret`;
    const rotated = await call(api.app, ground.operator, 'POST', rotation, { body: {} });
    expect(
      (await ground.open({ identity: ground.sign('kim', rotated.body.identity_secret) })).status,
    ).toBe(200);
    expect((await ground.open({ identity: ground.sign('kim') })).status).toBe(200);
  });

  it('of a page without a bot gets a person with the first message', async () => {
    const quiet = await ground.newSite({ has_bot: false });
    const { body: visitor } = await ground.open({ site: quiet.id });
    const taken = await ground.write(visitor, 'w1', 'Good morning');
    expect(taken.body.state).toMatchObject({ owner: 'queue', handoff: { state: 'queued' } });
  });

  it('may not choose what is not offered, nor write what is too long', async () => {
    const visitor = await ground.visit();
    await ground.write(visitor, 'w1', 'I want to talk to a person');
    expect((await ground.as(visitor, 'POST', '/channel', { channel: 'fax' })).status).toBe(422);
    expect((await ground.write(visitor, 'w2', 'x'.repeat(16_001))).status).toBe(422);
    expect((await ground.as(visitor, 'POST', '/details', { email: 'no address' })).status).toBe(
      422,
    );
  });

  it('who opens sessions over and over is stopped, while others behind the same address are let in', async () => {
    const config = { ...api.deps.config, sessionsPerMinute: 40 };
    const at = Date.now();
    const office = await testApi(baton.pool, baton.conversations, { config, now: () => at });
    const enter = async (body: object = {}) => {
      const wanted = { body: { site: ground.site.id, ...body }, headers: { origin } };
      return call(office.app, null, 'POST', '/v1/visitor/session', wanted);
    };
    const { token } = (await enter()).body;
    const statuses = [];
    for (let again = 0; again < 21; again += 1) statuses.push((await enter({ token })).status);
    expect(statuses).toEqual([...Array<number>(20).fill(200), 429]);
    for (let colleague = 0; colleague < 18; colleague += 1)
      expect((await enter()).status).toBe(200);
    const full = await enter();
    expect([full.status, full.headers.get('retry-after')]).toEqual([429, '2']);
    await office.close();
  });
});
