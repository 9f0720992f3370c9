/** Briefs in a running conversation: there at once, read anew, and no model in the way of a person. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createModelBriefWriter } from '../../src/adapters/llm/brief-writer.ts';
import type { WrittenBrief } from '../../src/contract/brief.ts';
import type { Brief } from '../../src/domain/brief.ts';
import { eventually, testBaton, type TestBaton } from '../support/baton.ts';
import { drive, type Conversation } from '../support/driver.ts';
import { startOpenAiServer, type OpenAiMode, type OpenAiServer } from '../support/openai-server.ts';
import { seedTenant, setShift } from '../support/tenant.ts';

interface BriefRow {
  id: string;
  writer: string;
  fallback: string | null;
  revision: number;
  settled: boolean;
  document: Brief;
}

let baton: TestBaton;
let model: OpenAiServer;
/** A tenant whose policy wants no model. */
let plain: TestBaton;

beforeAll(async () => {
  model = await startOpenAiServer();
  const writer = createModelBriefWriter({
    baseUrl: model.baseUrl,
    apiKey: 'k',
    model: 'stub-model',
    timeoutMs: 30_000,
    maxOutputTokens: 500,
  });
  baton = await testBaton({
    writeModelBrief: (input, signal) => writer.writeModelBrief(input, signal),
    policy: (policy) => ({ ...policy, brief: { model_seconds: 1 } }),
  });
  await seedTenant(baton.pool, 'plain', (policy) => ({ ...policy, brief: { model: false } }));
  plain = { ...baton, tenant: 'plain' };
});
afterAll(async () => {
  await baton.close();
  await model.close();
});

async function briefOf({ ref }: Conversation): Promise<BriefRow | undefined> {
  const { rows } = await baton.pool.query<BriefRow>(
    'select * from briefs where tenant = $1 and conversation = $2',
    [ref.tenant, ref.conversation],
  );
  return rows[0];
}

/** What a model says of a conversation whose first turn asks for a person. */
function answer(facts: string): WrittenBrief {
  const turns = [1];
  return {
    lines: [
      { section: 'why_you_have_this', text: 'The customer asked for a person.', turns },
      { section: 'what_the_customer_wants', text: 'To talk to a real person.', turns },
      { section: 'facts', text: facts, turns },
      { section: 'next_step', text: 'Greet the customer.', turns },
    ],
    fields: {
      intent: { value: 'Talk to a real person', turns },
      desired_outcome: null,
      account: [],
      entities: [],
      attempted_steps: [],
      sentiment: { value: 'calm', turns },
      urgency: null,
      language: 'en',
      next_action: null,
      open_questions: [],
      promises: [],
    },
  };
}

describe('what the customer adds', () => {
  it('before an agent accepts is read into the same brief; what comes later is not', async () => {
    await setShift(baton.pool, plain.tenant);
    const conversation = drive(plain);
    await conversation.askForPerson();
    await conversation.event('handoff.briefed');
    const first = await briefOf(conversation);
    await conversation.post({ content: 'It is about my order ZX-48213, it arrived broken.' });
    await conversation.event('handoff.briefed', 2);
    const second = await briefOf(conversation);
    expect([second?.id, second?.revision]).toEqual([first?.id, 2]);
    expect(JSON.stringify(first?.document)).not.toContain('ZX-48213');
    expect(JSON.stringify(second?.document)).toContain('ZX-48213');
    expect(model.requests).toHaveLength(0);

    await setShift(baton.pool, plain.tenant, 'ana');
    await conversation.accept(await conversation.offer());
    await conversation.post({ content: 'And order ZX-55555 too' });
    await conversation.resolve('ana');
    const events = (await conversation.events()).filter(({ type }) => type === 'handoff.briefed');
    expect(events).toHaveLength(2);
    expect(await briefOf(conversation)).toEqual(second);
  });
});

describe('a model', () => {
  it('replaces the deterministic brief, which an agent can read meanwhile', async () => {
    await setShift(baton.pool, baton.tenant);
    model.behave('hang');
    const slow = drive(baton);
    await slow.askForPerson();
    const meanwhile = await eventually('a brief', () => briefOf(slow));
    expect(meanwhile).toMatchObject({ writer: 'extractive', settled: false, fallback: null });
    await slow.event('handoff.briefed');
    expect(await briefOf(slow)).toMatchObject({ writer: 'extractive', settled: true });

    model.behave('good', answer('The customer wants to talk to a real person.'));
    const quick = drive(baton);
    await quick.askForPerson();
    const { data } = await quick.event('handoff.briefed');
    expect(data).toMatchObject({ writer: 'stub-model', dropped: 0 });
  });

  it.each<[string, OpenAiMode, unknown]>([
    ['does not answer', 'hang', ''],
    ['limits the rate', 'rate_limited', ''],
    ['has a fault', 'server_error', ''],
    ['breaks its JSON', 'broken_json', ''],
    ['obeys the customer and adds a queue', 'good', { ...answer('x'), queue: 'vip' }],
    ['invents everything', 'good', answer('Order #Z-9 of 500 EUR for Bob Berg, refunded.')],
  ])('that %s keeps no customer from a person', async (_, mode, content) => {
    await setShift(baton.pool, baton.tenant, 'ana');
    model.behave(mode, content);
    const conversation = drive(baton);
    await conversation.askForPerson();
    await conversation.accept(await conversation.offer());
    await conversation.reply('ana');
    await conversation.event('handoff.briefed');
    const brief = await briefOf(conversation);
    expect(JSON.stringify(brief)).not.toMatch(/Z-9|500 EUR|Berg|vip/);
    expect(brief?.document.lines.length).toBeGreaterThanOrEqual(3);
    if (mode !== 'good') expect(brief?.fallback).not.toBeNull();
    await conversation.resolve('ana');
  });
});
