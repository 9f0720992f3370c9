/** What operators set up, and what they look at when something is wrong. */
import { Settings } from 'lucide-react';
import type { Area } from '../../app/area.ts';

export const area: Area = {
  id: 'settings',
  order: 90,
  label: { en: 'Settings', de: 'Einstellungen' },
  icon: Settings,
  roles: ['operator', 'admin'],
  pages: [
    { path: '/settings', load: async () => (await import('./queues-page.tsx')).QueuesPage },
    { path: '/settings/agents', load: async () => (await import('./agents-page.tsx')).AgentsPage },
    {
      path: '/settings/calendars',
      load: async () => (await import('./calendars-page.tsx')).CalendarsPage,
    },
    {
      path: '/settings/webhooks',
      load: async () => (await import('./webhooks-page.tsx')).WebhooksPage,
    },
    { path: '/settings/people', load: async () => (await import('./people-page.tsx')).PeoplePage },
    { path: '/settings/keys', load: async () => (await import('./keys-page.tsx')).KeysPage },
    { path: '/settings/audit', load: async () => (await import('./audit-page.tsx')).AuditPage },
    { path: '/settings/system', load: async () => (await import('./system-page.tsx')).SystemPage },
  ],
};
