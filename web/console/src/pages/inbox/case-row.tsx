/** One case in the list: who, since when, what about, what was said last, what is due. */
import { Link } from '@tanstack/react-router';
import { memo } from 'react';
import type { JSX } from 'react';
import { useCodes } from '../../i18n/codes.ts';
import { useWords } from '../../i18n/language.tsx';
import { useTimes } from '../../i18n/times.ts';
import { Badge } from '../../ui/badge.tsx';
import { ChannelIcon } from './channel-icon.tsx';
import { ClockChip } from './clock-chip.tsx';
import type { Item } from './data.ts';
import { words } from './words.ts';

interface RowProps {
  item: Item;
  isOpen: boolean;
  hasDraft: boolean;
  /** Kept in the address, so that the list stays as it is. */
  search: Record<string, string>;
}

function lastWords(item: Item): string {
  return item.last_turn?.excerpt.replaceAll(/\s+/g, ' ') ?? '';
}

/** Three lines of the same height, whatever stands in them. */
export const CaseRow = memo(function CaseRow(props: RowProps): JSX.Element {
  const { item, isOpen, hasDraft, search } = props;
  const t = useWords(words);
  const say = useCodes();
  const times = useTimes();
  const at = item.last_turn?.at ?? item.updated_at;
  const isUnread = item.unread > 0;
  return (
    <Link
      to="/inbox/$conversation"
      params={{ conversation: item.conversation_id }}
      search={search}
      aria-current={isOpen ? 'true' : undefined}
      className={`grid h-[4.75rem] content-center gap-0.5 border-b border-line px-3 transition-colors ${
        isOpen ? 'bg-accent-quiet shadow-[inset_3px_0_0_var(--accent)]' : 'hover:bg-surface-quiet'
      }`}
    >
      <span className="flex items-center gap-1.5">
        <ChannelIcon channel={item.channel} />
        <span
          dir="auto"
          className={`min-w-0 flex-1 truncate ${isUnread ? 'font-semibold' : 'font-medium'}`}
        >
          {item.customer.name ?? item.case_number ?? t('unnamed')}
        </span>
        <time dateTime={at} title={times.full(at)} className="shrink-0 text-xs text-quiet">
          {times.short(at)}
        </time>
      </span>
      <span dir="auto" className={`truncate text-sm ${isUnread ? 'text-text' : 'text-quiet'}`}>
        {lastWords(item)}
      </span>
      <span className="flex items-center gap-1.5 text-xs text-quiet">
        <span className="min-w-0 flex-1 truncate">
          {[item.reason === null ? null : say(item.reason), item.queue].filter(Boolean).join(' · ')}
        </span>
        {hasDraft && <Badge tone="note">{t('draft')}</Badge>}
        <ClockChip clocks={item.clocks} />
        {isUnread && (
          <span
            title={t('unread', item.unread)}
            className="min-w-5 rounded-full bg-accent px-1.5 text-center leading-5 font-semibold text-on-accent"
          >
            <span aria-hidden>{item.unread}</span>
            <span className="sr-only">{t('unread', item.unread)}</span>
          </span>
        )}
      </span>
    </Link>
  );
});
