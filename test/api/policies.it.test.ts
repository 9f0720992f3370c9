import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PolicyCheck } from '../../src/adapters/postgres/policy-checks.ts';
import { call, keyOf, testApi, type Answered, type Json, type TestApi } from '../support/api.ts';
import { testBaton, type TestBaton } from '../support/baton.ts';

let baton: TestBaton;
let api: TestApi;
let source = '';
const keys: Record<string, string> = {};
/** Stands where a back-test will: refuses policies whose description says so. */
const backTest: PolicyCheck = {
  name: 'back_test',
  findings: ({ policy }) =>
    Promise.resolve(policy?.description === 'worse' ? ['12 more false alarms per 100'] : []),
};

beforeAll(async () => {
  baton = await testBaton();
  api = await testApi(baton.pool, baton.conversations, { policyChecks: [backTest] });
  for (const role of ['backend', 'supervisor', 'operator'] as const)
    keys[role] = await keyOf(baton.pool, baton.tenant, role);
  source = await readFile(new URL('../../policies/general-support.yaml', import.meta.url), 'utf8');
});

afterAll(async () => {
  await api.close();
  await baton.close();
});

function as(who: string, method: string, url: string, body?: unknown): Promise<Answered> {
  return call(api.app, keys[who] ?? '', method, url, body === undefined ? {} : { body });
}

function customer(conversation: string, id: string, content: string): Promise<Answered> {
  return as('backend', 'POST', `/v1/conversations/${conversation}/turns`, {
    turn: { id, role: 'customer', content },
  });
}

async function draft(changed: string, more: object = {}): Promise<Json> {
  const body = { source: changed, format: 'yaml', ...more };
  const answered = await as('operator', 'POST', '/v1/policies', body);
  expect(answered.status, JSON.stringify(answered.body)).toBe(201);
  return answered.body;
}

const activate = (version: number): Promise<Answered> =>
  as('operator', 'POST', `/v1/policies/general-support/versions/${version}/activate`, {});

const withWords = (): string =>
  source
    .replace('governance:\n', 'phrases: { zebra: [zebra, "Zebrastreifen*"] }\ngovernance:\n')
    .replace('governance:\n', 'governance:\n  zebra: always_human\n');

describe('the life of a policy', () => {
  it('a running conversation is decided by a new version at its next turn, and the ledger says by which', async () => {
    const before = await customer('p1', 't1', 'My zebra is late');
    expect(before.body.decision).toMatchObject({ action: 'continue', policy_version: 1 });

    const { version } = await draft(withWords());
    const meanwhile = await customer('p1', 't2', 'My zebra is still late');
    expect(meanwhile.body.decision).toMatchObject({ action: 'continue', policy_version: 1 });

    expect((await activate(version)).body).toMatchObject({ status: 'active' });
    const after = await customer('p1', 't3', 'Where is my ZEBRA?');
    expect(after.body.decision).toMatchObject({
      action: 'handoff',
      rule: 'governance:zebra',
      policy_version: version,
      evidence: [{ turn: 3, feature: 'says_zebra', start: 12, end: 17 }],
    });
    const listed = await as('operator', 'GET', '/v1/conversations/p1/decisions');
    expect(listed.body.data.map((row: Json) => row.policy_version)).toEqual([1, 1, version]);
    expect(listed.body.data[2]).toMatchObject({
      model: null,
      features: { says_zebra: true, role: 'customer' },
      nearest: { distance: expect.any(Number) as number },
    });
  });

  it('goes back one version with each rollback, and tells who did it when', async () => {
    const { version } = await draft(source.replace('max_ai_turns: 60', 'max_ai_turns: 59'));
    await activate(version);
    const first = await as('operator', 'POST', '/v1/policies/rollback', {});
    expect(first.body).toMatchObject({ version: version - 1, status: 'active' });
    const second = await as('operator', 'POST', '/v1/policies/rollback', {});
    expect(second.body).toMatchObject({ version: version - 2, status: 'active' });
    const third = await as('operator', 'POST', '/v1/policies/rollback', {});
    expect(third).toMatchObject({ status: 409, body: { code: 'wrong_state' } });
    const turn = await customer('p2', 't1', 'My zebra is late');
    expect(turn.body.decision).toMatchObject({ action: 'continue', policy_version: version - 2 });
    const history = await as('supervisor', 'GET', '/v1/policies/history');
    expect(history.body.data.map((row: Json) => `${row.kind} ${row.version}`)).toEqual([
      `rolled_back ${version - 2}`,
      `rolled_back ${version - 1}`,
      `activated ${version}`,
      `activated ${version - 1}`,
    ]);
    expect(history.body.data[0].by).toMatch(/./);
  });

  it('is refused activation with all that speaks against it', async () => {
    const tests = `policy: general-support
scenarios:
  - title: zebras are for the AI
    turns: [{ role: customer, content: 'my lawyer will take you to court' }]
    expect: { action: continue }
`;
    const changed = source
      .replace('description: General', 'description: worse\n#')
      .replace('queue: technical }', 'queue: nowhere }');
    const { version } = await draft(changed, { tests });
    const refused = await activate(version);
    expect(refused.status).toBe(422);
    expect(refused.body.errors.map((error: Json) => error.code)).toEqual([
      'queues',
      'tests',
      'back_test',
    ]);
    const url = `/v1/policies/general-support/versions/${version}/checks`;
    const asked = await as('supervisor', 'GET', url);
    expect(asked.body).toMatchObject({ passed: false, checks: { length: 4 } });
    const active = await as('supervisor', 'GET', '/v1/policies?status=active');
    expect(active.body.data).toHaveLength(1);
    expect(active.body.data[0].version).not.toBe(version);
  });

  it('shows what a draft changes, rule by rule', async () => {
    const moved = source.replace('max_ai_turns: 60', 'max_ai_turns: 12');
    const { version } = await draft(moved.replace('- id: loop', '- id: circle'));
    const url = `/v1/policies/general-support/versions/${version}/diff?against=1`;
    const { body } = await as('supervisor', 'GET', url);
    expect(body.changes.map((change: Json) => [change.path, change.change])).toEqual([
      ['max_ai_turns', 'changed'],
      ['rules.circle', 'added'],
      ['rules.loop', 'removed'],
    ]);
  });

  it('is validated without being stored: every mistake, and tests that fail', async () => {
    const broken = source
      .replace('max_ai_turns: 60', 'max_ai_turns: 0')
      .replace('unsure', 'un sure');
    const bad = await as('supervisor', 'POST', '/v1/policies/validate', {
      source: broken,
      format: 'yaml',
    });
    expect(bad.body.ok).toBe(false);
    expect(bad.body.errors.length).toBe(2);
    expect(bad.body.errors[0].line).toBeGreaterThan(0);
  });
});

describe('the ledger', () => {
  it('finds decisions of all conversations by rule, action and version, page by page', async () => {
    for (const id of ['l1', 'l2', 'l3']) await customer(id, 't1', 'I want to talk to a person');
    await customer('l4', 't1', 'What are your opening hours?');
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const rest: string = cursor === null ? '' : `&cursor=${cursor}`;
      const page = await as('operator', 'GET', `/v1/decisions?rule=customer-asks&limit=2${rest}`);
      expect(page.status).toBe(200);
      seen.push(...page.body.data.map((row: Json) => row.conversation_id));
      cursor = page.body.next_cursor;
    } while (cursor !== null);
    expect(seen).toEqual(['l3', 'l2', 'l1']);
    const calm = await as('operator', 'GET', '/v1/decisions?action=continue&rule=none');
    expect(calm.body.data.map((row: Json) => row.conversation_id)).toContain('l4');
    const later = await as('operator', 'GET', '/v1/decisions?since=2100-01-01T00:00:00Z');
    expect(later.body.data).toEqual([]);
  });

  it('is not for backends and agents', async () => {
    expect((await as('backend', 'GET', '/v1/decisions')).status).toBe(403);
  });
});

describe('the schema for editors', () => {
  it('is served as it is shipped', async () => {
    const served = await call(api.app, null, 'GET', '/policy.schema.json');
    const file = new URL('../../policies/policy.schema.json', import.meta.url);
    expect(served.body).toEqual(JSON.parse(await readFile(file, 'utf8')));
  });

  it('a suggested change is stored as a draft with its comments and its origin; one that leads nowhere is not', async () => {
    const base = await draft(source);
    const url = `/v1/policies/general-support/versions/${base.version as number}/patch`;
    const step = { op: 'replace', path: '/rules/1/action', value: 'propose' };
    const made = await as('operator', 'POST', url, { patch: [step] });
    expect(made.status, JSON.stringify(made.body)).toBe(201);
    expect(made.body).toMatchObject({ status: 'draft', version: (base.version as number) + 1 });
    expect(made.body.document.rules[1].action).toBe('propose');
    expect(made.body.source).toContain('# Handed off at once and never answered by the AI');
    const { rows } = await baton.pool.query<{ detail: object }>(
      `select detail from audit_log where tenant = $1 and action = 'policy.created' order by position desc limit 1`,
      [baton.tenant],
    );
    expect(rows[0]?.detail).toMatchObject({ from: { version: base.version, patch: [step] } });

    const nowhere = { op: 'remove', path: '/rules/999' };
    const refused = await as('operator', 'POST', url, { patch: [step, nowhere] });
    expect(refused.status).toBe(422);
    expect(refused.body.errors[0]).toMatchObject({
      pointer: '/patch',
      message: 'there is nothing at /rules/999',
    });
  });
});
