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

const admin: Person = { role: 'admin' };

export const consolePages: readonly ConsolePage[] = [
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
    ready: (page) => page.getByRole('button', { name: 'Why?' }).waitFor(),
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
    name: 'settings-keys',
    path: '/settings/keys',
    person: admin,
    ready: (page) => page.getByText('test admin').waitFor(),
  },
  {
    name: 'settings-audit',
    path: '/settings/audit',
    person: admin,
    ready: (page) => page.getByText('webhook_endpoint.created').waitFor(),
  },
  {
    name: 'settings-system',
    path: '/settings/system',
    person: admin,
    ready: (page) => page.getByText('Codec server').waitFor(),
  },
  {
    name: 'recorded',
    path: '/recorded',
    person: admin,
    ready: (page) => page.getByRole('button', { name: 'Next step' }).waitFor(),
  },
];
