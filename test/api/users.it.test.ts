import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/config.ts';
import { personMailOf } from '../../src/cli/mail.ts';
import { call, keyOf, recordingClient, testApi, type TestApi } from '../support/api.ts';
import { testDatabase, type TestDatabase } from '../support/baton.ts';
import { startSmtp, type SmtpProcess } from '../support/smtp.ts';
import { seedTenant } from '../support/tenant.ts';

const origin = 'http://127.0.0.1:8787';
let database: TestDatabase;
let smtp: SmtpProcess;
let api: TestApi;
let withMail: TestApi;
let key = '';

beforeAll(async () => {
  database = await testDatabase();
  await seedTenant(database.pool, 'acme');
  key = await keyOf(database.pool, 'acme', 'admin');
  smtp = await startSmtp();
  const environment = { SMTP_URL: smtp.url, BATON_MAIL_FROM: 'Support <support@example.com>' };
  const sendInvitation = personMailOf(loadConfig(environment));
  if (sendInvitation === null) throw new Error('no mail');
  api = await testApi(database.pool, recordingClient());
  withMail = await testApi(database.pool, recordingClient(), { sendInvitation });
});
afterAll(async () => {
  await api.close();
  await withMail.close();
  await smtp.stop();
  await database.close();
});

const ask = (method: string, path: string, body?: unknown, { app } = api) =>
  call(app, key, method, path, { body });

const invite = (email: string, role: string, more: object = {}, at = api) =>
  ask('POST', '/v1/users', { email, name: email.split('@')[0], role, ...more }, at);

const tokenIn = (text: string) => /token=([A-Za-z0-9_-]{43})/.exec(text)?.[1] ?? '';

/** Comes in by the link: the session's cookie, or nothing. */
async function comeIn(link: string): Promise<string> {
  const body = { token: tokenIn(link) };
  const { headers } = await call(api.app, null, 'POST', '/auth/login', {
    body,
    headers: { origin },
  });
  return (headers.get('set-cookie') ?? '').split(';')[0] ?? '';
}

const me = (cookie: string) =>
  call(api.app, null, 'GET', '/auth/me', { headers: { origin, cookie } });

async function newcomer(email: string, role: string, more: object = {}) {
  const { body } = await invite(email, role, more);
  return { id: body.id as string, cookie: await comeIn(body.invitation.link) };
}

async function actions(subject: string): Promise<string[]> {
  const { body } = await ask('GET', `/v1/audit-log?subject=${subject}`);
  return body.data.map((entry: { action: string }) => entry.action).reverse();
}

describe('an invitation', () => {
  it('is a link for the admin where no mail leaves: good once, and the person is then active', async () => {
    const invited = await invite('kim@example.com', 'agent', { agent: 'ana' });
    expect(invited.status).toBe(201);
    expect(invited.body).toMatchObject({ state: 'invited', role: 'agent', agent: 'ana' });
    expect(invited.body.invitation.mailed).toBe(false);
    const { link } = invited.body.invitation;
    const cookie = await comeIn(link);
    expect((await me(cookie)).body).toMatchObject({ role: 'agent', agent: 'ana' });
    expect(await comeIn(link)).toBe('');
    const { body } = await ask('GET', '/v1/users');
    const kim = body.data.find(({ email }: { email: string }) => email === 'kim@example.com');
    expect(kim).toMatchObject({ state: 'active', last_sign_in_at: expect.any(String) });
    expect(await actions(kim.id)).toEqual(['user.added', 'user.invited']);
  });

  it('goes by mail where mail leaves, and its link is then shown to nobody else', async () => {
    const { body } = await invite('lea@example.com', 'supervisor', {}, withMail);
    expect(body.invitation).toMatchObject({ mailed: true, link: null });
    const [mail] = smtp.mails.filter(({ to }) => to.includes('lea@example.com'));
    // Quoted-printable breaks long lines and writes = as =3D.
    const text = (mail?.raw ?? '').replaceAll(/=\r?\n/g, '').replaceAll('=3D', '=');
    expect((await me(await comeIn(text))).body).toMatchObject({ role: 'supervisor' });
    expect(JSON.stringify(body)).not.toContain(tokenIn(text));
  });

  it('that cannot be mailed is a link; a repeated request shows no link again; a new one ends the old', async () => {
    await smtp.stop();
    const send = () =>
      call(withMail.app, key, 'POST', '/v1/users', {
        body: { email: 'max@example.com', name: 'Max', role: 'operator' },
        headers: { 'idempotency-key': 'max' },
      });
    const first = (await send()).body;
    expect(first.invitation).toMatchObject({ mailed: false, link: expect.any(String) });
    expect((await send()).body.invitation.link).toBeNull();
    const again = await ask('POST', `/v1/users/${first.id}/invitation`);
    expect(await comeIn(first.invitation.link)).toBe('');
    expect(await comeIn(again.body.invitation.link)).not.toBe('');
  });

  it.each([
    ['twice', { email: 'KIM@example.com', name: 'K', role: 'admin' }, 409, 'already_exists'],
    ['as no agent', { email: 'a@example.com', name: 'A', role: 'agent' }, 422, 'invalid_request'],
    [
      'as an agent who is not there',
      { email: 'a@example.com', name: 'A', role: 'agent', agent: 'nobody' },
      ...([422, 'unknown_agent'] as const),
    ],
    ['for a bot', { email: 'a@example.com', name: 'A', role: 'backend' }, 422, 'invalid_request'],
  ])('is refused %s', async (_, body, status, code) => {
    const refused = await ask('POST', '/v1/users', body);
    expect([refused.status, refused.body.code]).toEqual([status, code]);
  });
});

describe('a person', () => {
  it('who is deactivated is out with the next request, everywhere, and no link or password lets them in', async () => {
    const { id, cookie } = await newcomer('nia@example.com', 'supervisor');
    const password = 'a sentence is a good password';
    const headers = { origin, cookie };
    await call(api.app, null, 'PUT', '/auth/password', { body: { password }, headers });
    const login = { email: 'nia@example.com', password };
    const signIn = () =>
      call(api.app, null, 'POST', '/auth/password', { body: login, headers: { origin } });
    const other = ((await signIn()).headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    const link = (await ask('POST', `/v1/users/${id}/invitation`)).body.invitation.link;
    expect((await me(other)).status).toBe(200);
    const out = await ask('PATCH', `/v1/users/${id}`, { active: false });
    expect(out.body).toMatchObject({ state: 'deactivated' });
    expect((await me(other)).status).toBe(401);
    expect((await signIn()).status).toBe(401);
    expect(await comeIn(link)).toBe('');
    expect((await ask('POST', `/v1/users/${id}/invitation`)).status).toBe(404);
    await ask('PATCH', `/v1/users/${id}`, { active: true });
    expect((await me(other)).status).toBe(401);
    expect((await signIn()).status).toBe(200);
    expect(await actions(id)).toEqual([
      'user.added',
      'user.invited',
      'user.password_set',
      'user.invited',
      'user.deactivated',
      'user.activated',
    ]);
  });

  it('whose role changes comes in anew, as what they are then; a new name ends nothing', async () => {
    const { id, cookie } = await newcomer('oda@example.com', 'agent', { agent: 'ben' });
    await ask('PATCH', `/v1/users/${id}`, { name: 'Oda Berg' });
    expect((await me(cookie)).body).toMatchObject({ agent: 'ben', user: { name: 'Oda Berg' } });
    const changed = await ask('PATCH', `/v1/users/${id}`, { role: 'operator' });
    expect(changed.body).toMatchObject({ role: 'operator', agent: null });
    expect((await me(cookie)).status).toBe(401);
    const back = await ask('PATCH', `/v1/users/${id}`, { role: 'agent' });
    expect([back.status, back.body.errors[0].pointer]).toEqual([422, '/agent']);
  });
});

describe('the last admin', () => {
  it('stays one until another admin has come in, also when two take each other out at once', async () => {
    const root = await newcomer('root@example.com', 'admin');
    const demote = (id: string) => ask('PATCH', `/v1/users/${id}`, { role: 'operator' });
    const second = (await invite('second@example.com', 'admin')).body;
    const refused = await demote(root.id);
    expect([refused.status, refused.body.code]).toEqual([409, 'last_admin']);
    expect((await ask('PATCH', `/v1/users/${root.id}`, { active: false })).status).toBe(409);
    expect((await me(root.cookie)).status).toBe(200);
    await comeIn(second.invitation.link);
    const ids = [root.id, second.id];
    for (let round = 0; round < 8; round += 1) {
      await database.pool.query("update users set role = 'admin' where id = any($1)", [ids]);
      const both = await Promise.all(ids.map(demote));
      expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    }
  });
});
