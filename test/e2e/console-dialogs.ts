/** Everything of the console that opens over a page: found by its buttons and keys, looked over in both themes and on a phone. */
import type { Page } from 'playwright-core';
import {
  complaintsOf,
  overflowOf,
  seriousFindings,
  shoot,
  viewports,
  type ConsoleStage,
} from '../support/console.ts';
import { misuseIn, setTrap } from '../support/hostile.ts';
import { consolePages, hostilePages, type ConsolePage } from './console-pages.ts';

const dialog = 'dialog[open]';
/** Buttons that open a dialog and do nothing yet. */
const openers =
  /…$|^(Add|Import|Invite|Change|Remove|Tag|New |Test|Check|Details|Why|Decline|Proof|Switches|Roll back|Activate|Deactivate|Revoke|Clear|Macros|Commands|Transfer|Snooze|Return|Resolve|Give|Set|Reset|Link|Scopes|Menu)/;
/** Pages of which something opens. */
const withDialogs =
  /^(inbox|floor|queue|policies|deliveries|settings-(queues|agents|calendars|webhooks|people|keys|knowledge|macros|widget|connectors|alerts|governance))$/;
export const dialogPages = [
  ...consolePages.filter(({ name }) => withDialogs.test(name)),
  ...hostilePages.filter(({ path }) => path === '/inbox/hostile'),
];

const namesIn = `[...document.querySelectorAll('main button:not([disabled], [role=tab])')]
  .filter((button) => button.checkVisibility())
  .map((button) => button.getAttribute('aria-label') ?? button.textContent.trim())`;

async function isOpen(page: Page): Promise<boolean> {
  return page
    .locator(dialog)
    .waitFor({ timeout: 1_000 })
    .then(
      () => true,
      () => false,
    );
}

/** How far something in the dialog is wider than the dialog, or the dialog than the window. */
async function widthFault(page: Page): Promise<number> {
  const inside = await page.evaluate<number>(`(() => {
    const open = document.querySelector('${dialog}');
    return open === null ? 0 : open.scrollWidth - open.clientWidth;
  })()`);
  return Math.max(inside, await overflowOf(page));
}

async function faultsOf(page: Page, name: string): Promise<string[]> {
  await page.locator(`${dialog} [aria-busy=true]`).first().waitFor({ state: 'detached' });
  const found: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const what = colorScheme === 'light' ? 'all' : 'colours';
    found.push(...(await seriousFindings(page, what, dialog)));
    await shoot(page, `dialog-${name}-${colorScheme}`);
  }
  await page.emulateMedia({ colorScheme: 'light' });
  found.push(...(await misuseIn(page)));
  await page.setViewportSize(viewports.phone);
  const wider = await widthFault(page);
  if (wider > 0) found.push(`${String(wider)} px too wide on a phone`);
  await shoot(page, `dialog-${name}-phone`);
  await page.setViewportSize(viewports.desktop);
  return found.map((fault) => `${name}: ${fault}`);
}

async function close(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await page.locator(dialog).waitFor({ state: 'detached' });
}

interface Looked {
  /** What was opened. */
  opened: string[];
  faults: string[];
}

/** Opens one after the other what the page can open; what a button would do is never done. */
async function lookAtDialogs(page: Page, where: string): Promise<Looked> {
  const looked: Looked = { opened: [], faults: [] };
  const look = async (name: string) => {
    if (!(await isOpen(page))) return;
    looked.opened.push(name);
    const slug = `${where} ${name}`.toLowerCase().replaceAll(/[^a-z]+/g, '-');
    looked.faults.push(...(await faultsOf(page, slug)));
    await close(page);
  };
  const names = new Set(
    (await page.evaluate<string[]>(namesIn)).filter((one) => openers.test(one)),
  );
  for (const name of names) {
    // The last: rows of things with hostile names come after our own.
    await page.getByRole('main').getByRole('button', { name, exact: true }).last().click();
    await look(name);
  }
  if (where.startsWith('/inbox')) {
    await page.keyboard.press('?');
    await look('keys');
  }
  await page.setViewportSize(viewports.phone);
  await page.getByRole('button', { name: 'Menu' }).click();
  await look('menu');
  return looked;
}

/** What is wrong with what opens over a page, with what ran, and with what the page complained of; nothing, if all is well. */
export async function faultsOver(
  stage: ConsoleStage,
  { path, person, ready }: Omit<ConsolePage, 'name'>,
): Promise<string[]> {
  // axe is put into the page from outside, which the page's own policy forbids.
  const page = await stage.open(person, '/account', { bypassCSP: true });
  const trap = await setTrap(page.context(), [stage.url]);
  await page.goto(`${stage.url}${path}`);
  await ready(page);
  const { faults, opened } = await lookAtDialogs(page, path);
  const complaints = complaintsOf(page);
  await page.context().close();
  // The menu of a phone opens everywhere.
  const tooFew = opened.length > 1 ? [] : [`only ${opened.join(', ')} opened`];
  return [...faults, ...trap.caught, ...complaints, ...tooFew];
}
