import { Client, Connection } from '@temporalio/client';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createConversationClient } from '../../src/client/conversation-client.ts';
import { eventually, testBaton, type TestBaton } from '../support/baton.ts';
import { assertGapless, drive } from '../support/driver.ts';
import { startProxy, type Proxy } from '../support/proxy.ts';
import { setShift } from '../support/tenant.ts';

let baton: TestBaton;
let proxy: Proxy;

beforeAll(async () => {
  baton = await testBaton({
    workerDatabaseUrl: async (straight) => {
      const url = new URL(straight);
      proxy = await startProxy({ host: url.hostname, port: Number(url.port) });
      url.hostname = proxy.host;
      url.port = String(proxy.port);
      return url.href;
    },
  });
});
afterEach(() => {
  proxy.restore();
});
afterAll(async () => {
  await baton.close();
  await proxy.close();
});

const actor = { kind: 'backend', id: 'test' };
const turnOf = (id: string, content = `turn ${id}`) => ({
  id: `post-${id}`,
  actor,
  turns: [{ id, role: 'customer', content }],
});

describe('while the database is away', () => {
  it.each([
    { way: 'refuses connections', strike: () => proxy.cut() },
    { way: 'swallows everything', strike: () => proxy.swallow() },
  ])(
    'callers learn it within seconds when it $way, and signals are stored afterwards',
    async ({ strike }) => {
      await setShift(baton.pool, baton.tenant);
      const conversation = drive(baton);
      await conversation.post({ content: 'Hello' });
      strike();
      const signalled = ['s1', 's2', 's3'];
      for (const id of signalled)
        await baton.conversations.signal(conversation.ref, 'turn', turnOf(id));
      const startedAt = Date.now();
      const answers = await Promise.allSettled(
        ['u1', 'u2', 'u3'].map((content) => conversation.post({ content })),
      );
      const tookMs = Date.now() - startedAt;
      for (const answer of answers)
        expect(answer).toMatchObject({ status: 'rejected', reason: { code: 'store_unavailable' } });
      expect(tookMs).toBeLessThan(6_000);
      await expect(conversation.post({ content: 'u4' })).rejects.toMatchObject({
        code: 'store_unavailable',
      });
      proxy.restore();
      await eventually('the signals are stored', async () => {
        const ids = (await conversation.turns()).map((turn) => turn.id);
        return signalled.every((id) => ids.includes(id));
      });
      await conversation.post({ id: 'after', content: 'after' });
      const turns = await conversation.turns();
      expect(turns.map((turn) => turn.id).filter((id) => id.startsWith('s'))).toEqual(signalled);
      assertGapless(await conversation.events(), turns);
      expect((await conversation.handle().describe()).status.name).toBe('RUNNING');
    },
  );

  it('a deadline that falls due meanwhile is met afterwards, once, without filling the history', async () => {
    await setShift(baton.pool, baton.tenant, 'ana');
    const conversation = drive(baton);
    await conversation.askForPerson();
    await conversation.offer();
    proxy.cut();
    const before = (await conversation.handle().describe()).historyLength;
    await new Promise((resolve) => setTimeout(resolve, 6_000));
    const after = (await conversation.handle().describe()).historyLength;
    expect(after - before).toBeLessThan(60);
    await setShift(baton.pool, baton.tenant);
    proxy.restore();
    await conversation.event('handoff.timeout');
    await conversation.act('cancelHandoff', {});
    const types = (await conversation.events()).map((event) => event.type);
    expect(types.filter((type) => type === 'handoff.timeout')).toHaveLength(1);
  });

  it('a commit whose confirmation was lost is stored once, and the retry answers what was decided', async () => {
    await setShift(baton.pool, baton.tenant);
    const conversation = drive(baton);
    await conversation.post({ content: 'Hello' });
    // Everything of this commit but its confirmation gets through: it is swallowed while the head row is still locked.
    const holder = await baton.pool.connect();
    await holder.query('begin');
    await holder.query('select 1 from conversations where tenant = $1 and id = $2 for update', [
      conversation.ref.tenant,
      conversation.ref.conversation,
    ]);
    const turn = { id: 'lost', content: 'I want to talk to a real person please.' };
    const lost = conversation.post(turn).catch((error: unknown) => error);
    await new Promise((resolve) => setTimeout(resolve, 500));
    proxy.swallow('answers');
    await holder.query('commit');
    holder.release();
    expect(await lost).toMatchObject({ code: 'store_unavailable' });
    proxy.restore();
    const answer = await conversation.post(turn);
    expect(answer).toMatchObject({ owner: 'queue', epoch: 2, turn: { id: 'lost', sequence: 2 } });
    await conversation.event('handoff.briefed');
    assertGapless(await conversation.events(), await conversation.turns());
  });

  it('a first turn whose confirmation was lost still leads to its brief', async () => {
    await setShift(baton.pool, baton.tenant);
    const conversation = drive(baton);
    const blocker = await baton.pool.connect();
    await blocker.query('begin');
    await blocker.query('lock table handoffs in exclusive mode');
    const lost = conversation.askForPerson().catch((error: unknown) => error);
    await new Promise((resolve) => setTimeout(resolve, 600));
    const waiting = conversation.events();
    expect(await waiting).toEqual([]);
    // The transaction outlives the attempt that gave up on it.
    expect(await lost).toMatchObject({ code: 'store_unavailable' });
    await blocker.query('commit');
    blocker.release();
    const answer = await conversation.post({
      id: 't1',
      content: 'I want to talk to a real person please.',
    });
    expect(answer).toMatchObject({ owner: 'queue', turn: { sequence: 1 } });
    await conversation.event('handoff.briefed');
    assertGapless(await conversation.events(), await conversation.turns());
  });
});

describe('a turn that cannot be stored', () => {
  it('is refused as an update, dropped as a signal, and does not hold up the next', async () => {
    const conversation = drive(baton);
    await conversation.post({ content: 'Hello' });
    const poison = {
      ...turnOf('poison'),
      turns: [
        {
          id: 'poison',
          role: 'assistant' as const,
          content: '',
          epoch: 1,
          tool_calls: [{ name: 'look', arguments: { key: 'a\u0000b' } }],
        },
      ],
    };
    await baton.conversations.signal(conversation.ref, 'turn', poison);
    const refused = await conversation.send('turn', { ...poison, id: 'again' } as never);
    expect(refused).toMatchObject({ kind: 'refused', code: 'invalid_request' });
    const next = await conversation.post({ content: 'still here' });
    expect(next.turn.sequence).toBe(2);
  });
});

describe('the client', () => {
  it('says that Temporal is away when nothing listens', async () => {
    const gone = await startProxy({ host: '127.0.0.1', port: 1 });
    await gone.close();
    const connection = Connection.lazy({ address: `127.0.0.1:${gone.port}` });
    const conversations = createConversationClient({
      client: new Client({ connection }),
      taskQueue: 'nobody',
      budgetMs: 2_000,
    });
    const startedAt = Date.now();
    const ref = { tenant: 'acme', conversation: 'nowhere' };
    const sent = conversations.send(ref, 'turn', turnOf('x') as never);
    await expect(sent).rejects.toMatchObject({ code: 'workflow_unavailable' });
    expect(Date.now() - startedAt).toBeLessThan(12_000);
    await connection.close();
  });

  it('answers pending past its budget, and the turn is stored once', async () => {
    const conversation = drive(baton);
    await conversation.post({ content: 'Hello' });
    const hasty = createConversationClient({
      client: baton.client,
      taskQueue: baton.taskQueue,
      budgetMs: 600,
    });
    const holder = await baton.pool.connect();
    await holder.query('begin');
    await holder.query('select 1 from conversations where id = $1 for update', [
      conversation.ref.conversation,
    ]);
    const sent = await hasty.send(conversation.ref, 'turn', turnOf('slow') as never);
    expect(sent).toEqual({ kind: 'pending' });
    await holder.query('commit');
    holder.release();
    await eventually('the turn is stored', async () => (await conversation.turns()).length === 2);
    await conversation.post({ content: 'next' });
    expect((await conversation.turns()).map((turn) => turn.id)).toEqual(['t1', 'slow', 't2']);
  });
});
