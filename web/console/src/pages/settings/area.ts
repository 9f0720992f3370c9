/** What operators set up, and what they look at when something is wrong. */
import { Settings } from 'lucide-react';
import type { Area } from '../../app/area.ts';

export const area: Area = {
  id: 'settings',
  order: 90,
  label: { en: 'Settings', de: 'Einstellungen' },
  icon: Settings,
  roles: ['supervisor', 'operator', 'admin'],
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
    {
      path: '/settings/knowledge',
      load: async () => (await import('./knowledge/knowledge-page.tsx')).KnowledgePage,
    },
    {
      path: '/settings/macros',
      load: async () => (await import('./macros/macros-page.tsx')).MacrosPage,
    },
    {
      path: '/settings/widget',
      load: async () => (await import('./widget/widget-page.tsx')).WidgetPage,
    },
    {
      path: '/settings/connectors',
      load: async () => (await import('./connectors/connectors-page.tsx')).ConnectorsPage,
    },
    {
      path: '/settings/alerts',
      load: async () => (await import('./alerts/alerts-page.tsx')).AlertsPage,
    },
    {
      path: '/settings/reviews',
      load: async () => (await import('./reviews/reviews-page.tsx')).ReviewsPage,
    },
    {
      path: '/settings/governance',
      load: async () => (await import('./governance/governance-page.tsx')).GovernancePage,
    },
    { path: '/settings/audit', load: async () => (await import('./audit-page.tsx')).AuditPage },
    { path: '/settings/system', load: async () => (await import('./system-page.tsx')).SystemPage },
  ],
};
