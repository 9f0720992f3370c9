import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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
import { eventually } from '../support/baton.ts';
import { openMorning } from '../support/console-cases.ts';
import { fillStage } from '../support/console-data.ts';
import { consolePages, type ConsolePage } from './console-pages.ts';

describe.skipIf(!hasChromium)('every page of the console', () => {
  let stage: ConsoleStage;
  beforeAll(async () => {
    stage = await openStage();
    await fillStage(stage);
    // One case is held and one offered from the stage already.
    await openMorning(stage, 6);
  });
  afterAll(() => stage.close());

  async function inspect(page: Page, name: string, ready: ConsolePage['ready']): Promise<void> {
    await ready(page);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await seriousFindings(page)).toEqual([]);
      await shoot(page, `console-${name}-${colorScheme}`);
    }
    await page.emulateMedia({ colorScheme: 'light' });
    await page.setViewportSize(viewports.phone);
    await ready(page);
    expect(await seriousFindings(page)).toEqual([]);
    expect(await overflowOf(page)).toBe(0);
    await shoot(page, `console-${name}-phone`);
    expect(complaintsOf(page)).toEqual([]);
    await page.context().close();
  }

  // axe is put into the page from outside, which the page's own policy forbids.
  const bypassCSP = true;

  it.each(consolePages)(
    '$name has no serious finding in light and dark, and fits a phone',
    async ({ name, path, person, ready }) => {
      await inspect(await stage.open(person, path, { bypassCSP }), name, ready);
    },
  );

  it('so have the sign-in and the rating, for people who are not signed in', async () => {
    const guest = await stage.open(null, '/inbox', { bypassCSP });
    await inspect(guest, 'signed-out', (page) =>
      page.getByRole('heading', { name: 'You are signed out' }).waitFor(),
    );
    const ref = { tenant: stage.baton.tenant, conversation: 'held' };
    const token = stage.api.deps.ratings?.tokenFor(ref) ?? '';
    const customer = await stage.open(null, `/rate/${token}`, { bypassCSP });
    await inspect(customer, 'rating', (page) =>
      page.getByRole('button', { name: '5 / 5' }).waitFor(),
    );
  });

  it('speaks German where the browser does, and keeps the chosen language and theme over a reload', async () => {
    const page = await stage.open({ role: 'admin' }, '/account', { locale: 'de-DE' });
    await page.getByRole('heading', { name: 'Konto' }).waitFor();
    await page.getByLabel('Farben').selectOption('dark');
    await page.getByLabel('Sprache').selectOption('en');
    await page.reload();
    await page.getByRole('heading', { name: 'Account' }).waitFor();
    expect(await page.getByLabel('Theme').inputValue()).toBe('dark');
    expect(await page.evaluate('document.documentElement.dataset.theme')).toBe('dark');
    await page.context().close();
  });

  it('shows of each KPI its definition, trend and table, and gives the breakdown as a file', async () => {
    const page = await stage.open({ role: 'supervisor' }, '/kpis?range=last84');
    await page.getByRole('button', { name: 'Time to human' }).click();
    await page.getByText('Time to human: What this is, and is not').click();
    await page.getByText('Not the assignment, and not the policy').waitFor();
    const trend = page.getByRole('region', { name: 'Trend by week, Time to human' });
    await trend.getByRole('columnheader', { name: '90th percentile' }).waitFor();
    expect(await trend.getByRole('row').count()).toBeGreaterThan(6);
    await page.getByRole('img', { name: /Trend by week, Time to human/ }).waitFor();
    await page.getByLabel('Break down by').selectOption('rule');
    await page
      .getByRole('region', { name: 'By rule, Time to human' })
      .getByText('Tools fail')
      .waitFor();
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download CSV' }).click(),
    ]);
    const lines = (await readFile(await file.path(), 'utf8')).trim().split('\r\n');
    expect(lines[0]?.startsWith('rule,precision,')).toBe(true);
    expect(lines.map((line) => line.split(',')[0])).toContain('governance:legal');
    await page.reload();
    await page.getByRole('button', { name: 'Time to human', pressed: true }).waitFor();
    expect(complaintsOf(page)).toEqual([]);
    await page.context().close();
  });

  it('says so where there is no page, and still has the navigation', async () => {
    const page = await stage.open({ role: 'admin' }, '/no/such/page');
    await page.getByText('There is no such page').waitFor();
    await page.getByRole('link', { name: 'Try it' }).click();
    await page.getByRole('heading', { name: 'Try it' }).waitFor();
    await page.context().close();
  });

  it('an agent accepts with one press, sends a suggested reply with two, resolves with two', async () => {
    const page = await stage.open({ role: 'agent', agent: 'ana' }, '/inbox');
    const presses: string[] = [];
    await page.exposeFunction('pressed', (what: string) => presses.push(what));
    await page.evaluate(`addEventListener('click', ({ target }) => {
      window.pressed(target.closest('button')?.textContent ?? '')
    }, true)`);
    const counted = () => presses.splice(0).length;
    await page.getByRole('list').getByRole('button', { name: 'Accept' }).first().click();
    await page.getByRole('heading', { name: 'What the customer wants' }).waitFor();
    expect(counted()).toBe(1);
    const suggested = page.getByRole('group', { name: 'Suggested' }).getByRole('button').first();
    await suggested.click();
    const reply = await page.getByLabel(/^Reply to/).inputValue();
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await eventually('the reply is kept', async () => {
      const { rowCount } = await stage.baton.pool.query(
        `select 1 from turns where tenant = $1 and role = 'agent' and content = $2`,
        [stage.baton.tenant, reply],
      );
      return rowCount === 1;
    });
    expect(counted()).toBe(2);
    await page
      .getByRole('button', { name: /^Resolve/ })
      .first()
      .click();
    await page.getByRole('dialog').getByRole('button', { name: 'Resolve' }).click();
    await page.getByText('The conversation is over.').waitFor();
    expect(counted()).toBe(2);
    await page.context().close();
  });
});
