/** Where a case changed hands: a line across the transcript. */
import type { JSX } from 'react';
import { useCodes } from '../../i18n/codes.ts';
import { useWords } from '../../i18n/language.tsx';
import { useTimes } from '../../i18n/times.ts';
import { useAgents } from './data.ts';
import type { TranscriptItem } from './transcript-items.ts';
import { words } from './words.ts';

type MarkerItem = Extract<TranscriptItem, { kind: 'requested' | 'accepted' | 'ended' }>;

const markerTones = {
  requested: 'text-handoff before:bg-handoff after:bg-handoff',
  accepted: 'text-person before:bg-person after:bg-person',
  ended: 'text-quiet before:bg-line-strong after:bg-line-strong',
};

/** A line across the log. */
export function Marker({ item }: { item: MarkerItem }): JSX.Element {
  const times = useTimes();
  const said = useMarkerWords(item);
  return (
    <p
      className={`my-1.5 flex items-center gap-3 text-center text-sm before:h-px before:flex-1 before:opacity-40 after:h-px after:flex-1 after:opacity-40 ${markerTones[item.kind]}`}
    >
      <span className="min-w-0 wrap-anywhere">
        <strong className="font-semibold">{said.what}</strong>
        {said.why !== '' && ` · ${said.why}`} ·{' '}
        <time dateTime={item.at}>{times.short(item.at)}</time>
      </span>
    </p>
  );
}

function useMarkerWords({ kind, handoff }: MarkerItem): { what: string; why: string } {
  const t = useWords(words);
  const say = useCodes();
  const agents = useAgents();
  const { agent, reason, rule, queue, state } = handoff;
  if (kind === 'requested') {
    const parts = [say(reason), rule === null ? '' : t('rule', rule), queue];
    return { what: t('handedOff'), why: parts.filter((part) => part !== '').join(' · ') };
  }
  const name = agents.data?.find(({ id }) => id === agent)?.name ?? agent ?? say('agent');
  return kind === 'accepted'
    ? { what: t('took', name), why: '' }
    : { what: t('ended', say(state)), why: '' };
}
