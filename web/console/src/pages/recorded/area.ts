/** One recorded conversation, step by step, seen from three sides. Reached from "Try it". */
import { FlaskConical } from 'lucide-react';
import type { Area } from '../../app/area.ts';

export const area: Area = {
  id: 'recorded',
  order: 101,
  hidden: true,
  label: { en: 'Recorded', de: 'Aufzeichnung' },
  icon: FlaskConical,
  roles: ['operator', 'admin'],
  pages: [{ path: '/recorded', load: async () => (await import('./try-page.tsx')).TryPage }],
};
