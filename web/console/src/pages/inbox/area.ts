/** The agent's inbox. */
import { Inbox } from 'lucide-react';
import type { Area } from '../../app/area.ts';

export const area: Area = {
  id: 'inbox',
  order: 10,
  label: { en: 'Inbox', de: 'Posteingang' },
  icon: Inbox,
  roles: ['agent', 'supervisor', 'admin'],
  home: '/inbox',
  pages: [
    {
      path: '/inbox/{-$conversation}',
      load: async () => (await import('./inbox-page.tsx')).InboxPage,
    },
  ],
};
