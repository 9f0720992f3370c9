import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import axe from 'axe-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../../scripts/browser.js';
import { startApi, type RunningApi } from '../../src/api/server.ts';
import { call, keyOf, testApi, type Json, type TestApi } from '../support/api.ts';
import { eventually, newTenant, testBaton, type TestBaton } from '../support/baton.ts';
import { builtPages } from '../support/built-pages.ts';
import { serveHostPage, type HostPage } from '../support/host-page.ts';
import { hostileTexts, misuseIn, setTrap } from '../support/hostile.ts';
import { hasChromium, overflowOf } from '../support/console.ts';
import { setShift } from '../support/tenant.ts';

const tenant = newTenant();
const sizes = { desktop: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } };
/** Ends when nothing on the page moves, nor in its shadow roots. */
const untilStill = `Promise.all(
  [document, ...[...document.querySelectorAll('*')].flatMap((one) => one.shadowRoot ?? [])]
    .flatMap((root) => root.getAnimations())
    .map((animation) => animation.finished.catch(() => undefined)),
).then(() => undefined)`;
/** Where screenshots go when they are wanted; none otherwise. */
const shots = process.env['BATON_SCREENSHOTS'];

describe.skipIf(!hasChromium)('the widget', () => {
  let baton: TestBaton;
  let parts: TestApi;
  let api: RunningApi;
  let host: HostPage;
  let browser: Browser;
  let backend = '';
  let ana = '';

  beforeAll(async () => {
    baton = await testBaton({ tenant });
    await baton.pool.query('update queues set offer_timeout_seconds = 30');
    parts = await testApi(baton.pool, baton.conversations, {
      staticFiles: await builtPages('widget'),
    });
    api = await startApi(parts.deps, { host: '127.0.0.1', port: 0 });
    const operator = await keyOf(baton.pool, tenant, 'operator');
    backend = await keyOf(baton.pool, tenant, 'backend');
    ana = await keyOf(baton.pool, tenant, 'agent', 'ana');
    const site = await call(parts.app, operator, 'POST', '/v1/widget-sites', {
      body: { name: 'Shop', appearance: { title: 'Acme help' } },
    });
    host = await serveHostPage(api.url, site.body.id);
    browser = await openBrowser();
  });

  afterAll(async () => {
    await browser.close();
    host.close();
    await api.close();
    await parts.close();
    await baton.close();
  });

  async function visit(context: BrowserContext): Promise<Page> {
    const page = await context.newPage();
    await page.goto(host.url);
    await page.getByRole('button', { name: 'Open chat' }).click();
    return page;
  }

  async function write(page: Page, text: string): Promise<void> {
    await page.getByLabel('Write a message').fill(text);
    await page.keyboard.press('Enter');
  }

  async function findings(page: Page): Promise<string[]> {
    // A colour that is still changing is nobody's contrast: whatever moves is let end first.
    await page.evaluate(untilStill);
    await page.evaluate(axe.source);
    const violations = await page.evaluate<Json[]>(
      'axe.run().then(({ violations }) => violations)',
    );
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${String(nodes[0]?.html)}`);
  }

  async function shoot(page: Page, name: string): Promise<void> {
    if (shots === undefined) return;
    await page.waitForTimeout(300);
    await page.screenshot({ path: path.join(shots, `widget-${name}.png`) });
  }

  const attach = (page: Page, name: string, bytes: Buffer) =>
    page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/plain', buffer: bytes });

  async function saved(page: Page, name: string): Promise<string> {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: `Download: ${name}` }).click(),
    ]);
    expect(download.suggestedFilename()).toBe(name);
    return readFile(await download.path(), 'utf8');
  }

  /** The visitor sends a file that the agent gets, and saves one of the agent's. */
  async function exchangeFiles(page: Page, id: string): Promise<void> {
    await attach(page, 'film.txt', Buffer.alloc(10 * 1024 * 1024 + 1));
    await page.getByText('A file may have at most 10 MB.').first().waitFor();
    await attach(page, 'parcel.txt', Buffer.from('a picture of it'));
    await page.getByText('Attached: parcel.txt').waitFor();
    expect(await findings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Remove: film.txt' }).click();
    await write(page, 'This is how it arrived.');
    await page.getByRole('button', { name: 'Download: parcel.txt' }).waitFor();
    const place = `/v1/conversations/${id}`;
    const { body: pack } = await call(parts.app, ana, 'GET', `${place}/package`);
    const [file] = pack.attachments;
    const got = await call(parts.app, ana, 'GET', `/v1/attachments/${String(file.id)}`);
    expect([file.name, got.body]).toEqual(['parcel.txt', 'a picture of it']);
    const stored = await parts.app.request('/v1/attachments?name=label.txt', {
      method: 'POST',
      headers: { authorization: `Bearer ${ana}`, 'content-type': 'text/plain' },
      body: 'a label',
    });
    const { id: label } = (await stored.json()) as Json;
    const body = { content: 'Please use this label.', attachments: [label] };
    await call(parts.app, ana, 'POST', `${place}/replies`, { body });
    await page.getByText('Please use this label.').waitFor();
    expect(await saved(page, 'label.txt')).toBe('a label');
  }

  /** The agent ends the case; the visitor is asked, and rates by one click. */
  async function rate(page: Page, id: string): Promise<void> {
    const path = `/v1/conversations/${id}/resolve`;
    await call(parts.app, ana, 'POST', path, { body: { outcome: 'resolved' } });
    await page.getByRole('group', { name: 'How were you helped?' }).waitFor();
    expect(await findings(page)).toEqual([]);
    await page.getByRole('button', { name: '4 / 5' }).click();
    await page.getByText('How were you helped? 4 / 5').waitFor();
    const rated = 'select 1 from outcomes where conversation = $1 and rating = 4';
    await eventually(
      'it is kept',
      async () => (await baton.pool.query(rated, [id])).rowCount === 1,
    );
  }

  const conversationOf = async (content: string): Promise<string> =>
    eventually('the message is stored', async () => {
      const { rows } = await baton.pool.query<{ conversation: string }>(
        'select conversation from turns where content = $1',
        [content],
      );
      return rows[0]?.conversation;
    });

  it('is at most 20 KB compressed', async () => {
    const script = (await builtPages('widget')).get('/widget.js');
    expect(gzipSync(script?.body ?? '').length).toBeGreaterThan(1_024);
    expect(gzipSync(script?.body ?? '').length).toBeLessThanOrEqual(20 * 1024);
  });

  it.each(['desktop', 'phone'] as const)(
    'on a %s goes from the bot to a person, over a reload and to a rating, without a serious finding',
    async (size) => {
      await setShift(baton.pool, tenant);
      const context = await browser.newContext({
        viewport: sizes[size],
        // axe is put into the page from outside, which the page's own policy forbids.
        bypassCSP: true,
        // A panel that is still fading in has the contrast of a moment.
        reducedMotion: 'reduce',
      });
      const page = await visit(context);
      const question = `Where is my parcel on the ${size}?`;
      await write(page, question);
      const id = await conversationOf(question);
      const turn = { id: 'a1', role: 'assistant', content: 'Let me look that up.', epoch: 1 };
      await call(parts.app, backend, 'POST', `/v1/conversations/${id}/turns`, { body: { turn } });
      await page.getByText('Let me look that up.').waitFor();
      expect(await findings(page)).toEqual([]);
      await page.getByRole('button', { name: 'Talk to a person' }).click();
      await page.getByText('Place in line: ').waitFor();
      await shoot(page, `${size}-waiting`);
      await page.getByRole('button', { name: 'E-mail' }).click();
      await page.getByLabel('Your e-mail address').fill('kim@example.com');
      expect(await findings(page)).toEqual([]);
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByText(/We will write to you by e-mail by/).waitFor();
      await page.getByRole('button', { name: 'Chat', exact: true }).click();
      await page.getByText('All right, we go on here in the chat.').waitFor();
      await setShift(baton.pool, tenant, 'ana');
      const offer = await eventually('an offer', async () => {
        const { body } = await call(parts.app, ana, 'GET', '/v1/offers?state=pending');
        return body.data.find((one: Json) => one.conversation_id === id || one.conversation === id);
      });
      await call(parts.app, ana, 'POST', `/v1/offers/${offer.id}/accept`, { body: {} });
      const body = { content: 'Hello, this is Ana.' };
      await call(parts.app, ana, 'POST', `/v1/conversations/${id}/replies`, { body });
      await page.getByText('Hello, this is Ana.').waitFor();
      await call(parts.app, ana, 'POST', `/v1/conversations/${id}/typing`, { body: {} });
      await page.getByText('ana is typing').waitFor();
      await exchangeFiles(page, id);
      await shoot(page, `${size}-agent`);
      await page.reload();
      await page.getByRole('button', { name: /^Open chat/ }).click();
      await page.getByText('Hello, this is Ana.').waitFor();
      expect(await page.getByText(question).count()).toBe(1);
      expect(await findings(page)).toEqual([]);
      if (size === 'desktop') {
        await page.emulateMedia({ colorScheme: 'dark' });
        expect(await findings(page)).toEqual([]);
        await shoot(page, 'desktop-dark');
      }
      await rate(page, id);
      await context.close();
    },
  );

  it('shows that a long message is cut, and all of it at a press', async () => {
    const context = await browser.newContext({ viewport: sizes.phone, bypassCSP: true });
    const page = await visit(context);
    await write(page, 'Tell me all about lamps');
    const conversation = await conversationOf('Tell me all about lamps');
    const content = `${'All about lamps. '.repeat(1_200)}And that is the end of it.`;
    const turn = { id: 'long', role: 'assistant', content, epoch: 1 };
    const path = `/v1/conversations/${conversation}/turns`;
    await call(parts.app, backend, 'POST', path, { body: { turn } });
    const more = page.getByRole('button', { name: 'Show all of it 20 KB' });
    await more.waitFor();
    const shown = page.getByRole('log').getByText('All about lamps.');
    expect(await shown.innerText()).toBe(`${content.slice(0, 16_384)}…`);
    expect(await findings(page)).toEqual([]);
    await shoot(page, 'phone-long-cut');
    await page.route('**/v1/visitor/attachments/**', (route) => route.abort());
    await more.click();
    await page.getByText('That did not work. Please try again.').waitFor();
    await page.unroute('**/v1/visitor/attachments/**');
    await more.press('Enter');
    await page.getByText('And that is the end of it.').waitFor();
    expect(await shown.innerText()).toBe(content);
    expect(await more.count()).toBe(0);
    // Who reads with the keyboard goes on where the button was.
    await page.locator('p.text:focus').getByText('All about lamps.').waitFor();
    await shoot(page, 'phone-long-whole');
    await context.close();
  });

  it('keeps what was written offline over a reload and sends it once, in order', async () => {
    const context = await browser.newContext();
    const page = await visit(context);
    await write(page, 'first, while online');
    const id = await conversationOf('first, while online');
    const blocked = (on: boolean) =>
      page.route(`${api.url}/v1/**`, (route) => (on ? route.abort() : route.continue()));
    await blocked(true);
    await write(page, 'second, while offline');
    await write(page, 'third, while offline');
    await page.getByText('Waiting to be sent').nth(1).waitFor();
    await page.getByLabel('Write a message').fill('a draft');
    await page.reload();
    await page.getByRole('button', { name: /^Open chat/ }).click();
    await page.getByText('third, while offline').waitFor();
    expect(await page.getByLabel('Write a message').inputValue()).toBe('a draft');
    await page.unroute(`${api.url}/v1/**`);
    await eventually('everything is stored', async () => {
      const { rows } = await baton.pool.query<{ content: string }>(
        'select content from turns where conversation = $1 order by sequence',
        [id],
      );
      return rows.map(({ content }) => content).join('|') ===
        'first, while online|second, while offline|third, while offline'
        ? true
        : null;
    });
    await page.getByText('Waiting to be sent').first().waitFor({ state: 'detached' });
    expect(await page.getByText('second, while offline').count()).toBe(1);
    await context.close();
  });

  it('shows hostile text as text, works by keyboard, and needs nothing of the page’s policy', async () => {
    const context = await browser.newContext();
    const trap = await setTrap(context, [host.url, api.url]);
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (message.text().includes('Content Security Policy')) complaints.push(message.text());
    });
    await page.goto(host.url);
    await page.getByRole('button', { name: 'Open chat' }).focus();
    await page.keyboard.press('Enter');
    const hostile = '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>';
    await page.getByLabel('Write a message').waitFor();
    await page.keyboard.type(hostile);
    await page.keyboard.press('Enter');
    const conversation = await conversationOf(hostile);
    await page.getByRole('log').getByText('<img src=x').waitFor();
    // The widget is shown some 16,000 characters of one message.
    const texts = hostileTexts();
    for (let first = 0; first < texts.length; first += 60) {
      const content = `${texts.slice(first, first + 60).join('\n')}\nto here: ${String(first)}`;
      const turn = { id: `hostile-${String(first)}`, role: 'assistant', content, epoch: 1 };
      const path = `/v1/conversations/${conversation}/turns`;
      const { status, body } = await call(parts.app, backend, 'POST', path, { body: { turn } });
      expect(status, JSON.stringify(body)).toBe(200);
      await page
        .getByRole('log')
        .getByText(`to here: ${String(first)}`)
        .waitFor();
    }
    await attach(page, 'own.txt', Buffer.from('bytes'));
    await page.getByText('Attached: own.txt').waitFor();
    await page.keyboard.press('Enter');
    expect(await saved(page, 'own.txt')).toBe('bytes');
    for (const viewport of [sizes.desktop, sizes.phone]) {
      await page.setViewportSize(viewport);
      expect(await overflowOf(page)).toBe(0);
    }
    expect(await misuseIn(page)).toEqual([]);
    expect(trap.caught).toEqual([]);
    await page.setViewportSize(sizes.desktop);
    expect(await page.evaluate('window.hacked')).toBeUndefined();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Open chat' }).waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });
});
