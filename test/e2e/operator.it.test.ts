import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createIdentityProvider } from '../../src/adapters/oidc/identity-provider.ts';
import { createAlertSender } from '../../src/activities/deliver-alert.ts';
import { parseAllowedRanges } from '../../src/adapters/http/addresses.ts';
import { createSafeHttp } from '../../src/adapters/http/safe-fetch.ts';
import type { Pool } from '../../src/adapters/postgres/pool.ts';
import { connectorDoorsOf } from '../../src/cli/connectors.ts';
import { loadConfig } from '../../src/config.ts';
import type { Senders } from '../../src/workers/delivery-loops.ts';
import { seedDemoTenant } from '../../src/adapters/postgres/demo-tenant.ts';
import { createDemo, type RunningDemo } from '../../src/cli/demo/control.ts';
import { readShippedPolicy } from '../../src/cli/shipped-policy.ts';
import { keyOf, testKeyring } from '../support/api.ts';
import { eventually, type TestBaton } from '../support/baton.ts';
import { builtPages } from '../support/built-pages.ts';
import { fillStage } from '../support/console-data.ts';
import { startReceiver, type Receiver } from '../support/receiver.ts';
import { settingsStories } from './settings-stories.ts';
import {
  complaintsOf,
  hasChromium,
  openStage,
  overflowOf,
  seriousFindings,
  shoot,
  viewports,
  type ConsoleStage,
} from '../support/console.ts';

import { startProvider, type RunningProvider } from '../support/identity-provider.ts';

const tenant = 'demo';
/** Webhooks of alerts really leave; nothing else does. */
function alertsOnly(pool: Pool): Senders {
  const { fetch } = createSafeHttp({ allowed: parseAllowedRanges('127.0.0.0/8') ?? [] });
  const publicUrl = 'https://baton.example';
  return {
    alert: createAlertSender({
      pool,
      keyring: testKeyring,
      fetch,
      sendMail: null,
      publicUrl,
      timeoutMs: 5_000,
    }),
  };
}

const pace = { arrivalMs: 200, turnMs: 50, lookMs: 500, patienceMs: 120_000 };

describe.skipIf(!hasChromium)('operators and supervisors', () => {
  let stage: ConsoleStage;
  let demo: RunningDemo;
  let provider: RunningProvider;
  let receiver: Receiver;

  async function more({ pool, client, conversations }: TestBaton, url: string) {
    await seedDemoTenant(pool, { policySource: await readShippedPolicy() });
    demo = await createDemo({ pool, client, pace });
    const redirectUri = `${url}/auth/oidc/callback`;
    provider = await startProvider(redirectUri);
    const config = loadConfig({
      BATON_ALLOWED_ADDRESSES: '127.0.0.0/8',
      BATON_CONNECTOR_SECRETS: JSON.stringify({ [tenant]: { 'zendesk-token': 'zt' } }),
    });
    return {
      demo: demo.demo,
      staticFiles: await builtPages('widget'),
      identityProvider: createIdentityProvider(provider.config, redirectUri),
      testConnector: connectorDoorsOf(config, { pool, conversations }).testConnector,
    };
  }

  beforeAll(async () => {
    receiver = await startReceiver();
    stage = await openStage({ tenant, delivery: (pool) => ({ senders: alertsOnly(pool) }) }, more);
    demo.wake({ url: stage.url, key: await keyOf(stage.baton.pool, tenant, 'backend') });
    await fillStage(stage);
  });

  afterAll(async () => {
    await demo.stop();
    await stage.close();
    await provider.stop();
    await receiver.close();
  });

  async function ends(page: Page): Promise<void> {
    expect(complaintsOf(page)).toEqual([]);
    await page.context().close();
  }

  it('a policy is checked while it is written, compared, and decides once it is activated', async () => {
    const page = await stage.open({ role: 'operator' }, '/policies');
    await page.getByRole('link', { name: 'general-support' }).first().click();
    const text = page.getByLabel('Policy (YAML or JSON)');
    await page.getByText('It is valid.').waitFor();
    const source = await text.inputValue();
    await text.fill(source.replace('rank: 10\n', 'rank: ten\n'));
    await page.getByRole('tab', { name: /Problems \(\d+\)/ }).waitFor();
    const line = source.split('\n').findIndex((one) => one.endsWith('rank: 10')) + 1;
    await page
      .getByRole('button', { name: `Line ${line}`, exact: true })
      .first()
      .click();
    expect(await page.getByRole('button', { name: 'Save as draft' }).isDisabled()).toBe(true);

    await text.fill(source.replace('rank: 10\n', 'rank: 9\n'));
    await page.getByText('It is valid.').waitFor();
    await page.getByRole('tab', { name: 'Changes' }).click();
    await page.getByText('rank: 9', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Save as draft' }).click();
    await page.getByRole('heading', { name: 'general-support 2' }).waitFor();
    await page.getByRole('button', { name: 'Activate …' }).click();
    await page.getByText('Its queues are there').waitFor();
    await page.getByRole('button', { name: 'Activate', exact: true }).click();
    await page.getByText('Version 2 decides from now on').waitFor();
    const { rows } = await stage.baton.pool.query<{ version: number }>(
      `select version from policies where tenant = $1 and status = 'active'`,
      [tenant],
    );
    expect(rows).toEqual([{ version: 2 }]);

    await page.getByRole('link', { name: 'All versions' }).click();
    await page.getByRole('button', { name: 'Roll back' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Roll back' }).click();
    await page.getByText('general-support version 1 decides again').waitFor();
    await ends(page);
  });

  it.each([
    ['the weekly report suggests', '/reviews/r20261119060000'],
    ['a back-test suggests', '/backtests'],
  ])('a change that %s is a draft at one click, with its difference to see', async (_, path) => {
    const page = await stage.open({ role: 'operator' }, path);
    await page.getByRole('button', { name: 'Make it a draft: no-answer' }).click();
    await page.getByRole('heading', { name: /^general-support \d/ }).waitFor();
    await page.getByText('It is valid.').waitFor();
    await page.getByRole('tab', { name: 'Changes' }).click();
    await page.getByText('action: "propose"', { exact: true }).waitFor();
    await ends(page);
  });

  it('a delivery that was given up is looked into and sent again', async () => {
    const page = await stage.open({ role: 'operator' }, '/deliveries?state=failed');
    await page.getByRole('button', { name: 'Details' }).click();
    await page.getByText('connection refused').waitFor();
    await page.getByRole('button', { name: 'Send again' }).click();
    await page.getByText('It is on its way again').waitFor();
    const { rows } = await stage.baton.pool.query<{ state: string }>(
      `select state from deliveries where id = 'dl_given_up'`,
    );
    expect(rows[0]?.state).not.toBe('failed');
    await ends(page);
  });

  it('a supervisor sees why a case waits and gives it to an agent', async () => {
    const page = await stage.open({ role: 'supervisor' }, '/floor');
    await page.getByText('Every queue and every agent').waitFor();
    await stage.baton.pool.query(
      `update agents set presence = 'away', away_reason = 'break' where tenant = $1 and id = 'ben'`,
      [tenant],
    );
    // The stream tells it; nobody reads again.
    await page.getByRole('region', { name: 'Agents' }).getByText('Break').waitFor();
    await page
      .getByRole('table')
      .getByRole('link', { name: /^general$/i })
      .click();
    await page.getByRole('button', { name: 'Why?' }).click();
    await page.getByText('What speaks against each agent').waitFor();
    expect(await page.getByRole('dialog').innerText()).toContain('ben\nAway');
    await page.getByRole('button', { name: 'Close' }).click();
    const waiting = page.getByRole('region', { name: 'Waiting' });
    await waiting.getByRole('button', { name: 'Give to …' }).click();
    await page.getByLabel('Agent', { exact: true }).selectOption('ben');
    await page.getByRole('button', { name: 'Give it' }).click();
    await page.getByText('ben has the case').waitFor();
    await eventually('ben owns it', async () => {
      const { rows } = await stage.baton.pool.query<{ owner_id: string }>(
        `select owner_id from conversations where tenant = $1 and id = 'waiting'`,
        [tenant],
      );
      return rows[0]?.owner_id === 'ben';
    });
    await ends(page);
  });

  it('a secret of a webhook is shown once', async () => {
    const page = await stage.open({ role: 'admin' }, '/settings/webhooks');
    await page.getByRole('button', { name: 'Add a webhook' }).click();
    await page.getByLabel('Address').fill('https://hooks.example.com/baton');
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByText(/^whsec_/).waitFor();
    await page.getByRole('button', { name: 'I have it' }).click();
    await page.getByText('hooks.example.com').waitFor();
    expect(await page.getByText(/^whsec_/).count()).toBe(0);
    await ends(page);
  });

  it('a person is invited, comes in by the link and by the identity provider, and is put out at once', async () => {
    const page = await stage.open({ role: 'admin' }, '/settings/people');
    await page.getByRole('button', { name: 'Invite a person' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('E-mail address').fill('lea@example.com');
    await dialog.getByLabel('Name').fill('Lea');
    await dialog.getByLabel('Role').selectOption('operator');
    await dialog.getByRole('button', { name: 'Invite a person' }).click();
    const link = await dialog.getByLabel('Link').innerText();
    await dialog.getByRole('button', { name: 'I have it' }).click();
    const row = page.getByRole('row', { name: /lea@example.com/ });
    await row.getByText('Invited').waitFor();

    const lea = await (await stage.browser.newContext({ locale: 'en-GB' })).newPage();
    await lea.goto(link);
    await lea.getByRole('button', { name: 'Sign in' }).click();
    await lea.getByRole('heading', { name: 'Password' }).waitFor();
    await lea.getByRole('button', { name: 'Sign out', exact: true }).click();
    await lea.goto(`${stage.url}/deliveries?state=failed`);
    const { host } = new URL(provider.config.issuer);
    await shoot(lea, 'console-sign-in-light');
    await lea.getByRole('link', { name: `Continue with ${host}` }).click();
    await lea.locator('[name=login]').fill('lea@example.com');
    await lea.locator('[name=password]').fill('any');
    await lea.locator('[type=submit]').click();
    await lea.locator('[type=submit]').click();
    await lea.getByRole('heading', { name: 'Deliveries' }).waitFor();
    expect(lea.url()).toBe(`${stage.url}/deliveries?state=failed`);

    await page.reload();
    await row.getByText('Active').waitFor();
    await row.getByRole('button', { name: 'Deactivate' }).click();
    await dialog.getByRole('button', { name: 'Deactivate' }).click();
    await row.getByText('Deactivated').waitFor();
    await lea.reload();
    await lea.getByRole('link', { name: `Continue with ${host}` }).click();
    await lea.getByText('Nobody has invited the address you have there').waitFor();
    await shoot(lea, 'console-refused-light');
    await lea.context().close();
    await ends(page);
  });

  it.each(settingsStories)('$title', async ({ person, path: to, play }) => {
    const page = await stage.open(person, to);
    await play({ stage, page, receiver });
    await ends(page);
  });

  it('a newcomer writes in the widget, is answered, and finds the conversation behind it', async () => {
    const page = await stage.open({ role: 'admin' }, '/try', { bypassCSP: true });
    const shop = page.locator('iframe').first().contentFrame();
    await shop.getByLabel('Write a message').fill('My parcel has not come');
    await page.keyboard.press('Enter');
    await shop.getByText('Could you give me the order number?').waitFor();
    await page.getByRole('link', { name: 'Its decisions' }).waitFor();
    // The navigation is that of the page around; the agent's side has none of its own.
    expect(await page.getByRole('navigation', { name: 'Areas' }).count()).toBe(1);
    const side = page.locator('iframe').nth(1).contentFrame();
    await side.getByRole('main').waitFor();
    expect(await side.getByRole('navigation', { name: 'Areas' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Let simulated customers come' }).click();
    await page.getByText(/simulated customers? (is|are) there/).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await shoot(page, 'console-try-light');
    await page.emulateMedia({ colorScheme: 'dark' });
    await shoot(page, 'console-try-dark');
    await page.emulateMedia({ colorScheme: 'light' });
    await page.setViewportSize(viewports.phone);
    expect(await overflowOf(page)).toBe(0);
    await shoot(page, 'console-try-phone');
    await page.getByRole('button', { name: 'No more customers' }).click();
    await page.getByRole('link', { name: 'Its decisions' }).click();
    await page.getByRole('heading', { name: /Why not, at turn/ }).waitFor();
    await ends(page);
  });
});
