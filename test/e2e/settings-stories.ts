/** What people do on the pages of settings, each story on a page of its own. */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { findLookupConnector } from '../../src/adapters/postgres/connectors.ts';
import { startErasureLoop } from '../../src/workers/erasure-loop.ts';
import { pino } from 'pino';
import { call, keyOf } from '../support/api.ts';
import { shoot, type ConsoleStage, type Person } from '../support/console.ts';
import type { Receiver } from '../support/receiver.ts';

interface Scene {
  stage: ConsoleStage;
  page: Page;
  /** The other side of webhooks and connectors. */
  receiver: Receiver;
}

interface Story {
  title: string;
  person: Person;
  path: string;
  play: (scene: Scene) => Promise<void>;
}

const press = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name, exact: true }).first().click();
const inDialog = (page: Page, name: string) =>
  page.getByRole('dialog').getByRole('button', { name, exact: true }).click();

async function tellsAlerts({ page, receiver }: Scene): Promise<void> {
  await press(page, 'Add a destination');
  await page.getByLabel('Name').fill('night');
  await page.getByLabel('By').selectOption('webhook');
  await page.getByLabel('Address of your server').fill(`${receiver.url}/night`);
  await page.getByLabel('Warnings').check();
  await inDialog(page, 'Add');
  await page.getByText(/^whsec_/).waitFor();
  await press(page, 'I have it');
  const row = page.getByRole('row', { name: /^night/ });
  await row.getByText('Breaches, Warnings').waitFor();
  await row.getByRole('button', { name: 'Test' }).click();
  await inDialog(page, 'Test');
  await page.getByText(/It answered 204 in \d+ ms/).waitFor();
  expect(receiver.received.filter(({ path }) => path === '/night')).toHaveLength(1);
  await inDialog(page, 'Close');
  await row.getByRole('button', { name: 'Remove' }).click();
  await inDialog(page, 'Remove');
  await row.waitFor({ state: 'detached' });
}

async function connects({ page, receiver }: Scene): Promise<void> {
  await press(page, 'Add a connector');
  await page.getByLabel('System').selectOption('zendesk');
  await page.getByLabel('Address').fill(receiver.url);
  await page.getByLabel('User').fill('bot@shop.example');
  await page.getByLabel('Name of the token').fill('forgotten');
  await page.getByLabel('Custom fields').fill('360001: reason');
  await inDialog(page, 'Add');
  const row = page.getByRole('row', { name: receiver.url });
  const inRow = (name: string) => row.getByRole('button', { name }).click();
  await inRow('Check');
  await inDialog(page, 'Check');
  await page.getByText('the secret it names is not known').waitFor();
  await inDialog(page, 'Close');
  await inRow('Change');
  expect(await page.getByLabel('Custom fields').inputValue()).toBe('360001: reason');
  await page.getByLabel('Name of the token').fill('zendesk-token');
  await inDialog(page, 'Change');
  await inRow('Check');
  await inDialog(page, 'Check');
  await page.getByText('It answers: 204.').waitFor();
  expect(receiver.received.at(-1)?.path).toBe('/api/v2/users/me.json');
  await inDialog(page, 'Close');
  await inRow('Change');
  await page.getByLabel('Switched on').uncheck();
  await inDialog(page, 'Change');
  await row.getByText('switched off by hand').waitFor();
}

async function asksHubspot({ page, receiver, stage }: Scene): Promise<void> {
  const isAsked = () => page.getByLabel('Ask it who a customer is');
  await press(page, 'Add a connector');
  await page.getByLabel('System').selectOption('hubspot');
  await page.getByLabel('Address').fill(`${receiver.url}/hubspot`);
  await page.getByLabel('Name of the token').fill('hubspot-token');
  await isAsked().check();
  await inDialog(page, 'Add');
  const row = page.getByRole('row', { name: `${receiver.url}/hubspot` });
  const change = async (): Promise<void> => row.getByRole('button', { name: 'Change' }).click();
  await change();
  expect(await isAsked().isChecked()).toBe(true);
  await page.getByLabel('Pipeline').fill('7');
  await inDialog(page, 'Change');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  const { pool, tenant } = stage.baton;
  expect((await findLookupConnector(pool, tenant))?.config).toMatchObject({ pipeline: '7' });
  await change();
  await shoot(page, 'settings-connector-hubspot');
  await isAsked().uncheck();
  await inDialog(page, 'Change');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  expect(await findLookupConnector(pool, tenant)).toBeUndefined();
}

async function showsTheWidget({ page, stage }: Scene): Promise<void> {
  await press(page, 'Add a site');
  await page.getByLabel('Site', { exact: true }).fill('Garden shop');
  await page.getByLabel('Allowed origins').fill('https://garden.example/shop');
  await page.getByText('Write each as https://name, without a path.').waitFor();
  await page.getByLabel('Allowed origins').fill('https://garden.example');
  await inDialog(page, 'Add');
  await page.getByText('The secret, shown once').waitFor();
  await press(page, 'I have it');
  const row = page.getByRole('row', { name: /Garden shop/ });
  await row.getByRole('button', { name: 'Tag' }).click();
  await page.getByLabel('Language of the chat').selectOption('fr');
  const { rows } = await stage.baton.pool.query<{ id: string }>(
    `select id from widget_sites where tenant = $1 and name = 'Garden shop'`,
    [stage.baton.tenant],
  );
  const tag = await page.getByRole('dialog').getByRole('code').innerText();
  expect(tag).toContain(`data-site="${rows[0]?.id ?? ''}" data-language="fr" async></script>`);
  await inDialog(page, 'Close');
  await row.getByRole('button', { name: 'New secret' }).click();
  await inDialog(page, 'New secret');
  await page.getByText('The secret, shown once').waitFor();
}

async function knows({ page }: Scene): Promise<void> {
  await press(page, 'Import a document');
  await page.getByLabel('File (Markdown or HTML)').setInputFiles({
    name: 'pumps.md',
    mimeType: 'text/markdown',
    buffer: Buffer.from('# Garden pumps\n\nClean the filter of the pump each spring.\n'),
  });
  await inDialog(page, 'Add');
  await page.getByRole('cell', { name: 'Garden pumps' }).waitFor();
  await page.getByLabel('Question of a customer').fill('How do I clean the pump filter?');
  await press(page, 'Search');
  await page.getByRole('heading', { name: /Garden pumps/ }).waitFor();
  await page.getByLabel('Question of a customer').fill('zzyzx');
  await press(page, 'Search');
  await page.getByText('That is a gap').waitFor();
  await page
    .getByRole('row', { name: /Garden pumps/ })
    .getByRole('button', { name: 'Remove' })
    .click();
  await inDialog(page, 'Remove');
  await page.getByText('Removed').waitFor();
}

async function writesMacros({ page }: Scene): Promise<void> {
  await press(page, 'Add a macro');
  await page.getByLabel('Id').fill('greeting');
  await page.getByLabel('Name').fill('Greeting');
  await page.getByLabel('Text', { exact: true }).fill('Hello {customer_name}, I am {agent_name}.');
  await inDialog(page, 'Add');
  const row = page.getByRole('row', { name: /Greeting/ });
  await row.getByRole('button', { name: 'Change' }).click();
  await page.getByLabel('Name').fill('First greeting');
  await inDialog(page, 'Change');
  await page.getByRole('cell', { name: 'First greeting' }).waitFor();
}

async function plansTheReview({ page, stage }: Scene): Promise<void> {
  await page.getByLabel('Reviewers').fill('');
  await page.getByText('there is nobody to judge the sample').waitFor();
  await page.getByLabel('Reviewers').fill('ana, ben');
  await page.getByLabel('Hour of Thursday').fill('8');
  await page.getByLabel('Conversations in the sample').fill('40');
  await page.getByText(/drawn Thursday.* 08:00, judged until Sunday.* 08:00/).waitFor();
  await page.getByText('about 24 conversations for each reviewer').waitFor();
  await press(page, 'Save');
  await page.getByText('Saved').waitFor();
  const { rows } = await stage.baton.pool.query(
    'select hour, sample_size, reviewers from review_settings where tenant = $1',
    [stage.baton.tenant],
  );
  expect(rows).toEqual([{ hour: 8, sample_size: 40, reviewers: ['ana', 'ben'] }]);
}

async function erases({ page, stage }: Scene): Promise<void> {
  const { pool, tenant, client, keyring } = stage.baton;
  const backend = await keyOf(pool, tenant, 'backend');
  const turn = { id: 'g1', role: 'customer', content: 'Where is my pump?' };
  const said = await call(stage.api.app, backend, 'POST', '/v1/conversations/forget-me/turns', {
    body: { turn, customer: { id: 'cu_forget', name: 'Gil' } },
  });
  expect(said.status).toBeLessThan(300);
  await page.getByLabel('Days (empty: never)').fill('30');
  await page.getByText('Nothing would be erased at once.').waitFor();
  await page.getByLabel('The customer’s id').fill('cu_forget');
  await press(page, 'Erase …');
  await page.getByText('What was said with cu_forget is gone within minutes').waitFor();
  await inDialog(page, 'Erase');
  await page.getByText('1 conversation is being erased').waitFor();
  const { attachments, now } = stage.api.deps;
  const log = pino({ level: 'silent' });
  const loop = startErasureLoop({ pool, client, keyring, attachments, now, log });
  await page.getByText('Erased everywhere').waitFor({ timeout: 60_000 });
  await loop.close();
  await press(page, 'Proof');
  await page.getByRole('dialog').getByText('history_deleted_at').waitFor();
}

async function seesOwnPlaces({ page }: Scene): Promise<void> {
  await page.getByRole('heading', { name: 'Knowledge' }).waitFor();
  const places = page.getByRole('navigation', { name: 'Settings' }).getByRole('link');
  expect(await places.allInnerTexts()).toEqual(['Knowledge', 'Macros', 'Weekly review']);
}

const admin: Person = { role: 'admin' };
const operator: Person = { role: 'operator' };
const supervisor: Person = { role: 'supervisor' };

export const settingsStories: readonly Story[] = [
  {
    title: 'a destination of alerts is added, its secret seen once, tested and removed',
    person: operator,
    path: '/settings/alerts',
    play: tellsAlerts,
  },
  {
    title: 'a connector is added, says what is wrong with it, is mended and switched off',
    person: operator,
    path: '/settings/connectors',
    play: connects,
  },
  {
    title: 'a HubSpot connector is set to say who customers are, keeps it, and no more',
    person: operator,
    path: '/settings/connectors',
    play: asksHubspot,
  },
  {
    title: 'a site gets its tag and its secrets',
    person: operator,
    path: '/settings/widget',
    play: showsTheWidget,
  },
  {
    title: 'a document is imported from a file, found by a question, and removed',
    person: operator,
    path: '/settings/knowledge',
    play: knows,
  },
  {
    title: 'a supervisor writes a macro and changes it',
    person: supervisor,
    path: '/settings/macros',
    play: writesMacros,
  },
  {
    title: 'a supervisor plans the weekly review and sees what follows',
    person: supervisor,
    path: '/settings/reviews',
    play: plansTheReview,
  },
  {
    title: 'an admin has a customer erased, watches it, and keeps the proof',
    person: admin,
    path: '/settings/governance',
    play: erases,
  },
  {
    title: 'a supervisor is led to the places that are theirs',
    person: supervisor,
    path: '/settings',
    play: seesOwnPlaces,
  },
];
