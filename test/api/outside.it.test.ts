/** What is reached without a key of the API: Prometheus by a token of its own, a customer by a signed link. */
import { readFile, readdir } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { ratingTokens } from '../../src/adapters/crypto/rating-token.ts';
import { call, keyOf, recordingClient, testApi, type Json, type TestApi } from '../support/api.ts';
import { testDatabase, type TestDatabase } from '../support/baton.ts';
import { seedTenant } from '../support/tenant.ts';

let database: TestDatabase;
let api: TestApi;
const conversations = recordingClient();
const token = 'a token of at least 16';

beforeAll(async () => {
  database = await testDatabase();
  await seedTenant(database.pool, 'acme');
  await database.pool.query(
    `insert into outcomes (tenant, handoff, conversation, number, final_state, reason, policy, policy_version, queue,
       priority, channel, arm, outcome, verdict, requested_at, first_human_message_at, ended_at, handle_ms, offers)
     select 'acme', 'h' || n, 'c' || n, 1, 'completed', 'urgency', 'p', 1, 'billing', 3, 'chat', 'brief', 'resolved',
       case when n = 1 then 'avoidable' else 'needed' end, now() - interval '1 hour',
       now() - interval '59 minutes', now(), 1, 1 from generate_series(1, 4) n`,
  );
  api = await testApi(database.pool, conversations, { metricsToken: token });
});
afterAll(async () => {
  await api.close();
  await database.close();
});

async function scraped(): Promise<string> {
  const headers = { authorization: `Bearer ${token}` };
  return (await call(api.app, null, 'GET', '/metrics', { headers })).body as string;
}

/** Every name of ours in a text. */
function namesIn(text: string): string[] {
  return [...new Set(text.match(/\bbaton_[a-z_]+/g) ?? [])];
}

describe('/metrics', () => {
  it('needs its token, and is not there without one', async () => {
    expect((await call(api.app, null, 'GET', '/metrics')).status).toBe(401);
    const key = await keyOf(database.pool, 'acme', 'admin');
    expect((await call(api.app, key, 'GET', '/metrics')).status).toBe(401);
    const closed = await testApi(database.pool, conversations);
    const headers = { authorization: `Bearer ${token}` };
    expect((await call(closed.app, null, 'GET', '/metrics', { headers })).status).toBe(404);
    await closed.close();
  });

  it('tells of queues, of the last day and of every request by its operation', async () => {
    const key = await keyOf(database.pool, 'acme', 'admin');
    await call(api.app, key, 'GET', '/v1/queues');
    const text = await scraped();
    expect(text).toContain('baton_handoffs_waiting{tenant="acme",queue="general"} 0');
    expect(text).toContain('baton_day_handoffs_ended{tenant="acme",queue="billing"} 4');
    expect(text).toContain('baton_day_precision_ratio{tenant="acme",queue="billing"} 0.75');
    expect(text).toContain(
      'baton_day_time_to_human_seconds{tenant="acme",queue="billing",quantile="0.5"} 60',
    );
    expect(text).toContain(
      'baton_http_request_duration_seconds_count{operation="listQueues",status="200"} 1',
    );
  });
});

describe('the files for Prometheus and Grafana', () => {
  it('name only metrics that there are', async () => {
    const there = namesIn(await scraped());
    const files = ['prometheus/alerts.yaml', 'grafana/baton-floor.json'];
    for (const file of files) {
      const text = await readFile(`deploy/${file}`, 'utf8');
      const named = namesIn(text).map((name) => name.replace(/_bucket$/, ''));
      expect(named.length, file).toBeGreaterThan(5);
      expect(
        named.filter((name) => !there.includes(name)),
        file,
      ).toEqual([]);
    }
  });

  it('are well formed: each alert says what to do, each dashboard has its own place', async () => {
    const { groups } = parse(await readFile('deploy/prometheus/alerts.yaml', 'utf8'));
    for (const { rules } of groups)
      for (const { alert, expr, annotations } of rules)
        expect([typeof expr, typeof annotations.action], alert).toEqual(['string', 'string']);
    const boards = await Promise.all(
      (await readdir('deploy/grafana')).map(async (file) =>
        JSON.parse(await readFile(`deploy/grafana/${file}`, 'utf8')),
      ),
    );
    expect(new Set(boards.map(({ uid }: Json) => uid)).size).toBe(boards.length);
  });

  it('ask Postgres what it can answer', async () => {
    const board = JSON.parse(await readFile('deploy/grafana/baton-kpis.json', 'utf8'));
    expect(board.panels).toHaveLength(8);
    for (const { title, targets } of board.panels) {
      const sql = String(targets[0].rawSql)
        .replaceAll('${tenant}', 'acme')
        .replaceAll('$__timeFrom()', `now() - interval '1 day'`)
        .replaceAll('$__timeTo()', 'now()');
      const { rows } = await database.pool.query(sql);
      expect(Array.isArray(rows), title).toBe(true);
    }
  });
});

describe('a rating link', () => {
  const { tokenFor, refOf } = ratingTokens([Buffer.alloc(32, 7)]);
  const ref = { tenant: 'acme', conversation: 'c-1' };
  const post = (path: string, score: string) =>
    api.app.request(path, {
      method: 'POST',
      body: `score=${score}`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });

  it('asks on a page that rates nothing by being opened, and takes one click', async () => {
    const path = `/rate/${tokenFor(ref)}`;
    const page = await call(api.app, null, 'GET', path, {
      headers: { 'accept-language': 'de-AT' },
    });
    expect(page.body).toContain('Wie wurde Ihnen geholfen?');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(conversations.sent).toEqual([]);
    expect((await post(path, '4')).status).toBe(200);
    expect(conversations.sent).toMatchObject([
      { ...ref, type: 'rate', argument: { score: 4, actor: { kind: 'customer' } } },
    ]);
    expect((await post(path, '6')).status).toBe(422);
    expect((await post(path, 'x')).status).toBe(422);
  });

  it('leads nowhere when a sign of it is changed, or another installation made it', async () => {
    const made = tokenFor(ref);
    const other = made.endsWith('A') ? 'B' : 'A';
    const forged = [`${made.slice(0, -1)}${other}`, made.replace('c-1', 'c-2'), 'x', `${made}.y`];
    for (const each of forged)
      expect((await call(api.app, null, 'GET', `/rate/${each}`)).status, each).toBe(404);
    expect(refOf(ratingTokens([Buffer.alloc(32, 8)]).tokenFor(ref))).toBeNull();
  });

  it('still works after the master key was rotated', () => {
    const rotated = ratingTokens([Buffer.alloc(32, 9), Buffer.alloc(32, 7)]);
    expect(rotated.refOf(tokenFor(ref))).toEqual(ref);
  });
});
