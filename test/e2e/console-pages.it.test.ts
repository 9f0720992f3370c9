import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createModelBriefWriter } from '../../src/adapters/llm/brief-writer.ts';
import { composeReport } from '../../src/adapters/mail/report-mail.ts';
import { listReviewRounds } from '../../src/adapters/postgres/review-rounds.ts';
import { call, keyOf } from '../support/api.ts';
import {
  brokenHeadsIn,
  complaintsOf,
  delayAnswers,
  hasChromium,
  openStage,
  overflowOf,
  seriousFindings,
  shoot,
  viewports,
  type ConsoleStage,
} from '../support/console.ts';
import { eventually } from '../support/baton.ts';
import { openMorning, type CasePlay } from '../support/console-cases.ts';
import { fillStage } from '../support/console-data.ts';
import { hostileTexts, misuseIn, setTrap } from '../support/hostile.ts';
import { fillHostile, hostileBrief } from '../support/hostile-doors.ts';
import { startOpenAiServer, type OpenAiServer } from '../support/openai-server.ts';
import { dialogPages, faultsOver } from './console-dialogs.ts';
import { admin, ana, ben, consolePages, hostilePages, type ConsolePage } from './console-pages.ts';

const texts = hostileTexts();

describe.skipIf(!hasChromium)('every page of the console', () => {
  let stage: ConsoleStage;
  let play: CasePlay;
  let model: OpenAiServer;
  beforeAll(async () => {
    model = await startOpenAiServer();
    // It answers with an error until the hostile texts come: briefs are those of the deterministic writer.
    model.behave('unauthorised');
    const writer = createModelBriefWriter({
      baseUrl: model.baseUrl,
      apiKey: 'key',
      model: 'stub-model',
      timeoutMs: 20_000,
      maxOutputTokens: 2_000,
    });
    stage = await openStage({
      writeModelBrief: (input, signal) => writer.writeModelBrief(input, signal),
    });
    await fillStage(stage);
    // One case is held and one offered from the stage already.
    play = await openMorning(stage, 6);
  });
  afterAll(async () => {
    await stage.close();
    await model.close();
  });

  async function inspect(page: Page, name: string, ready: ConsolePage['ready']): Promise<void> {
    await ready(page);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await seriousFindings(page, colorScheme === 'light' ? 'all' : 'colours')).toEqual([]);
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
    const chosen = `/rate/${token}?score=4&lang=de`;
    await inspect(await stage.open(null, chosen, { bypassCSP }), 'rating-chosen', (page) =>
      page.getByRole('button', { name: '4 von 5 senden' }).waitFor(),
    );
    const stop = `/rate/${token}/stop`;
    await inspect(await stage.open(null, stop, { bypassCSP }), 'rating-stop', (page) =>
      page.getByRole('button', { name: 'Do not ask me for ratings any more' }).waitFor(),
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
    const heading = page.getByRole('heading', { name: 'Meetings' });
    const meetings = page.locator('section').filter({ has: heading });
    const figureOf = (name: string) =>
      meetings.locator('dl > div').filter({ hasText: name }).locator('dd').innerText();
    expect(await figureOf('Attended')).toBe('20');
    expect(await figureOf('Missed')).toBe('10');
    expect(await figureOf('Kept')).toBe('66.7\u00a0% of 30');
    await meetings.scrollIntoViewIfNeeded();
    await shoot(page, 'console-kpi-meetings');
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

  const filled: { once?: Promise<void> } = {};
  /** Fills the stage with hostile texts, the first time it is called. */
  const hostile = (): Promise<void> => {
    model.behave('good', hostileBrief(texts.slice(0, 8)));
    return (filled.once ??= fillHostile(stage, play, texts));
  };

  /** Pages that the API makes itself, opened by somebody who is signed in. */
  async function apiPages(): Promise<string[]> {
    const { pool, tenant } = stage.baton;
    const key = await keyOf(pool, tenant, 'admin');
    const path = '/v1/conversations/hostile-done/rating-link';
    const { body } = await call(stage.api.app, key, 'GET', path);
    return [
      '/v1/conversations/hostile/package?format=html',
      new URL(body.url).pathname,
      '/docs',
      '/docs/errors',
    ];
  }

  /** The report's mail, with a hostile text in every place that holds a text. */
  async function reportMail(): Promise<string> {
    const { pool, tenant } = stage.baton;
    const [round] = await listReviewRounds(pool, tenant, { id: 'r20261119060000', limit: 1 });
    const report = round?.report;
    if (report === undefined || report === null) throw new Error('no report');
    const mail = composeReport(
      {
        ...report,
        worst_rules: texts.map((rule) => ({ rule, needless: 1, reviewed: 2 })),
        knowledge_gaps: [{ terms: [...texts], conversations: 3 }],
      } as Parameters<typeof composeReport>[0],
      { url: stage.url, round: texts[0] ?? '' },
    );
    return mail.html;
  }

  it(`shows ${String(texts.length)} hostile texts as text on every page: none runs, asks a host, or breaks a layout`, async () => {
    await hostile();
    const misuse: string[] = [];
    for (const person of [admin, ana, ben]) {
      const page = await stage.open(person, '/account');
      const trap = await setTrap(page.context(), [stage.url]);
      const look = async (where: string): Promise<void> => {
        for (const viewport of [viewports.desktop, viewports.phone]) {
          await page.setViewportSize(viewport);
          const wider = await overflowOf(page);
          if (wider > 0) misuse.push(`${where}: ${String(wider)} px too wide`);
        }
        misuse.push(...(await misuseIn(page)).map((one) => `${where}: ${one}`));
        await shoot(
          page,
          `hostile-${where.replace(/^\/rate\/.*/, '/rate').replaceAll(/[^a-z]+/gi, '-')}`,
        );
        await page.setViewportSize(viewports.desktop);
      };
      const own = [...consolePages, ...hostilePages].filter((one) => one.person === person);
      for (const { path, ready } of own) {
        await page.goto(`${stage.url}${path}`);
        await ready(page);
        await look(path);
      }
      if (person === admin) {
        for (const path of await apiPages()) {
          await page.goto(`${stage.url}${path}`);
          await look(path);
        }
        await page.goto('about:blank');
        await page.setContent(await reportMail());
        await look('report mail');
      }
      expect(complaintsOf(page)).toEqual([]);
      expect(trap.caught).toEqual([]);
      await page.context().close();
    }
    expect(misuse).toEqual([]);
  }, 180_000);

  it('shows the cases also where their list is the last thing to come', async () => {
    const page = await stage.open(ana, '/account');
    await delayAnswers(page, '**/v1/inbox?*', 1_500);
    await page.goto(`${stage.url}/inbox?view=waiting`);
    await page.getByRole('link', { name: /^Waiting\s*\d/ }).waitFor();
    // The count came with the list: both are drawn by now, without anything else that happens.
    await page.evaluate(`(async () => {
      for (let n = 0; n < 10; n += 1) await new Promise((resolve) => requestAnimationFrame(resolve));
    })()`);
    const rows = page.getByRole('region', { name: 'Cases' }).getByRole('link');
    expect(await rows.count()).toBeGreaterThan(0);
    await page.context().close();
  });

  it('reads a list to its end while messages come faster than it is read', async () => {
    await play.begin({
      id: 'chatty',
      customer: { id: 'cu_noor', name: 'Noor Haddad', language: 'en' },
      turns: [{ role: 'customer', content: 'I want to talk to a person.' }],
    });
    const page = await stage.open(ana, '/inbox?view=waiting');
    await delayAnswers(page, '**/v1/inbox?*', 600);
    const list = page.getByRole('region', { name: 'Cases' });
    await list.getByText('Noor Haddad').waitFor();
    const isShown = { yet: false };
    const shown = list.getByText('Are you there?').waitFor();
    void shown.then(() => (isShown.yet = true));
    for (let n = 0; n < 80 && !isShown.yet; n += 1) {
      await play.say('chatty', `there-${String(n)}`, `Are you there? ${String(n)}`);
      await pause(50);
    }
    expect(isShown.yet).toBe(true);
    await page.unrouteAll({ behavior: 'ignoreErrors' });
    await page.context().close();
  }, 120_000);

  it.each(dialogPages)('what opens over $path is sound in both themes, on a phone', async (of) => {
    await hostile();
    expect(await faultsOver(stage, of)).toEqual([]);
  });

  it('the package breaks no head in mid-word, on a phone, a tablet and a desk', async () => {
    const page = await stage.open(admin, '/v1/conversations/waiting/package');
    for (const width of [390, 700, 1440]) {
      await page.setViewportSize({ width, height: 900 });
      expect(await brokenHeadsIn(page), `at ${String(width)} px`).toEqual([]);
      expect(await overflowOf(page)).toBe(0);
    }
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
