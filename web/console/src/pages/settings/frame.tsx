/** The frame of every page of settings: the places at the left, on a phone above. */
import { Link, useRouterState } from '@tanstack/react-router';
import type { JSX, ReactNode } from 'react';
import { useMe } from '../../app/session.tsx';
import { useWords } from '../../i18n/language.tsx';
import { Page } from '../../ui/page.tsx';
import { words } from './words.ts';

const places = [
  ['queues', '/settings'],
  ['agents', '/settings/agents'],
  ['calendars', '/settings/calendars'],
  ['webhooks', '/settings/webhooks'],
  ['people', '/settings/people'],
  ['keys', '/settings/keys'],
  ['audit', '/settings/audit'],
  ['system', '/settings/system'],
] as const;

const forAdmins: readonly string[] = ['people', 'keys'];

interface FrameProps {
  place: (typeof places)[number][0];
  lead: string;
  actions?: ReactNode;
  children: ReactNode;
}

/** One place of settings. */
export function SettingsFrame({ place, lead, actions, children }: FrameProps): JSX.Element {
  const t = useWords(words);
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
  const here = useRouterState({ select: ({ location }) => location.pathname });
  return (
    <nav aria-label={t('settings')} className="flex gap-0.5 overflow-x-auto lg:flex-col">
      {places
        .filter(([place]) => !forAdmins.includes(place) || role === 'admin')
        .map(([place, to]) => (
          <Link
            key={place}
            to={to}
            aria-current={here === to ? 'page' : undefined}
            className={`rounded-md px-2.5 py-1.5 whitespace-nowrap ${
              here === to
                ? 'bg-accent-quiet font-medium text-accent'
                : 'text-quiet hover:bg-surface-quiet hover:text-text'
            }`}
          >
            {t(place)}
          </Link>
        ))}
    </nav>
  );
}
