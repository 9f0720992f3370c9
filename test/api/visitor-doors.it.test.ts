import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signIdentity } from '../../src/adapters/crypto/identity-token.ts';
import { startApi, type RunningApi } from '../../src/api/server.ts';
import { call, keyOf, testApi, type Json, type TestApi } from '../support/api.ts';
import { eventually, newTenant, testBaton, type TestBaton } from '../support/baton.ts';
import { setShift } from '../support/tenant.ts';

const tenant = newTenant();
const origin = 'https://shop.example.com';
let baton: TestBaton;
let api: TestApi;
let operator = '';
let backend = '';
let site = { id: '', identity_secret: '' };

beforeAll(async () => {
  baton = await testBaton({ tenant });
  api = await testApi(baton.pool, baton.conversations);
  operator = await keyOf(baton.pool, tenant, 'operator');
  backend = await keyOf(baton.pool, tenant, 'backend');
  site = await newSite({ origins: [origin] });
});

afterAll(async () => {
  await api.close();
  await baton.close();
});

async function newSite(more: object): Promise<{ id: string; identity_secret: string }> {
  const made = await call(api.app, operator, 'POST', '/v1/widget-sites', {
    body: { name: 'Shop', ...more },
  });
  expect(made.status).toBe(201);
  return made.body;
}

const open = (body: object, headers: Record<string, string> = { origin }) =>
  call(api.app, null, 'POST', '/v1/visitor/session', { body: { site: site.id, ...body }, headers });

interface Visitor {
  token: string;
  conversation: string;
}

async function visit(body: object = {}): Promise<Visitor> {
  const opened = await open(body);
  expect(opened.status).toBe(200);
  return opened.body;
}

const as = (visitor: Visitor, method: string, path: string, body?: object) =>
  call(api.app, visitor.token, method, `/v1/visitor${path}`, body === undefined ? {} : { body });
const write = (visitor: Visitor, id: string, content: string) =>
  as(visitor, 'POST', '/turns', { id, content });
const store = async (visitor: Visitor, name: string, type: string, body: string) =>
  api.app.request(`/v1/visitor/attachments?name=${encodeURIComponent(name)}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${visitor.token}`, 'content-type': type },
    body,
  });

async function storeAs(key: string, name: string, body: string): Promise<Json> {
  const stored = await api.app.request(`/v1/attachments?name=${name}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'text/plain' },
    body,
  });
  return (await stored.json()) as Json;
}

/** The agent takes the visitor's case; their key. */
async function heldBy(agent: string, visitor: Visitor): Promise<string> {
  const key = await keyOf(baton.pool, tenant, 'agent', agent);
  await as(visitor, 'POST', '/handoff', {});
  const offer = await eventually('an offer', async () => {
    const { body } = await call(api.app, key, 'GET', '/v1/offers?state=pending');
    return body.data.find((made: Json) => made.conversation_id === visitor.conversation);
  });
  await call(api.app, key, 'POST', `/v1/offers/${offer.id}/accept`, { body: {} });
  return key;
}

const sign = (subject: string, secret = site.identity_secret) =>
  signIdentity(
    { subject, name: 'Kim', email: 'kim@example.com' },
    { site: site.id, secret, now: Date.now() },
  );

describe('a visitor', () => {
  it('who reloads, goes offline, changes the channel twice and comes back next day finds the same case', async () => {
    await setShift(baton.pool, tenant);
    const first = await visit({ language: 'de', time_zone: 'Europe/Berlin' });
    await write(first, 'w1', 'Ich möchte mit einem Menschen sprechen');
    const reloaded = await visit({ token: first.token });
    expect(reloaded).toMatchObject({ token: first.token, conversation: first.conversation });
    // The answer was lost on the way: the same message again is the same message.
    const again = await write(reloaded, 'w1', 'Ich möchte mit einem Menschen sprechen');
    expect(again.body.turn).toEqual({ id: 'w1', sequence: 1 });
    const email = await as(first, 'POST', '/channel', { channel: 'email' });
    expect(email.body.state.handoff.channel).toBe('email');
    await as(first, 'POST', '/details', { email: 'kim@example.com' });
    const call = await as(first, 'POST', '/channel', { channel: 'callback' });
    expect(call.body.state.handoff).toMatchObject({ channel: 'callback', promises: [] });
    await baton.pool.query(
      `update visitors set seen_at = now() - interval '1 day', created_at = now() - interval '1 day'
        where conversation = $1`,
      [first.conversation],
    );
    const next = await visit({ token: first.token });
    expect(next.conversation).toBe(first.conversation);
    const page = await as(next, 'GET', '/conversation');
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
    await setShift(baton.pool, tenant, 'ana');
    const visitor = await visit();
    const taken = await write(visitor, 'w1', 'Where is my order 4711?');
    expect(taken.body.state).toMatchObject({ owner: 'ai', handoff: null });
    const place = `/v1/conversations/${visitor.conversation}`;
    const post = (turn: object) =>
      call(api.app, backend, 'POST', `${place}/turns`, { body: { turn } });
    await post({ id: 'x1', role: 'tool', content: 'internal: order 4711 lost' });
    await post({ id: 'a1', role: 'assistant', content: 'It is on its way.', epoch: 1 });
    await as(visitor, 'POST', '/handoff', {});
    const late = await post({ id: 'a2', role: 'assistant', content: 'Still looking', epoch: 1 });
    expect(late.body.code).toBe('not_owner');
    const ana = await keyOf(baton.pool, tenant, 'agent', 'ana');
    const offer = await eventually('an offer', async () => {
      const { body } = await call(api.app, ana, 'GET', '/v1/offers?state=pending');
      return body.data.find((made: Json) => made.conversation_id === visitor.conversation);
    });
    await call(api.app, ana, 'POST', `/v1/offers/${offer.id}/accept`, { body: {} });
    await call(api.app, ana, 'POST', `${place}/notes`, { body: { content: 'a secret note' } });
    await call(api.app, ana, 'POST', `${place}/replies`, { body: { content: 'Hello from Ana' } });
    const page = await as(visitor, 'GET', '/conversation');
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
    const own = await newSite({});
    const { body: visitor } = await open({ site: own.id }, {});
    const server: RunningApi = await startApi(api.deps, { host: '127.0.0.1', port: 0 });
    await write(visitor, 'w1', 'one');
    await write(visitor, 'w2', 'two');
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
    await write(visitor, 'w3', 'three');
    await until(/"three"/);
    await call(api.app, operator, 'PATCH', `/v1/widget-sites/${own.id}`, {
      body: { enabled: false },
    });
    await until(/the stream ends here/);
    await eventually('the token opens nothing', async () => {
      return (await as(visitor, 'GET', '/conversation')).status === 401;
    });
    await server.close();
  });

  it('reaches no conversation but their own, with no token, key or route (I11)', async () => {
    const mine = await visit();
    const other = await visit();
    await write(mine, 'w1', 'mine alone');
    expect(JSON.stringify((await as(other, 'GET', '/conversation')).body)).not.toContain(
      'mine alone',
    );
    const url = `/v1/conversations/${mine.conversation}`;
    for (const path of [url, `${url}/turns`, '/v1/events', '/v1/agents'])
      expect((await call(api.app, mine.token, 'GET', path)).status).toBe(401);
    for (const token of [backend, operator, 'hv_short', `hv_${'x'.repeat(43)}`, ''])
      expect((await call(api.app, token, 'GET', '/v1/visitor/conversation')).status).toBe(401);
    expect((await call(api.app, null, 'GET', '/v1/visitor/conversation')).status).toBe(401);
  });

  it('is who the host site signed, on any device, and nobody by a forged or foreign signature', async () => {
    const anonymous = await visit();
    const signedIn = await visit({ token: anonymous.token, identity: sign('kim') });
    expect(signedIn.token).not.toBe(anonymous.token);
    expect(signedIn.conversation).toBe(anonymous.conversation);
    expect((await visit({ identity: sign('kim') })).conversation).toBe(anonymous.conversation);
    expect((await visit({ identity: sign('lee') })).conversation).not.toBe(anonymous.conversation);
    // Signed out on a shared computer: the next person begins anew.
    expect((await visit({ token: signedIn.token })).conversation).not.toBe(anonymous.conversation);
    expect((await open({ identity: sign('kim', 'wsk_wrong') })).status).toBe(401);
    expect((await open({ identity: 'x.y.z' })).status).toBe(401);
    await write(signedIn, 'w1', 'Hello');
    const { rows } = await baton.pool.query(
      'select state, customer from conversations where id = $1',
      [anonymous.conversation],
    );
    expect(rows[0].customer).toMatchObject({ name: 'Kim', email: 'kim@example.com' });
    expect(rows[0].state.customerId).toMatch(/^cu_[0-9a-f]{40}$/);
  });

  it('is let in from the pages of the site only, and only signed where the site says so', async () => {
    expect((await open({}, { origin: 'https://evil.example' })).status).toBe(403);
    expect((await open({}, {})).status).toBe(403);
    const strict = await newSite({ require_identity: true });
    expect((await open({ site: strict.id })).status).toBe(401);
    expect((await open({ site: 'ws_none' })).status).toBe(404);
    const rotation = `/v1/widget-sites/${site.id}/rotate-secret`;
    const rotated = await call(api.app, operator, 'POST', rotation, { body: {} });
    expect((await open({ identity: sign('kim', rotated.body.identity_secret) })).status).toBe(200);
    expect((await open({ identity: sign('kim') })).status).toBe(200);
  });

  it('of a page without a bot gets a person with the first message', async () => {
    const quiet = await newSite({ has_bot: false });
    const { body: visitor } = await open({ site: quiet.id });
    const taken = await write(visitor, 'w1', 'Good morning');
    expect(taken.body.state).toMatchObject({ owner: 'queue', handoff: { state: 'queued' } });
  });

  it('may not choose what is not offered, nor write what is too long', async () => {
    const visitor = await visit();
    await write(visitor, 'w1', 'I want to talk to a person');
    expect((await as(visitor, 'POST', '/channel', { channel: 'fax' })).status).toBe(422);
    expect((await write(visitor, 'w2', 'x'.repeat(16_001))).status).toBe(422);
    expect((await as(visitor, 'POST', '/details', { email: 'no address' })).status).toBe(422);
  });

  it('sends files that the agent gets, gets those of the agent, and no other', async () => {
    await setShift(baton.pool, tenant, 'ana');
    const [visitor, stranger] = [await visit(), await visit()];
    const stored = await store(visitor, 'résumé.pdf', 'application/pdf', 'its bytes');
    expect(stored.status).toBe(201);
    const file = (await stored.json()) as Json;
    expect(file).toMatchObject({ name: 'résumé.pdf', media_type: 'application/pdf', bytes: 9 });
    const turn = { id: 'w1', content: '', attachments: [file.id] };
    expect((await as(stranger, 'POST', '/turns', turn)).status).toBe(422);
    const get = (who: Visitor) => as(who, 'GET', `/attachments/${file.id}`);
    expect((await get(visitor)).status, 'before it is sent').toBe(404);
    expect((await as(visitor, 'POST', '/turns', turn)).status).toBe(200);
    const back = await get(visitor);
    expect(back.body).toBe('its bytes');
    expect(back.headers.get('content-disposition')).toMatch(/^attachment;/);
    expect((await get(stranger)).status).toBe(404);
    const place = `/v1/conversations/${visitor.conversation}`;
    const ana = await heldBy('ana', visitor);
    const { body: pack } = await call(api.app, ana, 'GET', `${place}/package`);
    expect(pack.attachments).toMatchObject([{ id: file.id, name: 'résumé.pdf' }]);
    const sent = await storeAs(ana, 'label.txt', 'print this');
    const body = { content: 'Here is the label.', attachments: [sent.id] };
    await call(api.app, ana, 'POST', `${place}/replies`, { body });
    const page = await as(visitor, 'GET', '/conversation');
    const files = page.body.messages.flatMap((message: Json) => message.files);
    expect(files).toMatchObject([{ id: file.id }, { id: sent.id, name: 'label.txt', bytes: 10 }]);
    expect((await as(visitor, 'GET', `/attachments/${sent.id}`)).body).toBe('print this');
    expect((await as(stranger, 'GET', `/attachments/${sent.id}`)).status).toBe(404);
  });

  it('may not store an empty file, one that is too large, or more than a conversation may hold', async () => {
    const visitor = await visit();
    expect((await store(visitor, 'a', 'text/plain', '')).status).toBe(422);
    const most = 10 * 1024 * 1024;
    expect((await store(visitor, 'a', 'text/plain', 'x'.repeat(most + 1))).status).toBe(413);
    await baton.pool.query(
      `insert into attachments (id, tenant, conversation, name, media_type, bytes, sha256)
       values ('at_' || $2, $1, $2, 'much', 'text/plain', $3, '')`,
      [tenant, visitor.conversation, 10 * most - 5],
    );
    expect((await store(visitor, 'a', 'text/plain', '12345')).status).toBe(201);
    const full = await store(visitor, 'a', 'text/plain', '1');
    expect([full.status, ((await full.json()) as Json).detail]).toEqual([
      413,
      `the files of one conversation may have at most ${10 * most} bytes together`,
    ]);
  });

  it('who opens sessions over and over is stopped, while others behind the same address are let in', async () => {
    const config = { ...api.deps.config, sessionsPerMinute: 40 };
    const at = Date.now();
    const office = await testApi(baton.pool, baton.conversations, { config, now: () => at });
    const enter = async (body: object = {}) => {
      const wanted = { body: { site: site.id, ...body }, headers: { origin } };
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
