import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWebhookSender } from '../../../src/activities/deliver-webhook.ts';
import { makeMasterKey, parseKeyring } from '../../../src/adapters/crypto/envelope.ts';
import { readIdentity, signIdentity } from '../../../src/adapters/crypto/identity-token.ts';
import { parseAllowedRanges } from '../../../src/adapters/http/addresses.ts';
import { createSafeHttp } from '../../../src/adapters/http/safe-fetch.ts';
import {
  destinationForSending,
  putDestination,
} from '../../../src/adapters/postgres/alert-destinations.ts';
import { sealStoredSecrets } from '../../../src/adapters/postgres/stored-secrets.ts';
import {
  addWebhookEndpoint,
  rotateWebhookSecret,
} from '../../../src/adapters/postgres/webhook-endpoints.ts';
import {
  addSite,
  findSite,
  rotateSiteSecret,
} from '../../../src/adapters/postgres/widget-sites.ts';
import { newTenant, testDatabase, type TestDatabase } from '../../support/baton.ts';
import { startReceiver, type ReceivedHook, type Receiver } from '../../support/receiver.ts';
import { seedTenant } from '../../support/tenant.ts';

const tenant = newTenant();
const [older, newer] = [makeMasterKey('m1'), makeMasterKey('m2')];
const under = (keys: string) => ({ pool: database.pool, keyring: parseKeyring(keys) });
const settings = {
  name: 'Shop',
  origins: [],
  requireIdentity: false,
  hasBot: true,
  appearance: {},
  enabled: true,
};

let database: TestDatabase;
let receiver: Receiver;

beforeAll(async () => {
  database = await testDatabase();
  receiver = await startReceiver();
  await seedTenant(database.pool, tenant);
});
afterAll(async () => {
  await database.close();
  await receiver.close();
});

/** Every row of every table as text: what a dump of the database holds. */
async function dump(): Promise<string> {
  const { rows: tables } = await database.pool.query<{ name: string }>(
    `select quote_ident(tablename) as name from pg_tables where schemaname = 'public'`,
  );
  const texts = await Promise.all(
    tables.map(async ({ name }) => {
      const { rows } = await database.pool.query<{ text: string }>(
        `select one::text as text from ${name} one`,
      );
      return rows.map(({ text }) => text).join('\n');
    }),
  );
  return texts.join('\n');
}

/** One of each kind, each with a secret that was rotated once; all secrets that sign. */
async function makeSecrets(keys: string) {
  const store = under(keys);
  const { site, secret: first } = await addSite(store, tenant, 'test', settings);
  const second = await rotateSiteSecret(store, { tenant, id: site.id, by: 'test' });
  const endpoint = { url: receiver.url, events: ['*'] };
  const { id, secret: hook } = await addWebhookEndpoint(store, tenant, endpoint, 'test');
  const rotated = await rotateWebhookSecret(store, { tenant, id, by: 'test' });
  const alert = { kind: 'webhook' as const, target: receiver.url, alerts: ['breach' as const] };
  const boss = await putDestination(store, { tenant, name: 'boss', by: 'test' }, alert);
  return {
    site: site.id,
    endpoint: id,
    secrets: [first, second, hook, rotated, boss].map((secret) => secret ?? ''),
  };
}

type Made = Awaited<ReturnType<typeof makeSecrets>>;

/** Signs with each secret in turn and looks whether what is stored takes it. */
async function expectWorking(keys: string, made: Made): Promise<void> {
  const found = await findSite(under(keys), made.site);
  for (const secret of made.secrets.slice(0, 2)) {
    const expected = { site: made.site, secrets: found?.secrets ?? [], now: Date.now() };
    const token = signIdentity({ subject: 'kim' }, { ...expected, secret });
    expect(readIdentity(token, expected)).toMatchObject({ subject: 'kim' });
  }
  await expectSigned(keys, made);
  const destination = await destinationForSending(under(keys), tenant, 'boss');
  expect(destination?.secret).toBe(made.secrets[4]);
}

/** Posts a test to the endpoint: its last two secrets sign it. */
async function expectSigned(keys: string, made: Made): Promise<void> {
  const store = under(keys);
  const { fetch } = createSafeHttp({ allowed: parseAllowedRanges('127.0.0.0/8') ?? [] });
  const send = createWebhookSender({ ...store, fetch, publicUrl: 'https://b', timeoutMs: 5_000 });
  const outcome = await send({
    id: 'de_1',
    tenant,
    conversation: null,
    channel: 'webhook',
    target: made.endpoint,
    key: 'key_1',
    eventType: 'webhook.test',
    eventSequence: null,
    attempt: 1,
    retryUntil: new Date(),
  });
  expect(outcome.kind).toBe('delivered');
  const [sent] = receiver.received.splice(0) as [ReceivedHook];
  for (const secret of made.secrets.slice(2, 4))
    new Webhook(secret).verify(sent.body, sent.headers);
}

describe('the secrets of a tenant', () => {
  it('are in no row, sign as before, and go on under a new master key alone', async () => {
    const made = await makeSecrets(older);
    const all = await dump();
    expect(all).toContain(made.site);
    for (const secret of made.secrets) expect(all).not.toContain(secret);
    await expectWorking(older, made);
    await expectWorking(`${newer},${older}`, made);
    expect(await sealStoredSecrets(under(`${newer},${older}`))).toEqual({ sealed: 3, failed: 0 });
    expect(await sealStoredSecrets(under(`${newer},${older}`))).toEqual({ sealed: 0, failed: 0 });
    await expectWorking(newer, made);
    await expect(findSite(under(older), made.site)).rejects.toMatchObject({
      code: 'master_key_unknown',
    });
    expect(await sealStoredSecrets(under(older))).toEqual({ sealed: 0, failed: 3 });
  });

  it('that stood there in clear are sealed by the next pass', async () => {
    const planted = 'whsec_UExBTlRFRC1JTi1DTEVBUi1CWS1BTi1PTEQtUkVMRUE=';
    const { id } = await addWebhookEndpoint(
      under(newer),
      tenant,
      { url: receiver.url, events: ['*'] },
      'test',
    );
    await database.pool.query('update webhook_endpoints set secrets = array[$2] where id = $1', [
      id,
      planted,
    ]);
    expect(await dump()).toContain(planted);
    expect(await sealStoredSecrets(under(newer))).toEqual({ sealed: 1, failed: 0 });
    expect(await dump()).not.toContain(planted);
  });
});
