/** Every area, found by its folder: who adds one touches no list. */
import { homeOf } from './area.ts';
import type { Area, ConsoleRole } from './area.ts';

const modules = import.meta.glob<{ area: Area }>('../pages/*/area.ts', { eager: true });

/** In the order of the navigation. */
export const areas: readonly Area[] = Object.values(modules)
  .map(({ area }) => area)
  .sort((a, b) => a.order - b.order);

/** The areas of a role. */
export function areasOf(role: ConsoleRole): Area[] {
  return areas.filter(({ roles }) => roles.includes(role));
}

const startAreas: Partial<Record<ConsoleRole, string>> = {
  agent: 'inbox',
  supervisor: 'floor',
  operator: 'policies',
  admin: 'try',
};

/** Where a role begins: its own page, or the first it may see. */
export function startPath(role: ConsoleRole): string {
  const own = areasOf(role);
  const start = own.find(({ id }) => id === startAreas[role]) ?? own[0];
  return start === undefined ? '/account' : homeOf(start);
}
