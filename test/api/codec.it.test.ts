import { defaultPayloadConverter } from '@temporalio/common';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encryptPayload } from '../../src/adapters/crypto/codec.ts';
import { createDataKeyStore } from '../../src/adapters/crypto/data-key-store.ts';
import {
  makeMasterKey,
  parseKeyring,
  type DataKeyStore,
} from '../../src/adapters/crypto/envelope.ts';
import { changeGovernance } from '../../src/adapters/postgres/governance.ts';
import { createLoginToken } from '../../src/adapters/postgres/sign-in.ts';
import { decode } from '../../src/cli/services.ts';
import type { Role } from '../../src/domain/words.ts';
import {
  call,
  keyOf,
  recordingClient,
  testApi,
  type Answered,
  type TestApi,
} from '../support/api.ts';
import { testDatabase, type TestDatabase } from '../support/baton.ts';
import { seedTenant } from '../support/tenant.ts';

const ui = 'http://127.0.0.1:8233';
const own = 'http://127.0.0.1:8787';
let database: TestDatabase;
let api: TestApi;
let keys: DataKeyStore;

beforeAll(async () => {
  database = await testDatabase();
  for (const tenant of ['acme', 'other']) await seedTenant(database.pool, tenant);
  keys = createDataKeyStore(database.pool, parseKeyring(makeMasterKey('m1')));
  const places = { databaseUrl: '', temporalAddress: undefined, namespace: 'default' };
  const parts = { keys, pool: database.pool, places: { ...places, masterKeys: [] } };
  api = await testApi(database.pool, recordingClient(), {
    temporalUiUrl: ui,
    decodePayloads: (request) => decode(parts, request),
  });
});

afterAll(async () => {
  await api.close();
  await database.close();
});

async function sealed(tenant: string, conversation: string, value: string) {
  const dataKey = await keys.getOrCreate({ tenant, conversation });
  const { metadata, data } = encryptPayload(dataKey, defaultPayloadConverter.toPayload(value));
  const metadataText = Object.entries(metadata ?? {}).map(([name, bytes]) => [
    name,
    Buffer.from(bytes).toString('base64'),
  ]);
  return {
    metadata: Object.fromEntries(metadataText) as Record<string, string>,
    data: Buffer.from(data ?? []).toString('base64'),
  };
}

function textOf(payload: { data: string }): string {
  return Buffer.from(payload.data, 'base64').toString();
}

async function cookieOf(tenant: string, role: Role): Promise<string> {
  const token = await createLoginToken(database.pool, { tenant, role });
  const { headers } = await call(api.app, null, 'POST', '/auth/login', { body: { token } });
  return headers.get('set-cookie')?.split(';')[0] ?? '';
}

function post(payloads: unknown[], headers: Record<string, string>): Promise<Answered> {
  return call(api.app, null, 'POST', '/codec/decode', {
    body: { payloads },
    headers: { 'x-namespace': 'default', ...headers },
  });
}

async function audited(): Promise<object[]> {
  const { rows } = await database.pool.query<object>(
    `select tenant, actor, action, subject, detail from audit_log where action = 'payloads.decoded' order by position`,
  );
  return rows;
}

describe('decoding payloads', () => {
  it('opens what belongs to the tenant, leaves the rest as it is with a note, and is audited', async () => {
    const mine = await sealed('acme', 'c1', 'parcel');
    const again = await sealed('acme', 'c1', 'second');
    const theirs = await sealed('other', 'c1', 'theirs');
    const operator = await keyOf(database.pool, 'acme', 'operator');
    const bearer = { authorization: `Bearer ${operator}` };
    const answered = await post([mine, theirs, again], bearer);
    expect(answered.status).toBe(200);
    expect(Object.keys(answered.body)).toEqual(['payloads']);
    const [first, second, third] = answered.body.payloads;
    expect([textOf(first), textOf(third)]).toEqual(['"parcel"', '"second"']);
    expect(second).toEqual(theirs);
    expect(answered.headers.get('x-baton-notes')).toBe('1=forbidden');
    expect(await audited()).toEqual([
      {
        tenant: 'acme',
        actor: expect.stringMatching(/^[0-9A-Za-z]{16}$/),
        action: 'payloads.decoded',
        subject: 'c1',
        detail: { role: 'operator' },
      },
    ]);
  });

  it('is refused to a role that may not read transcripts', async () => {
    await changeGovernance(database.pool, 'acme', { transcript_roles: ['admin'] }, 'test');
    const mine = await sealed('acme', 'c1', 'parcel');
    const bearer = async (role: Role) => ({
      authorization: `Bearer ${await keyOf(database.pool, 'acme', role)}`,
    });
    expect((await post([mine], await bearer('operator'))).status).toBe(403);
    expect((await post([mine], await bearer('admin'))).status).toBe(200);
    const all = {
      transcript_roles: ['supervisor' as const, 'operator' as const, 'admin' as const],
    };
    await changeGovernance(database.pool, 'acme', all, 'test');
  });

  it('writes nothing to the audit when nothing was opened', async () => {
    const before = await audited();
    const operator = await keyOf(database.pool, 'acme', 'operator');
    const theirs = await sealed('other', 'c2', 'theirs');
    await post([theirs], { authorization: `Bearer ${operator}` });
    expect(await audited()).toEqual(before);
  });

  it('is not answered when it cannot be audited', async () => {
    const operator = await keyOf(database.pool, 'acme', 'operator');
    const mine = await sealed('acme', 'c3', 'parcel');
    await database.pool.query('alter table audit_log rename to audit_log_away');
    const answered = await post([mine], { authorization: `Bearer ${operator}` });
    await database.pool.query('alter table audit_log_away rename to audit_log');
    expect(answered.status).toBe(500);
    expect(answered.body.payloads).toBeUndefined();
  });

  it('is for supervisors, operators and admins', async () => {
    const mine = await sealed('acme', 'c1', 'parcel');
    const statuses: Record<string, number> = {};
    for (const role of ['backend', 'agent', 'supervisor', 'operator', 'admin'] as const) {
      const agent = role === 'agent' ? 'ana' : undefined;
      const key = await keyOf(database.pool, 'acme', role, agent);
      statuses[role] = (await post([mine], { authorization: `Bearer ${key}` })).status;
    }
    expect(statuses).toEqual({
      backend: 403,
      agent: 403,
      supervisor: 200,
      operator: 200,
      admin: 200,
    });
  });

  it('answers 401 without a session, readable for the Temporal UI', async () => {
    const answered = await post([await sealed('acme', 'c1', 'parcel')], { origin: ui });
    expect(answered.status).toBe(401);
    expect(answered.headers.get('access-control-allow-origin')).toBe(ui);
  });

  it('refuses another namespace, 9 MB and what are no payloads', async () => {
    const operator = await keyOf(database.pool, 'acme', 'operator');
    const headers = { authorization: `Bearer ${operator}` };
    const large = { metadata: {}, data: 'A'.repeat(9_000_000) };
    expect((await post([large], headers)).body.code).toBe('payload_too_large');
    const parts = Array.from({ length: 9 }, () => ({ data: 'A'.repeat(1_000_000) }));
    expect((await post(parts, headers)).body.code).toBe('payload_too_large');
    expect((await post([], { ...headers, 'x-namespace': 'foreign' })).status).toBe(422);
    const none = await call(api.app, operator, 'POST', '/codec/decode', { body: { payloads: 1 } });
    expect(none.status).toBe(422);
  });
});

describe('a page of another origin', () => {
  const preflight = (origin: string) =>
    api.app.request('/codec/decode', {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type,x-namespace',
      },
    });

  it('that is the Temporal UI may send the session of a signed-in operator', async () => {
    const allowed = await preflight(ui);
    expect(allowed.status).toBe(204);
    expect(allowed.headers.get('access-control-allow-origin')).toBe(ui);
    expect(allowed.headers.get('access-control-allow-credentials')).toBe('true');
    expect(allowed.headers.get('access-control-allow-headers')).toContain('x-namespace');
    expect(allowed.headers.get('access-control-allow-methods')).toBe('POST');
    expect(allowed.headers.get('vary')).toContain('origin');
    const cookie = await cookieOf('acme', 'operator');
    const mine = await sealed('acme', 'c1', 'parcel');
    const answered = await post([mine], { origin: ui, cookie, 'sec-fetch-site': 'same-site' });
    expect(textOf(answered.body.payloads[0])).toBe('"parcel"');
    expect(answered.headers.get('access-control-allow-origin')).toBe(ui);
    expect(answered.headers.get('access-control-allow-credentials')).toBe('true');
  });

  it.each([
    'https://evil.example',
    `${ui}.evil.example`,
    'http://127.0.0.1:8234',
    'https://127.0.0.1:8233',
    'null',
  ])('%s is refused, with a session and with a key', async (origin) => {
    const refused = await preflight(origin);
    expect(refused.headers.get('access-control-allow-origin')).toBeNull();
    const cookie = await cookieOf('acme', 'operator');
    const mine = await sealed('acme', 'c1', 'parcel');
    const before = await audited();
    const operator = await keyOf(database.pool, 'acme', 'operator');
    for (const credential of [{ cookie }, { authorization: `Bearer ${operator}` }]) {
      const answered = await post([mine], { origin, ...credential });
      expect(answered.status).toBe(403);
      expect(answered.headers.get('access-control-allow-origin')).toBeNull();
    }
    expect(await audited()).toEqual(before);
  });

  it('is allowed nothing beside the codec, also when it is the Temporal UI', async () => {
    const cookie = await cookieOf('acme', 'operator');
    const answered = await call(api.app, null, 'GET', '/v1/queues', {
      headers: { origin: ui, cookie },
    });
    expect(answered.headers.get('access-control-allow-origin')).toBeNull();
    const changed = await call(api.app, null, 'POST', '/v1/queues', {
      body: { id: 'x', name: 'X' },
      headers: { origin: ui, cookie },
    });
    expect(changed.status).toBe(403);
    const fromOwn = await post([], { origin: own, cookie });
    expect(fromOwn.status).toBe(200);
  });
});
