import { WorkflowUpdateFailedError, type Client } from '@temporalio/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually, testBaton, type TestBaton } from '../support/baton.ts';
import { drive } from '../support/driver.ts';

let baton: TestBaton;
let client: Client;

beforeAll(async () => {
  baton = await testBaton();
  client = baton.client;
});
afterAll(async () => {
  await baton.close();
});

describe('a caller with a plain Temporal client', () => {
  it('starts a conversation by signal and takes a turn by update, with neither command id nor actor', async () => {
    const conversation = drive(baton);
    await client.workflow.signalWithStart('conversation', {
      workflowId: conversation.workflowId,
      taskQueue: baton.taskQueue,
      args: [conversation.ref],
      signal: 'turn',
      signalArgs: [{ turns: [{ id: 'n1', role: 'customer', content: 'Hello' }] }],
    });
    await eventually('the turn', async () => (await conversation.turns()).length === 1);
    const result = await conversation.handle().executeUpdate('turn', {
      args: [{ turns: [{ id: 'n2', role: 'customer', content: 'I want to talk to a person' }] }],
    });
    expect(result).toMatchObject({
      kind: 'done',
      answer: { owner: 'queue', turn: { id: 'n2', sequence: 2 } },
    });
    const { rows } = await baton.pool.query<{ id: string; actor: string }>(
      `select id, actor from commands where conversation = $1 and type = 'turn' order by at`,
      [conversation.ref.conversation],
    );
    expect(rows).toEqual([
      { id: 'n1', actor: 'operator:temporal' },
      { id: 'n2', actor: 'operator:temporal' },
    ]);
  });

  it('is told in words what is wrong with an argument', async () => {
    const conversation = drive(baton);
    await conversation.post({ content: 'Hello' });
    const failure = await conversation
      .handle()
      .executeUpdate('turn', { args: ['hello'] })
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(WorkflowUpdateFailedError);
    expect((failure as WorkflowUpdateFailedError).cause?.message).toBe(
      'give one JSON object as the argument',
    );
    const refused = await conversation
      .handle()
      .executeUpdate('turn', { args: [{ turns: [{ id: 'no spaces', role: 'robot' }] }] });
    expect(refused).toMatchObject({ kind: 'refused', code: 'invalid_request' });
    expect((refused as { detail: string }).detail).toContain('turns.0.role');
  });

  it('drops signals that make no sense, and the conversation lives', async () => {
    const conversation = drive(baton);
    await conversation.post({ content: 'Hello' });
    for (const garbage of [null, 7, 'x', [], { turns: 'none' }, { id: '', turns: [] }])
      await conversation.handle().signal('turn', garbage);
    await conversation.handle().signal('acceptOffer', { offer_id: 'nope', agent: 'ana' });
    await conversation.handle().signal('nobodyKnowsThis', {});
    const next = await conversation.post({ content: 'Still here' });
    expect(next.turn.sequence).toBe(2);
    expect((await conversation.handle().describe()).status.name).toBe('RUNNING');
  });
});
