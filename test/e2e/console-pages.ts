/** Every page of the console, once: screenshots, axe and hostile text go over this list. Add yours at its place. */
import type { Page } from 'playwright-core';
import type { Person } from '../support/console.ts';

export interface ConsolePage {
  /** The screenshot's name: `console-<name>-light.png`. */
  name: string;
  path: string;
  person: Person;
  /** Waits until the page shows its data. */
  ready: (page: Page) => Promise<unknown>;
}

export const admin: Person = { role: 'admin' };
export const ana: Person = { role: 'agent', agent: 'ana' };
export const ben: Person = { role: 'agent', agent: 'ben' };

export const consolePages: readonly ConsolePage[] = [
  {
    name: 'inbox',
    path: '/inbox',
    person: ana,
    ready: (page) => page.getByText('Mara Lindqvist').first().waitFor(),
  },
  {
    name: 'case',
    path: '/inbox/upgrade-stuck',
    person: ana,
    ready: (page) => page.getByRole('log').getByText('before Friday?').waitFor(),
  },
  {
    name: 'waiting',
    path: '/inbox/wrong-address?view=waiting',
    person: ana,
    ready: (page) => page.getByRole('log').getByText('a real person to stop it').waitFor(),
  },
  {
    name: 'account',
    path: '/account',
    person: admin,
    ready: (page) => page.getByRole('heading', { name: 'Account' }).waitFor(),
  },
  {
    name: 'floor',
    path: '/floor',
    person: admin,
    ready: (page) => page.getByText('Breach').first().waitFor(),
  },
  {
    name: 'queue',
    path: '/floor/general',
    person: admin,
    ready: (page) => page.getByRole('button', { name: 'Why?' }).first().waitFor(),
  },
  {
    name: 'policies',
    path: '/policies',
    person: admin,
    ready: (page) => page.getByText('Decides now').waitFor(),
  },
  {
    name: 'policy-editor',
    path: '/policies/general-support/1',
    person: admin,
    ready: (page) => page.getByText('It is valid.').waitFor(),
  },
  {
    name: 'decisions',
    path: '/decisions',
    person: admin,
    ready: (page) => page.getByText('Hands off').nth(1).waitFor(),
  },
  {
    name: 'decision',
    path: '/decisions/waiting',
    person: admin,
    ready: (page) => page.getByRole('heading', { name: 'Why, at turn 5' }).waitFor(),
  },
  {
    name: 'deliveries',
    path: '/deliveries',
    person: admin,
    ready: (page) => page.getByText('Given up').nth(1).waitFor(),
  },
  {
    name: 'settings-queues',
    path: '/settings',
    person: admin,
    ready: (page) => page.getByText('refunds, tax').waitFor(),
  },
  {
    name: 'settings-agents',
    path: '/settings/agents',
    person: admin,
    ready: (page) => page.getByText('nobody: its cases wait').waitFor(),
  },
  {
    name: 'settings-calendars',
    path: '/settings/calendars',
    person: admin,
    ready: (page) => page.getByText('Europe/Berlin').waitFor(),
  },
  {
    name: 'settings-webhooks',
    path: '/settings/webhooks',
    person: admin,
    ready: (page) => page.getByText('shop.example.com').waitFor(),
  },
  {
    name: 'settings-people',
    path: '/settings/people',
    person: admin,
    ready: (page) => page.getByText('mia@example.com').waitFor(),
  },
  {
    name: 'settings-keys',
    path: '/settings/keys',
    person: admin,
    ready: (page) => page.getByText('test admin').first().waitFor(),
  },
  {
    name: 'settings-audit',
    path: '/settings/audit',
    person: admin,
    ready: (page) =>
      page
        .getByText(/^[a-z_]+\.(added|created|changed)$/)
        .first()
        .waitFor(),
  },
  {
    name: 'settings-system',
    path: '/settings/system',
    person: admin,
    ready: (page) => page.getByText('Codec server').waitFor(),
  },
  {
    name: 'kpis',
    path: '/kpis',
    person: admin,
    ready: (page) => page.getByText('By queue: Precision').waitFor(),
  },
  {
    name: 'reviews',
    path: '/reviews',
    person: admin,
    ready: (page) => page.getByText('Was a person needed?').waitFor(),
  },
  {
    name: 'review-report',
    path: '/reviews/r20261119060000',
    person: admin,
    ready: (page) => page.getByText('Rules that hand off without need').first().waitFor(),
  },
  {
    name: 'backtests',
    path: '/backtests',
    person: admin,
    ready: (page) =>
      page
        .getByText(/^The gate /)
        .first()
        .waitFor(),
  },
  {
    name: 'settings-knowledge',
    path: '/settings/knowledge',
    person: admin,
    ready: (page) => page.getByText('help/returns.md').first().waitFor(),
  },
  {
    name: 'settings-macros',
    path: '/settings/macros',
    person: admin,
    ready: (page) => page.getByText('Return label').first().waitFor(),
  },
  {
    name: 'settings-widget',
    path: '/settings/widget',
    person: admin,
    ready: (page) => page.getByText('https://www.shop.example.com').first().waitFor(),
  },
  {
    name: 'settings-connectors',
    path: '/settings/connectors',
    person: admin,
    ready: (page) => page.getByText('it failed for days').first().waitFor(),
  },
  {
    name: 'settings-alerts',
    path: '/settings/alerts',
    person: admin,
    ready: (page) => page.getByText('lead@shop.example').first().waitFor(),
  },
  {
    name: 'settings-reviews',
    path: '/settings/reviews',
    person: admin,
    ready: (page) => page.getByText('The sample is drawn').first().waitFor(),
  },
  {
    name: 'settings-governance',
    path: '/settings/governance',
    person: admin,
    ready: (page) => page.getByText('Erased everywhere').first().waitFor(),
  },
  {
    name: 'kpi-detail',
    path: '/kpis?range=last84&by=rule&kpi=toHuman',
    person: admin,
    ready: (page) => page.getByText('By rule: Time to human').waitFor(),
  },
  {
    name: 'package',
    path: '/v1/conversations/waiting/package',
    person: admin,
    ready: (page) => page.getByRole('heading', { level: 1 }).waitFor(),
  },
  {
    name: 'recorded',
    path: '/recorded',
    person: admin,
    ready: (page) => page.getByRole('button', { name: 'Next step' }).waitFor(),
  },
];

/** Where the conversations of `fillHostile` are seen. */
export const hostilePages: readonly Omit<ConsolePage, 'name'>[] = [
  {
    path: '/inbox/hostile',
    person: ben,
    ready: async (page) => {
      await page.getByRole('log').getByText('I want a person, please.').waitFor();
      await page.getByRole('heading', { name: 'What the customer wants' }).waitFor();
    },
  },
  {
    path: '/inbox/hostile-done?view=done',
    person: ben,
    ready: (page) => page.getByText('The conversation is over.').waitFor(),
  },
  {
    path: '/inbox/hostile-waits?view=waiting',
    person: ben,
    ready: (page) => page.getByRole('log').getByText('I want to talk to a person.').waitFor(),
  },
  {
    path: '/decisions/hostile',
    person: admin,
    ready: (page) => page.getByRole('heading', { name: /^Why, at turn/ }).waitFor(),
  },
];
