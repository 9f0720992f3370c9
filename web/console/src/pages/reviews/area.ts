/** The weekly review: what to look at, and what came of it. */
import { ClipboardCheck } from 'lucide-react';
import type { Area } from '../../app/area.ts';

export const area: Area = {
  id: 'reviews',
  order: 70,
  label: { en: 'Reviews', de: 'Prüfung' },
  icon: ClipboardCheck,
  roles: ['agent', 'supervisor', 'admin'],
  pages: [
    { path: '/reviews', load: async () => (await import('./queue-page.tsx')).QueuePage },
    { path: '/reviews/$round', load: async () => (await import('./report-page.tsx')).ReportPage },
  ],
};
