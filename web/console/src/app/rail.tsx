/** The navigation: a rail at the left, on a phone a bar with a menu. */
import { Link, useRouterState } from '@tanstack/react-router';
import { CircleUserRound, Menu } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import { useState } from 'react';
import type { JSX } from 'react';
import { useLanguage, useWords } from '../i18n/language.tsx';
import { IconButton } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { areasOf } from './areas.ts';
import { homeOf } from './area.ts';
import type { Area } from './area.ts';
import { useMe } from './session.tsx';
import { words } from './words.ts';

function useAreas(): Area[] {
  return areasOf(useMe().role).filter(({ hidden }) => hidden !== true);
}

function useIsHere(path: string): boolean {
  const here = useRouterState({ select: ({ location }) => location.pathname });
  return here === path || here.startsWith(`${path}/`);
}

interface RailLinkProps {
  to: string;
  icon: LucideIcon;
  label: string;
}

function RailLink({ to, icon: Icon, label }: RailLinkProps): JSX.Element {
  const isHere = useIsHere(to);
  return (
    <Link
      to={to}
      aria-current={isHere ? 'page' : undefined}
      className={`grid w-full justify-items-center gap-0.5 rounded-lg px-1 py-1.5 text-[0.6875rem] leading-tight transition-colors ${
        isHere
          ? 'bg-accent-quiet font-medium text-accent'
          : 'text-quiet hover:bg-surface-quiet hover:text-text'
      }`}
    >
      <Icon aria-hidden className="size-5 stroke-[1.75]" />
      <span className="max-w-full text-center wrap-break-word hyphens-auto">{label}</span>
    </Link>
  );
}

/** At the left of wide screens. */
export function Rail(): JSX.Element {
  const t = useWords(words);
  const { language } = useLanguage();
  return (
    <header className="hidden w-[4.75rem] shrink-0 flex-col items-center gap-1 overflow-y-auto border-r border-line bg-surface px-1.5 py-2.5 sm:flex">
      <Link to="/" className="mb-2 rounded-lg p-1" aria-label="Baton">
        <img src="/favicon.svg" alt="" className="size-7" />
      </Link>
      <nav aria-label={t('areas')} className="flex w-full flex-col gap-1">
        {useAreas().map((area) => (
          <RailLink key={area.id} to={homeOf(area)} icon={area.icon} label={area.label[language]} />
        ))}
      </nav>
      <div className="mt-auto w-full pt-2">
        <RailLink to="/account" icon={CircleUserRound} label={t('account')} />
      </div>
    </header>
  );
}

function PhoneMenu({ onClose }: { onClose: () => void }): JSX.Element {
  const t = useWords(words);
  const { language } = useLanguage();
  const entry = 'flex min-h-11 items-center gap-3 rounded-md px-2 hover:bg-surface-quiet';
  return (
    <Dialog title={t('areas')} onClose={onClose}>
      <nav aria-label={t('areas')} className="grid">
        {useAreas().map((area) => (
          <Link key={area.id} to={homeOf(area)} onClick={onClose} className={entry}>
            <area.icon aria-hidden className="size-5 text-quiet" />
            {area.label[language]}
          </Link>
        ))}
        <Link to="/account" onClick={onClose} className={entry}>
          <CircleUserRound aria-hidden className="size-5 text-quiet" />
          {t('account')}
        </Link>
      </nav>
    </Dialog>
  );
}

/** At the top of narrow screens. */
export function PhoneBar(): JSX.Element {
  const t = useWords(words);
  const { language } = useLanguage();
  const [isOpen, setIsOpen] = useState(false);
  const here = useRouterState({ select: ({ location }) => location.pathname });
  const area = useAreas().find((one) => here.startsWith(homeOf(one)));
  return (
    <header className="flex h-12 shrink-0 items-center gap-2 border-b border-line bg-surface px-2 sm:hidden">
      <IconButton label={t('menu')} className="size-10" onClick={() => setIsOpen(true)}>
        <Menu aria-hidden className="size-5" />
      </IconButton>
      <span className="font-medium">{area?.label[language] ?? 'Baton'}</span>
      {isOpen && <PhoneMenu onClose={() => setIsOpen(false)} />}
    </header>
  );
}
