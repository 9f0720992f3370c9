/** Files and long texts of the widget: whose they are, and how many. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call, type Json, type TestApi } from '../support/api.ts';
import type { TestBaton } from '../support/baton.ts';
import { setShift } from '../support/tenant.ts';
import { openVisitorGround, type Visitor, type VisitorGround } from '../support/visitors.ts';

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

describe('a visitor', () => {
  it('sends files that the agent gets, gets those of the agent, and no other', async () => {
    await setShift(baton.pool, baton.tenant, 'ana');
    const [visitor, stranger] = [await ground.visit(), await ground.visit()];
    const stored = await store(visitor, 'résumé.pdf', 'application/pdf', 'its bytes');
    expect(stored.status).toBe(201);
    const file = (await stored.json()) as Json;
    expect(file).toMatchObject({ name: 'résumé.pdf', media_type: 'application/pdf', bytes: 9 });
    const turn = { id: 'w1', content: '', attachments: [file.id] };
    expect((await ground.as(stranger, 'POST', '/turns', turn)).status).toBe(422);
    const get = (who: Visitor) => ground.as(who, 'GET', `/attachments/${file.id}`);
    expect((await get(visitor)).status, 'before it is sent').toBe(404);
    expect((await ground.as(visitor, 'POST', '/turns', turn)).status).toBe(200);
    const back = await get(visitor);
    expect(back.body).toBe('its bytes');
    expect(back.headers.get('content-disposition')).toMatch(/^attachment;/);
    expect((await get(stranger)).status).toBe(404);
    const place = `/v1/conversations/${visitor.conversation}`;
    const ana = await ground.heldBy('ana', visitor);
    const { body: pack } = await call(api.app, ana, 'GET', `${place}/package`);
    expect(pack.attachments).toMatchObject([{ id: file.id, name: 'résumé.pdf' }]);
    const sent = await storeAs(ana, 'label.txt', 'print this');
    const body = { content: 'Here is the label.', attachments: [sent.id] };
    await call(api.app, ana, 'POST', `${place}/replies`, { body });
    const page = await ground.as(visitor, 'GET', '/conversation');
    const files = page.body.messages.flatMap((message: Json) => message.files);
    expect(files).toMatchObject([{ id: file.id }, { id: sent.id, name: 'label.txt', bytes: 10 }]);
    expect((await ground.as(visitor, 'GET', `/attachments/${sent.id}`)).body).toBe('print this');
    expect((await ground.as(stranger, 'GET', `/attachments/${sent.id}`)).status).toBe(404);
  });

  it('may not store an empty file, one that is too large, or more than a conversation may hold', async () => {
    const visitor = await ground.visit();
    expect((await store(visitor, 'a', 'text/plain', '')).status).toBe(422);
    const most = 10 * 1024 * 1024;
    expect((await store(visitor, 'a', 'text/plain', 'x'.repeat(most + 1))).status).toBe(413);
    await baton.pool.query(
      `insert into attachments (id, tenant, conversation, name, media_type, bytes, sha256)
       values ('at_' || $2, $1, $2, 'much', 'text/plain', $3, '')`,
      [baton.tenant, visitor.conversation, 10 * most - 5],
    );
    expect((await store(visitor, 'a', 'text/plain', '12345')).status).toBe(201);
    const full = await store(visitor, 'a', 'text/plain', '1');
    expect([full.status, ((await full.json()) as Json).detail]).toEqual([
      413,
      `the files of one conversation may have at most ${10 * most} bytes together`,
    ]);
  });

  it('gets the beginning of a long message, and all of it by their own token only', async () => {
    const [visitor, stranger] = [await ground.visit(), await ground.visit()];
    await ground.write(visitor, 'w1', 'Tell me all about it');
    await ground.write(stranger, 'w1', 'Hello');
    const long = `${'All about lamps. '.repeat(1_500)}The end.`;
    const turn = { id: 'a1', role: 'assistant', content: long, epoch: 1 };
    const path = `/v1/conversations/${visitor.conversation}/turns`;
    await call(api.app, ground.backend, 'POST', path, { body: { turn } });
    const { body } = await ground.as(visitor, 'GET', '/conversation');
    const [short, cut] = body.messages;
    expect(short.whole).toBeNull();
    expect(cut.content).toBe(long.slice(0, 16_384));
    expect(cut.whole).toMatchObject({ bytes: long.length });
    const place = `/attachments/${String(cut.whole.id)}`;
    expect((await ground.as(visitor, 'GET', place)).body).toBe(long);
    expect((await ground.as(stranger, 'GET', place)).status).toBe(404);
  });
});
