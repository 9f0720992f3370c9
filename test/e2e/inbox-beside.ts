/** What stands beside a case in the inbox, and what calls an agent to it; stories as those of `inbox-stories.ts`. */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { call, keyOf } from '../support/api.ts';
import { eventually } from '../support/baton.ts';
import { settle } from '../support/console-cases.ts';
import { setShift } from '../support/tenant.ts';
import { scriptOf, type Scene, type Story } from './inbox-stories.ts';

const tab = (page: Page, name: string) => page.getByRole('tab', { name, exact: true });
const passage = 'Seats of a plan are moved by an administrator under Members.';

async function insertsPassage({ page, stage }: Scene): Promise<void> {
  const admin = await keyOf(stage.baton.pool, stage.baton.tenant, 'admin');
  const document = { source: 'seats.md', kind: 'markdown', content: `# Seats\n\n${passage}\n` };
  await settle(() =>
    call(stage.api.app, admin, 'PUT', '/v1/knowledge/documents', { body: document }),
  );
  await tab(page, 'Knowledge').click();
  await page.getByRole('searchbox').fill('move seats of a plan');
  await page
    .getByText(/^Seats/)
    .first()
    .waitFor();
  await page.getByRole('button', { name: 'Insert the passage' }).click();
  await expect.poll(() => page.getByLabel(/^Reply to/).inputValue()).toContain(passage);
  await page.getByRole('searchbox').fill('xylophone');
  await page.getByText('Nothing found. Try other words.').waitFor();
}

async function showsEarlier({ page, play }: Scene): Promise<void> {
  await tab(page, 'Customer').click();
  await page.getByText('earlier@example.com').waitFor();
  await page.getByText('This is their first conversation.').waitFor();
  await play.begin({ ...scriptOf('earlier'), id: 'earlier-before' });
  await page.reload();
  await tab(page, 'Customer').click();
  await page.getByText('3 turns').waitFor();
}

/** The browser's own notification and sound, and a list of what was asked of them; a browser without a window grants none. */
const listening = `
  window.calls = [];
  Object.defineProperty(document, 'visibilityState', { get: () => 'hidden' });
  window.Notification = class extends Notification {
    static get permission() { return 'granted'; }
    constructor(title, options) { super(title, options); window.calls.push(title + ' ' + options.tag); }
  };
  window.AudioContext = class extends AudioContext {
    constructor() { super(); window.calls.push('sound'); }
  };
`;

async function isCalled({ play, stage }: Scene): Promise<void> {
  const { pool, tenant } = stage.baton;
  const page = await stage.open({ role: 'agent', agent: 'ben' }, '/account');
  await page.addInitScript(listening);
  await page.goto(`${stage.url}/inbox`);
  await page.getByText('Choose a case').waitFor();
  await setShift(pool, tenant, 'ben');
  await play.begin({ ...scriptOf('ringing'), id: 'ringing' });
  const { id } = await eventually('the case is offered to ben', async () => {
    const { rows } = await pool.query<{ id: string }>(
      `select id from offers where tenant = $1 and conversation = 'ringing' and agent = 'ben'`,
      [tenant],
    );
    return rows[0];
  });
  const calls = () => page.evaluate<string[]>('window.calls');
  const notice = `A case is offered to you ${id}`;
  const ownCalls = async () => (await calls()).filter((one) => one === notice);
  await expect.poll(ownCalls, { timeout: 20_000 }).toEqual([notice]);
  expect(await calls()).toContain('sound');
  expect(await page.title()).toMatch(/^\(\d\) Baton$/);
  await page.getByRole('button', { name: 'Accept', exact: true }).first().click();
  await page.getByText('With Ben Cole').waitFor();
  expect(await ownCalls()).toEqual([notice]);
  await setShift(pool, tenant);
  await page.context().close();
}

/** The hour of the last turn as a browser in each place shows it. */
async function showsOwnTimes({ stage }: Scene): Promise<void> {
  const shownIn = async (timezoneId: string) => {
    const page = await stage.open({ role: 'agent', agent: 'ana' }, '/inbox/zones', { timezoneId });
    const time = page.getByRole('log').locator('time').first();
    await time.waitFor();
    const at = (await time.getAttribute('datetime')) ?? '';
    const hour = new Intl.DateTimeFormat('en-GB', {
      timeZone: timezoneId,
      hour: '2-digit',
      minute: '2-digit',
    }).format(new Date(at));
    const text = await time.innerText();
    await page.context().close();
    expect(text).toContain(hour);
    return text;
  };
  expect(await shownIn('Asia/Kolkata')).not.toBe(await shownIn('America/St_Johns'));
}

export const besideStories: readonly Story[] = [
  { title: 'a passage of the knowledge is found and put in', id: 'passage', play: insertsPassage },
  { title: 'what the customer had before stands beside', id: 'earlier', play: showsEarlier },
  { title: 'an offer calls who looks elsewhere, once', id: 'called', play: isCalled },
  { title: 'times are those of the reader', id: 'zones', play: showsOwnTimes },
];
