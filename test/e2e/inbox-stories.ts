/** What an agent does with a case in the inbox, each story with a case of its own that ana holds. */
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { call, keyOf, type Json } from '../support/api.ts';
import { eventually } from '../support/baton.ts';
import { settle, type CasePlay, type CaseScript } from '../support/console-cases.ts';
import type { ConsoleStage } from '../support/console.ts';
import { setShift } from '../support/tenant.ts';
import type { Shop } from '../support/shop.ts';
import type { SmtpProcess } from '../support/smtp.ts';

export interface Scene {
  stage: ConsoleStage;
  play: CasePlay;
  shop: Shop;
  smtp: SmtpProcess;
  /** Ana's inbox with the case of the story open. */
  page: Page;
}

export interface Story {
  title: string;
  /** The conversation; its customer is called as the id says. */
  id: string;
  play: (scene: Scene) => Promise<void>;
}

export const nameOf = (id: string): string => `Kim ${id.charAt(0).toUpperCase()}${id.slice(1)}`;

/** A customer who asks for a person. */
export function scriptOf(id: string, email = `${id}@example.com`): CaseScript {
  return {
    id,
    customer: { id: `cu_${id}`, name: nameOf(id), email, language: 'en' },
    turns: [
      { role: 'customer', content: `The seats of order 4471-882 are missing, ${id}.` },
      { role: 'assistant', content: 'The order is complete.' },
      { role: 'customer', content: 'They are not there. I want to talk to a person, please.' },
    ],
  };
}

const button = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name, exact: true }).first();
const inDialog = (page: Page, name: string) =>
  page.getByRole('dialog').getByRole('button', { name, exact: true }).click();
const box = (page: Page) => page.getByLabel(/^Reply to/);

async function send(page: Page, text: string): Promise<void> {
  await box(page).fill(text);
  await button(page, 'Send').click();
  await page.getByRole('log').getByText(text).waitFor();
}

/** The first row of a question about the tenant, once there is one. */
function rowOf(
  { stage: { baton } }: Scene,
  question: string,
  ...values: unknown[]
): Promise<Record<string, Json>> {
  return eventually(question, async () => {
    const { rows } = await baton.pool.query<Record<string, Json>>(question, [
      baton.tenant,
      ...values,
    ]);
    return rows[0];
  });
}

async function insertsMacro(scene: Scene): Promise<void> {
  const { page } = scene;
  await box(page).fill('/');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Greeting/ })
    .click();
  const text = 'Hello Kim Macro, I am Ana Ruiz and look at 4471-882.';
  await expect.poll(() => box(page).inputValue()).toBe(text);
  expect(await box(page).evaluate('document.activeElement?.tagName')).toBe('TEXTAREA');
  await page.keyboard.press('Control+Enter');
  await page.getByRole('log').getByText(text).waitFor();
  const sent = `select role, actor from turns where tenant = $1 and content = $2`;
  expect(await rowOf(scene, sent, text)).toEqual({ role: 'agent', actor: 'ana' });
}

async function transfer(page: Page, to: string, note: string): Promise<void> {
  await button(page, 'Transfer (t)').click();
  await page.getByRole('dialog').getByLabel('Transfer', { exact: true }).selectOption(to);
  await page.getByLabel('Note for whoever takes it').fill(note);
  await inDialog(page, 'Transfer');
  await page.getByText('Transferred', { exact: true }).waitFor();
}

async function transfersToAgent({ page, stage }: Scene): Promise<void> {
  const { pool, tenant } = stage.baton;
  await setShift(pool, tenant, 'ben');
  await transfer(page, 'agent/ben', 'Knows this order from last week.');
  await page.getByText('Only the agent who holds the case can write').waitFor();
  const ben = await stage.open({ role: 'agent', agent: 'ben' }, '/inbox');
  await button(ben, 'Accept').click();
  await ben.getByRole('log').getByText('Knows this order from last week.').waitFor();
  await ben.getByText('With Ben Cole').waitFor();
  await setShift(pool, tenant);
  await ben.context().close();
}

async function transfersToQueue(scene: Scene): Promise<void> {
  const { page, stage } = scene;
  await transfer(page, 'queue/billing', 'A matter of the invoice.');
  const waits = `select queue from queue_entries where tenant = $1 and conversation = 'toqueue'`;
  expect(await rowOf(scene, waits)).toEqual({ queue: 'billing' });
  const ben = await stage.open({ role: 'agent', agent: 'ben' }, '/inbox/toqueue?view=waiting');
  await ben.getByRole('log').getByText('A matter of the invoice.').waitFor();
  await button(ben, 'Take it').click();
  await ben.getByText('With Ben Cole').waitFor();
  await ben.context().close();
}

async function snoozes({ page, play }: Scene): Promise<void> {
  await button(page, 'Snooze (z)').click();
  await page.getByText('Answer the customer once; then the case can wait').waitFor();
  expect(await page.getByRole('dialog').getByRole('button', { name: 'Snooze' }).isDisabled()).toBe(
    true,
  );
  await page.keyboard.press('Escape');
  await send(page, 'Please send me the invoice.');
  await button(page, 'Snooze (z)').click();
  await button(page, 'In 1 hour').click();
  await inDialog(page, 'Snooze');
  await page.getByText(/^Snoozed until/).waitFor();
  await page.getByRole('link', { name: /^Snoozed/ }).click();
  await page.getByRole('link', { name: /Kim Snooze/ }).waitFor();
  await play.say('snooze', 'snooze-wakes', 'Here is the invoice.');
  await page.getByText('With Ana Ruiz').waitFor();
  await page.getByText('Nothing is snoozed').waitFor();
  await page.getByRole('link', { name: /^Mine/ }).click();
  await page.getByRole('link', { name: /Kim Snooze.*Here is the invoice/ }).waitFor();
}

async function returnsToAi(scene: Scene): Promise<void> {
  const { page, stage } = scene;
  await button(page, 'Return to AI (b)').click();
  await page.getByLabel('What the AI should know').fill('Seats were added by hand.');
  await inDialog(page, 'Return to AI');
  await page.getByText('The AI answers. Take the case to write yourself.').waitFor();
  const backend = await keyOf(stage.baton.pool, stage.baton.tenant, 'backend');
  const turn = { id: 'back-1', role: 'customer', content: 'Thanks, when is the next invoice?' };
  const { body } = await call(stage.api.app, backend, 'POST', '/v1/conversations/return/turns', {
    body: { turn },
  });
  expect(body.returned.summary).toBe('Seats were added by hand.');
  expect(body.owner).toBe('ai');
}

async function saved(page: Page, press: () => Promise<void>): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent('download'), press()]);
  return readFile(await download.path(), 'utf8');
}

const fileOf = (name: string, text: string) => ({
  name,
  mimeType: 'text/plain',
  buffer: Buffer.from(text),
});

/** Each side sends a file, and the other side saves it. */
async function exchangesFiles({ page, shop, stage }: Scene): Promise<void> {
  const { pool, tenant } = stage.baton;
  await setShift(pool, tenant, 'ana');
  const customer = await shop.visit('The label of my parcel is torn.');
  await button(page, 'Accept').click();
  await page.getByRole('log').getByText('The label of my parcel is torn.').waitFor();
  await setShift(pool, tenant);
  await page.locator('input[type=file]').setInputFiles(fileOf('label.txt', 'a new label'));
  await button(page, 'Remove label.txt').waitFor();
  await send(page, 'Please print this one.');
  expect(
    await saved(customer, () => customer.getByRole('button', { name: /label\.txt/ }).click()),
  ).toBe('a new label');
  await customer.locator('input[type=file]').setInputFiles(fileOf('photo.txt', 'a picture of it'));
  await customer.getByText('Attached: photo.txt').waitFor();
  await customer.getByLabel('Write a message').fill('It sticks.');
  await customer.keyboard.press('Enter');
  expect(await saved(page, () => page.getByRole('link', { name: 'photo.txt' }).click())).toBe(
    'a picture of it',
  );
  await customer.context().close();
}

async function sendsAgain({ page, stage, smtp }: Scene): Promise<void> {
  const backend = await keyOf(stage.baton.pool, stage.baton.tenant, 'backend');
  const path = '/v1/conversations/full/channel';
  const body = { channel: 'email' };
  await settle(() => call(stage.api.app, backend, 'POST', path, { body }));
  await send(page, 'Your seats are there.');
  const lost = page.getByRole('article').filter({ hasText: 'Your seats are there.' });
  await lost.getByText(/^Not delivered/).waitFor();
  await lost.getByRole('button', { name: 'Send again' }).click();
  await lost.getByText('Delivered', { exact: true }).waitFor();
  const mails = smtp.mails.filter(({ raw }) => raw.includes('Your seats are there.'));
  expect(mails.map(({ taken }) => taken)).toEqual([false, true]);
  expect(new Set(mails.map(({ id }) => id)).size).toBe(1);
}

async function notesForColleagues(scene: Scene): Promise<void> {
  const { page } = scene;
  await page.getByRole('log').focus();
  await page.keyboard.press('n');
  await page.keyboard.type('Sync of plans hung.');
  await page.keyboard.press('Control+Enter');
  const note = page
    .getByRole('log')
    .getByRole('article')
    .filter({ hasText: 'Sync of plans hung.' });
  await note.getByText('Note · Ana Ruiz').waitFor();
  const { rowCount } = await scene.stage.baton.pool.query(
    `select 1 from turns where tenant = $1 and content like '%Sync of plans%'`,
    [scene.stage.baton.tenant],
  );
  expect(rowCount).toBe(0);
}

async function declines(scene: Scene): Promise<void> {
  const { page, play, stage } = scene;
  const { pool, tenant } = stage.baton;
  await setShift(pool, tenant, 'ana');
  await play.begin(scriptOf('declined'));
  await button(page, 'Decline').click();
  await page.getByLabel('Why').selectOption({ label: 'Not my field' });
  await page.getByLabel('Ask me again if nobody else takes it').uncheck();
  await inDialog(page, 'Decline');
  await page.getByRole('region', { name: 'Offers' }).waitFor({ state: 'detached' });
  await setShift(pool, tenant);
  const offer = `select state, reason from offers where tenant = $1 and conversation = 'declined'`;
  expect(await rowOf(scene, offer)).toEqual({ state: 'rejected', reason: 'not_my_field' });
}

async function resolves(scene: Scene): Promise<void> {
  const { page } = scene;
  await button(page, /^Resolve/).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Outcome').selectOption({ label: 'Partly resolved' });
  await dialog.getByLabel('Was this handoff needed?').selectOption({ label: 'Too late' });
  await dialog.getByLabel('How it ended').selectOption({ index: 1 });
  const code = await dialog.getByLabel('How it ended').inputValue();
  await dialog.getByLabel('Summary').fill('Seats moved by hand.');
  await inDialog(page, 'Resolve');
  await page.getByText('The conversation is over.').waitFor();
  const outcome = `select outcome, verdict, resolution_code from outcomes where tenant = $1 and conversation = 'resolve'`;
  expect(await rowOf(scene, outcome)).toEqual({
    outcome: 'partial',
    verdict: 'too_late',
    resolution_code: code,
  });
}

async function takesOver(scene: Scene): Promise<void> {
  const { page, stage } = scene;
  const lead = await stage.open({ role: 'supervisor' }, '/inbox/takeover');
  await lead.getByLabel('For', { exact: true }).selectOption({ label: 'For Ben Cole' });
  await button(lead, 'Take over').click();
  await lead.getByText('With Ben Cole').waitFor();
  await send(lead, 'I go on here.');
  await page.getByText('This case is not here').waitFor();
  const sent = `select actor from turns where tenant = $1 and content = 'I go on here.'`;
  expect(await rowOf(scene, sent)).toEqual({ actor: 'ben' });
  await lead.context().close();
}

async function reassigns(scene: Scene): Promise<void> {
  const lead = await scene.stage.open({ role: 'supervisor' }, '/floor/general');
  const held = lead.getByRole('region', { name: 'With agents' });
  const row = held.getByRole('row', { name: /reassign/ });
  await row.getByRole('button', { name: 'Give to …' }).click();
  await lead.getByLabel('Agent', { exact: true }).selectOption('ben');
  await inDialog(lead, 'Give it');
  await lead.getByText('ben has the case').waitFor();
  await row.getByRole('cell', { name: 'ben' }).waitFor();
  await scene.page.getByText('This case is not here').waitFor();
  await row.getByRole('button', { name: 'To a queue …' }).click();
  await lead.getByLabel('Queue', { exact: true }).selectOption('billing');
  await inDialog(lead, 'Move it');
  const waits = `select queue from queue_entries where tenant = $1 and conversation = 'reassign'`;
  expect(await rowOf(scene, waits)).toEqual({ queue: 'billing' });
  await lead.context().close();
}

export const inboxStories: readonly Story[] = [
  { title: 'a macro is filled in, changed at will and sent', id: 'macro', play: insertsMacro },
  { title: 'a case goes to a colleague with a note', id: 'toagent', play: transfersToAgent },
  { title: 'a case goes to another queue with a note', id: 'toqueue', play: transfersToQueue },
  { title: 'a case sleeps until the customer writes', id: 'snooze', play: snoozes },
  { title: 'a case goes back to the AI with what it must know', id: 'return', play: returnsToAi },
  { title: 'files go both ways', id: 'files', play: exchangesFiles },
  { title: 'a mail that did not arrive is marked and sent again', id: 'full', play: sendsAgain },
  { title: 'a note stays among colleagues', id: 'note', play: notesForColleagues },
  { title: 'an offer is declined with its reason', id: 'decline', play: declines },
  { title: 'a supervisor takes a case over and writes', id: 'takeover', play: takesOver },
  { title: 'a supervisor gives a held case to another', id: 'reassign', play: reassigns },
  { title: 'a case is resolved with codes and verdict', id: 'resolve', play: resolves },
];
