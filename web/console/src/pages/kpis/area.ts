import { ChartLine } from 'lucide-react';
import type { Area } from '../../app/area.ts';

export const area: Area = {
  id: 'kpis',
  order: 60,
  label: { en: 'KPIs', de: 'KPIs' },
  icon: ChartLine,
  roles: ['supervisor', 'operator', 'admin'],
  pages: [{ path: '/kpis', load: async () => (await import('./kpis-page.tsx')).KpisPage }],
};
