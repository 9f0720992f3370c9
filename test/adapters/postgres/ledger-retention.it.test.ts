import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pruneLedgers } from '../../../src/adapters/postgres/ledger-retention.ts';
import { testDatabase, type TestDatabase } from '../../support/baton.ts';
import { seedTenant } from '../../support/tenant.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
  await seedTenant(database.pool, 'acme');
});

afterAll(async () => {
  await database.close();
});

describe('the ledgers', () => {
  it('lose what ended long ago, with its attempts, and keep what is pending or recent', async () => {
    const { pool } = database;
    const add = (id: string, state: string, daysAgo: number) =>
      pool.query(
        `with delivery as (
           insert into deliveries (id, tenant, channel, target, idempotency_key, state, lane, event_type, retry_until, finished_at)
           values ($1, 'acme', 'webhook', 'w', $1, $2, $1, 'turn.created', now(), now() - $3 * interval '1 day') returning id)
         insert into delivery_attempts (delivery, number) select id, 1 from delivery`,
        [id, state, daysAgo],
      );
    await add('old', 'delivered', 91);
    await add('old-failure', 'failed', 400);
    await add('recent', 'delivered', 89);
    await add('waits', 'pending', 400);
    await pool.query(
      `insert into inbound_mails (tenant, message_hash, content_hash, sender_hash, disposition, done_at)
       values ('acme', 'a', 'a', 'a', 'reply', now() - interval '91 days'), ('acme', 'b', 'b', 'b', 'reply', now())`,
    );
    expect(await pruneLedgers(pool, 90)).toBe(3);
    expect(await pruneLedgers(pool, 90)).toBe(0);
    const left = await pool.query<{ delivery: string }>(
      'select delivery from delivery_attempts order by delivery',
    );
    expect(left.rows.map(({ delivery }) => delivery)).toEqual(['recent', 'waits']);
    expect((await pool.query('select 1 from inbound_mails')).rows).toHaveLength(1);
  });
});
