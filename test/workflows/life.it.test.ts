import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { giveBackWork } from '../../src/adapters/postgres/presence.ts';
import { eventually, testBaton, type TestBaton } from '../support/baton.ts';
import { assertGapless, drive, type Conversation } from '../support/driver.ts';
import { seedTenant, setShift } from '../support/tenant.ts';

const types = async (conversation: Conversation): Promise<string[]> =>
  (await conversation.events()).map((event) => event.type);

const assertWhole = async (conversation: Conversation): Promise<void> => {
  assertGapless(await conversation.events(), await conversation.turns());
};

/** What became of the outcome of the conversation's latest handoff. */
async function aftermath({ pool }: TestBaton, { ref }: Conversation): Promise<unknown> {
  const { rows } = await pool.query(
    `select rating, durable, reopened_at is not null as reopened from outcomes
      where tenant = $1 and conversation = $2 order by number desc limit 1`,
    [ref.tenant, ref.conversation],
  );
  return rows[0];
}

describe.each([
  { name: 'with a warm cache', cache: {} },
  { name: 'without a cache, replayed at each step', cache: { maxCachedWorkflows: 0 } },
])('the life of a conversation $name', ({ cache }) => {
  let baton: TestBaton;
  /** A tenant whose reopening window, clocks and wrap-up last seconds. */
  let quick: TestBaton;

  beforeAll(async () => {
    baton = await testBaton(cache);
    await seedTenant(baton.pool, 'quick', (policy) => ({
      ...policy,
      reopen_window_seconds: 1,
      sla: [
        {
          metric: 'time_to_human',
          target_seconds: 2,
          warn_at: [0.5],
          on_breach: ['alert', 'reassign'],
        },
      ],
    }));
    quick = { ...baton, tenant: 'quick' };
  });
  afterAll(async () => {
    await baton.close();
  });

  it('a proposal that the customer declines opens nothing, one they accept opens a handoff', async () => {
    await setShift(baton.pool, baton.tenant);
    const conversation = drive(baton);
    const asked = await conversation.post({
      content: 'My parcel is late',
      signals: { urgency: 'high' },
    });
    expect(asked).toMatchObject({ decision: { action: 'propose' }, owner: 'ai', handoff: null });
    expect(asked.say_to_customer).toBeTruthy();
    const declined = await conversation.post({ content: 'No thanks' });
    expect(declined).toMatchObject({ owner: 'ai', epoch: 1, handoff: null });
    // Long enough for the cool-down, and no sentence like another: who repeats themselves is asked again.
    for (const content of ['I ordered two lamps', 'One is for my desk', 'Thursday suits me'])
      await conversation.post({ content });
    await conversation.post({ content: 'My parcel is late', signals: { urgency: 'high' } });
    const accepted = await conversation.post({ content: 'Yes please' });
    expect(accepted).toMatchObject({ owner: 'queue', epoch: 2, handoff: { state: 'queued' } });
    const again = await conversation.act('cancelHandoff', {});
    expect(again).toMatchObject({ owner: 'ai', epoch: 3, handoff: { state: 'canceled' } });
    expect(await types(conversation)).toContain('outcome.recorded');
    await assertWhole(conversation);
  });

  it('an offer that lapses or is rejected goes to the other agent, and waits when none is left', async () => {
    await setShift(baton.pool, baton.tenant, 'ana', 'ben');
    const conversation = drive(baton);
    await conversation.askForPerson();
    const first = await conversation.offer();
    const second = await conversation.offer([first.agent]);
    expect(await types(conversation)).toContain('handoff.timeout');
    await setShift(baton.pool, baton.tenant);
    expect(await conversation.reject(second)).toMatchObject({ handoff: { state: 'queued' } });
    expect(await conversation.leases()).toEqual([]);
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect((await types(conversation)).filter((type) => type === 'handoff.offered')).toHaveLength(
      2,
    );
    await setShift(baton.pool, baton.tenant, first.agent);
    const third = await conversation.offer();
    expect(third.agent).toBe(first.agent);
    await conversation.accept(third);
    await conversation.resolve(third.agent);
    await assertWhole(conversation);
  });

  it('work of an agent who leaves returns to the queue with its age, and a transfer reaches its agent', async () => {
    await setShift(baton.pool, baton.tenant, 'ana');
    const conversation = drive(baton);
    await conversation.askForPerson();
    await conversation.accept(await conversation.offer());
    await conversation.reply('ana');
    await setShift(baton.pool, baton.tenant, 'ben');
    await giveBackWork(baton.pool, baton.tenant, 'ana', 'offline');
    const second = await conversation.offer();
    expect(second.agent).toBe('ben');
    const queued = (await conversation.events()).filter((event) => event.type === 'handoff.queued');
    expect(new Set(queued.map((event) => event.data.since_at)).size).toBe(1);
    await conversation.accept(second);
    await setShift(baton.pool, baton.tenant, 'ana', 'ben');
    await conversation.act('transfer', { agent: 'ben', to_agent: 'ana', note: 'yours' });
    const third = await conversation.offer();
    expect(third.agent).toBe('ana');
    await conversation.accept(third);
    expect(await conversation.leases()).toEqual(['ana']);
    await conversation.resolve('ana');
    expect(await conversation.leases()).toEqual([]);
    await assertWhole(conversation);
  });

  it('a conversation returned to the AI gives the bot the summary once and takes turns of the new epoch', async () => {
    await setShift(baton.pool, baton.tenant, 'ana');
    const conversation = drive(baton);
    await conversation.askForPerson();
    await conversation.accept(await conversation.offer());
    await conversation.reply('ana');
    const returned = await conversation.act('returnToAi', {
      agent: 'ana',
      summary: 'Refund sent.',
    });
    expect(returned).toMatchObject({ owner: 'ai', epoch: 4, handoff: { state: 'returned' } });
    const next = await conversation.post({ content: 'And when does it arrive?' });
    expect(next.returned_summary).toBe('Refund sent.');
    const stale = await conversation.post({ role: 'assistant', content: 'old', epoch: 1 });
    expect(stale.turn.sequence).toBeNull();
    const taken = await conversation.post({ role: 'assistant', content: 'In two days.', epoch: 4 });
    expect(taken.turn.sequence).toBe(4);
    expect(taken.returned_summary).toBeUndefined();
    await assertWhole(conversation);
  });

  it('a snoozed case wakes at its time or with the customer', async () => {
    await setShift(baton.pool, baton.tenant, 'ana');
    const conversation = drive(baton);
    await conversation.askForPerson();
    await conversation.accept(await conversation.offer());
    await conversation.reply('ana');
    const snoozed = await conversation.act('snooze', { agent: 'ana', until_at: Date.now() + 700 });
    expect(snoozed.status).toBe('snoozed');
    const woken = await conversation.event('conversation.unsnoozed');
    expect(woken.data).toEqual({ cause: 'deadline' });
    await conversation.act('snooze', { agent: 'ana', until_at: Date.now() + 600_000 });
    const turn = await conversation.post({ content: 'Are you there?' });
    expect(turn).toMatchObject({ status: 'open', owner: 'agent' });
    await conversation.resolve('ana');
  });

  it('wrap-up holds the capacity of the agent until it is over', async () => {
    await setShift(baton.pool, baton.tenant, 'ana');
    await baton.pool.query(
      `insert into queues (tenant, id, name, wrap_up_seconds) values ($1, 'slow', 'slow', 2)`,
      [baton.tenant],
    );
    await baton.pool.query(`update agents set queues = queues || '{slow}' where tenant = $1`, [
      baton.tenant,
    ]);
    const conversation = drive(baton);
    await conversation.post({ content: 'Hello' });
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    await conversation.act('requestHuman', { queue: 'slow' });
    await conversation.accept(await conversation.offer());
    const resolved = await conversation.resolve('ana');
    expect(resolved).toMatchObject({ status: 'resolved', handoff: { state: 'wrapping' } });
    expect(await conversation.leases()).toEqual(['ana']);
    await conversation.event('handoff.completed');
    expect(await conversation.leases()).toEqual([]);
  });

  it('a customer who writes after the end reopens the same run, one epoch later', async () => {
    await setShift(baton.pool, baton.tenant, 'ana');
    const conversation = drive(baton);
    await conversation.askForPerson();
    await conversation.accept(await conversation.offer());
    await conversation.resolve('ana');
    await conversation.act('rate', { score: 4 });
    expect(await aftermath(baton, conversation)).toEqual({
      rating: 4,
      durable: null,
      reopened: false,
    });
    const { runId } = await conversation.handle().describe();
    const reopened = await conversation.post({ content: 'One more thing' });
    expect(reopened).toMatchObject({ owner: 'ai', status: 'pending', epoch: 4 });
    expect((await conversation.handle().describe()).runId).toBe(runId);
    expect(await aftermath(baton, conversation)).toEqual({
      rating: 4,
      durable: false,
      reopened: true,
    });
    await assertWhole(conversation);
  });

  it('a turn after the window starts a new run that goes on with epoch, sequence and known turns', async () => {
    await setShift(quick.pool, quick.tenant, 'ana');
    const conversation = drive(quick);
    const first = await conversation.askForPerson();
    await conversation.accept(await conversation.offer());
    await conversation.resolve('ana');
    const { runId } = await conversation.handle().describe();
    expect(await conversation.handle().result()).toMatchObject({
      status: 'resolved',
      outcome: 'resolved',
      epoch: 3,
      turns: 1,
    });
    expect(await aftermath(quick, conversation)).toEqual({
      rating: null,
      durable: true,
      reopened: false,
    });
    const repeat = await conversation.send('turn', {
      id: 'post-t1',
      turns: [{ id: 't1', role: 'customer', content: 'I want to talk to a real person please.' }],
    });
    expect(repeat).toEqual({ kind: 'done', answer: first });
    const late = await conversation.post({ content: 'Hello again' });
    expect(late).toMatchObject({ epoch: 4, status: 'pending', turn: { sequence: 2 } });
    expect((await conversation.handle().describe()).runId).not.toBe(runId);
    await assertWhole(conversation);
  });

  it('a clock warns once, breaches once and takes the case from who holds it', async () => {
    await setShift(quick.pool, quick.tenant, 'ana', 'ben');
    const conversation = drive(quick);
    const asked = await conversation.askForPerson();
    const dueAt = asked.handoff?.promise?.due_at ?? 0;
    const first = await conversation.offer();
    await conversation.accept(first);
    const breached = await conversation.event('sla.breached');
    expect(breached.at).toBeGreaterThanOrEqual(dueAt);
    const second = await conversation.offer([first.agent]);
    await conversation.accept(second);
    await conversation.reply(second.agent);
    await conversation.resolve(second.agent);
    const all = await types(conversation);
    expect(all.filter((type) => type === 'sla.warning')).toHaveLength(1);
    expect(all.filter((type) => type === 'sla.breached')).toHaveLength(1);
    expect(all.filter((type) => type === 'promise.broken')).toHaveLength(1);
    const warning = await conversation.event('sla.warning');
    expect(warning.at).toBeGreaterThanOrEqual(dueAt - 1_000);
    await assertWhole(conversation);
  });

  it('a turn that came before its turn is held two seconds, then taken and flagged', async () => {
    const conversation = drive(baton);
    await conversation.post({ content: 'one', sequence: 1 });
    const startedAt = Date.now();
    const early = await conversation.post({ content: 'three', sequence: 3 });
    expect(early.turn.sequence).toBe(2);
    expect(Date.now() - startedAt).toBeGreaterThanOrEqual(1_900);
    expect(Date.now() - startedAt).toBeLessThan(5_000);
    const created = await conversation.event('turn.created', 2);
    expect(created.data).toMatchObject({ sender_sequence: 3, gap: true });
  });

  it('turns that overtake each other are stored in the order of their sender', async () => {
    const conversation = drive(baton);
    await conversation.post({ content: 'one', sequence: 1 });
    const late = conversation.post({ content: 'three', sequence: 3 });
    await new Promise((resolve) => setTimeout(resolve, 200));
    await conversation.post({ content: 'two', sequence: 2 });
    await late;
    const stored = (await conversation.turns()).map((turn) => turn.content);
    expect(stored).toEqual(['one', 'two', 'three']);
  });

  it('a command for a conversation that does not exist is refused and leaves no run behind', async () => {
    const conversation = drive(baton);
    const refused = await conversation.send('note', { agent: 'ana', content: 'hm' });
    expect(refused).toMatchObject({ kind: 'refused', code: 'wrong_state' });
    await eventually('the empty run ends', async () => {
      const { status } = await conversation.handle().describe();
      return status.name === 'COMPLETED';
    });
    expect(await conversation.events()).toEqual([]);
  });
});
