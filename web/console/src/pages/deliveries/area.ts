/** What left Baton, with every attempt. */
import { Send } from 'lucide-react';
import type { Area } from '../../app/area.ts';

export const area: Area = {
  id: 'deliveries',
  order: 50,
  label: { en: 'Deliveries', de: 'Versand' },
  icon: Send,
  roles: ['operator', 'admin'],
  pages: [
    {
      path: '/deliveries',
      load: async () => (await import('./deliveries-page.tsx')).DeliveriesPage,
    },
  ],
};
