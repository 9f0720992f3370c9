/** What an area of the console declares about itself: `pages/<area>/area.ts` exports one of these as `area`. */
import type { LucideIcon } from 'lucide-react';
import type { ComponentType } from 'react';
import type { Label } from '../i18n/dictionary.ts';

export type ConsoleRole = 'agent' | 'supervisor' | 'operator' | 'admin' | 'backend';

/** One page of an area. `load` imports it, so that it is fetched when it is first opened. */
export interface AreaPage {
  /** From the root, `$name` for a parameter: `/floor`, `/policies/$name`. */
  path: string;
  load: () => Promise<ComponentType>;
}

/** An entry of the navigation with its pages. */
export interface Area {
  id: string;
  /** Place in the navigation: 10 inbox, 20 floor, 30 policies, 40 decisions, 50 deliveries, 60 kpis, 70 reviews, 80 back-test, 90 settings, 100 try it. */
  order: number;
  label: Label;
  icon: LucideIcon;
  /** Who sees it. The API decides who may do what; this only keeps doors away that lead nowhere. */
  roles: readonly ConsoleRole[];
  /** Where the navigation leads, when it is not the path of the first page. */
  home?: string;
  pages: readonly [AreaPage, ...AreaPage[]];
  /** Not in the navigation: it is reached from elsewhere. */
  hidden?: boolean;
}

/** Where the navigation leads. */
export function homeOf({ home, pages }: Area): string {
  return home ?? pages[0].path;
}
