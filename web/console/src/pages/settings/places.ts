/** The places of settings, in groups, and who has something to do there. The API decides who may do what. */
import type { ConsoleRole } from '../../app/area.ts';

type Roles = readonly ConsoleRole[];
const operators: Roles = ['operator', 'admin'];
const everybody: Roles = ['supervisor', 'operator', 'admin'];

/** Groups with their places; a place's name is its word, and its address unless given. */
export const groups = [
  {
    name: 'groupWork',
    places: [
      { name: 'queues', to: '/settings', roles: operators },
      { name: 'agents', to: '/settings/agents', roles: operators },
      { name: 'calendars', to: '/settings/calendars', roles: operators },
      { name: 'people', to: '/settings/people', roles: ['admin'] as Roles },
    ],
  },
  {
    name: 'groupHelp',
    places: [
      { name: 'knowledge', to: '/settings/knowledge', roles: everybody },
      { name: 'macros', to: '/settings/macros', roles: everybody },
    ],
  },
  {
    name: 'groupOutside',
    places: [
      { name: 'widget', to: '/settings/widget', roles: operators },
      { name: 'connectors', to: '/settings/connectors', roles: operators },
      { name: 'webhooks', to: '/settings/webhooks', roles: operators },
      { name: 'alerts', to: '/settings/alerts', roles: operators },
      { name: 'keys', to: '/settings/keys', roles: ['admin'] as Roles },
    ],
  },
  {
    name: 'groupRules',
    places: [
      { name: 'reviews', to: '/settings/reviews', roles: everybody },
      { name: 'governance', to: '/settings/governance', roles: operators },
      { name: 'audit', to: '/settings/audit', roles: operators },
      { name: 'system', to: '/settings/system', roles: operators },
    ],
  },
] as const;

/** The name of a place. */
export type PlaceName = (typeof groups)[number]['places'][number]['name'];

/** The groups of a role, without the places that are not theirs. */
export function groupsOf(role: ConsoleRole) {
  return groups
    .map(({ name, places }) => ({
      name,
      places: places.filter(({ roles }) => roles.includes(role)),
    }))
    .filter(({ places }) => places.length > 0);
}
