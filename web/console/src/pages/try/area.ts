/** Both sides of a handoff at once: the customer's widget and the agent's console. */
import { FlaskConical } from 'lucide-react';
import type { Area } from '../../app/area.ts';

export const area: Area = {
  id: 'try',
  order: 100,
  label: { en: 'Try it', de: 'Ausprobieren' },
  icon: FlaskConical,
  roles: ['supervisor', 'operator', 'admin'],
  pages: [{ path: '/try', load: async () => (await import('./try-page.tsx')).TryPage }],
};
