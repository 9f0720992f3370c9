/** The console in a real browser, over a real Baton: one stage per test file. */
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import axe from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { createLoginToken } from '../../src/adapters/postgres/sign-in.ts';
import type { ApiDeps } from '../../src/api/deps.ts';
import { startApi, type RunningApi } from '../../src/api/server.ts';
import type { Role } from '../../src/domain/words.ts';
import { hasChromium, openBrowser } from '../../scripts/browser.js';
import { steadyPort } from '../../scripts/steady-port.js';
import { testApi, type TestApi } from './api.ts';
import { testBaton, type TestBaton, type TestBatonOptions } from './baton.ts';
import { builtPages } from './built-pages.ts';

export { hasChromium };

/** Where screenshots go when they are wanted; none otherwise. */
const shots = process.env['BATON_SCREENSHOTS'];

export const viewports = {
  desktop: { width: 1440, height: 900 },
  phone: { width: 390, height: 844 },
};

/** Who uses the browser. */
export interface Person {
  role: Role;
  agent?: string;
}

export interface ConsoleStage {
  baton: TestBaton;
  api: TestApi;
  url: string;
  browser: Browser;
  /** A browser of its own, signed in unless `person` is null, at `path`. Complaints of the page are collected in `complaintsOf`. */
  open: (person: Person | null, path: string, options?: BrowserContextOptions) => Promise<Page>;
  close: () => Promise<void>;
}

const complaints = new WeakMap<Page, string[]>();

/** What a page threw, and what its own policy stopped: always to be nothing. */
export function complaintsOf(page: Page): string[] {
  return complaints.get(page) ?? [];
}

function listen(page: Page): void {
  const heard: string[] = [];
  complaints.set(page, heard);
  page.on('pageerror', (error) => heard.push(error.message));
  page.on('console', (message) => {
    if (/Content Security Policy|unique "key"|Maximum update/.test(message.text()))
      heard.push(message.text());
  });
}

/** What else the API of a stage is built from: more files, a demo. */
export type StageParts = (baton: TestBaton, url: string) => Promise<Partial<ApiDeps>>;

/** Builds the console and starts everything behind it. */
export async function openStage(
  options: TestBatonOptions = {},
  more: StageParts = () => Promise.resolve({}),
): Promise<ConsoleStage> {
  const port = await steadyPort();
  const url = `http://127.0.0.1:${String(port)}`;
  const baton = await testBaton({ consoleUrl: url, ...options });
  const { staticFiles = [], ...parts } = await more(baton, url);
  const api = await testApi(baton.pool, baton.conversations, {
    staticFiles: new Map([...(await builtPages('console')), ...staticFiles]),
    ...parts,
  });
  api.deps.config.publicUrl = url;
  const running = await startApi(api.deps, { host: '127.0.0.1', port });
  const browser = await openBrowser();
  const stage = { baton, api, url: running.url, browser };
  return {
    ...stage,
    open: (person, to, more) => openPage(stage, person, to, more),
    close: () => closeStage(stage, running),
  };
}

type Parts = Omit<ConsoleStage, 'open' | 'close'>;

async function openPage(
  { baton, url, browser }: Parts,
  person: Person | null,
  to: string,
  more: BrowserContextOptions = {},
): Promise<Page> {
  const context = await browser.newContext({
    viewport: viewports.desktop,
    locale: 'en-GB',
    reducedMotion: 'reduce',
    ...more,
  });
  if (person !== null) {
    const token = await createLoginToken(baton.pool, { tenant: baton.tenant, ...person });
    await context.request.post(`${url}/auth/login`, { data: { token } });
  }
  const page = await context.newPage();
  listen(page);
  await page.goto(`${url}${to}`);
  return page;
}

async function closeStage(parts: Parts, running: RunningApi): Promise<void> {
  await parts.browser.close();
  await running.close();
  await parts.api.close();
  await parts.baton.close();
}

interface Violation {
  id: string;
  impact: string | null;
  nodes: { html: string }[];
}

/**
 * The serious and critical findings of axe, once nothing moves any more. The context needs `bypassCSP`. `colours` looks
 * at contrast only, for a page that was looked over whole in other colours; `within` at a part of the page.
 */
export async function seriousFindings(
  page: Page,
  what: 'all' | 'colours' = 'all',
  within = ':root',
): Promise<string[]> {
  await page.evaluate(`(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    await frame();
    await frame();
    const ends = document.getAnimations().filter((one) => one.effect?.getTiming().iterations !== Infinity);
    await Promise.allSettled(ends.map((one) => one.finished));
    await frame();
  })()`);
  if (!(await page.evaluate<boolean>('"axe" in window'))) await page.evaluate(axe.source);
  const options = {
    resultTypes: ['violations'],
    ...(what === 'colours' && { runOnly: ['color-contrast'] }),
  };
  const violations = await page.evaluate<Violation[]>(
    `axe.run(${JSON.stringify(within)}, ${JSON.stringify(options)}).then(({ violations }) => violations)`,
  );
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
}

/** Answers of the API come true, and later. */
export async function delayAnswers(page: Page, place: string, ms: number): Promise<void> {
  await page.route(place, async (route) => {
    const response = await route.fetch();
    await pause(ms);
    await route.fulfill({ response });
  });
}

/** How far the page is wider than the window: to be 0. */
export function overflowOf(page: Page): Promise<number> {
  return page.evaluate<number>(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  );
}

/** Words in heads of tables that stand on more than one line. */
export function brokenHeadsIn(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(`[...document.querySelectorAll('th, .head')].flatMap((head) => {
  const [text] = head.childNodes;
  return [...text.data.matchAll(/\\S+/g)].filter(({ 0: word, index }) => {
    const range = document.createRange();
    range.setStart(text, index);
    range.setEnd(text, index + word.length);
    return range.getClientRects().length > 1;
  }).map(([word]) => word);
})`);
}

/** Takes a screenshot when they are wanted: `BATON_SCREENSHOTS` names the folder. */
export async function shoot(page: Page, name: string): Promise<void> {
  if (shots === undefined) return;
  await mkdir(shots, { recursive: true });
  await page.screenshot({ path: path.join(shots, `${name}.png`), animations: 'disabled' });
}
