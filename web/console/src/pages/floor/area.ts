/** The floor: what waits, who works, what is late. */
import { Gauge } from 'lucide-react';
import type { Area } from '../../app/area.ts';

export const area: Area = {
  id: 'floor',
  order: 20,
  label: { en: 'Floor', de: 'Leitstand' },
  icon: Gauge,
  roles: ['supervisor', 'operator', 'admin'],
  pages: [
    { path: '/floor', load: async () => (await import('./floor-page.tsx')).FloorPage },
    { path: '/floor/$queue', load: async () => (await import('./queue-page.tsx')).QueuePage },
  ],
};
