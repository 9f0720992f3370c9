import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadStoredFacts } from '../../../src/adapters/postgres/checker.ts';
import { createPool, type Pool } from '../../../src/adapters/postgres/pool.ts';
import { checkObservations } from '../../../src/cli/simulate/checker.ts';
import { checkedInvariants, type Invariant } from '../../../src/cli/simulate/ledger.ts';
import type { Observations } from '../../../src/cli/simulate/observations.ts';
import { formatReport, isClean, reportOf } from '../../../src/cli/simulate/report.ts';
import { playAndObserve, type Played } from '../../../src/cli/simulate/simulate.ts';
import { startSimulatedBaton, type SimulatedBaton } from './simulated-baton.ts';

const run: { baton?: SimulatedBaton; played?: Played; pool?: Pool } = {};

beforeAll(async () => {
  run.baton = await startSimulatedBaton();
  run.played = await playAndObserve(run.baton.options);
  // One connection, so that a bug is planted, seen and rolled back in one transaction.
  run.pool = createPool(run.baton.options.databaseUrl, { max: 1 });
}, 180_000);

afterAll(async () => {
  await run.pool?.end();
  await run.baton?.close();
});

function observed(): Observations {
  if (run.played === undefined) throw new Error('the run did not come to its end');
  return run.played.observations;
}

async function withBug(sql: string): Promise<Observations> {
  const { pool } = run;
  if (pool === undefined) throw new Error('no database');
  await pool.query('begin');
  try {
    await pool.query('set local session_replication_role = replica');
    const { rowCount } = await pool.query(sql);
    expect(rowCount).toBeGreaterThan(0);
    return { ...observed(), stored: await loadStoredFacts(pool, 'sim') };
  } finally {
    await pool.query('rollback');
  }
}

describe('a simulation of the bundled examples', () => {
  test('every invariant is looked at and holds', () => {
    const observations = observed();
    const report = reportOf({
      observations,
      latencies: run.played?.latencies ?? [],
      ledger: checkObservations(observations),
      skipped: [],
    });
    expect(report.examples_of_violations).toEqual([]);
    expect(isClean(report), formatReport(report)).toBe(true);
    expect(report.conversations).toBe(7);
    expect(report.handoffs).toBeGreaterThanOrEqual(3);
  });

  test('late assistant turns, repeated turns and resumed streams took place', () => {
    const { conversations } = observed();
    const sent = conversations.flatMap((one) => one.sent);
    expect(sent.filter(({ late }) => late).length).toBeGreaterThanOrEqual(3);
    expect(sent.some(({ replies }) => replies.length === 2)).toBe(true);
    expect(conversations.every(({ resumed }) => resumed > 0)).toBe(true);
  });

  test('another tenant asked for conversations, transcripts and lists that the owner can read', () => {
    const paths = observed().trespasses.map(({ path }) => path.replace(/tau-dev[^/]*/, 'ID'));
    for (const path of [
      'GET /v1/conversations/ID',
      'GET /v1/conversations/ID/turns',
      'GET /v1/events',
    ])
      expect(paths).toContain(path);
  });
});

const oneHandoff = `(select min(handoff) from outcomes where tenant = 'sim')`;

const planted: [string, string, Invariant[]][] = [
  ['a turn is lost', `delete from turns where tenant = 'sim' and sequence = 3`, ['I1', 'I2']],
  [
    'a text is changed',
    `update turns set content = content || ' ' where tenant = 'sim' and sequence = 2`,
    ['I3'],
  ],
  [
    'an epoch is skipped',
    `update events set data = jsonb_set(data, '{epoch}', '7') where tenant = 'sim' and type = 'conversation.owner_changed' and data->>'epoch' = '2'`,
    ['I4'],
  ],
  [
    'a case is with two agents',
    `insert into leases (id, tenant, agent, conversation, handoff, units, created_at, released_at)
     select id || '-2', tenant, 'ana', conversation, handoff, units, created_at, released_at from leases
     where tenant = 'sim' order by released_at - created_at desc limit 1`,
    ['I5'],
  ],
  [
    'a handoff is left open without a deadline',
    `with gone as (delete from events where tenant = 'sim' and type in ('handoff.completed', 'handoff.returned'))
     update conversations set deadline_at = null where tenant = 'sim'`,
    ['I6'],
  ],
  [
    'a signal is never sent',
    `update outbox set sent_at = null, attempts = 0 where tenant = 'sim'`,
    ['I7'],
  ],
  [
    'a clock is started again',
    `update events set data = jsonb_set(data, '{metric}', '"time_to_human"') where tenant = 'sim' and type = 'sla.started' and data->>'metric' <> 'time_to_human'`,
    ['I8'],
  ],
  ['an outcome is lost', `delete from outcomes where handoff = ${oneHandoff}`, ['I9', 'I10']],
  [
    'capacity is not given back',
    `update leases set released_at = null where tenant = 'sim'`,
    ['I9'],
  ],
  [
    'a derived row differs from the log',
    `update handoffs set priority = 5 - priority where id = ${oneHandoff}`,
    ['I10'],
  ],
  [
    'a wish for a person is not followed',
    `update decisions set action = 'handoff', reason = 'customer_request' where tenant = 'sim' and turn = 1`,
    ['I13'],
  ],
  ['a queue was removed under its handoffs', `delete from queues where tenant = 'sim'`, ['I14']],
  [
    'a wake-up is never looked at',
    `insert into wakeups (tenant, queue) values ('sim', 'general')`,
    ['I15'],
  ],
];

describe('a bug planted in the database', () => {
  test.each(planted)('%s: the fitting count turns red', async (_name, sql, red) => {
    const { violations } = checkObservations(await withBug(sql));
    const found = checkedInvariants.filter((name) => violations[name] > 0);
    expect(found).toEqual(expect.arrayContaining(red));
  });

  test('a planted secret that was stored in clear is found', async () => {
    const secret = observed().conversations.flatMap((one) => one.canaries)[0] ?? '';
    const bug = `update decisions set evidence = to_jsonb('${secret}'::text) where tenant = 'sim'`;
    const { violations } = checkObservations(await withBug(bug));
    expect(violations.I12).toBeGreaterThan(0);
  });
});
