import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commitCommand } from '../../../src/adapters/postgres/commit.ts';
import { intentReader } from '../../../src/domain/model/intent-reader.ts';
import { trainLinear } from '../../../src/learn/train-linear.ts';
import type { Command } from '../../../src/domain/commands.ts';
import { openings } from '../../support/model-examples.ts';
import { testDatabase, type TestDatabase } from '../../support/baton.ts';
import { seedTenant } from '../../support/tenant.ts';

const tenant = 'acme';
const examples = openings(120).map((example) => ({
  ...example,
  input: { texts: example.input.texts.map((text) => ({ ...text, field: 'customer' })) },
}));
const { model } = trainLinear(examples, { classes: ['card', 'login', 'refund'] });
const readIntent = intentReader(model, 'intent-abc', 0.7);
let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
  await seedTenant(database.pool, tenant, (policy) => ({
    ...policy,
    routing: {
      default_queue: 'general',
      by_reason: {},
      by_topic: { login: 'technical', buy: 'sales' },
    },
  }));
});
afterAll(() => database.close());

async function say(conversation: string, content: string, more: object = {}): Promise<void> {
  const command = {
    id: randomUUID(),
    type: 'turn',
    actor: { kind: 'backend', id: 'test' },
    turns: [{ id: randomUUID(), role: 'customer', content, ...more }],
  } as unknown as Command;
  const ref = { tenant, conversation };
  const request = { ref, knownVersion: null, command, at: Date.now(), readIntent };
  const { result } = await commitCommand(database.pool, request);
  expect(result.kind).not.toBe('refused');
}

async function handedOff(conversation: string): Promise<{ queue: string; evidence: object[] }> {
  const { rows } = await database.pool.query(
    `select h.queue, d.evidence from handoffs h join decisions d using (tenant, conversation)
     where conversation = $1 order by d.turn desc limit 1`,
    [conversation],
  );
  return rows[0];
}

describe('an intent model in commit', () => {
  it('names the intent over several turns; the policy maps it to a queue; the decision says which model', async () => {
    await say('m1', 'hello, my password');
    await say('m1', 'it is wrong, i cannot log in');
    await say('m1', 'I want to talk to a person');
    const { queue, evidence } = await handedOff('m1');
    expect(queue).toBe('technical');
    expect(evidence).toContainEqual(expect.objectContaining({ feature: 'intent', value: 'login' }));
    expect(evidence).toContainEqual(
      expect.objectContaining({ feature: 'intent_model', value: 'intent-abc' }),
    );
  });

  it('gives way to what the bot says', async () => {
    await say('m2', 'cannot log in, password is wrong', { signals: { intent: 'buy' } });
    await say('m2', 'I want to talk to a person');
    const { queue, evidence } = await handedOff('m2');
    expect(queue).toBe('sales');
    expect(JSON.stringify(evidence)).not.toContain('intent-abc');
  });

  it('whose intent the policy does not map changes no queue', async () => {
    await say('m3', 'want a refund, money back please');
    await say('m3', 'I want to talk to a person');
    const { queue, evidence } = await handedOff('m3');
    expect(queue).toBe('general');
    expect(JSON.stringify(evidence)).not.toContain('intent-abc');
  });
});
