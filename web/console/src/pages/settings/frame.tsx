/** The frame of every page of settings: the places at the left, on a phone above. */
import { Link, Navigate, useRouterState } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import type { JSX, ReactNode } from 'react';
import { useMe } from '../../app/session.tsx';
import { useWords } from '../../i18n/language.tsx';
import { Page } from '../../ui/page.tsx';
import { groupsOf, type PlaceName } from './places.ts';
import { words } from './words.ts';

interface FrameProps {
  place: PlaceName;
  lead: string;
  actions?: ReactNode;
  children: ReactNode;
}

/** One place of settings. Whoever has nothing to do there is led to the first that is theirs. */
export function SettingsFrame({ place, lead, actions, children }: FrameProps): JSX.Element {
  const t = useWords(words);
  const own = groupsOf(useMe().role).flatMap(({ places }) => places);
  const [first] = own;
  if (first !== undefined && !own.some(({ name }) => name === place))
    return <Navigate to={first.to} replace />;
  return (
    <Page title={t(place)} lead={lead} actions={actions}>
      <div className="grid gap-5 lg:grid-cols-[11rem_minmax(0,1fr)]">
        <Places />
        <div className="grid min-w-0 content-start gap-6">{children}</div>
      </div>
    </Page>
  );
}

function Places(): JSX.Element {
  const t = useWords(words);
  const { role } = useMe();
  return (
    <nav
      aria-label={t('settings')}
      className="flex min-w-0 gap-0.5 overflow-x-auto lg:flex-col lg:gap-4"
    >
      {groupsOf(role).map(({ name, places }) => (
        <div key={name} className="flex gap-0.5 lg:flex-col">
          <p className="hidden px-2.5 pb-0.5 text-xs font-medium text-quiet lg:block">{t(name)}</p>
          {places.map((place) => (
            <PlaceLink key={place.name} to={place.to} label={t(place.name)} />
          ))}
        </div>
      ))}
    </nav>
  );
}

function PlaceLink({ to, label }: { to: string; label: string }): JSX.Element {
  const isHere = useRouterState({ select: ({ location }) => location.pathname === to });
  const ref = useRef<HTMLAnchorElement>(null);
  // On a phone the places are a row that scrolls: where one is, is to be seen.
  useEffect(() => {
    if (isHere) ref.current?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [isHere]);
  return (
    <Link
      ref={ref}
      to={to}
      aria-current={isHere ? 'page' : undefined}
      className={`rounded-md px-2.5 py-1 whitespace-nowrap ${
        isHere
          ? 'bg-accent-quiet font-medium text-accent'
          : 'text-quiet hover:bg-surface-quiet hover:text-text'
      }`}
    >
      {label}
    </Link>
  );
}
