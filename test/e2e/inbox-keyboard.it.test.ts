import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call, keyOf } from '../support/api.ts';
import { eventually } from '../support/baton.ts';
import { casePlay, settle, type CasePlay } from '../support/console-cases.ts';
import { complaintsOf, hasChromium, openStage, type ConsoleStage } from '../support/console.ts';
import { setShift } from '../support/tenant.ts';
import { nameOf, scriptOf } from './inbox-stories.ts';

const ana = { role: 'agent', agent: 'ana' } as const;
const six = ['one', 'two', 'three', 'four', 'five', 'six'];

/** The case of the address. */
const idIn = (page: Page) => new URL(page.url()).pathname.split('/').at(-1) ?? '';
/** The case whose customer writes while one is written to. */
const opposite = (id: string) => six[(six.indexOf(id) + 3) % six.length] ?? '';

/** What has the focus: its name or text, and whether it shows that it has it. Nothing has it when that is the body. */
const focused = `(() => {
  const element = document.activeElement;
  const { outlineStyle, outlineWidth } = getComputedStyle(element);
  return {
    place: element === document.body ? 'nothing' : element.tagName.toLowerCase(),
    name: element.getAttribute('aria-label') ?? (element.labels?.[0] ?? element).textContent.trim().slice(0, 40),
    isSeen: element.matches(':focus-visible') && outlineStyle !== 'none' && outlineWidth !== '0px',
  };
})()`;

interface Focus {
  place: string;
  name: string;
  isSeen: boolean;
}

/** Waits until the focus is seen where it is to be; says where it is instead. */
async function focusIs(page: Page, name: RegExp): Promise<void> {
  await expect
    .poll(() => page.evaluate<Focus>(focused), { timeout: 10_000 })
    .toMatchObject({ name: expect.stringMatching(name), isSeen: true });
}

/** Goes on by Tab until the name matches; every stop on the way must show itself. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let stops = 0; stops < 60; stops += 1) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate<Focus>(focused);
    expect(at).toMatchObject({ isSeen: true });
    if (name.test(at.name)) return;
  }
  throw new Error(`60 stops and none is ${String(name)}`);
}

describe.skipIf(!hasChromium)('an agent without a mouse', () => {
  let stage: ConsoleStage;
  let play: CasePlay;

  async function give(id: string): Promise<void> {
    await play.begin(scriptOf(id));
    const admin = await keyOf(stage.baton.pool, stage.baton.tenant, 'admin');
    const path = `/v1/conversations/${id}/claim`;
    await settle(() => call(stage.api.app, admin, 'POST', path, { body: { agent: 'ana' } }));
  }

  beforeAll(async () => {
    stage = await openStage();
    const { pool, tenant } = stage.baton;
    await pool.query('update agents set capacity = 30 where tenant = $1', [tenant]);
    await pool.query('update queues set offer_timeout_seconds = 300 where tenant = $1', [tenant]);
    play = await casePlay(stage);
    const admin = await keyOf(pool, tenant, 'admin');
    const macro = { name: 'Greeting', content: 'Hello {customer_name}.' };
    await settle(() => call(stage.api.app, admin, 'PUT', '/v1/macros/greeting', { body: macro }));
    await Promise.all(six.map(give));
  });

  afterAll(async () => {
    await stage.close();
  });

  const countOf = async (content: string): Promise<number> => {
    const { rows } = await stage.baton.pool.query<{ count: number }>(
      'select count(*)::int as count from turns where tenant = $1 and content = $2',
      [stage.baton.tenant, content],
    );
    return rows[0]?.count ?? 0;
  };

  const isSent = (content: string) =>
    eventually(`sent: ${content}`, async () => (await countOf(content)) === 1);

  async function offer(id: string): Promise<void> {
    const { pool, tenant } = stage.baton;
    await setShift(pool, tenant, 'ana');
    await play.begin(scriptOf(id));
  }

  it('goes from offer to outcome; the focus is seen at every step and never lost', async () => {
    await offer('keys');
    const page = await stage.open(ana, '/inbox');
    await page.getByRole('list').getByRole('button', { name: 'Accept' }).waitFor();
    await page.keyboard.press('a');
    await page.getByRole('heading', { name: 'What the customer wants' }).waitFor();
    await focusIs(page, /^Transcript$/);
    await setShift(stage.baton.pool, stage.baton.tenant);

    await tabTo(page, /^Show turn 1$/);
    await page.keyboard.press('Enter');
    await expect
      .poll(() => page.locator('[data-turn="1"]').getAttribute('class'))
      .toContain('outline-accent');
    await focusIs(page, /^Show turn 1$/);

    await page.keyboard.press('r');
    await focusIs(page, /^Reply to Kim Keys$/);
    await page.keyboard.type('/');
    await focusIs(page, /^Greeting/);
    await page.keyboard.press('Enter');
    await focusIs(page, /^Reply to Kim Keys$/);
    await page.keyboard.type(' I am here.');
    await page.keyboard.press('Control+Enter');
    await isSent('Hello Kim Keys. I am here.');
    await focusIs(page, /^Reply to Kim Keys$/);

    await page.keyboard.press('Escape');
    await focusIs(page, /^Transcript$/);
    await page.keyboard.press('?');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await focusIs(page, /^Transcript$/);
    for (const [key, label] of [
      ['t', 'Transfer'],
      ['b', 'What the AI should know'],
    ] as const) {
      await page.keyboard.press(key);
      await page.getByRole('dialog').getByLabel(label, { exact: true }).waitFor();
      await page.keyboard.press('Escape');
      await focusIs(page, /^Transcript$/);
    }

    await page.keyboard.press('Control+k');
    await focusIs(page, /^Commands$/);
    await page.keyboard.type('note');
    await page.keyboard.press('Enter');
    await focusIs(page, /^Note for colleagues$/);
    await page.keyboard.type('Plans hung.');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('log').getByText('Plans hung.').waitFor();

    await page.keyboard.press('Escape');
    await page.keyboard.press('e');
    await page.getByLabel('Outcome').waitFor();
    await focusIs(page, /^Outcome/);
    await page.keyboard.press('Control+Enter');
    await page.getByText('The conversation is over.').waitFor();
    await focusIs(page, /^Transcript$/);
    expect(complaintsOf(page)).toEqual([]);
    await page.context().close();
  });

  it('presses buttons that go away with what they did, and keeps a place', async () => {
    await offer('gone');
    const page = await stage.open(ana, `/inbox/${String(six[0])}`);
    await page.getByRole('list').getByRole('button', { name: 'Decline' }).waitFor();
    await tabTo(page, /^Decline$/);
    await page.keyboard.press('Enter');
    await focusIs(page, /Why/);
    await page.keyboard.press('Control+Enter');
    await page.getByRole('region', { name: 'Offers' }).waitFor({ state: 'detached' });
    await focusIs(page, /^Transcript$/);
    await setShift(stage.baton.pool, stage.baton.tenant);
    await tabTo(page, /^Brief$/);
    await page.keyboard.press('ArrowRight');
    await focusIs(page, /^Knowledge$/);
    await page.keyboard.press('ArrowRight');
    await focusIs(page, /^Customer$/);
    await page.getByText(`${String(six[0])}@example.com`).waitFor();
    await page.context().close();
  });

  it('works on six chats at once: unread, clocks and a draft in each, while messages arrive', async () => {
    const page = await stage.open(ana, '/inbox');
    const row = (id: string) => page.getByRole('link', { name: new RegExp(nameOf(id)) });
    const box = page.getByLabel(/^Reply to/);
    await row('six').waitFor();
    await page.keyboard.press('j');
    await box.waitFor();
    await page.keyboard.press('r');
    const seen: string[] = [];
    while (seen.length < six.length) {
      await expect.poll(() => seen.includes(idIn(page))).toBe(false);
      await focusIs(page, new RegExp(`^Reply to ${nameOf(idIn(page))}$`));
      const id = idIn(page);
      seen.push(id);
      await page.keyboard.type(`Draft for ${id}`);
      // Somebody else writes while this is typed.
      await play.say(opposite(id), `arrives-${opposite(id)}`, `News from ${opposite(id)}`);
      await page.keyboard.press('Alt+ArrowDown');
    }
    expect(seen.toSorted()).toEqual(six.toSorted());
    // Those that were visited before their news came are unread, the others were read on the way.
    const unread = seen.filter((id, at) => seen.indexOf(opposite(id)) > at);
    for (const id of six) {
      await row(id).getByText('Draft', { exact: true }).waitFor();
      await row(id)
        .getByText(/(left|late by)/)
        .first()
        .waitFor();
    }
    for (const id of unread) await row(id).getByText('1 new message').last().waitFor();
    for (const id of six.filter((one) => !unread.includes(one)))
      expect(await row(id).getByText('1 new message').count(), id).toBe(0);

    // Back again, key by key: every draft is where it was written.
    for (const id of seen.toReversed()) {
      await page.waitForURL((url) => url.pathname.endsWith(`/${id}`));
      await expect.poll(() => box.inputValue()).toBe(`Draft for ${id}`);
      await page.getByRole('log').getByText(`News from ${id}`).waitFor();
      await page.keyboard.press('Alt+ArrowUp');
    }
    const [first, ...others] = seen as [string, ...string[]];
    await row(first).getByText('1 new message').first().waitFor({ state: 'detached' });
    await focusIs(page, /^Reply to/);
    await page.keyboard.press('Control+Enter');
    await isSent(`Draft for ${first}`);
    for (const id of others) expect(await countOf(`Draft for ${id}`)).toBe(0);
    await page.context().close();
  });

  it('sends what was queued while the network was away once it is back, and once only; a draft stays', async () => {
    const page = await stage.open(ana, `/inbox/${String(six[1])}`);
    const box = page.getByLabel(/^Reply to/);
    await box.waitFor();
    await page.getByRole('log').getByText('are missing').waitFor();
    await page.context().setOffline(true);
    await box.fill('Said without a network');
    await page.keyboard.press('Control+Enter');
    await box.fill('Not sent yet');
    const waits = page.getByRole('log').getByRole('status');
    await waits.waitFor();
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(await countOf('Said without a network')).toBe(0);
    await page.context().setOffline(false);
    await isSent('Said without a network');
    await waits.waitFor({ state: 'detached' });
    await page.reload();
    await page.getByRole('log').getByText('Said without a network').waitFor();
    expect(await countOf('Said without a network')).toBe(1);
    expect(await box.inputValue()).toBe('Not sent yet');
    await page.context().close();
  });
});
