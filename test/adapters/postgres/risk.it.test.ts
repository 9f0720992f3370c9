import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commitCommand } from '../../../src/adapters/postgres/commit.ts';
import { readRiskModel } from '../../../src/cli/shipped-model.ts';
import type { Command } from '../../../src/domain/commands.ts';
import { testDatabase, type TestDatabase } from '../../support/baton.ts';
import { seedTenant } from '../../support/tenant.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
  await seedTenant(database.pool, 'acme');
});
afterAll(() => database.close());

describe('the risk in the ledger', () => {
  it('stands beside every decision, with its reasons and the version of the model', async () => {
    const risk = await readRiskModel();
    const actor = { kind: 'backend', id: 'test' } as const;
    const said = [
      ['customer', 'I want the fee back'],
      ['assistant', "I'm unable to refund that fee. I can transfer you to a human agent."],
    ] as const;
    for (const [index, [role, content]] of said.entries()) {
      const turns = [{ id: `t${index}`, role, content }];
      const command: Command = { type: 'turn', id: `c${index}`, actor, turns };
      const ref = { tenant: 'acme', conversation: 'risky' };
      await commitCommand(database.pool, { ref, knownVersion: null, command, at: 1_000, risk });
    }
    const { rows } = await database.pool.query<{
      model: string;
      features: Record<string, unknown>;
    }>(`select model, features from decisions where conversation = 'risky' order by turn`);
    expect(rows.map(({ model }) => model)).toEqual([risk.version, risk.version]);
    const [calm, refused] = rows.map(({ features }) => Number(features['risk']));
    expect(refused).toBeGreaterThan(calm ?? 1);
  });
});
