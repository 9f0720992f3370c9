import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createIdentityProvider } from '../../src/adapters/oidc/identity-provider.ts';
import { createLoginToken } from '../../src/adapters/postgres/sign-in.ts';
import { addUser } from '../../src/adapters/postgres/users.ts';
import { call, recordingClient, testApi, type Answered, type TestApi } from '../support/api.ts';
import { testDatabase, type TestDatabase } from '../support/baton.ts';
import { passProvider, startProvider, type RunningProvider } from '../support/identity-provider.ts';
import { seedTenant } from '../support/tenant.ts';

const origin = 'http://127.0.0.1:8787';
const email = 'Mia@example.com';
const password = 'a sentence is a good password';
let database: TestDatabase;
let api: TestApi;

beforeAll(async () => {
  database = await testDatabase();
  await seedTenant(database.pool, 'acme');
  api = await testApi(database.pool, recordingClient());
});
afterAll(async () => {
  await api.close();
  await database.close();
});

function send(method: string, path: string, body?: unknown, cookie = ''): Promise<Answered> {
  return call(api.app, null, method, path, { body, headers: { origin, cookie } });
}

const cookieOf = ({ headers }: Answered): string =>
  (headers.get('set-cookie') ?? '').split(';')[0] ?? '';

/** A person who came in by their link. */
async function invited(address: string): Promise<string> {
  const person = { tenant: 'acme', name: 'Mia', role: 'supervisor' as const, agent: null };
  const id = await addUser(database.pool, { ...person, email: address, createdBy: 'test' });
  const login = { tenant: 'acme', role: person.role, user: id! };
  const token = await createLoginToken(database.pool, login);
  return cookieOf(await send('POST', '/auth/login', { token }));
}

describe('a person of the console', () => {
  it('comes in by link, sets a password, signs in with it, and ends all sessions at once', async () => {
    const first = await invited(email);
    const weak = await send('PUT', '/auth/password', { password: 'short' }, first);
    expect(weak.status).toBe(422);
    const changed = await send('PUT', '/auth/password', { password }, first);
    expect(changed.status).toBe(200);
    const signed = await send('POST', '/auth/password', { email: email.toLowerCase(), password });
    expect(signed.status).toBe(200);
    const second = cookieOf(signed);
    const me = await send('GET', '/auth/me', undefined, second);
    expect(me.body).toMatchObject({
      tenant: 'acme',
      role: 'supervisor',
      user: { name: 'Mia', email, has_password: true },
    });
    expect((await send('POST', '/auth/logout-everywhere', {}, second)).status).toBe(204);
    const { rows } = await database.pool.query(
      'select 1 from sessions s join users u on u.id = s.user_id where lower(u.email) = lower($1) and s.revoked_at is null',
      [email],
    );
    expect(rows).toEqual([]);
  });

  it('is told the same for a wrong password and for an unknown address, and nothing of the password is stored', async () => {
    const wrong = await send('POST', '/auth/password', { email, password: 'not the password' });
    const unknown = await send('POST', '/auth/password', { email: 'no@example.com', password });
    expect([wrong.status, unknown.status]).toEqual([401, 401]);
    expect(wrong.body.detail).toBe(unknown.body.detail);
    const { rows } = await database.pool.query<{ password: string }>('select password from users');
    expect(rows[0]?.password).toMatch(/^scrypt\$/);
    expect(JSON.stringify(rows)).not.toContain(password);
  });

  it('cannot be guessed: past ten tries an account answers 429, also for the right password', async () => {
    await invited('ned@example.com');
    const guess = (text: string) =>
      send('POST', '/auth/password', { email: 'ned@example.com', password: text });
    const answers: number[] = [];
    for (let n = 0; n < 12; n += 1) answers.push((await guess(`guess number ${String(n)}`)).status);
    expect(answers.slice(0, 10)).toEqual(Array(10).fill(401));
    expect(answers.at(-1)).toBe(429);
    expect((await guess(password)).status).toBe(429);
  });

  it('is safe from other sites: no request with a foreign origin signs in, out, or changes a password', async () => {
    const foreign = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' };
    for (const [method, path, body] of [
      ['POST', '/auth/password', { email, password }],
      ['PUT', '/auth/password', { password }],
      ['POST', '/auth/logout-everywhere', {}],
    ] as const) {
      const { status } = await call(api.app, null, method, path, { body, headers: foreign });
      expect(status, path).toBe(403);
    }
  });
});

describe('sign-in by an identity provider', () => {
  const redirectUri = `${origin}/auth/oidc/callback`;
  let provider: RunningProvider;
  let withProvider: TestApi;

  beforeAll(async () => {
    provider = await startProvider(redirectUri);
    withProvider = await testApi(database.pool, recordingClient(), {
      identityProvider: createIdentityProvider(provider.config, redirectUri),
    });
    await addUser(database.pool, {
      ...{ tenant: 'acme', name: 'Ola', role: 'operator', agent: null, createdBy: 'test' },
      email: 'Ola@example.com',
    });
  });
  afterAll(async () => {
    await withProvider.close();
    await provider.stop();
  });

  const get = (path: string, cookie = '') =>
    call(withProvider.app, null, 'GET', path, { headers: { cookie } });

  /** Leaves for the provider: where to, and the cookie of this browser. */
  async function leave(to = '/floor'): Promise<{ url: string; cookie: string }> {
    const left = await get(`/auth/oidc?to=${encodeURIComponent(to)}`);
    expect(left.status).toBe(303);
    return { url: left.headers.get('location') ?? '', cookie: cookieOf(left) };
  }

  const back = (url: URL, cookie: string) => get(`${url.pathname}${url.search}`, cookie);
  const leadsTo = ({ headers }: Answered) => headers.get('location');
  const sessionIn = ({ headers }: Answered) =>
    headers.getSetCookie().find((line) => line.startsWith('baton_session=')) ?? '';

  it('lets in who was invited, as what they are here, and back to the page they wanted', async () => {
    const { url, cookie } = await leave('/floor/general?x=1');
    const query = new URL(url).searchParams;
    expect(query.get('redirect_uri')).toBe(redirectUri);
    expect(query.get('code_challenge_method')).toBe('S256');
    const came = await back(await passProvider(url, 'ola@example.com'), cookie);
    expect([came.status, leadsTo(came)]).toEqual([303, '/floor/general?x=1']);
    const session = sessionIn(came);
    expect(session).toMatch(/HttpOnly; SameSite=Lax/);
    const [pair = ''] = session.split(';');
    const me = await get('/auth/me', pair);
    expect(me.body).toMatchObject({ tenant: 'acme', role: 'operator', user: { name: 'Ola' } });
    const out = await call(withProvider.app, null, 'POST', '/auth/logout-everywhere', {
      headers: { origin, cookie: pair },
    });
    expect(out.status).toBe(204);
    expect((await get('/auth/me', pair)).status).toBe(401);
    const { rows } = await database.pool.query("select 1 from sessions where method = 'oidc'");
    expect(rows).toHaveLength(1);
  });

  it.each([
    ['whom nobody invited', 'stranger@example.com', 'unknown'],
    ['whose address is not verified', 'unverified@example.com', 'unverified'],
  ])('refuses a person %s, and opens no session', async (_, address, reason) => {
    const { url, cookie } = await leave();
    const came = await back(await passProvider(url, address), cookie);
    expect([leadsTo(came), sessionIn(came)]).toEqual([`/login?refused=${reason}`, '']);
  });

  it('takes an answer once, and from the browser that left only', async () => {
    const { url, cookie } = await leave();
    const other = await leave();
    const answer = await passProvider(url, 'ola@example.com');
    const stolen = await back(answer, other.cookie);
    expect([leadsTo(stolen), sessionIn(stolen)]).toEqual(['/login?refused=stale', '']);
    expect(leadsTo(await back(answer, cookie))).toBe('/floor');
    const again = await back(answer, cookie);
    expect([leadsTo(again), sessionIn(again)]).toEqual(['/login?refused=stale', '']);
  });

  it('refuses a code that was made for another nonce, or by another state', async () => {
    const { url, cookie } = await leave();
    const forged = new URL(url);
    forged.searchParams.set('nonce', 'of-somebody-else');
    const came = await back(await passProvider(forged.href, 'ola@example.com'), cookie);
    expect([leadsTo(came), sessionIn(came)]).toEqual(['/login?refused=rejected', '']);
    expect(String(withProvider.faults.at(-1))).toContain('sign-in rejected');
    const [mine, theirs] = [await leave(), await leave()];
    const code = (await passProvider(theirs.url, 'ola@example.com')).searchParams.get('code') ?? '';
    const injected = await passProvider(mine.url, 'ola@example.com');
    injected.searchParams.set('code', code);
    const taken = await back(injected, mine.cookie);
    expect([leadsTo(taken), sessionIn(taken)]).toEqual(['/login?refused=rejected', '']);
  });

  it('leads to no foreign page, whatever the link says', async () => {
    for (const to of ['//evil.example', '/\\evil.example', 'https://evil.example', '/\tx']) {
      const { url, cookie } = await leave(to);
      expect(leadsTo(await back(await passProvider(url, 'ola@example.com'), cookie)), to).toBe('/');
    }
  });

  it('says so when the provider is down, on the way there and on the way back, and works again after', async () => {
    const { url, cookie } = await leave();
    const answer = await passProvider(url, 'ola@example.com');
    await provider.stop();
    expect(leadsTo(await back(answer, cookie))).toBe('/login?refused=unavailable');
    const fresh = await testApi(database.pool, recordingClient(), {
      identityProvider: createIdentityProvider(provider.config, redirectUri),
    });
    const left = await call(fresh.app, null, 'GET', '/auth/oidc');
    expect(leadsTo(left)).toBe('/login?refused=unavailable');
    await provider.start();
    const again = await call(fresh.app, null, 'GET', '/auth/oidc');
    expect(leadsTo(again)).toContain(provider.config.issuer);
    await fresh.close();
  });

  it('is offered only where a provider is set up', async () => {
    const { host } = new URL(provider.config.issuer);
    expect((await get('/auth/ways')).body).toEqual({ identity_provider: host });
    expect((await send('GET', '/auth/ways')).body).toEqual({ identity_provider: null });
    expect((await send('GET', '/auth/oidc')).status).toBe(404);
  });
});
