import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { roleWords } from '../../src/domain/words.ts';
import { call, recordingClient, testApi, type TestApi } from '../support/api.ts';
import { testDatabase, type TestDatabase } from '../support/baton.ts';
import { twoTenants } from '../support/two-tenants.ts';
import { operations, type Operation } from '../support/operations.ts';

/** A body that each route would take, naming things of tenant `a`. */
const bodies: Record<string, unknown> = {
  postTurns: { turn: { id: 't9', role: 'customer', content: 'Hello', attachments: ['at_a'] } },
  requestHuman: {},
  cancelHandoff: {},
  answerProposal: { answer: 'yes' },
  chooseChannel: { channel: 'email' },
  leaveDetails: { name: 'Kim' },
  rate: { score: 4 },
  makePromise: { kind: 'write_by', due: '2030-01-01T00:00:00Z' },
  keepPromise: { promise_id: 'pr_a' },
  bookMeeting: { starts: '2030-01-01T00:00:00Z' },
  cancelMeeting: {},
  recordMeeting: { result: 'missed' },
  createWidgetSite: { name: 'Shop' },
  changeWidgetSite: { name: 'Changed' },
  rotateWidgetSecret: {},
  takeCalendarReply: { calendar: 'BEGIN:VCALENDAR' },
  setMeetingLink: { scope: 'queue', id: 'only-a', template: 'https://cal.com/x' },
  claim: { agent: 'ana' },
  reply: { content: 'Hello' },
  note: { content: 'Hello' },
  transfer: { to_agent: 'ana' },
  returnToAi: {},
  snooze: { until: '2030-01-01T00:00:00Z' },
  resolve: { outcome: 'resolved' },
  markRead: { turn: 1 },
  suggestReplies: {},
  useSuggestion: { sent: null },
  importKnowledge: { source: 'a.md', kind: 'markdown', content: '# A' },
  putMacro: { name: 'Hello', content: 'Hello {customer_name}' },
  renderMacro: { conversation_id: 'only-a' },
  acceptOffer: {},
  rejectOffer: {},
  createAgent: { id: 'cem', name: 'Cem', queues: ['only-a'] },
  changeAgent: { name: 'Changed', queues: [] },
  setPresence: { presence: 'away' },
  createQueue: { id: 'returns', name: 'Returns' },
  changeQueue: { name: 'Changed' },
  activatePolicy: {},
  rollBackPolicy: {},
  patchPolicy: { patch: [{ op: 'replace', path: '/name', value: 'mine' }] },
  createApiKey: { role: 'agent', agent: 'only-a', label: 'x' },
  createWebhookEndpoint: { url: 'https://example.com/hook' },
  changeWebhookEndpoint: { enabled: true },
  rotateWebhookSecret: {},
  testWebhookEndpoint: {},
  replayWebhookEndpoint: { since: '2020-01-01T00:00:00Z' },
  resendDelivery: {},
  createConnector: {
    kind: 'zendesk',
    config: { base_url: 'https://z.test', user: 'u', token: 't' },
  },
  putConnector: {
    kind: 'zendesk',
    config: { base_url: 'https://z.test', user: 'u', token: 't' },
  },
  testConnector: {},
  signalTyping: {},
  createAttachment: 'bytes',
  inviteUser: { email: 'x@example.com', name: 'X', role: 'agent', agent: 'only-a' },
  repeatInvitation: {},
  changeUser: { name: 'Changed' },
  createReview: { conversation: 'ca', handoff: 'ha', verdict: 'needed' },
  changeGovernance: { redact_reviews: true },
  labelReview: { verdict: 'needed' },
  changeReviewSettings: { hour: 7 },
  createBacktest: { policy: 'only-a', version: 1 },
  createErasure: { conversation: 'ca' },
  putCalendar: { time_zone: 'Europe/Berlin', week: {} },
  changeSwitches: { note: 'x' },
  changeDemo: { playing: true },
  clearDemo: {},
  putAlertDestination: { kind: 'email', target: 'x@example.com', alerts: ['breach'] },
  testAlertDestination: {},
};

const params: Record<string, Record<string, string>> = {
  acceptOffer: { id: 'oa' },
  rejectOffer: { id: 'oa' },
  getAgent: { id: 'only-a' },
  changeAgent: { id: 'only-a' },
  setPresence: { id: 'only-a' },
  changeQueue: { id: 'only-a' },
  getPolicy: { name: 'only-a', version: '1' },
  activatePolicy: { name: 'only-a', version: '1' },
  diffPolicy: { name: 'only-a', version: '1' },
  checkPolicy: { name: 'only-a', version: '1' },
  patchPolicy: { name: 'only-a', version: '1' },
  getAttachment: { id: 'at_a' },
  repeatInvitation: { id: 'us_a' },
  changeUser: { id: 'us_a' },
  getReview: { id: 'rv_a' },
  labelReview: { id: 'rv_a' },
  getReviewRound: { id: 'rr_a' },
  getBacktest: { id: 'bt_a' },
  changeWidgetSite: { id: 'ws_a' },
  rotateWidgetSecret: { id: 'ws_a' },
  removeMeetingLink: { scope: 'queue', id: 'only-a' },
  removeWebhookEndpoint: { id: 'we_a' },
  putCalendar: { id: 'only-a' },
  deleteCalendar: { id: 'only-a-either' },
  putAlertDestination: { name: 'only-a' },
  deleteAlertDestination: { name: 'only-a-either' },
  testAlertDestination: { name: 'only-a-either' },
  changeWebhookEndpoint: { id: 'we_a' },
  rotateWebhookSecret: { id: 'we_a' },
  testWebhookEndpoint: { id: 'we_a' },
  replayWebhookEndpoint: { id: 'we_a' },
  removeConnector: { id: 'cn_a' },
  putConnector: { id: 'cn_a' },
  testConnector: { id: 'cn_a' },
  getDelivery: { id: 'dl_a' },
  resendDelivery: { id: 'dl_a' },
  useSuggestion: { id: 'sg_a' },
  removeKnowledge: { id: 'kb_a' },
  putMacro: { id: 'new-b' },
  removeMacro: { id: 'only-a' },
  renderMacro: { id: 'only-a' },
};

/** Routes that make the caller's own thing under any id, and how they answer. */
const makesOwn: Record<string, number[]> = {
  postTurns: [202, 422],
  requestHuman: [202, 422],
  putMacro: [200],
  putCalendar: [200],
  putAlertDestination: [200],
};

const queries: Record<string, string> = {
  createAttachment: '?name=x.txt',
  searchKnowledge: '?q=only-a',
  getTargetFields: '?target=zendesk',
  listInbox: '?view=mine',
  previewRetention: '?days=1',
};

let database: TestDatabase;
let api: TestApi;
const conversations = recordingClient();
let keys: Record<string, string> = {};
let source = '';

beforeAll(async () => {
  database = await testDatabase();
  const { pool } = database;
  api = await testApi(pool, conversations);
  keys = await twoTenants(pool);
  source = await readFile(new URL('../../policies/general-support.yaml', import.meta.url), 'utf8');
});

afterAll(async () => {
  await api.close();
  await database.close();
});

function urlOf(operation: Operation): string {
  const values = params[operation.operationId] ?? { id: 'ca' };
  const url = operation.path.replaceAll(/\{(.+?)\}/g, (_, name: string) => values[name] ?? 'ca');
  return `${url}${queries[operation.operationId] ?? ''}`;
}

function request(
  operation: Operation,
  key: string,
  headers: Record<string, string> = {},
  { app }: TestApi = api,
) {
  const policy = { source, format: 'yaml' };
  const body = operation.operationId === 'createPolicy' ? policy : bodies[operation.operationId];
  return call(app, key, operation.method, urlOf(operation), {
    ...(operation.method !== 'GET' && operation.method !== 'DELETE' && { body }),
    headers,
  });
}

/** Every row of tenant `a`, as text. */
async function rowsOfA(): Promise<string> {
  const { rows } = await database.pool.query<{ name: string }>(
    `select table_name as name from information_schema.columns
      where column_name = 'tenant' and table_schema = 'public' and table_name not like 'kpi%' order by 1`,
  );
  const parts: string[] = [];
  for (const { name } of rows) {
    const strip = name === 'api_keys' ? `- 'last_used_at'` : '';
    const { rows: found } = await database.pool.query<{ all: unknown }>(
      `select coalesce(jsonb_agg(to_jsonb(t) ${strip} order by to_jsonb(t)::text), '[]') as all from ${name} t where tenant = 'a'`,
    );
    parts.push(`${name}: ${JSON.stringify(found[0]?.all)}`);
  }
  return parts.join('\n');
}

describe('another tenant', () => {
  it('reaches nothing on any route of the OpenAPI document and changes no row', async () => {
    const before = await rowsOfA();
    const named = operations().filter(({ path }) => path.includes('{'));
    expect(named.length).toBeGreaterThan(25);
    for (const operation of named)
      for (const role of operation.roles) {
        const answered = await request(operation, keys[`b/${role}`] ?? '');
        const expected = makesOwn[operation.operationId] ?? [403, 404];
        expect(
          expected,
          `${operation.operationId} as ${role}: ${JSON.stringify(answered.body)}`,
        ).toContain(answered.status);
      }
    expect(await rowsOfA()).toBe(before);
    expect(conversations.sent.filter((message) => message.tenant !== 'b')).toEqual([]);
  });

  it('finds nothing of the first in any list, and cannot name its things in a body', async () => {
    await database.pool.query("delete from calendars where tenant = 'b'");
    await database.pool.query("delete from alert_destinations where tenant = 'b'");
    // Of what it did under the same names, above.
    await database.pool.query("delete from audit_log where tenant = 'b'");
    for (const operation of operations().filter(
      (one) => one.method === 'GET' && !one.path.includes('{'),
    )) {
      const answered = await request(operation, keys['b/admin'] ?? '');
      expect(answered.status, operation.operationId).toBe(200);
      expect(JSON.stringify(answered.body), operation.operationId).not.toMatch(
        /only-a|"ca"|"oa"|we_a|dl_a|cn_a|kb_a|sg_a|bt_a|us_a|rv_a|rr_a/,
      );
    }
    for (const operationId of [
      'createAgent',
      'createApiKey',
      'inviteUser',
      'createReview',
      'postTurns',
    ]) {
      const operation = operations().find((one) => one.operationId === operationId);
      if (operation === undefined) throw new Error(operationId);
      const { status } = await request(operation, keys['b/admin'] ?? '');
      expect([404, 422], operationId).toContain(status);
    }
  });
});

describe('roles', () => {
  it('are as the table beside this test says, on every route', async () => {
    const table = operations()
      .map(
        ({ operationId, roles }) =>
          `${operationId}: ${roleWords.filter((role) => roles.includes(role)).join(' ')}`,
      )
      .sort();
    const expected = await readFile(new URL('roles.txt', import.meta.url), 'utf8');
    expect(table).toEqual(expected.trim().split('\n'));
  });

  it('are refused with 403 where they are not listed, and nothing reaches Temporal', async () => {
    const before = conversations.sent.length;
    for (const operation of operations())
      for (const role of roleWords.filter((word) => !operation.roles.includes(word))) {
        const answered = await request(operation, keys[`a/${role}`] ?? '');
        expect(answered.status, `${operation.operationId} as ${role}`).toBe(403);
      }
    expect(conversations.sent).toHaveLength(before);
  });

  it('are asked after the key: without one every route answers 401', async () => {
    // The bound on guesses is a process's own: past it a key is not even looked at.
    const all = operations();
    for (let first = 0; first < all.length; first += 50) {
      const fresh = await testApi(database.pool, conversations);
      for (const operation of all.slice(first, first + 50)) {
        const answered = await request(operation, 'nonsense', {}, fresh);
        expect(answered.status, operation.operationId).toBe(401);
        expect(answered.headers.get('content-type')).toContain('application/problem+json');
      }
      await fresh.close();
    }
  });
});
