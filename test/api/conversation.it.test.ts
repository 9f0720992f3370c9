import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call, type Json, keyOf, testApi, type Answered, type TestApi } from '../support/api.ts';
import { eventually, testBaton, type TestBaton } from '../support/baton.ts';
import { setOnline } from '../support/tenant.ts';

let baton: TestBaton;
let api: TestApi;
const keys: Record<string, string> = {};

beforeAll(async () => {
  baton = await testBaton();
  api = await testApi(baton.pool, baton.conversations);
  for (const role of ['backend', 'supervisor', 'operator', 'admin'] as const)
    keys[role] = await keyOf(baton.pool, baton.tenant, role);
  for (const agent of ['ana', 'ben'])
    keys[agent] = await keyOf(baton.pool, baton.tenant, 'agent', agent);
  await setOnline(baton.pool, baton.tenant, 'ana');
});

afterAll(async () => {
  await api.close();
  await baton.close();
});

function as(who: string, method: string, url: string, body?: unknown): Promise<Answered> {
  return call(api.app, keys[who] ?? '', method, url, body === undefined ? {} : { body });
}

function customer(conversation: string, id: string, content: string): Promise<Answered> {
  return as('backend', 'POST', `/v1/conversations/${conversation}/turns`, {
    turn: { id, role: 'customer', content },
  });
}

describe('one conversation over HTTP', () => {
  it('goes from the first turn to its outcome', async () => {
    const first = await customer('c1', 't1', 'Hello, where is my parcel?');
    expect(first.status).toBe(200);
    expect(first.body).toMatchObject({ owner: 'ai', epoch: 1, turn: { id: 't1', sequence: 1 } });

    const asked = await customer('c1', 't2', 'I want to talk to a human agent now');
    expect(asked.body.decision.action).toBe('handoff');
    expect(asked.body.handoff.state).toBe('queued');

    const late = await as('backend', 'POST', '/v1/conversations/c1/turns', {
      turn: { id: 't3', role: 'assistant', content: 'Let me help', epoch: 1 },
    });
    expect(late.status).toBe(409);
    expect(late.body).toMatchObject({ code: 'not_owner', current: { owner: 'queue' } });

    const offer = await eventually('an offer to ana', async () => {
      const listed = await as('ana', 'GET', '/v1/offers?state=pending');
      return listed.body.data.find((row: Json) => row.conversation_id === 'c1');
    });
    expect((await as('ben', 'POST', `/v1/offers/${offer.id}/accept`, {})).status).toBe(404);
    const taken = await as('ana', 'POST', `/v1/offers/${offer.id}/accept`, {});
    expect(taken.body).toMatchObject({ owner: 'agent', owner_id: 'ana' });
    const again = await as('ana', 'POST', `/v1/offers/${offer.id}/accept`, {});
    expect(again.body).toEqual(taken.body);

    const reply = await as('ana', 'POST', '/v1/conversations/c1/replies', {
      content: 'Hi, I am Ana. My card is 4111 1111 1111 1111.',
    });
    expect(reply.body.handoff.state).toBe('active');
    const head = await as('ana', 'GET', '/v1/conversations/c1');
    expect(head.body).toMatchObject({ owner_id: 'ana', handoff: { state: 'active' } });
    const done = await as('ana', 'POST', '/v1/conversations/c1/resolve', { outcome: 'resolved' });
    expect(done.body.status).toBe('resolved');

    const events = await as('backend', 'GET', '/v1/conversations/c1/events?limit=200');
    const sequences = events.body.data.map((event: Json) => event.sequence);
    expect(sequences).toEqual(sequences.map((_: number, index: number) => index + 1));
    const texts = events.body.data.flatMap((event: Json) => event.turn?.content ?? []);
    expect(texts.at(-1)).toBe('Hi, I am Ana. My card is [card ending 1111].');
    const document = await as('supervisor', 'GET', '/v1/conversations/c1/package');
    expect(document.body.turns).toHaveLength(3);
    expect(api.faults).toEqual([]);
  });

  it('takes OpenAI-style messages, sends only what is new and refuses a changed past', async () => {
    const url = '/v1/conversations/m1/turns';
    const messages: object[] = [
      { role: 'system', content: 'Be kind.' },
      { role: 'user', content: 'Hi there' },
      { role: 'assistant', content: 'Hello! How can I help?' },
    ];
    const first = await as('backend', 'POST', url, { messages });
    expect(first.status).toBe(200);
    expect(first.body.turns).toHaveLength(2);
    const repeated = await as('backend', 'POST', url, { messages });
    expect(repeated.status).toBe(200);
    expect(repeated.body).toEqual(first.body);
    const more = [...messages, { role: 'user', content: 'What are your opening hours?' }];
    const second = await as('backend', 'POST', url, { messages: more });
    expect(second.body.turns).toHaveLength(1);
    const changed = more.map((message, index) =>
      index === 1 ? { role: 'user', content: 'Ho' } : message,
    );
    const refused = await as('backend', 'POST', url, { messages: changed });
    expect(refused.body.code).toBe('transcript_conflict');
    const turns = await as('backend', 'GET', url);
    expect(turns.body.data.map((turn: Json) => turn.content)).toEqual([
      'Hi there',
      'Hello! How can I help?',
      'What are your opening hours?',
    ]);
  });

  it('keeps a long text by reference and refuses one past 256 KB', async () => {
    const long = 'word '.repeat(5_000);
    const taken = await customer('l1', 'long1', long);
    expect(taken.status).toBe(200);
    const turns = await as('backend', 'GET', '/v1/conversations/l1/turns');
    const reference = turns.body.data[0].content_ref;
    const whole = await as('backend', 'GET', `/v1/attachments/${reference}`);
    expect(whole.body).toBe(long);
    const refused = await customer('l1', 'long2', 'x'.repeat(257 * 1024));
    expect(refused.body.code).toBe('payload_too_large');
  });
});
