import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Webhook } from 'standardwebhooks';
import { createAlertSender } from '../../src/activities/deliver-alert.ts';
import { putDestination } from '../../src/adapters/postgres/alert-destinations.ts';
import { parseAllowedRanges } from '../../src/adapters/http/addresses.ts';
import { createSafeHttp } from '../../src/adapters/http/safe-fetch.ts';
import { personMailOf } from '../../src/cli/mail.ts';
import { loadConfig } from '../../src/config.ts';
import { call, keyOf, testApi, testKeyring } from '../support/api.ts';
import { eventually, testBaton, type TestBaton } from '../support/baton.ts';
import { drive } from '../support/driver.ts';
import { startReceiver, type Receiver } from '../support/receiver.ts';
import { startSmtp, type SmtpProcess } from '../support/smtp.ts';
import { setShift } from '../support/tenant.ts';

let baton: TestBaton;
let receiver: Receiver;
let smtp: SmtpProcess;
const target = (seconds: number, queue: string, actions: string[]) => ({
  metric: 'time_to_human',
  queue,
  target_seconds: seconds,
  warn_at: [0.5],
  on_breach: actions,
});

beforeAll(async () => {
  receiver = await startReceiver();
  smtp = await startSmtp();
  const mail = { SMTP_URL: smtp.url, BATON_MAIL_FROM: 'alerts@baton.example' };
  const { fetch } = createSafeHttp({ allowed: parseAllowedRanges('127.0.0.0/8') ?? [] });
  baton = await testBaton({
    policy: (policy) => ({
      ...policy,
      sla: [target(2, 'general', ['notify_supervisor']), target(2, 'billing', ['alert'])],
    }),
    delivery: (pool) => ({
      senders: {
        alert: createAlertSender({
          pool,
          keyring: testKeyring,
          fetch,
          sendMail: personMailOf(loadConfig(mail)),
          publicUrl: 'https://baton.example',
          timeoutMs: 5_000,
        }),
      },
    }),
  });
  await setShift(baton.pool, baton.tenant);
});
afterAll(async () => {
  await baton.close();
  await receiver.close();
  await smtp.stop();
});

describe('an alert', () => {
  it('is told to each destination that wants it, signed, once, and to no other', async () => {
    const store = { pool: baton.pool, keyring: testKeyring };
    const place = (name: string) => ({ tenant: baton.tenant, name, by: 'test' });
    const url = (name: string): string => `${receiver.url}/${name}`;
    const secret = await putDestination(store, place('all-breaches'), {
      kind: 'webhook',
      target: url('all-breaches'),
      alerts: ['breach'],
    });
    expect(secret).toMatch(/^whsec_/);
    await putDestination(store, place('bosses'), {
      kind: 'email',
      target: 'later-boss@example.com',
      alerts: ['supervisor'],
    });
    await putDestination(store, place('billing-desk'), {
      kind: 'webhook',
      target: url('billing-desk'),
      alerts: ['warning', 'breach'],
      queues: ['billing'],
    });
    const general = drive(baton);
    const billing = drive(baton);
    await general.act('requestHuman', { queue: 'general' });
    await billing.act('requestHuman', { queue: 'billing' });
    const heard = (path: string): string[] =>
      receiver.received
        .filter((hook) => hook.path === `/${path}`)
        .map((hook) => {
          const { type, conversation_id: id } = JSON.parse(hook.body) as Record<string, string>;
          return `${String(type)} ${String(id)}`;
        })
        .sort();
    const mailed = () => smtp.mails.filter(({ taken }) => taken);
    await eventually(
      'every destination hears',
      async () => {
        await Promise.resolve();
        const hooks = [heard('all-breaches'), heard('billing-desk')];
        return hooks.every(({ length }) => length === 2) && mailed().length > 0;
      },
      60_000,
    );
    const [g, b] = [general.ref.conversation, billing.ref.conversation];
    expect(heard('all-breaches')).toEqual([`sla.breached ${g}`, `sla.breached ${b}`].sort());
    expect(heard('billing-desk')).toEqual([`sla.breached ${b}`, `sla.warning ${b}`]);
    expect(mailed()).toMatchObject([{ to: ['later-boss@example.com'] }]);
    expect(mailed()[0]?.raw).toContain(g);
    const attempts = smtp.mails.map(({ id, taken }) => [id, taken]);
    expect(attempts, 'put off once, then the same mail').toEqual([
      [mailed()[0]?.id, false],
      [mailed()[0]?.id, true],
    ]);
    const hook = receiver.received.find(({ path }) => path === '/all-breaches');
    const signed = new Webhook(secret ?? '').verify(hook?.body ?? '', hook?.headers ?? {});
    expect(signed).toMatchObject({ type: 'sla.breached' });
  });

  it('has a test that is sent once, signed or mailed, and says how it went', async () => {
    const api = await testApi(baton.pool, baton.conversations);
    const key = await keyOf(baton.pool, baton.tenant, 'operator');
    const as = (method: string, url: string, body: unknown = {}) =>
      call(api.app, key, method, `/v1/alert-destinations/${url}`, { body });
    const put = { kind: 'webhook', target: `${receiver.url}/tried`, alerts: ['breach'] };
    const { secret } = (await as('PUT', 'tried', put)).body as { secret: string };
    const tested = await as('POST', 'tried/test');
    expect(tested.body).toMatchObject({ state: 'delivered', attempts: 1, channel: 'alert' });
    const [hook, ...more] = receiver.received.filter(({ path }) => path === '/tried');
    expect(more).toEqual([]);
    expect(new Webhook(secret).verify(hook?.body ?? '', hook?.headers ?? {})).toMatchObject({
      type: 'alert.test',
    });
    receiver.behave = () => ({ answer: 500 });
    expect((await as('POST', 'tried/test')).body).toMatchObject({ state: 'failed', attempts: 1 });
    await as('PUT', 'desk', { kind: 'email', target: 'desk@example.com', alerts: ['breach'] });
    expect((await as('POST', 'desk/test')).body).toMatchObject({ state: 'delivered' });
    expect(smtp.mails.find(({ to }) => to.includes('desk@example.com'))?.raw).toContain(
      'A test from Baton',
    );
    expect((await as('POST', 'nobody/test')).status).toBe(404);
    await api.close();
  });
});
