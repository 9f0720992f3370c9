import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Pool } from '../../../src/adapters/postgres/pool.ts';
import { readPastTranscripts } from '../../../src/cli/history-command.ts';
import { writeHistory, type HistoryReport } from '../../../src/cli/history/history.ts';
import { testDatabase, type TestDatabase } from '../../support/baton.ts';
import { seedTenant } from '../../support/tenant.ts';

const until = Date.parse('2026-03-30T00:00:00Z');
const since = until - 28 * 86_400_000;
let database: TestDatabase;
let report: HistoryReport;

async function tell(tenant: string, seed = 7): Promise<HistoryReport> {
  const transcripts = await readPastTranscripts();
  return writeHistory(database.pool, { tenant, transcripts, since, until, handoffs: 25, seed });
}

beforeAll(async () => {
  database = await testDatabase();
  for (const tenant of ['one', 'two']) await seedTenant(database.pool, tenant);
  report = await tell('one');
});
afterAll(() => database.close());

/** What happened, without the ids that are drawn anew. */
async function story(pool: Pool, tenant: string): Promise<unknown[]> {
  const { rows } = await pool.query(
    `select conversation, sequence, type, at, data ->> 'rule' as rule, data ->> 'verdict' as verdict
       from events where tenant = $1 order by conversation, sequence`,
    [tenant],
  );
  return rows;
}

async function countOf(sql: string, tenant = 'one'): Promise<number> {
  const { rows } = await database.pool.query<{ n: number }>(sql, [tenant]);
  return rows[0]?.n ?? -1;
}

describe('a simulated past', () => {
  it('holds the handoffs asked for, each ended, and conversations that needed none', async () => {
    expect(report.handoffs).toBeGreaterThanOrEqual(25);
    expect(await countOf('select count(*)::int as n from outcomes where tenant = $1')).toBe(
      report.handoffs,
    );
    expect(report.conversations).toBeGreaterThan(report.handoffs / 2);
  });

  it('lies wholly between its begin and its end', async () => {
    const outside = await database.pool.query(
      'select 1 from events where tenant = $1 and (at < $2 or at > $3)',
      ['one', new Date(since), new Date(until)],
    );
    expect(outside.rowCount).toBe(0);
    const { rows } = await database.pool.query<{ span: number }>(
      `select extract(epoch from max(created_at) - min(created_at))::float8 as span from conversations where tenant = 'one'`,
    );
    expect(rows[0]?.span).toBeGreaterThan(14 * 86_400);
  });

  it('ends where it ends, also when that is in the middle of most conversations', async () => {
    await seedTenant(database.pool, 'short');
    const transcripts = await readPastTranscripts();
    const hour = { since: until - 3_600_000, until, handoffs: 5, seed: 7 };
    await writeHistory(database.pool, { tenant: 'short', transcripts, ...hour });
    expect(
      await countOf(
        'select count(*)::int as n from events where tenant = $1 and at > to_timestamp(1774828800)',
        'short',
      ),
    ).toBe(0);
  });

  it('is the same for the same seed, and left alone when told again', async () => {
    await tell('two');
    expect(await story(database.pool, 'two')).toEqual(await story(database.pool, 'one'));
    const again = await tell('two');
    expect(again.known).toBeGreaterThan(0);
    expect(await countOf('select count(*)::int as n from outcomes where tenant = $1', 'two')).toBe(
      report.handoffs + again.handoffs,
    );
  });

  it('is marked, holds nobody’s capacity and leaves nothing for the matching loop', async () => {
    expect(
      await countOf(
        `select count(*)::int as n from conversations c where tenant = $1 and not exists (
           select 1 from demo_conversations d where d.tenant = c.tenant and d.conversation = c.id and d.origin = 'history')`,
      ),
    ).toBe(0);
    expect(await countOf('select count(*)::int as n from queue_entries where tenant = $1')).toBe(0);
    expect(await countOf('select count(*)::int as n from outbox where tenant = $1')).toBe(0);
    expect(
      await countOf(
        `select (select count(*) from leases where tenant = $1 and released_at is null)::int
           + (select count(*) from agents where tenant = $1 and origin = 'simulated' and presence <> 'offline')::int as n`,
      ),
    ).toBe(0);
  });

  it('decides by the policy of the tenant: several rules and reasons, with briefs and verdicts', async () => {
    expect(
      await countOf('select count(distinct rule)::int as n from outcomes where tenant = $1'),
    ).toBeGreaterThan(4);
    expect(
      await countOf('select count(*)::int as n from briefs where tenant = $1'),
    ).toBeGreaterThan(20);
    expect(
      await countOf('select count(distinct verdict)::int as n from outcomes where tenant = $1'),
    ).toBeGreaterThan(1);
  });
});
