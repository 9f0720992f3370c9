/** The routes: each area's pages below the shell, loaded when they are opened. */
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Navigate,
  Outlet,
} from '@tanstack/react-router';
import type { JSX } from 'react';
import { useQueryState } from './address.ts';
import type { AreaPage } from './area.ts';
import { areas, startPath } from './areas.ts';
import { useMe } from './session.tsx';
import { NotFound, PageFault, Shell } from './shell.tsx';
import { LinkPage, RefusedPage } from './sign-in.tsx';

const root = createRootRoute({ component: Outlet });

const login = createRoute({
  getParentRoute: () => root,
  path: '/login',
  component: function Login(): JSX.Element {
    const [token] = useQueryState('token');
    const [refused] = useQueryState('refused');
    return refused === '' ? <LinkPage token={token} /> : <RefusedPage reason={refused} />;
  },
});

const shell = createRoute({
  getParentRoute: () => root,
  id: 'shell',
  component: Shell,
});

const start = createRoute({
  getParentRoute: () => shell,
  path: '/',
  component: function Start(): JSX.Element {
    return <Navigate to={startPath(useMe().role)} replace />;
  },
});

function routeOf({ path, load }: AreaPage) {
  return createRoute({
    getParentRoute: () => shell,
    path,
    component: lazyRouteComponent(() => load().then((page) => ({ default: page }))),
  });
}

const anywhere = createRoute({ getParentRoute: () => shell, path: '$', component: NotFound });

const pages = areas.flatMap((area) => area.pages.map(routeOf));

/** The router of the console. */
export const router = createRouter({
  routeTree: root.addChildren([login, shell.addChildren([start, anywhere, ...pages])]),
  defaultErrorComponent: PageFault,
  defaultNotFoundComponent: NotFound,
  // A token of a link is a plain string, not JSON; so is everything pages keep in the address.
  parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
  stringifySearch: (search) => {
    const given = Object.entries(search as Record<string, unknown>).filter(
      ([, value]) => value !== undefined && value !== '',
    );
    const text = new URLSearchParams(given.map(([key, value]) => [key, String(value)])).toString();
    return text === '' ? '' : `?${text}`;
  },
});
