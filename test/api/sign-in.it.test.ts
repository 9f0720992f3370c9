import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLoginToken } from '../../src/adapters/postgres/sign-in.ts';
import { addUser } from '../../src/adapters/postgres/users.ts';
import { call, recordingClient, testApi, type Answered, type TestApi } from '../support/api.ts';
import { testDatabase, type TestDatabase } from '../support/baton.ts';
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
