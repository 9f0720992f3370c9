/** The ledger of decisions: why, and why not. */
import { Scale } from 'lucide-react';
import type { Area } from '../../app/area.ts';

export const area: Area = {
  id: 'decisions',
  order: 40,
  label: { en: 'Decisions', de: 'Entscheidungen' },
  icon: Scale,
  roles: ['supervisor', 'operator', 'admin'],
  pages: [
    { path: '/decisions', load: async () => (await import('./ledger-page.tsx')).LedgerPage },
    {
      path: '/decisions/$conversation',
      load: async () => (await import('./conversation-page.tsx')).ConversationPage,
    },
  ],
};
