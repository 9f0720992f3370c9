/** A shop's page with the widget of a stage in it, and its customers. */
import type { Page } from 'playwright-core';
import type { StaticFile } from '../../src/api/deps.ts';
import { call, keyOf } from './api.ts';
import { builtPages } from './built-pages.ts';
import type { ConsoleStage } from './console.ts';
import { serveHostPage } from './host-page.ts';

export interface Shop {
  /** A customer in a browser of their own, who writes `text` and asks for a person. */
  visit: (text: string) => Promise<Page>;
  close: () => void;
}

/** Serves the widget from the stage, and a page of another origin that shows it. */
export async function openShop(stage: ConsoleStage): Promise<Shop> {
  const files = stage.api.deps.staticFiles as Map<string, StaticFile>;
  for (const [name, file] of await builtPages('widget')) files.set(name, file);
  const operator = await keyOf(stage.baton.pool, stage.baton.tenant, 'operator');
  const site = await call(stage.api.app, operator, 'POST', '/v1/widget-sites', {
    body: { name: 'Shop' },
  });
  const host = await serveHostPage(stage.url, site.body.id);
  return {
    visit: async (text) => {
      const context = await stage.browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce' });
      const page = await context.newPage();
      await page.goto(host.url);
      await page.getByRole('button', { name: 'Open chat' }).click();
      await page.getByLabel('Write a message').fill(text);
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: 'Talk to a person' }).click();
      return page;
    },
    close: () => {
      host.close();
    },
  };
}
