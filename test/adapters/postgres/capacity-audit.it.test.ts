import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditCapacity, repairCapacity } from '../../../src/adapters/postgres/capacity-audit.ts';
import { commitCommand } from '../../../src/adapters/postgres/commit.ts';
import { matchTenant } from '../../../src/adapters/postgres/matching.ts';
import type { Command } from '../../../src/domain/commands.ts';
import { testDatabase, type TestDatabase } from '../../support/baton.ts';
import { seedTenant, setShift } from '../../support/tenant.ts';

const tenant = 'acme';
let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
  await seedTenant(database.pool, tenant);
});
afterAll(async () => {
  await database.close();
});

async function commit(conversation: string, command: object): Promise<void> {
  const whole = { id: randomUUID(), actor: { kind: 'backend', id: 'test' }, ...command } as Command;
  const ref = { tenant, conversation };
  await commitCommand(database.pool, { ref, knownVersion: null, command: whole, at: Date.now() });
}

/** Everything happened two minutes ago and every message was sent. */
async function settle(): Promise<void> {
  for (const [table, column] of [
    ['leases', 'created_at'],
    ['offers', 'expires_at'],
    ['queue_entries', 'queued_at'],
    ['conversations', 'updated_at'],
  ])
    await database.pool.query(
      `update ${table ?? ''} set ${column ?? ''} = now() - interval '2 minutes'`,
    );
  await database.pool.query('update outbox set sent_at = now()');
}

const kindsFound = async (): Promise<string[]> =>
  (await auditCapacity(database.pool)).map(({ kind, subject }) => `${kind} ${subject}`);

describe('the audit of capacity', () => {
  it('finds nothing where nothing is wrong: held, offered, wrapping and waiting cases', async () => {
    await setShift(database.pool, tenant, 'ana');
    for (const id of ['held', 'offered']) await commit(id, { type: 'requestHuman' });
    await commit('held', { type: 'claim', agent: 'ana', actor: { kind: 'agent', id: 'ana' } });
    await matchTenant(database.pool, tenant);
    expect(await kindsFound()).toEqual([]);
    await database.pool.query(`update leases set created_at = now() - interval '2 minutes'`);
    expect(await kindsFound()).toEqual([]);
  });

  it('finds a lease without a case, an offer nobody knows and a held case without a lease, and mends each once', async () => {
    const { pool } = database;
    await settle();
    const offer = `select o.id from offers o where conversation = 'offered'`;
    const { rows } = await pool.query<{ id: string }>(offer);
    await pool.query(`update leases set released_at = now() where conversation = 'held'`);
    await pool.query(
      `insert into leases (id, tenant, agent, conversation, handoff, units, created_at)
       values ('ls_lost', $1, 'ben', 'gone', 'ho_gone', 2, now() - interval '2 minutes')`,
      [tenant],
    );
    const wrong = ['stray_lease ls_lost', `dead_offer ${rows[0]?.id ?? ''}`, 'missing_lease held'];
    expect(await kindsFound()).toEqual(wrong);
    expect(await repairCapacity(pool)).toHaveLength(3);
    expect(await kindsFound()).toEqual([]);
    expect(await repairCapacity(pool)).toEqual([]);
    const { rows: noted } = await pool.query<{ action: string }>(
      `select action from audit_log where actor = 'system:capacity-audit' order by action`,
    );
    expect(noted.map(({ action }) => action)).toEqual([
      'capacity.dead_offer',
      'capacity.missing_lease',
      'capacity.stray_lease',
    ]);
    expect(await matchTenant(pool, tenant)).toMatchObject([{ conversation: 'offered' }]);
  });
});
