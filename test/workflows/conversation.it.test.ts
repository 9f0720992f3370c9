import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CommandResult, TurnAnswer } from '../../src/domain/commands.ts';
import type { Turn } from '../../src/domain/turn.ts';
import type { ConversationRef } from '../../src/domain/ids.ts';
import { eventually, testBaton, type TestBaton } from '../support/baton.ts';
import { setOnline } from '../support/tenant.ts';

let baton: TestBaton;
let count = 0;

beforeAll(async () => {
  baton = await testBaton();
});
afterAll(async () => {
  await baton.close();
});

function fresh(): ConversationRef {
  count += 1;
  return { tenant: baton.tenant, conversation: `flow-${count}` };
}

const backend = { kind: 'backend', id: 'test' } as const;

async function post(ref: ConversationRef, turn: Turn): Promise<CommandResult> {
  const argument = { id: `t-${turn.id}`, actor: backend, turns: [turn] };
  const sent = await baton.conversations.send(ref, 'turn', argument);
  if (sent.kind === 'pending') throw new Error('pending');
  return sent.result;
}

function answered(result: CommandResult): TurnAnswer {
  if (result.kind !== 'done') throw new Error(`${result.code}: ${result.detail}`);
  return result.answer as TurnAnswer;
}

async function offerOf(ref: ConversationRef): Promise<{ id: string; agent: string }> {
  return eventually('an offer', async () => {
    const { rows } = await baton.pool.query<{ id: string; agent: string }>(
      `select id, agent from offers where tenant = $1 and conversation = $2 and state = 'pending'`,
      [ref.tenant, ref.conversation],
    );
    return rows[0];
  });
}

describe('a conversation', () => {
  it('goes from its first turn over a handoff and an agent to its recorded outcome', async () => {
    await setOnline(baton.pool, baton.tenant, 'ana');
    const ref = fresh();
    const hello = answered(
      await post(ref, { id: 'a1', role: 'customer', content: 'Hi, where is my order 4711?' }),
    );
    expect(hello).toMatchObject({
      owner: 'ai',
      epoch: 1,
      status: 'pending',
      turn: { sequence: 1 },
    });
    const asked = answered(
      await post(ref, {
        id: 'a2',
        role: 'customer',
        content: 'I want to talk to a real person please.',
      }),
    );
    expect(asked).toMatchObject({
      owner: 'queue',
      epoch: 2,
      status: 'open',
      decision: { action: 'handoff', reason: 'customer_request' },
      handoff: { state: 'queued' },
    });
    expect(asked.say_to_customer).toBeTruthy();
    const late = await post(ref, {
      id: 'a3',
      role: 'assistant',
      content: 'Your order is on its way',
      epoch: 1,
    });
    expect(answered(late).turns).toEqual([{ id: 'a3', sequence: null, suppressed: true }]);

    const offer = await offerOf(ref);
    const actor = { kind: 'agent', id: offer.agent } as const;
    const accepted = await baton.conversations.send(ref, 'acceptOffer', {
      id: `accept-${offer.id}`,
      actor,
      offer_id: offer.id,
      agent: offer.agent,
    });
    expect(accepted).toMatchObject({
      result: { kind: 'done', answer: { owner: 'agent', owner_id: offer.agent, epoch: 3 } },
    });
    const reply = await baton.conversations.send(ref, 'reply', {
      id: 'r1',
      actor,
      agent: offer.agent,
      content: 'Hello, I have your order here.',
    });
    expect(reply).toMatchObject({ result: { answer: { handoff: { state: 'active' } } } });
    await eventually('the brief', async () => {
      const { rowCount } = await baton.pool.query(
        `select 1 from events where conversation = $1 and type = 'handoff.briefed'`,
        [ref.conversation],
      );
      return rowCount === 1;
    });
    const resolved = await baton.conversations.send(ref, 'resolve', {
      id: 'x1',
      actor,
      agent: offer.agent,
      outcome: 'resolved',
      verdict: 'needed',
    });
    expect(resolved).toMatchObject({
      result: { answer: { status: 'resolved', handoff: { state: 'completed' } } },
    });
    const { rows } = await baton.pool.query(
      'select final_state, outcome, verdict, agent from outcomes where conversation = $1',
      [ref.conversation],
    );
    expect(rows).toEqual([
      { final_state: 'completed', outcome: 'resolved', verdict: 'needed', agent: offer.agent },
    ]);
    const leases = await baton.pool.query(
      'select 1 from leases where conversation = $1 and released_at is null',
      [ref.conversation],
    );
    expect(leases.rowCount).toBe(0);
    const view = await baton.client.workflow
      .getHandle(`conversation/${ref.tenant}/${ref.conversation}`)
      .query('conversation');
    expect(view).toMatchObject({ status: 'resolved', turns: 3, epoch: 3 });
  });

  it('answers the same turn twice with the same decision and stores it once', async () => {
    const ref = fresh();
    const turn: Turn = { id: 'b1', role: 'customer', content: 'I need a human agent now.' };
    const first = answered(await post(ref, turn));
    const second = answered(await post(ref, turn));
    expect(second).toEqual(first);
    const other = await post(ref, { ...turn, content: 'something else' });
    expect(other).toMatchObject({ kind: 'refused', code: 'command_conflict' });
  });
});
