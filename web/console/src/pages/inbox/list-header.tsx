/** Above the list: for whom, presence, sound, views. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { BellPlus, Command as CommandIcon, Volume2, VolumeX } from 'lucide-react';
import type { JSX } from 'react';
import { api, ask, type Schemas } from '../../api/client.ts';
import { useCodes } from '../../i18n/codes.ts';
import { useWords } from '../../i18n/language.tsx';
import { IconButton } from '../../ui/button.tsx';
import { toastProblem } from '../../ui/toast.tsx';
import type { Acting } from './acting.ts';
import { useNotifications } from './alerts.ts';
import type { useSound } from './alerts.ts';
import { searchOf } from './case-list.tsx';
import { useAgents, type View } from './data.ts';
import { words } from './words.ts';

interface ListHeaderProps {
  view: View;
  counts: Schemas['InboxPage']['counts'] | undefined;
  acting: Acting;
  sound: ReturnType<typeof useSound>;
  openPalette: () => void;
}

const views: readonly View[] = ['mine', 'waiting', 'snoozed', 'done'];

/** Two lines: who and how, then the views with their figures. */
export function ListHeader({
  view,
  counts,
  acting,
  sound,
  openPalette,
}: ListHeaderProps): JSX.Element {
  const t = useWords(words);
  const [isOn, setIsOn] = sound;
  const [mayAsk, askForNotifications] = useNotifications();
  const figures: Record<View, number | undefined> = {
    mine: counts?.mine,
    waiting: counts?.waiting,
    snoozed: counts?.snoozed,
    done: undefined,
  };
  return (
    <header className="shrink-0 border-b border-line bg-surface">
      <div className="flex h-14 items-center gap-1 px-3">
        <h1 className="sr-only">{t('title')}</h1>
        {acting.choose !== undefined && <ActingSelect acting={acting} />}
        {acting.agent !== null && <PresenceSelect agent={acting.agent} />}
        <span className="ml-auto flex">
          {mayAsk && (
            <IconButton label={t('notify')} onClick={askForNotifications}>
              <BellPlus aria-hidden className="size-4" />
            </IconButton>
          )}
          <IconButton label={isOn ? t('soundOn') : t('soundOff')} onClick={() => setIsOn(!isOn)}>
            {isOn ? (
              <Volume2 aria-hidden className="size-4" />
            ) : (
              <VolumeX aria-hidden className="size-4" />
            )}
          </IconButton>
          <IconButton label={`${t('palette')} (Ctrl+K)`} onClick={openPalette}>
            <CommandIcon aria-hidden className="size-4" />
          </IconButton>
        </span>
      </div>
      <nav aria-label={t('views')} className="flex gap-0.5 px-2">
        {views.map((one) => (
          <Link
            key={one}
            to="."
            search={searchOf(one)}
            data-shown={view === one}
            className="min-w-0 truncate border-b-2 border-transparent px-1.5 pb-2 text-sm font-medium text-quiet hover:text-text data-[shown=true]:border-accent data-[shown=true]:text-text"
          >
            {t(one)}
            {figures[one] !== undefined && figures[one] > 0 && (
              <span className="ml-1 text-xs tabular-nums opacity-80">{figures[one]}</span>
            )}
          </Link>
        ))}
      </nav>
    </header>
  );
}

const select =
  'h-8 min-w-0 max-w-36 truncate rounded-md border border-line bg-surface px-2 font-medium hover:bg-surface-quiet';

function ActingSelect({ acting }: { acting: Acting }): JSX.Element {
  const t = useWords(words);
  const agents = useAgents();
  return (
    <select
      aria-label={t('actingFor')}
      className={select}
      value={acting.agent ?? ''}
      onChange={(event) => acting.choose?.(event.target.value === '' ? null : event.target.value)}
    >
      <option value="">
        {t('actingFor')} {t('everyone')}
      </option>
      {agents.data?.map(({ id, name }) => (
        <option key={id} value={id}>
          {t('actingFor')} {name}
        </option>
      ))}
    </select>
  );
}

/** What an agent may say of themselves; behind the colon, why they are away. */
const presences = ['online', 'away', 'away:break', 'away:meeting', 'away:training', 'offline'];
type Presence = 'online' | 'away' | 'offline';

function bodyOf(chosen: string): { presence: Presence; away_reason?: string } {
  const [presence, reason] = chosen.split(':') as [Presence, string | undefined];
  return { presence, ...(reason !== undefined && { away_reason: reason }) };
}

function chosenOf({ presence, away_reason: reason }: Schemas['Agent']): string {
  return reason === null ? presence : `${presence}:${reason}`;
}

function usePresence(agent: string) {
  const t = useWords(words);
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (chosen: string) =>
      ask(
        api.PUT('/v1/agents/{id}/presence', {
          params: { path: { id: agent } },
          body: bodyOf(chosen),
        }),
      ),
    onError: (error) => {
      toastProblem(t('presence'), error);
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['agents'] }),
  });
}

const dots: Record<string, string> = { online: 'bg-person', away: 'bg-handoff' };

function PresenceSelect({ agent }: { agent: string }): JSX.Element | null {
  const t = useWords(words);
  const say = useCodes();
  const agents = useAgents();
  const change = usePresence(agent);
  const present = agents.data?.find(({ id }) => id === agent);
  if (present === undefined) return null;
  const chosen = chosenOf(present);
  const dot = dots[present.presence] ?? 'bg-line-strong';
  return (
    <span className="relative inline-flex items-center">
      <span
        aria-hidden
        className={`pointer-events-none absolute left-2.5 size-2 rounded-full ${dot}`}
      />
      <select
        aria-label={t('presence')}
        className={`${select} pl-6`}
        value={chosen}
        onChange={(event) => change.mutate(event.target.value)}
      >
        {[...new Set([chosen, ...presences])].map((value) => (
          <option key={value} value={value}>
            {value.split(':').map(say).join(': ')}
          </option>
        ))}
      </select>
    </span>
  );
}
