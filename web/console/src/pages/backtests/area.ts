/** What another policy would have done. */
import { History } from 'lucide-react';
import type { Area } from '../../app/area.ts';

export const area: Area = {
  id: 'backtests',
  order: 80,
  label: { en: 'Back-test', de: 'Rücktest' },
  icon: History,
  roles: ['supervisor', 'operator', 'admin'],
  pages: [
    { path: '/backtests', load: async () => (await import('./backtests-page.tsx')).BacktestsPage },
  ],
};
