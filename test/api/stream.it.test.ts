import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { revokeApiKey } from '../../src/adapters/postgres/api-keys.ts';
import { startApi, type RunningApi } from '../../src/api/server.ts';
import { createTenant } from '../../src/adapters/postgres/demo-tenant.ts';
import { keyOf, recordingClient, testApi, type TestApi } from '../support/api.ts';
import { testDatabase, type TestDatabase } from '../support/baton.ts';

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
  ended: Promise<void>;
  until: (count: number) => Promise<void>;
  stop: () => void;
}

async function openStream(path: string, key: string, lastEventId?: string): Promise<Stream> {
  const abort = new AbortController();
  const response = await fetch(`${running.url}${path}`, {
    signal: abort.signal,
    headers: {
      authorization: `Bearer ${key}`,
      accept: 'text/event-stream',
      ...(lastEventId !== undefined && { 'last-event-id': lastEventId }),
    },
  });
  expect(response.status).toBe(200);
  const ids: string[] = [];
  const waiting: (() => void)[] = [];
  const read = async () => {
    let text = '';
    for await (const part of response.body ?? []) {
      text += new TextDecoder().decode(part);
      const blocks = text.split('\n\n');
      text = blocks.pop() ?? '';
      for (const block of blocks) ids.push(...(/^id: (.+)$/m.exec(block)?.slice(1) ?? []));
      for (const look of waiting) look();
    }
  };
  const ended = read().catch(() => undefined);
  return {
    ids,
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
    const resumed = await openStream('/v1/conversations/c/events', backend, '2');
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
    await addEvent('a', 8);
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
