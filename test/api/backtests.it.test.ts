import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readPolicy } from '../../src/adapters/postgres/policies.ts';
import { backtestGate } from '../../src/adapters/postgres/policy-gate.ts';
import { parsePolicy } from '../../src/contract/policy.ts';
import type { Policy } from '../../src/domain/policy.ts';
import type { Verdict } from '../../src/domain/words.ts';
import { call, keyOf, testApi, type TestApi } from '../support/api.ts';
import { eventually, testBaton, type TestBaton } from '../support/baton.ts';
import { drive } from '../support/driver.ts';
import { storePast } from '../support/past-weeks.ts';

let baton: TestBaton;
let api: TestApi;
const keys: Record<string, string> = {};
let source = '';
let withoutLegal = '';

beforeAll(async () => {
  baton = await testBaton({ tenant: 'tester' });
  const policyChecks = [backtestGate(baton.pool, () => Date.now() + 60_000)];
  api = await testApi(baton.pool, baton.conversations, { policyChecks });
  for (const role of ['operator', 'admin'] as const)
    keys[role] = await keyOf(baton.pool, baton.tenant, role);
  source = await readFile(new URL('../../policies/general-support.yaml', import.meta.url), 'utf8');
  withoutLegal = source.replace(/^ {2}legal:.*$/m, '');
  const said = ['I will call my lawyer', 'Where is my order?', 'I want to talk to a person'];
  for (const content of said) await drive(baton).post({ content });
});
afterAll(async () => {
  await api.close();
  await baton.close();
});

async function post(role: string, path: string, body: object) {
  return call(api.app, keys[role] ?? '', 'POST', path, { body });
}

async function draft(text: string): Promise<number> {
  const answered = await post('operator', '/v1/policies', { source: text, format: 'yaml' });
  return answered.body.version as number;
}

describe('a back-test over the API', () => {
  it('is run by a worker and says what the candidate would change', async () => {
    const asked = await post('operator', '/v1/backtests', {
      source: withoutLegal,
      until: new Date(Date.now() + 60_000).toISOString(),
    });
    expect(asked.status).toBe(201);
    const done = await eventually('the back-test', async () => {
      const url = `/v1/backtests/${asked.body.id as string}`;
      const { body } = await call(api.app, keys['operator'] ?? '', 'GET', url);
      return body.state === 'running' ? null : body;
    });
    expect(done.state, done.error).toBe('done');
    expect(done.report).toMatchObject({
      conversations: 3,
      fidelity: { of: 2, same: 2, share: 1 },
      changes: { gone: 1, new: 0 },
      before: { handoffs: 2 },
      after: { handoffs: 1 },
      gate: { passed: false },
    });
  });
});

describe('the gate at activation', () => {
  it('refuses a version that loses a topic which must reach a person, and names it', async () => {
    const version = await draft(withoutLegal);
    const refused = await post(
      'operator',
      `/v1/policies/general-support/versions/${version}/activate`,
      {},
    );
    expect(refused.status).toBe(422);
    expect(refused.body.errors).toEqual([
      expect.objectContaining({
        code: 'backtest',
        message: expect.stringContaining('governance:legal') as string,
      }),
    ]);
  });

  it('sees every conversation of the window that was reviewed, also past the latest it looks at', async () => {
    const { pool, tenant } = baton;
    const parsed = parsePolicy(withoutLegal, 'yaml');
    const record = await readPolicy(pool, tenant, { name: 'general-support', version: 1 });
    if (!parsed.ok || record === undefined) throw new Error('the policy');
    const gate = backtestGate(pool, () => Date.now() + 60_000, 1);
    const findings = () => gate.findings({ tenant, record, policy: parsed.policy });
    expect(await findings(), 'the latest is another').toEqual([]);
    await pool.query(
      `insert into reviews (tenant, id, conversation, reviewer, verdict, reviewed_at)
       select $1, 'rv_legal', t.conversation, 'ana', 'needed', now() from turns t
        where t.tenant = $1 and t.content like '%lawyer%'`,
      [tenant],
    );
    expect(await findings()).toEqual([expect.stringContaining('governance:legal')]);
  });

  it('is overridden by an admin with a reason, which is kept; by nobody else', async () => {
    const version = await draft(withoutLegal);
    const path = `/v1/policies/general-support/versions/${version}/activate`;
    const body = { override_reason: 'our lawyers answer mail themselves now' };
    expect((await post('operator', path, body)).status).toBe(403);
    expect((await post('admin', path, body)).status).toBe(200);
    const { rows } = await baton.pool.query<{ detail: object }>(
      `select detail from audit_log where tenant = $1 and action = 'policy.gate_overridden'`,
      [baton.tenant],
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]?.detail).toMatchObject({
      reason: body.override_reason,
      findings: [expect.stringContaining('governance:legal')],
    });
  });

  it('lets pass what loses nothing', async () => {
    const version = await draft(source);
    const path = `/v1/policies/general-support/versions/${version}/activate`;
    expect((await post('operator', path, {})).status).toBe(200);
  });
});

describe('what reviews speak for', () => {
  /** A rule that hands off every parcel, and people who said that nobody was needed. */
  const rule = `phrases: { parcel: [parcel] }

rules:
  - id: parcel-word
    when: { says: parcel }
    action: handoff
    reason: frustration
    rank: 1
`;

  async function plant(): Promise<{ version: number; policy: Policy }> {
    const text = source.replace('\nrules:\n', `\n${rule}`);
    const version = await draft(text);
    const path = `/v1/policies/general-support/versions/${version}/activate`;
    expect((await post('operator', path, {})).status).toBe(200);
    const parsed = parsePolicy(text, 'yaml');
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
    return { version, policy: parsed.policy };
  }

  it('is in the report of a back-test, as a patch that becomes a draft of the version that decides', async () => {
    const { version, policy } = await plant();
    const begin = Date.parse('2026-06-01T00:00:00Z');
    const said = { 'Where is my parcel?': 'avoidable', 'I want to talk to a person': 'needed' };
    for (let n = 0; n < 40; n += 1)
      for (const [content, verdict] of Object.entries(said)) {
        const entry = {
          id: `p${n}-${verdict}`,
          at: new Date(begin + n * 3_600_000),
          said: content,
        };
        await storePast(baton.pool, baton.tenant, policy, {
          ...entry,
          verdict: verdict as Verdict,
        });
      }
    const asked = await post('operator', '/v1/backtests', {
      ...{ policy: 'general-support', version },
      since: new Date(begin).toISOString(),
      until: new Date(begin + 100 * 3_600_000).toISOString(),
    });
    const { suggested } = await eventually('the back-test', async () => {
      const url = `/v1/backtests/${asked.body.id as string}`;
      return (await call(api.app, keys['operator'] ?? '', 'GET', url)).body.report;
    });
    expect(suggested.policy).toEqual({ name: 'general-support', version });
    const [change] = suggested.changes;
    expect(change).toMatchObject({ rule: 'parcel-word', held_out: { after: { precision: 1 } } });
    const { patch } = change;
    const path = `/v1/policies/general-support/versions/${version}/patch`;
    expect(await post('operator', path, { patch })).toMatchObject({
      status: 201,
      body: { version: version + 1, status: 'draft' },
    });
  });
});
