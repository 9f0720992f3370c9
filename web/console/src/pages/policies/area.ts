/** Policies: when a conversation is handed off. Versions, an editor, activation. */
import { ScrollText } from 'lucide-react';
import type { Area } from '../../app/area.ts';

export const area: Area = {
  id: 'policies',
  order: 30,
  label: { en: 'Policies', de: 'Regeln' },
  icon: ScrollText,
  roles: ['supervisor', 'operator', 'admin'],
  pages: [
    { path: '/policies', load: async () => (await import('./policies-page.tsx')).PoliciesPage },
    {
      path: '/policies/$name/$version',
      load: async () => (await import('./editor-page.tsx')).EditorPage,
    },
  ],
};
