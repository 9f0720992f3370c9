import axe from 'axe-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasChromium, openBrowser } from '../../scripts/browser.js';
import { createLoginToken } from '../../src/adapters/postgres/sign-in.ts';
import { startApi, type RunningApi } from '../../src/api/server.ts';
import { testApi, type TestApi } from '../support/api.ts';
import { newTenant, testBaton, type TestBaton } from '../support/baton.ts';
import { builtPages } from '../support/built-pages.ts';
import { setOnline } from '../support/tenant.ts';

const tenant = newTenant();
/** What axe says of one rule. */
interface Violation {
  id: string;
  impact: string | null;
  nodes: { html: string }[];
}

describe.skipIf(!hasChromium)('the first page', () => {
  let baton: TestBaton;
  let parts: TestApi;
  let api: RunningApi;
  let browser: Browser;

  beforeAll(async () => {
    baton = await testBaton({ tenant });
    await baton.pool.query('update queues set offer_timeout_seconds = 30');
    await setOnline(baton.pool, tenant, 'ana', 'ben');
    parts = await testApi(baton.pool, baton.conversations, {
      staticFiles: await builtPages('console'),
    });
    api = await startApi(parts.deps, { host: '127.0.0.1', port: 0 });
    browser = await openBrowser();
  });

  afterAll(async () => {
    await browser.close();
    await api.close();
    await parts.close();
    await baton.close();
  });

  async function link(): Promise<string> {
    const token = await createLoginToken(baton.pool, { tenant, role: 'admin' });
    return `${api.url}/login?token=${token}`;
  }

  async function signIn(context: BrowserContext): Promise<Page> {
    const page = await context.newPage();
    await page.goto(await link());
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('link', { name: 'Play the recorded conversation' }).click();
    await page.getByRole('button', { name: 'Next step' }).waitFor();
    return page;
  }

  /** By keyboard, as soon as the step before has been taken: until then the button is disabled. */
  async function press(page: Page, name: string): Promise<void> {
    const button = page.getByRole('button', { name, exact: true, disabled: false });
    await button.waitFor();
    await button.focus();
    await page.keyboard.press('Enter');
  }

  async function seriousFindings(page: Page): Promise<string[]> {
    await page.evaluate(axe.source);
    const violations = await page.evaluate<Violation[]>(
      'axe.run().then(({ violations }) => violations)',
    );
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${String(nodes[0]?.html)}`);
  }

  it('plays the bundled conversation to its outcome, shows the same after a reload, and is accessible', async () => {
    // axe is put into the page from outside, which the page's own policy forbids.
    const context = await browser.newContext({ bypassCSP: true });
    const page = await signIn(context);
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Play to the end' }).click();
    await page.getByRole('heading', { name: 'Resolved, handoff needed' }).waitFor();
    await page.getByText('Refused, 409 not_owner').waitFor();
    await page.getByText('customer-asks').waitFor();
    await page.getByText('not enough data yet').first().waitFor();
    const workflow = page.getByRole('link', { name: /workflow in the Temporal UI/ });
    expect(await workflow.getAttribute('href')).toContain(
      `/workflows/conversation%2F${tenant}%2Ftry-`,
    );
    const late = page.getByRole('log', { name: 'chat' }).getByText('I have checked once more');
    expect(await late.count()).toBe(0);

    await page.getByRole('button', { name: 'Show turn 7' }).click();
    expect(await page.locator('.bubble.cited').innerText()).toContain('I did purchase insurance');

    await page.reload();
    await page.getByRole('heading', { name: 'Resolved, handoff needed' }).waitFor();
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await seriousFindings(page)).toEqual([]);
    }
    await context.close();
  });

  it('hands off at the wish of a customer of one’s own words, by keyboard', async () => {
    const context = await browser.newContext();
    const page = await signIn(context);
    await page.getByLabel('Write as the customer').fill('I want to talk to a person');
    await page.keyboard.press('Enter');
    await press(page, 'Accept');
    await page.getByRole('heading', { name: 'Brief' }).waitFor();
    await press(page, 'Send reply');
    await page.locator('.bubble.agent').waitFor();
    await press(page, 'Resolve');
    await page.getByRole('heading', { name: 'Resolved, handoff needed' }).waitFor();
    await context.close();
  });

  it('shows hostile text as text: no script of it runs, nothing breaks the page’s policy', async () => {
    const context = await browser.newContext();
    const page = await signIn(context);
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (message.text().includes('Content Security Policy')) complaints.push(message.text());
    });
    const hostile =
      '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script> [a](javascript:hacked=1) \u202Eevil';
    await page.getByLabel('Write as the customer').fill(`${hostile} I want to talk to a person`);
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await page.getByRole('button', { name: 'Accept', exact: true }).click();
    await page.getByRole('heading', { name: 'Brief' }).waitFor();
    expect(await page.locator('.bubble.customer').innerText()).toContain('<img src=x onerror=');
    expect(await page.evaluate('window.hacked')).toBeUndefined();
    expect(await page.locator('.column img, .column script, .column a').count()).toBe(0);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('uses a link up at the button only, and says how to get another', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(api.url);
    await page.getByText('npx baton login-link').waitFor();
    const once = await link();
    await page.goto(once);
    await page.goto(once);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'Try it' }).waitFor();
    await page.getByRole('link', { name: /^Account/ }).click();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'You are signed out' }).waitFor();
    await page.goto(once);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'This link does not work any more' }).waitFor();
    await page.getByText('npx baton login-link').waitFor();
    await context.close();
  });
});
