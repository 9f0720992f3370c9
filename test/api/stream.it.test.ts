import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { revokeApiKey } from '../../src/adapters/postgres/api-keys.ts';
import { changeGovernance } from '../../src/adapters/postgres/governance.ts';
import { addVisitor } from '../../src/adapters/postgres/visitors.ts';
import { startApi, type RunningApi } from '../../src/api/server.ts';
import { createTenant } from '../../src/adapters/postgres/demo-tenant.ts';
import { call, keyOf, recordingClient, testApi, type TestApi } from '../support/api.ts';
import { eventually, testDatabase, type TestDatabase } from '../support/baton.ts';

let database: TestDatabase;
let api: TestApi;
let running: RunningApi;
let backend: string;
let foreign: string;

beforeAll(async () => {
  database = await testDatabase();
  const { pool } = database;
  api = await testApi(pool, recordingClient());
  running = await startApi(api.deps, { host: '127.0.0.1', port: 0 });
  await createTenant(pool, 'a', 'A');
  await createTenant(pool, 'b', 'B');
  backend = await keyOf(pool, 'a', 'backend');
  foreign = await keyOf(pool, 'b', 'backend');
  for (const tenant of ['a', 'b'])
    await pool.query(
      `insert into conversations (tenant, id, version, turn_sequence, status, owner, epoch, arm, state, created_at, updated_at)
       values ($1, 'c', 0, 0, 'pending', 'ai', 1, 'brief', '{"chain":{"length":0,"tail":null}}', now(), now())`,
      [tenant],
    );
});

afterAll(async () => {
  await running.close();
  await api.close();
  await database.close();
});

async function addEvent(tenant: string, sequence: number, notify = true): Promise<void> {
  await database.pool.query(
    `insert into events (tenant, conversation, sequence, type, at, data)
     values ($1, 'c', $2, 'conversation.reopened', now(), '{"turn": 1}')`,
    [tenant, sequence],
  );
  await database.pool.query(
    `update conversations set version = $2 where tenant = $1 and id = 'c'`,
    [tenant, sequence],
  );
  if (notify) await database.pool.query(`select pg_notify('baton_events', $1)`, [`${tenant}/c`]);
}

interface Stream {
  ids: string[];
  /** Signs of typing; they have no id. */
  typing: unknown[];
  ended: Promise<void>;
  until: (count: number) => Promise<void>;
  stop: () => void;
}

async function openStream(
  path: string,
  key: string,
  at: { lastEventId?: string; base?: string } = {},
): Promise<Stream> {
  const { lastEventId, base = running.url } = at;
  const abort = new AbortController();
  const response = await fetch(`${base}${path}`, {
    signal: abort.signal,
    headers: {
      authorization: `Bearer ${key}`,
      accept: 'text/event-stream',
      ...(lastEventId !== undefined && { 'last-event-id': lastEventId }),
    },
  });
  expect(response.status).toBe(200);
  const ids: string[] = [];
  const typing: unknown[] = [];
  const waiting: (() => void)[] = [];
  const read = async () => {
    let text = '';
    for await (const part of response.body ?? []) {
      text += new TextDecoder().decode(part);
      const blocks = text.split('\n\n');
      text = blocks.pop() ?? '';
      for (const block of blocks) {
        ids.push(...(/^id: (.+)$/m.exec(block)?.slice(1) ?? []));
        const sign = /^event: typing\ndata: (.+)$/.exec(block)?.[1];
        if (sign !== undefined) typing.push(JSON.parse(sign));
      }
      for (const look of waiting) look();
    }
  };
  const ended = read().catch(() => undefined);
  return {
    ids,
    typing,
    ended,
    until: (count) =>
      new Promise((resolve) => {
        const look = () => {
          if (ids.length >= count) resolve();
        };
        waiting.push(look);
        look();
      }),
    stop: () => {
      abort.abort();
    },
  };
}

describe('the event stream', () => {
  it('gives what was, what comes, also without a hint, and resumes after Last-Event-ID', async () => {
    await addEvent('a', 1);
    await addEvent('a', 2);
    const stream = await openStream('/v1/conversations/c/events', backend);
    await stream.until(2);
    await addEvent('a', 3);
    await addEvent('a', 4, false);
    await stream.until(4);
    expect(stream.ids).toEqual(['1', '2', '3', '4']);
    stream.stop();
    const resumed = await openStream('/v1/conversations/c/events', backend, { lastEventId: '2' });
    await resumed.until(2);
    expect(resumed.ids).toEqual(['3', '4']);
    resumed.stop();
  });

  it('never shows another tenant its events, in a conversation or in the feed', async () => {
    const feed = await openStream('/v1/events', foreign);
    const own = await openStream('/v1/conversations/c/events', foreign);
    await addEvent('a', 5);
    await addEvent('b', 1);
    await feed.until(1);
    await own.until(1);
    await addEvent('a', 6);
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(feed.ids).toHaveLength(1);
    expect(own.ids).toEqual(['1']);
    feed.stop();
    own.stop();
  });

  it('never skips an event whose transaction commits late', async () => {
    const feed = await openStream('/v1/events', backend);
    const late = await database.pool.connect();
    await late.query('begin');
    await late.query(
      `insert into events (tenant, conversation, sequence, type, at, data)
       values ('a', 'late', 1, 'conversation.reopened', now(), '{"turn": 1}')`,
    );
    await addEvent('a', 7);
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(feed.ids).toHaveLength(0);
    await late.query('commit');
    late.release();
    await feed.until(2);
    feed.stop();
  });

  it('ends within 5 seconds after its key is revoked', async () => {
    const key = await keyOf(database.pool, 'a', 'backend');
    const stream = await openStream('/v1/conversations/c/events', key);
    const id = key.split('_')[2] ?? '';
    const before = Date.now();
    await revokeApiKey(database.pool, { tenant: 'a', id, by: 'test' });
    await stream.ended;
    expect(Date.now() - before).toBeLessThan(5_000);
  });

  it('ends within 5 seconds after the tenant lets its role read transcripts no more', async () => {
    const { pool } = database;
    const stream = await openStream(
      '/v1/conversations/c/events',
      await keyOf(pool, 'a', 'supervisor'),
    );
    const feed = await openStream('/v1/events', await keyOf(pool, 'a', 'supervisor'));
    const before = Date.now();
    await changeGovernance(pool, 'a', { transcript_roles: ['admin'] }, 'test');
    await stream.ended;
    expect(Date.now() - before).toBeLessThan(5_000);
    await addEvent('a', 8);
    await feed.until(1);
    feed.stop();
  });

  it('forgets clients that went away', async () => {
    const stream = await openStream('/v1/conversations/c/events', backend);
    stream.stop();
    const until = Date.now() + 3_000;
    while (api.deps.live.count() > 0 && Date.now() < until)
      await new Promise((resolve) => setTimeout(resolve, 50));
    expect(api.deps.live.count()).toBe(0);
  });

  it('lets go of a listening connection that was cut and opens another', async () => {
    const stream = await openStream('/v1/events', backend);
    await database.pool.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and query like 'listen%'`,
    );
    await addEvent('a', 9);
    await stream.until(1);
    stream.stop();
  });
});

describe('the floor as a stream', () => {
  it('is told at once and again when it is another, to each who watches it, and of their own tenant', async () => {
    const supervisors = [
      await keyOf(database.pool, 'a', 'supervisor'),
      await keyOf(database.pool, 'a', 'operator'),
      await keyOf(database.pool, 'b', 'supervisor'),
    ] as const;
    await database.pool.query(
      `insert into agents (tenant, id, name, capacity, presence) values ('a', 'mia', 'Mia', 1, 'offline')`,
    );
    const streams = await Promise.all(supervisors.map((key) => openStream('/v1/floor', key)));
    await Promise.all(streams.map((stream) => stream.until(1)));
    const set = (presence: string) =>
      database.pool.query(`update agents set presence = $1 where tenant = 'a' and id = 'mia'`, [
        presence,
      ]);
    await set('online');
    await Promise.all(streams.slice(0, 2).map((stream) => stream.until(2)));
    await set('away');
    await Promise.all(streams.slice(0, 2).map((stream) => stream.until(3)));
    expect(streams.map(({ ids }) => ids.length)).toEqual([3, 3, 1]);
    for (const stream of streams) stream.stop();
  });
});

describe('who types', () => {
  const agents = ['ana', 'ben'];

  /** A second process, a case that ana has, and its customer. */
  async function openCase() {
    const { pool } = database;
    const second = await testApi(pool, recordingClient());
    const other = await startApi(second.deps, { host: '127.0.0.1', port: 0 });
    for (const id of agents)
      await pool.query(`insert into agents (tenant, id, name) values ('a', $1, initcap($1))`, [id]);
    await pool.query(
      `insert into conversations (tenant, id, version, turn_sequence, status, owner, owner_id, epoch, arm, state, created_at, updated_at)
       values ('a', 'held', 0, 0, 'open', 'agent', 'ana', 2, 'brief', '{"handoff":null}', now(), now())`,
    );
    await pool.query(
      `insert into widget_sites (id, tenant, name, identity_secrets) values ('ws_a', 'a', 'Shop', '{}')`,
    );
    const facts = { subject: null, facts: {} };
    const { token } = await addVisitor(pool, {
      tenant: 'a',
      site: 'ws_a',
      conversation: 'held',
      ...facts,
    });
    const [ana, ben] = await Promise.all(agents.map((id) => keyOf(pool, 'a', 'agent', id)));
    return {
      visitor: token,
      ana: ana ?? '',
      ben: ben ?? '',
      url: other.url,
      close: async () => {
        await other.close();
        await second.close();
      },
    };
  }

  async function say(key: string, path: string): Promise<number> {
    return (await call(api.app, key, 'POST', path, { body: {} })).status;
  }

  /** Says it again until the streams, which may have only begun to listen, have heard it. */
  const said = async (key: string, path: string, streams: Stream[]): Promise<void> => {
    await eventually('the sign is heard', async () => {
      await say(key, path);
      return streams.every(({ typing }) => typing.length > 0);
    });
  };

  it('is told to customer and agent over two API processes, to nobody else, and kept nowhere', async () => {
    const held = await openCase();
    const { visitor, ana, ben } = held;
    const from = { base: held.url };
    const theirs = await openStream('/v1/visitor/conversation', visitor, from);
    const own = await openStream('/v1/conversations/held/events?typing=true', ana, from);
    const feed = await openStream('/v1/events?typing=true', ana, from);
    const bens = await openStream('/v1/events?typing=true', ben, from);
    const unasked = await openStream('/v1/events', ana, from);
    await said(visitor, '/v1/visitor/typing', [own, feed]);
    const data = { role: 'customer', agent: null, name: null, expires_in_seconds: 6 };
    const sign = { type: 'typing', conversation_id: 'held', data };
    expect([own.typing[0], feed.typing[0]]).toEqual([sign, sign]);
    expect(theirs.typing, 'nobody sees themselves type').toEqual([]);
    await said(ana, '/v1/conversations/held/typing', [theirs]);
    expect(theirs.typing[0]).toEqual({ name: 'Ana', expires_in_seconds: 6 });
    expect(await say(ben, '/v1/conversations/held/typing')).toBe(404);
    expect([bens.typing, unasked.typing]).toEqual([[], []]);
    await eventually('too many are refused', async () => {
      return (await say(backend, '/v1/conversations/held/typing')) === 429;
    });
    const { rows } = await database.pool.query(
      `select (select count(*)::int from events where conversation = 'held') as events,
              (select count(*)::int from commands where conversation = 'held') as commands`,
    );
    expect(rows).toEqual([{ events: 0, commands: 0 }]);
    await held.close();
  });
});
