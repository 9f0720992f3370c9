import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { makeMasterKey } from '../../src/adapters/crypto/envelope.ts';
import { compare, deliveriesRun, told } from '../../soak/deliveries-run.js';
import { inTurn } from '../../soak/receivers.js';
import { newTenant, testDatabase, type TestDatabase } from '../support/baton.ts';
import { seedTenant } from '../support/tenant.ts';
import { buildForProcesses } from '../support/worker-process.ts';

const tenant = newTenant();
let database: TestDatabase;
let home: string;

beforeAll(async () => {
  await buildForProcesses();
  database = await testDatabase();
  await seedTenant(database.pool, tenant);
  home = await mkdtemp(path.join(tmpdir(), 'baton-faults-'));
});

afterAll(async () => {
  await database.close();
  await rm(home, { recursive: true, force: true });
});

describe('deliveries over every channel while worker and API are killed', () => {
  it('lose nothing and keep their order; what is told twice is told under one key', async () => {
    const environment = {
      BATON_HOME: home,
      DATABASE_URL: database.url,
      TEMPORAL_ADDRESS: inject('stack').temporalAddress,
      BATON_MASTER_KEYS: makeMasterKey('faults'),
      BATON_TASK_QUEUE: `faults-${path.basename(home)}`,
      BATON_DELIVERY_LEASE_SECONDS: '3',
    };
    const { figures, faults } = await deliveriesRun(
      { pool: database.pool, tenant, environment },
      {
        conversations: 1,
        replies: 3,
        kills: 2,
        attemptsBetweenKills: [6, 14],
        settleMs: 150_000,
        fates: inTurn,
      },
    );
    expect(faults).toEqual([]);
    expect(figures['processes killed']).toBe(2);
    expect(figures['deliveries planned']).toBeGreaterThanOrEqual(30);
    expect(figures['lines of log']).toBeGreaterThan(10);
  }, 240_000);

  it('would be found out: the judge sees what is lost, out of order, told under two keys or printed', () => {
    const seen = (...contents: string[]) =>
      contents.map((content, index) => ({ key: `k${index}`, content }));
    expect(compare('x', ['a', 'b'], seen('a', 'b', 'note')).faults).toEqual([]);
    expect(compare('x', ['a', 'b'], seen('a')).faults).toEqual(['x: lost b']);
    expect(compare('x', ['a', 'b'], seen('b', 'a')).faults).toEqual(['x: out of order: b, a']);
    expect(compare('x', ['a'], seen('a', 'a')).faults).toEqual(['x: one message under two keys']);
    expect(told('{"error":"Bearer k-1 refused"}', { key: 'k-1', other: 'k-2' })).toEqual([
      'key was printed',
    ]);
    const twice = [...seen('a'), ...seen('a')];
    expect(compare('x', ['a'], twice)).toEqual({ faults: [], repeats: 1 });
  });
});
