import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLoginToken } from '../../src/adapters/postgres/sign-in.ts';
import { credentialGuesses, signInGuesses } from '../../src/api/guesses.ts';
import { startApi } from '../../src/api/server.ts';
import { keyOf, recordingClient, testApi, type TestApi } from '../support/api.ts';
import { testDatabase, type TestDatabase } from '../support/baton.ts';
import { seedTenant } from '../support/tenant.ts';

let database: TestDatabase;
let api: TestApi;
let key: string;
const clock = { now: Date.now() };

beforeAll(async () => {
  database = await testDatabase();
  await seedTenant(database.pool, 'acme');
  key = await keyOf(database.pool, 'acme', 'backend');
});

beforeAll(async () => {
  api = await testApi(database.pool, recordingClient(), { now: () => clock.now });
});

afterAll(async () => {
  await api.close();
  await database.close();
});

/** A request as it comes from a socket with this address. */
function from(remoteAddress: string, path: string, init: RequestInit = {}): Promise<Response> {
  const env = { incoming: { socket: { remoteAddress } } };
  return Promise.resolve(api.app.request(path, init, env));
}

function withKey(address: string, secret: string): Promise<Response> {
  return from(address, '/v1/queues', { headers: { authorization: `Bearer ${secret}` } });
}

function login(address: string, token: string, headers: Record<string, string> = {}) {
  return from(address, '/auth/login', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ token }),
  });
}

const guess = () => randomBytes(32).toString('base64url');

async function tally(requests: Promise<Response>[]): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { status } of await Promise.all(requests)) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}

describe('200 guesses at once', () => {
  const many = Array.from({ length: 200 }, guess);

  it('of a login link are looked at up to the bound, and the rest hear when to come back', async () => {
    const { burst } = signInGuesses.perAddress;
    const counts = await tally(many.map((token) => login('192.0.2.1', token)));
    expect(counts).toEqual({ 401: burst, 429: 200 - burst });
    const refused = await login('192.0.2.1', guess(), { 'x-forwarded-for': '192.0.2.77' });
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
  });

  it('use up no good link: it works from elsewhere, and here after the wait', async () => {
    const token = await createLoginToken(database.pool, { tenant: 'acme', role: 'operator' });
    expect((await login('192.0.2.1', token)).status).toBe(429);
    clock.now += 6_000;
    expect((await login('192.0.2.1', token)).status).toBe(200);
    const other = await createLoginToken(database.pool, { tenant: 'acme', role: 'operator' });
    expect((await login('192.0.2.2', other)).status).toBe(200);
  });

  it('of a key are bounded too, while a key at work at the same address goes on', async () => {
    expect((await withKey('192.0.2.3', key)).status).toBe(200);
    const { burst } = credentialGuesses.perAddress;
    const tail = key.slice(key.lastIndexOf('_'));
    const guesses = many.map((text) => withKey('192.0.2.3', `hof_live_${text}${tail}`));
    expect(await tally(guesses)).toEqual({ 401: burst, 429: 200 - burst });
    expect((await withKey('192.0.2.3', key)).status).toBe(200);
    const another = await keyOf(database.pool, 'acme', 'backend');
    expect((await withKey('192.0.2.3', another)).status).toBe(429);
    expect((await withKey('192.0.2.4', another)).status).toBe(200);
  });

  it('of a session cookie are bounded as keys are', async () => {
    const { burst } = credentialGuesses.perAddress;
    const requests = many.map((value) =>
      from('192.0.2.5', '/auth/me', { headers: { cookie: `baton_session=${value}` } }),
    );
    expect(await tally(requests)).toEqual({ 401: burst, 429: 200 - burst });
  });
});

describe('guesses from many addresses', () => {
  it('are bounded all together', async () => {
    const { burst } = signInGuesses.overall;
    clock.now += 3_600_000;
    const requests = Array.from({ length: burst + 50 }, (_, index) =>
      login(`198.51.100.${index % 250}`, guess()),
    );
    expect(await tally(requests)).toEqual({ 401: burst, 429: 50 });
  });
});

describe('a good key', () => {
  it('is never refused for being used often at once, right after a start', async () => {
    const fresh = await testApi(database.pool, recordingClient());
    const request = { headers: { authorization: `Bearer ${key}` } };
    const requests = Array.from({ length: 300 }, () =>
      Promise.resolve(fresh.app.request('/v1/queues', request)),
    );
    expect(await tally(requests)).toEqual({ 200: 300 });
    await fresh.close();
  });
});

describe('over a socket', () => {
  it('the address is the one of the connection', async () => {
    const running = await startApi(api.deps, { host: '127.0.0.1', port: 0 });
    const { burst } = signInGuesses.perAddress;
    const statuses: number[] = [];
    for (let index = 0; index <= burst; index += 1) {
      const response = await fetch(`${running.url}/auth/login`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-forwarded-for': `10.0.0.${index}` },
        body: JSON.stringify({ token: guess() }),
      });
      await response.arrayBuffer();
      statuses.push(response.status);
    }
    expect(statuses.at(-1)).toBe(429);
    expect(statuses.slice(0, -1)).toEqual(Array.from({ length: burst }, () => 401));
    await running.close();
  });
});
