import { afterAll, describe, expect, it } from 'vitest';
import { eventually, testBaton, type TestBaton, type TestBatonOptions } from '../support/baton.ts';
import { assertGapless, drive, type Conversation } from '../support/driver.ts';
import { setShift } from '../support/tenant.ts';

const batons: TestBaton[] = [];
const open = async (options: TestBatonOptions): Promise<TestBaton> => {
  const baton = await testBaton(options);
  batons.push(baton);
  return baton;
};
afterAll(async () => {
  for (const baton of batons) await baton.close();
});

async function storm(
  baton: TestBaton,
  conversation: Conversation,
  each: number,
): Promise<string[]> {
  const sender = async (name: string): Promise<string[]> => {
    const ids: string[] = [];
    for (let index = 0; index < each; index += 1) {
      const id = `${name}-${index}`;
      const turn = {
        id: `post-${id}`,
        actor: { kind: 'backend' as const, id: name },
        turns: [{ id, role: 'customer' as const, content: `message ${id}` }],
      };
      if (index % 3 === 2) await baton.conversations.signal(conversation.ref, 'turn', turn);
      else {
        const sent = await baton.conversations.send(conversation.ref, 'turn', turn);
        expect(sent).toMatchObject({ kind: 'answered', result: { kind: 'done' } });
      }
      ids.push(id);
    }
    return ids;
  };
  return (await Promise.all(['a', 'b', 'c', 'd', 'e'].map(sender))).flat();
}

async function runsOf(baton: TestBaton, conversation: Conversation): Promise<number> {
  let runs = 0;
  const query = `WorkflowId = "${conversation.workflowId}"`;
  for await (const _run of baton.client.workflow.list({ query })) runs += 1;
  return runs;
}

describe.each([
  { name: 'with a warm cache', each: 40, minRuns: 6, options: {} },
  { name: 'without a cache', each: 10, minRuns: 2, options: { maxCachedWorkflows: 0 } },
])('a conversation that rolls over every 18 turns or so, $name', ({ each, minRuns, options }) => {
  it('loses nothing and doubles nothing under five senders of updates and signals', async () => {
    const baton = await open({ ...options, rollAfterEvents: 110 });
    await setShift(baton.pool, baton.tenant);
    const conversation = drive(baton);
    const ids = await storm(baton, conversation, each);
    await eventually('all turns', async () => (await conversation.turns()).length >= ids.length);
    const turns = await conversation.turns();
    assertGapless(await conversation.events(), turns);
    expect(turns.map((turn) => turn.id).sort()).toEqual([...ids].sort());
    for (const name of ['a', 'b', 'c', 'd', 'e']) {
      const own = turns.filter((turn) => turn.id.startsWith(`${name}-`)).map((turn) => turn.id);
      expect(own).toEqual(own.map((_id, index) => `${name}-${index}`));
    }
    await eventually('rolled runs in the list', async () => {
      return (await runsOf(baton, conversation)) >= minRuns;
    });
  });
});

describe('an effect that runs while its conversation rolls over', () => {
  it('is issued again by the next run and leaves one brief', async () => {
    let calls = 0;
    const baton = await open({
      rollAfterEvents: 30,
      writeModelBrief: async () => {
        calls += 1;
        await new Promise((resolve) => setTimeout(resolve, 1_500));
        throw new Error('the model is too slow to be of use');
      },
    });
    await setShift(baton.pool, baton.tenant);
    const conversation = drive(baton);
    await conversation.askForPerson();
    const { runId } = await conversation.handle().describe();
    for (let turn = 0; turn < 8; turn += 1) await conversation.post({ content: `more ${turn}` });
    expect((await conversation.handle().describe()).runId).not.toBe(runId);
    await conversation.event('handoff.briefed');
    expect(calls).toBeGreaterThan(1);
    const { rows } = await baton.pool.query('select writer from briefs where conversation = $1', [
      conversation.ref.conversation,
    ]);
    expect(rows).toHaveLength(1);
    const briefed = (await conversation.events()).filter(({ type }) => type === 'handoff.briefed');
    expect(briefed).toHaveLength(1);
  });
});
