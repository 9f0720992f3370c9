import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { backtestGate } from '../../src/adapters/postgres/policy-gate.ts';
import { call, keyOf, testApi, type TestApi } from '../support/api.ts';
import { eventually, testBaton, type TestBaton } from '../support/baton.ts';
import { drive } from '../support/driver.ts';

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
