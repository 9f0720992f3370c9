import { Client, Connection } from '@temporalio/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPool } from '../../src/adapters/postgres/pool.ts';
import {
  createConversationClient,
  type ConversationClient,
} from '../../src/client/conversation-client.ts';
import { call, type Json, keyOf, testApi, type Answered, type TestApi } from '../support/api.ts';
import { testBaton, type TestBaton } from '../support/baton.ts';
import { startProxy } from '../support/proxy.ts';

let baton: TestBaton;
let api: TestApi;
let backend: string;

beforeAll(async () => {
  baton = await testBaton();
  api = await testApi(baton.pool, baton.conversations);
  backend = await keyOf(baton.pool, baton.tenant, 'backend');
});

afterAll(async () => {
  await api.close();
  await baton.close();
});

function post(door: TestApi, conversation: string, body: unknown): Promise<Answered> {
  return call(door.app, backend, 'POST', `/v1/conversations/${conversation}/turns`, { body });
}

async function storedTexts(conversation: string): Promise<string[]> {
  const { body } = await call(api.app, backend, 'GET', `/v1/conversations/${conversation}/turns`);
  return body.data.map((turn: Json) => turn.content);
}

/** An API between whose look at the transcript and whose commit another sender is faster, once. */
async function overtakenApi(overtake: () => Promise<unknown>): Promise<TestApi> {
  let isFirst = true;
  const conversations: ConversationClient = {
    signal: (ref, name, argument) => baton.conversations.signal(ref, name, argument),
    send: async (ref, type, argument) => {
      if (isFirst) {
        isFirst = false;
        await overtake();
      }
      return baton.conversations.send(ref, type, argument);
    },
  };
  return testApi(baton.pool, conversations);
}

describe('a message list overtaken by another sender', () => {
  const one = { role: 'user', content: 'Hello there' };
  const two = { role: 'assistant', content: 'Hi! How can I help?' };

  it('of the same conversation is looked at once more, and only what is new is added', async () => {
    const slow = await overtakenApi(() => post(api, 'race1', { messages: [one] }));
    const answered = await post(slow, 'race1', { messages: [one, two] });
    expect(answered.status).toBe(200);
    expect(answered.body.turns.map((turn: Json) => turn.sequence)).toEqual([2]);
    expect(await storedTexts('race1')).toEqual([one.content, two.content]);
    await slow.close();
  });

  it('with another past is refused, and adds nothing', async () => {
    const other = { role: 'user', content: 'Something else' };
    const slow = await overtakenApi(() => post(api, 'race2', { messages: [other] }));
    const answered = await post(slow, 'race2', { messages: [one, two] });
    expect(answered.status).toBe(409);
    expect(answered.body.code).toBe('transcript_conflict');
    expect(await storedTexts('race2')).toEqual([other.content]);
    await slow.close();
  });

  it('is stored once, in order, when eight senders post it at once', async () => {
    const all = Array.from({ length: 8 }, () => post(api, 'race3', { messages: [one, two] }));
    for (const answered of await Promise.all(all)) expect(answered.status).toBe(200);
    expect(await storedTexts('race3')).toEqual([one.content, two.content]);
  });
});

describe('arguments of tool calls', () => {
  const given = { order: '4711', lines: [1, 2] };
  const turnWith = (id: string, args: unknown) => ({
    id,
    role: 'assistant',
    content: '',
    tool_calls: [{ name: 'find_order', arguments: args }],
  });
  const messageWith = (args: unknown) => ({
    role: 'assistant',
    content: null,
    tool_calls: [{ id: 'x', type: 'function', function: { name: 'find_order', arguments: args } }],
  });

  it('are the same thing as object and as JSON text, in turns and in messages', async () => {
    const question = { role: 'user', content: 'Where is my order?' };
    const bodies: Record<string, unknown> = {
      args1: { turn: turnWith('t1', given) },
      args2: { turn: turnWith('t1', JSON.stringify(given)) },
      args3: { messages: [question, messageWith(given)] },
      args4: { messages: [question, messageWith(JSON.stringify(given))] },
    };
    for (const [conversation, body] of Object.entries(bodies)) {
      const answered = await post(api, conversation, body);
      expect(answered.status, JSON.stringify(answered.body)).toBe(200);
      const turns = await call(api.app, backend, 'GET', `/v1/conversations/${conversation}/turns`);
      expect(turns.body.data.at(-1).tool_calls).toEqual([{ name: 'find_order', arguments: given }]);
    }
  });

  it.each(['[1]', '"text"', '7', 'null', '{"order":', 'not JSON'])(
    'that are %s are refused in a turn, with the place',
    async (args) => {
      const answered = await post(api, 'args5', { turn: turnWith('t1', args) });
      expect(answered.status).toBe(422);
      expect(answered.body.errors).toMatchObject([
        {
          pointer: '/turn/tool_calls/0/arguments',
          message: 'give an object, or JSON text of one',
        },
      ]);
    },
  );
});

async function rowCounts(): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const table of ['conversations', 'turns', 'events', 'decisions', 'idempotency_keys']) {
    const { rows } = await baton.pool.query<{ count: number }>(`select count(*) from ${table}`);
    counts[table] = rows[0]?.count ?? -1;
  }
  return counts;
}

async function closedPort(): Promise<number> {
  const gone = await startProxy({ host: '127.0.0.1', port: 1 });
  await gone.close();
  return gone.port;
}

describe('an outage', () => {
  const body = { turn: { id: 't1', role: 'customer', content: 'Hello' } };
  const headers = { 'idempotency-key': 'during-the-outage' };

  it('of Temporal answers 503 with Retry-After, writes nothing, and the same request works later', async () => {
    const connection = Connection.lazy({ address: `127.0.0.1:${await closedPort()}` });
    const away = await testApi(
      baton.pool,
      createConversationClient({
        client: new Client({ connection }),
        taskQueue: baton.taskQueue,
        budgetMs: 1_000,
      }),
    );
    const url = '/v1/conversations/away1/turns';
    const before = await rowCounts();
    const answered = await call(away.app, backend, 'POST', url, { body, headers });
    expect(answered.status).toBe(503);
    expect(answered.body.code).toBe('workflow_unavailable');
    expect(Number(answered.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
    expect(JSON.stringify(answered.body)).not.toMatch(/127\.0\.0\.1|ECONN|grpc/i);
    expect(await rowCounts()).toEqual(before);
    await connection.close();
    await away.close();
    const later = await call(api.app, backend, 'POST', url, { body, headers });
    expect(later.body).toMatchObject({ owner: 'ai', turn: { id: 't1', sequence: 1 } });
  });

  it('of the database answers 503 with Retry-After, however often it is asked', async () => {
    const nowhere = createPool(`postgres://baton:secret@127.0.0.1:${await closedPort()}/baton`, {
      max: 1,
    });
    const away = await testApi(nowhere, baton.conversations);
    const before = await rowCounts();
    for (let attempt = 0; attempt < 150; attempt += 1) {
      const answered = await post(away, 'away2', body);
      expect(answered.status).toBe(503);
      expect(answered.body.code).toBe('store_unavailable');
      expect(answered.headers.get('retry-after')).toBe('1');
    }
    expect(await rowCounts()).toEqual(before);
    await away.close();
    await nowhere.end();
  });
});
