/** The reader's own account: reached from the foot of the navigation. */
import { CircleUserRound } from 'lucide-react';
import type { Area } from '../../app/area.ts';

export const area: Area = {
  id: 'account',
  order: 1000,
  hidden: true,
  label: { en: 'Account', de: 'Konto' },
  icon: CircleUserRound,
  roles: ['agent', 'supervisor', 'operator', 'admin', 'backend'],
  pages: [{ path: '/account', load: async () => (await import('./account-page.tsx')).AccountPage }],
};
