import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTenant } from '../../../src/adapters/postgres/demo-tenant.ts';
import { readKpis } from '../../../src/adapters/postgres/kpis.ts';
import { testDatabase, type TestDatabase } from '../../support/baton.ts';

let database: TestDatabase;
const begin = Date.parse('2026-03-02T10:00:00Z');
const window = { since: new Date('2026-03-01T00:00:00Z'), until: new Date('2026-03-09T00:00:00Z') };

interface Ended {
  id: string;
  final: string;
  verdict?: string;
  queue?: string;
  arm?: string;
  /** Seconds after the request; absent when it did not happen. */
  action?: number;
  message?: number;
  handleMs?: number;
}

async function addOutcome(tenant: string, ended: Ended): Promise<void> {
  const at = (seconds: number | undefined) =>
    seconds === undefined ? null : new Date(begin + seconds * 1000);
  await database.pool.query(
    `insert into conversations (tenant, id, version, turn_sequence, status, owner, epoch, arm, state, created_at, updated_at)
     values ($1, $2, 1, 1, 'resolved', 'ai', 1, $3, '{}', $4, $4)`,
    [tenant, `c-${ended.id}`, ended.arm ?? 'brief', new Date(begin)],
  );
  await database.pool.query(
    `insert into handoffs (tenant, id, conversation, number, state, reason, turn, queue, priority, requested_at)
     values ($1, $2, $3, 1, $4, 'urgency', 1, $5, 3, $6)`,
    [tenant, ended.id, `c-${ended.id}`, ended.final, ended.queue ?? 'general', new Date(begin)],
  );
  await database.pool.query(
    `insert into outcomes (tenant, handoff, conversation, number, final_state, reason, policy, policy_version, queue,
       priority, channel, arm, outcome, verdict, requested_at, first_human_action_at, first_human_message_at, ended_at, handle_ms, offers)
     values ($1, $2, $3, 1, $4, 'urgency', 'p', 1, $5, 3, 'chat', $6, 'resolved', $7, $8, $9, $10, $8, $11, 1)`,
    [
      tenant,
      ended.id,
      `c-${ended.id}`,
      ended.final,
      ended.queue ?? 'general',
      ended.arm ?? 'brief',
      ended.verdict ?? null,
      new Date(begin),
      at(ended.action),
      at(ended.message),
      ended.handleMs ?? 0,
    ],
  );
}

beforeAll(async () => {
  database = await testDatabase();
  await createTenant(database.pool, 'a', 'A');
  await createTenant(database.pool, 'b', 'B');
  const rows: Ended[] = [
    { id: 'h1', final: 'completed', verdict: 'needed', action: 5, message: 10, handleMs: 60_000 },
    {
      id: 'h2',
      final: 'completed',
      verdict: 'avoidable',
      action: 15,
      message: 30,
      handleMs: 120_000,
    },
    {
      id: 'h3',
      final: 'returned',
      verdict: 'too_late',
      action: 25,
      message: 50,
      queue: 'billing',
      handleMs: 1,
    },
    { id: 'h4', final: 'expired' },
    { id: 'h5', final: 'canceled' },
    { id: 'h6', final: 'deflected' },
  ];
  for (const row of rows) await addOutcome('a', row);
  await addOutcome('b', {
    id: 'h9',
    final: 'completed',
    verdict: 'avoidable',
    action: 900,
    message: 900,
  });
  const { pool } = database;
  await pool.query(
    `insert into conversations (tenant, id, version, turn_sequence, status, owner, epoch, arm, state, created_at, updated_at)
     values ('a', 'missed', 1, 1, 'resolved', 'ai', 1, 'brief', '{}', $1, $1), ('a', 'fine', 1, 1, 'resolved', 'ai', 1, 'brief', '{}', $1, $1)`,
    [new Date(begin)],
  );
  await pool.query(
    `insert into reviews (tenant, id, conversation, handoff, verdict, reviewed_at)
     values ('a', 'r1', 'missed', null, 'needed', now()), ('a', 'r2', 'c-h2', 'h2', 'needed', now())`,
  );
});

afterAll(() => database.close());

describe('the KPI report', () => {
  it('counts as docs/kpis.md says', async () => {
    const { total } = await readKpis(database.pool, 'a', window, null);
    // A review overrules the wrap-up verdict of h2.
    expect(total.escalation_accuracy.precision).toMatchObject({ value: 1, of: 3, high: 1 });
    expect(total.escalation_accuracy.precision.low).toBeCloseTo(0.4385, 4);
    expect(total.escalation_accuracy.recall).toMatchObject({ value: 0.5, of: 4, by: 'counted' });
    expect(total.time_to_first_action_seconds).toEqual({ median: 15, p90: 23, of: 3 });
    expect(total.time_to_human_seconds).toEqual({ median: 30, p90: 46, of: 3 });
    expect(total.handoff_completion_rate).toMatchObject({
      value: 0.75,
      of: 4,
      canceled: 1,
      deflected: 1,
    });
    expect(total.handle_seconds.median).toBe(60);
    expect(total.handoff_rate).toMatchObject({ value: 0.75, of: 8 });
  });

  it('splits by queue, and leaves rates of conversations out where they have no meaning', async () => {
    const { groups } = await readKpis(database.pool, 'a', window, 'queue');
    expect(groups.map((group) => [group.group, group.time_to_human_seconds.of])).toEqual([
      ['billing', 1],
      ['general', 2],
    ]);
    expect(groups[0]?.handoff_rate.value).toBeNull();
  });

  it('says nothing about the arms until each has 30', async () => {
    const before = await readKpis(database.pool, 'a', window, 'arm');
    expect(before.handle_time_reduction).toMatchObject({ value: null, verdict: 'not_enough_data' });
    for (let index = 0; index < 30; index += 1) {
      await addOutcome('b', {
        id: `b${index}`,
        final: 'completed',
        arm: 'brief',
        handleMs: 90_000 + index,
      });
      await addOutcome('b', {
        id: `n${index}`,
        final: 'completed',
        arm: 'no_brief',
        handleMs: 100_000 + index,
      });
    }
    const after = await readKpis(database.pool, 'b', window, null);
    expect(after.handle_time_reduction.verdict).toBe('better');
    expect(after.handle_time_reduction.value).toBeCloseTo(0.1);
    expect(after.handoff_deflection_lift.verdict).toBe('not_enough_data');
  });

  it('is empty, not zero, outside its window', async () => {
    const later = { since: window.until, until: new Date('2026-04-01T00:00:00Z') };
    const { total } = await readKpis(database.pool, 'a', later, null);
    expect(total.handoff_completion_rate.value).toBeNull();
    expect(total.time_to_human_seconds.median).toBeNull();
  });
});
