/** The export is enough: what a script that knows nothing of us makes of it is what the API says. */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eraseRows } from '../../src/adapters/postgres/erase-rows.ts';
import { readKpis } from '../../src/adapters/postgres/kpis.ts';
import { rebuild } from '../../src/adapters/postgres/rebuild.ts';
import { loadConfig } from '../../src/config.ts';
import { exportKinds } from '../../src/contract/export.ts';
import type { KpiGroup } from '../../src/contract/learning.ts';
import { runExport } from '../../src/cli/export-command.ts';
import { readPastTranscripts } from '../../src/cli/history-command.ts';
import { writeHistory } from '../../src/cli/history/history.ts';
import { call, keyOf, recordingClient, testApi, type TestApi } from '../support/api.ts';
import { eventually, testDatabase, type TestDatabase } from '../support/baton.ts';
import { sampleReviews } from '../support/sampled-reviews.ts';
import { seedTenant } from '../support/tenant.ts';

const day = 86_400_000;
const until = Date.parse('2026-03-30T00:00:00Z');
const since = until - 84 * day;
const script = path.resolve('scripts/kpis-from-export.js');
const run = promisify(execFile);
let database: TestDatabase;
let folder: string;
let log: string;

beforeAll(async () => {
  database = await testDatabase();
  folder = await mkdtemp(path.join(tmpdir(), 'baton-export-'));
  log = path.join(folder, 'log.jsonl');
  await seedTenant(database.pool, 'acme', (policy) => ({
    ...policy,
    arms: {
      no_brief: { share: 0.42 },
      propose: { share: 0.2, reasons: ['tool_failure', 'missing_knowledge'] },
    },
  }));
  const transcripts = await readPastTranscripts();
  await writeHistory(database.pool, {
    tenant: 'acme',
    transcripts,
    since,
    until,
    handoffs: 95,
    seed: 7,
  });
  await sampleReviews(database.pool, new Date(until - day));
  await tellOfMeetings();
  await export_({ format: 'jsonl', what: ['event', 'review'], out: log });
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await database.close();
});

/** The past has no meetings: half of the outcomes get one in the log, and the tables are folded anew. */
async function tellOfMeetings(): Promise<void> {
  await database.pool.query(
    `update events e set data = e.data || jsonb_build_object('meeting', w.words[1 + place % 6])
       from (select conversation, sequence, (row_number() over (order by conversation, sequence))::int as place
               from events where type = 'outcome.recorded') o,
            (select array['sent', 'booked', 'canceled', 'attended', 'attended', 'missed'] as words) w
      where e.conversation = o.conversation and e.sequence = o.sequence and place % 12 < 6`,
  );
  await rebuild(database.pool);
}

async function export_(flags: Partial<Parameters<typeof runExport>[1]>): Promise<void> {
  const config = { ...loadConfig(), databaseUrl: database.url };
  const all = { json: true, tenant: 'acme', format: 'jsonl' as const, what: exportKinds };
  expect(await runExport(config, { ...all, ...flags })).toBe(0);
}

async function recomputed(group: KpiGroup | null, window: [string, string]): Promise<unknown> {
  const by = group === null ? [] : ['--group-by', group];
  const { stdout } = await run(process.execPath, [
    script,
    log,
    '--since',
    window[0],
    '--until',
    window[1],
    ...by,
  ]);
  return JSON.parse(stdout);
}

/** Equal but for the last digits of a sum taken in another order. */
function rounded(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (_key, each: unknown) =>
      typeof each === 'number' ? Number(each.toPrecision(9)) : each,
    ),
  );
}

describe('KPIs from the export alone', () => {
  const whole: [string, string] = [new Date(since).toISOString(), new Date(until).toISOString()];
  const middle: [string, string] = ['2026-02-02T00:00:00.000Z', '2026-03-02T00:00:00.000Z'];

  it.each([
    [null, whole],
    [null, middle],
    ['week', whole],
    ['queue', whole],
    ['rule', middle],
    ['tier', whole],
    ['policy_version', whole],
    ['arm', whole],
  ] as const)('by %s are those of the API', async (group, window) => {
    const places = { since: new Date(window[0]), until: new Date(window[1]) };
    const {
      since: _since,
      until: _until,
      ...report
    } = await readKpis(database.pool, 'acme', places, group);
    expect(rounded(await recomputed(group, [...window]))).toEqual(rounded(report));
  });

  it('have something to say: an estimated recall, and arms with enough of each', async () => {
    const report = await readKpis(
      database.pool,
      'acme',
      { since: new Date(since), until: new Date(until) },
      null,
    );
    expect(report.total.escalation_accuracy.recall).toMatchObject({ by: 'sampled' });
    expect(report.handle_time_reduction.value).not.toBeNull();
    expect(report.handoff_deflection_lift.value).not.toBeNull();
    const { sent, booked, canceled, attended, missed } = report.total.meetings;
    expect([sent, booked, canceled, attended, missed].every((number) => number > 0)).toBe(true);
    expect(attended + missed).toBe(report.total.meetings.attendance.of);
  });
});

describe('a rebuild', () => {
  const window = { since: new Date(since), until: new Date(until) };

  it('changes nothing where nothing is wrong', async () => {
    const { events, tables } = await rebuild(database.pool);
    expect(events).toBeGreaterThan(2_000);
    expect(tables.filter(({ same }) => !same)).toEqual([]);
    expect(tables.find(({ table }) => table === 'outcomes')?.rows.after).toBeGreaterThanOrEqual(95);
  });

  it('gives back to the byte what was lost, altered or invented, and no wake-up beside', async () => {
    const before = await readKpis(database.pool, 'acme', window, 'queue');
    const { pool } = database;
    await pool.query('delete from wakeups');
    await pool.query(
      `delete from outcomes where handoff in (select handoff from outcomes order by handoff limit 20)`,
    );
    await pool.query(`update handoffs set state = 'queued', queue = 'sales' where number = 1`);
    await pool.query(`insert into alerts (tenant, conversation, handoff, metric, threshold, due_at, late_ms, at, sequence)
      values ('acme', 'nobody', 'ho_none', 'resolution', 'breached', now(), 1, now(), 1)`);
    const { tables } = await rebuild(pool);
    expect(tables.filter(({ same }) => !same).map(({ table }) => table)).toEqual([
      'handoffs',
      'outcomes',
      'alerts',
    ]);
    expect(rounded(await readKpis(pool, 'acme', window, 'queue'))).toEqual(rounded(before));
    expect((await rebuild(pool)).tables.every(({ same }) => same)).toBe(true);
    expect((await pool.query('select 1 from wakeups')).rowCount).toBe(0);
  });
});

describe('an export', () => {
  it('holds every event in order, each once', async () => {
    const lines = (await readFile(log, 'utf8')).trim().split('\n');
    const events = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    const ids = events.filter(({ kind }) => kind === 'event').map(({ id }) => String(id));
    const { rows } = await database.pool.query<{ id: string }>(
      `select conversation || ':' || sequence as id from events order by conversation, sequence`,
    );
    expect(ids).toEqual(rows.map(({ id }) => id));
  });

  it('as CSV is a table whose cells no spreadsheet runs', async () => {
    await database.pool.query(
      `update outcomes set tier = '=1+1' where handoff = (select min(handoff) from outcomes)`,
    );
    const out = path.join(folder, 'outcomes.csv');
    await export_({ format: 'csv', what: ['outcome'], out });
    const [head = '', ...rows] = (await readFile(out, 'utf8')).trim().split('\r\n');
    expect(head.split(',').slice(0, 3)).toEqual(['handoff_id', 'conversation_id', 'number']);
    expect(rows.length).toBeGreaterThanOrEqual(90);
    expect(rows[0]).toContain("'=1+1");
  });

  describe('over HTTP', () => {
    let api: TestApi;
    const keys: Record<string, string> = {};

    beforeAll(async () => {
      api = await testApi(database.pool, recordingClient());
      for (const role of ['supervisor', 'agent'] as const)
        keys[role] = await keyOf(database.pool, 'acme', role, role === 'agent' ? 'ana' : undefined);
    });
    afterAll(() => api.close());

    const get = (url: string, role = 'supervisor') => call(api.app, keys[role] ?? '', 'GET', url);

    it('is the file of the command, row by row, and the audit log says who took it', async () => {
      const now = path.join(folder, 'now.jsonl');
      await export_({ format: 'jsonl', what: ['event', 'review'], out: now });
      const headers = { authorization: `Bearer ${keys['supervisor'] ?? ''}` };
      const answered = await api.app.request('/v1/export', { headers });
      expect(answered.headers.get('content-type')).toContain('application/x-ndjson');
      expect(await answered.text()).toBe(await readFile(now, 'utf8'));
      const { rows } = await database.pool.query<{ subject: string }>(
        `select subject from audit_log where tenant = 'acme' and action = 'log.exported'`,
      );
      expect(rows).toEqual([{ subject: 'event,review' }]);
    });

    it('as CSV holds one kind of row', async () => {
      const answered = await get('/v1/export?what=outcome&format=csv');
      expect(answered.headers.get('content-disposition')).toContain('baton-outcome.csv');
      expect(answered.body).toMatch(/^handoff_id,conversation_id,number,/);
      expect((await get('/v1/export?format=csv')).status).toBe(422);
      expect((await get('/v1/export?what=secrets')).status).toBe(422);
    });

    it('is refused to agents, and to a third reader while two take their time', async () => {
      expect((await get('/v1/export', 'agent')).status).toBe(403);
      const open = () =>
        api.app.request('/v1/export', {
          headers: { authorization: `Bearer ${keys['supervisor'] ?? ''}` },
        });
      const slow = [await open(), await open()];
      expect((await get('/v1/export')).status).toBe(429);
      for (const { body } of slow) await body?.cancel();
      await eventually('their places are free', async () => {
        const { status } = await get(
          '/v1/export?since=2100-01-01T00:00:00Z&until=2100-01-02T00:00:00Z',
        );
        return status === 200;
      });
      expect(api.faults).toEqual([]);
    });
  });
});

describe('a rebuild after an erasure', () => {
  it('brings nothing of the person back, and leaves every figure as it was', async () => {
    const { pool } = database;
    const window = { since: new Date(since), until: new Date(until) };
    const figures = async (): Promise<unknown[]> =>
      Promise.all(
        ([null, 'week', 'tier', 'rule'] as const).map((group) =>
          readKpis(pool, 'acme', window, group),
        ),
      );
    const { rows } = await pool.query<{ id: string }>(
      `select distinct h.conversation as id from handoffs h where customer_id is not null order by 1 limit 12`,
    );
    // What the test above damaged is mended first.
    await rebuild(pool);
    const before = await figures();
    for (const { id } of rows) {
      const erasure = { cause: 'request', now: Date.now() } as const;
      await eraseRows(pool, { tenant: 'acme', conversation: id }, erasure);
    }
    expect(rounded(await figures())).toEqual(rounded(before));
    const { tables } = await rebuild(pool);
    expect(tables.filter(({ same }) => !same)).toEqual([]);
    expect(rounded(await figures())).toEqual(rounded(before));
    const left = await pool.query(
      `select 1 from handoffs where conversation = any ($1) and customer_id <> 'erased'
       union all select 1 from turns where conversation = any ($1)
       union all select 1 from briefs where conversation = any ($1)`,
      [rows.map(({ id }) => id)],
    );
    expect(rows).toHaveLength(12);
    expect(left.rowCount).toBe(0);
  });
});
