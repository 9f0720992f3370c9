/**
 * Worker, server and caller are killed between the rows of a commit and its answer. Triggers in the test's database hold
 * a commit where the test wants it: with its rows written, inside COMMIT, or at the end of an effect.
 */
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { cacheFolder } from '../../scripts/cache-folder.js';
import { steadyPort } from '../../scripts/steady-port.js';
import { rebuild } from '../../src/adapters/postgres/rebuild.ts';
import { openHome, type Home } from '../../src/adapters/stack/home.ts';
import { lockHome } from '../../src/adapters/stack/home-lock.ts';
import { startTemporal, type RunningTemporal } from '../../src/adapters/stack/temporal.ts';
import { searchAttributeKinds } from '../../src/adapters/temporal/search-attributes.ts';
import type { TurnAnswer } from '../../src/domain/commands.ts';
import { BatonError } from '../../src/errors.ts';
import { assertGapless, drive, type Conversation } from '../support/driver.ts';
import { startProxy } from '../support/proxy.ts';
import {
  buildForProcesses,
  holdAt,
  holdTriggers,
  openInstallation,
  type Hold,
  type HoldPoint,
  type Installation,
  type TestProcess,
} from '../support/worker-process.ts';

/** A fresh conversation whose commits can be held. */
const newConversation = (installation: Installation): Conversation =>
  drive(installation, `hold-${randomUUID().slice(0, 12)}`);

const passing = ['workflow_unavailable', 'store_unavailable', 'queue_full'];

function isPassing(error: unknown): boolean {
  if (error instanceof BatonError) return passing.includes(error.code);
  return error instanceof Error && error.message.endsWith('is pending');
}

/** Posts as a careful caller does: the same command again until it is answered. */
async function postUntilAnswered(
  conversation: Conversation,
  id: string,
  content = `message ${id}`,
): Promise<TurnAnswer> {
  const until = Date.now() + 30_000;
  for (;;) {
    try {
      return await conversation.post({ id, content });
    } catch (error) {
      if (!isPassing(error) || Date.now() > until) throw error;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}

/** The answer that was stored with the command of a turn. */
async function storedAnswer(
  { pool }: Installation,
  conversation: Conversation,
  turn: string,
): Promise<TurnAnswer | undefined> {
  const { rows } = await pool.query<{ result: { answer: TurnAnswer } }>(
    'select result from commands where tenant = $1 and conversation = $2 and id = $3',
    [conversation.ref.tenant, conversation.ref.conversation, `post-${turn}`],
  );
  return rows[0]?.result.answer;
}

async function expectTurns(conversation: Conversation, ids: string[]): Promise<void> {
  const turns = await conversation.turns();
  expect(turns.map((turn) => turn.id)).toEqual(ids);
  assertGapless(await conversation.events(), turns);
}

/** What the caller posts that dies. */
const heldPost = ({ ref }: Conversation) => ({
  ref,
  turn: { id: 'held', role: 'customer' as const, content: 'message held' },
});

const settle = () => new Promise((resolve) => setTimeout(resolve, 1_000));

beforeAll(buildForProcesses);

describe('a worker killed between the rows of a commit and its answer', () => {
  let installation: Installation;
  let worker: TestProcess;
  beforeAll(async () => {
    installation = await openInstallation(inject('stack').temporalAddress);
    await installation.pool.query(holdTriggers);
    worker = await installation.startWorker();
  });
  afterAll(async () => {
    await installation.close();
  });

  it.each([
    { which: 'first', before: [] },
    { which: 'later', before: ['t1'] },
  ])(
    'before COMMIT of a $which turn: nothing stays of it, and the next worker answers the caller',
    async ({ before }) => {
      const conversation = newConversation(installation);
      for (const id of before) await postUntilAnswered(conversation, id);
      const hold = await holdAt(installation, conversation, 'written');
      const answered = postUntilAnswered(conversation, 'held');
      await hold.reached();
      await worker.kill();
      await hold.release();
      await expectTurns(conversation, before);
      worker = await installation.startWorker();
      const answer = await answered;
      expect(answer.turn).toEqual({ id: 'held', sequence: before.length + 1 });
      await expectTurns(conversation, [...before, 'held']);
      const next = await postUntilAnswered(conversation, 'next');
      expect(next.turn.sequence).toBe(before.length + 2);
    },
  );

  it.each([
    { which: 'first', before: [] },
    { which: 'later', before: ['t1'] },
  ])(
    'after COMMIT of a $which turn: it is stored once, and the caller gets the answer stored with it',
    async ({ before }) => {
      const url = new URL(installation.url);
      const proxy = await startProxy({ host: url.hostname, port: Number(url.port) });
      url.host = `${proxy.host}:${proxy.port}`;
      await worker.kill();
      worker = await installation.startWorker({ databaseUrl: url.href });
      const conversation = newConversation(installation);
      for (const id of before) await postUntilAnswered(conversation, id);
      const hold = await holdAt(installation, conversation, 'committing');
      let isAnswered = false;
      const wish = 'I want to talk to a real person please.';
      const answered = postUntilAnswered(conversation, 'held', wish).finally(() => {
        isAnswered = true;
      });
      await hold.reached();
      proxy.swallow('answers');
      await hold.release();
      await expectTurns(conversation, [...before, 'held']);
      expect(isAnswered).toBe(false);
      await worker.kill();
      await proxy.close();
      const stored = await storedAnswer(installation, conversation, 'held');
      worker = await installation.startWorker();
      const answer = await answered;
      expect(answer.turn).toEqual({ id: 'held', sequence: before.length + 1 });
      expect(answer.owner).toBe('queue');
      expect(answer).toEqual(stored);
      expect(await postUntilAnswered(conversation, 'held', wish)).toEqual(stored);
      await conversation.event('handoff.briefed');
      await postUntilAnswered(conversation, 'next');
      await expectTurns(conversation, [...before, 'held', 'next']);
    },
  );

  it.each([
    { point: 'written' as const, what: 'before COMMIT: its turn is there once or not at all' },
    { point: 'committing' as const, what: 'in COMMIT: its turn is there once' },
  ])('together with its caller, $what, and the next turn is numbered on', async ({ point }) => {
    const conversation = newConversation(installation);
    await postUntilAnswered(conversation, 't1');
    const hold = await holdAt(installation, conversation, point);
    const caller = await installation.startCaller(heldPost(conversation));
    await hold.reached();
    await Promise.all([worker.kill(), caller.kill()]);
    await hold.release();
    expect(caller.output()).not.toContain('answered');
    worker = await installation.startWorker();
    const next = await postUntilAnswered(conversation, 'next');
    await settle();
    const turns = await conversation.turns();
    assertGapless(await conversation.events(), turns);
    const ids = turns.map((turn) => turn.id);
    expect(ids.filter((id) => id !== 'held')).toEqual(['t1', 'next']);
    expect(turns.find(({ id }) => id === 'next')?.sequence).toBe(next.turn.sequence);
    if (point === 'committing') expect(ids).toEqual(['t1', 'held', 'next']);
  });

  it.each([
    { how: 'before its brief is stored', end: (hold: Hold) => hold.abort() },
    { how: 'after its brief was stored', end: (hold: Hold) => hold.release() },
  ])('while an effect runs, $how: the brief is there once', async ({ end }) => {
    const conversation = newConversation(installation);
    const hold = await holdAt(installation, conversation, 'brief');
    await conversation.askForPerson();
    await hold.reached();
    await worker.kill();
    await end(hold);
    worker = await installation.startWorker();
    await conversation.event('handoff.briefed', 1, 15_000);
    await settle();
    const { rows } = await installation.pool.query(
      'select id from briefs where tenant = $1 and conversation = $2',
      [conversation.ref.tenant, conversation.ref.conversation],
    );
    expect(rows).toHaveLength(1);
    const briefed = (await conversation.events()).filter(({ type }) => type === 'handoff.briefed');
    expect(briefed).toHaveLength(1);
    await expectTurns(conversation, ['t1']);
  });

  it('leaves derived tables that are what the log gives: a rebuild changes none (I10)', async () => {
    const { events, tables } = await rebuild(installation.pool);
    expect(events).toBeGreaterThan(10);
    expect(tables.filter(({ same }) => !same)).toEqual([]);
  });
});

describe('the Temporal server killed with its worker', () => {
  let folder: string;
  let home: Home;
  let unlock: () => Promise<void>;
  let server: RunningTemporal;
  let installation: Installation;
  let worker: TestProcess;
  const start = (port: number, uiPort: number) =>
    startTemporal({ home, port, uiPort, searchAttributes: searchAttributeKinds });

  /** Kills both at once. */
  async function strike(): Promise<void> {
    if (server.pid !== undefined) process.kill(server.pid, 'SIGKILL');
    await worker.kill();
  }
  /** Brings both back, the server with the same file and ports. */
  async function recover(): Promise<void> {
    server = await start(portOf(`http://${server.address}`), portOf(server.uiUrl ?? ''));
    worker = await installation.startWorker();
  }

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'baton-kill-'));
    home = { ...(await openHome(folder)), cacheFolder: cacheFolder() };
    const lock = await lockHome(home);
    unlock = () => lock.release();
    server = await start(await steadyPort(), await steadyPort());
    installation = await openInstallation(server.address);
    await installation.pool.query(holdTriggers);
    worker = await installation.startWorker();
  });
  afterAll(async () => {
    await installation.close();
    await server.stop();
    await unlock();
    await rm(folder, { recursive: true, force: true });
  });

  it('twice under a stream of 30 turns: every acknowledged turn is there once and in order', async () => {
    const conversation = newConversation(installation);
    const strikes = new Map<number, HoldPoint>([
      [10, 'written'],
      [20, 'committing'],
    ]);
    const ids = Array.from({ length: 30 }, (_none, index) => `s${index + 1}`);
    for (const [index, id] of ids.entries()) {
      const point = strikes.get(index + 1);
      const hold = point && (await holdAt(installation, conversation, point));
      const answered = postUntilAnswered(conversation, id);
      if (hold !== undefined) {
        await hold.reached();
        await strike();
        await hold.release();
        await recover();
      }
      expect((await answered).turn).toEqual({ id, sequence: index + 1 });
    }
    await settle();
    await expectTurns(conversation, ids);
  });

  it('and with the caller, in COMMIT: the turn is there once, and the next is numbered on', async () => {
    const conversation = newConversation(installation);
    await postUntilAnswered(conversation, 't1');
    const hold = await holdAt(installation, conversation, 'committing');
    const caller = await installation.startCaller(heldPost(conversation));
    await hold.reached();
    await Promise.all([strike(), caller.kill()]);
    await hold.release();
    expect(caller.output()).not.toContain('answered');
    await recover();
    const next = await postUntilAnswered(conversation, 'next');
    expect(next.turn).toEqual({ id: 'next', sequence: 3 });
    await settle();
    await expectTurns(conversation, ['t1', 'held', 'next']);
  });
});

function portOf(url: string): number {
  return Number(new URL(url).port);
}
