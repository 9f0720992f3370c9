/** The left column: presence, offers, views, cases. Only rows in sight are in the page, so a thousand are as fast as ten. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { Inbox } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { JSX } from 'react';
import { useWords } from '../../i18n/language.tsx';
import { Empty, Problem, Skeleton } from '../../ui/states.tsx';
import { CaseRow } from './case-row.tsx';
import type { Item, useInbox, View } from './data.ts';
import { hasDraft } from './drafts.ts';
import { words } from './words.ts';

const rowHeight = 76;
const empties = {
  mine: ['emptyMine', 'emptyMineWhy'],
  waiting: ['emptyWaiting', 'emptyWaitingWhy'],
  snoozed: ['emptySnoozed', 'emptySnoozedWhy'],
  done: ['emptyDone', 'emptyDoneWhy'],
} as const;

interface ListProps {
  view: View;
  inbox: ReturnType<typeof useInbox>;
  items: Item[];
  open: string;
  scope: string;
}

/** The cases of a view. */
export function CaseList({ view, inbox, items, open, scope }: ListProps): JSX.Element {
  const t = useWords(words);
  // State, not a ref: rows that come with the box itself are measured once the box is there.
  const [scroller, setScroller] = useState<HTMLDivElement | null>(null);
  if (inbox.isPending) return <Skeleton lines={9} />;
  if (inbox.isError && items.length === 0)
    return (
      <div className="p-3">
        <Problem error={inbox.error} onRetry={() => void inbox.refetch()} />
      </div>
    );
  const [title, why] = empties[view];
  return (
    <div
      ref={setScroller}
      role="region"
      aria-label={t('cases')}
      tabIndex={0}
      className="flex min-h-0 flex-1 flex-col overflow-y-auto"
    >
      {items.length === 0 ? (
        <Empty title={t(title)} icon={<Inbox />}>
          {t(why)}
        </Empty>
      ) : (
        <Rows
          scroller={scroller}
          inbox={inbox}
          items={items}
          open={open}
          view={view}
          scope={scope}
        />
      )}
    </div>
  );
}

function Rows(props: ListProps & { scroller: HTMLDivElement | null }): JSX.Element {
  const { scroller, inbox, items, open, view, scope } = props;
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = inbox;
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller,
    estimateSize: () => rowHeight,
    overscan: 8,
    getItemKey: (index) => items[index]?.conversation_id ?? index,
  });
  const rows = virtual.getVirtualItems();
  const last = rows.at(-1)?.index ?? 0;
  useEffect(() => {
    if (last >= items.length - 20 && hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [last, items.length, hasNextPage, isFetchingNextPage, fetchNextPage]);
  const openAt = items.findIndex(({ conversation_id: id }) => id === open);
  useEffect(() => {
    if (openAt >= 0) virtual.scrollToIndex(openAt, { align: 'auto' });
    // Only when another case is opened: not each time the list is read again.
  }, [open]);
  return (
    <ul className="relative w-full shrink-0" style={{ height: virtual.getTotalSize() }}>
      {rows.map(({ index, key, start }) => {
        const item = items[index];
        if (item === undefined) return null;
        return (
          <li
            key={key}
            aria-setsize={items.length}
            aria-posinset={index + 1}
            className="absolute inset-x-0 top-0"
            style={{ transform: `translateY(${start}px)` }}
          >
            <CaseRow
              item={item}
              isOpen={item.conversation_id === open}
              hasDraft={hasDraft(scope, item.conversation_id)}
              search={searchOf(view)}
            />
          </li>
        );
      })}
    </ul>
  );
}

const searches: Record<View, Record<string, string>> = {
  mine: {},
  waiting: { view: 'waiting' },
  snoozed: { view: 'snoozed' },
  done: { view: 'done' },
};

/** The same object for the same view, so that rows need no new drawing. */
export function searchOf(view: View): Record<string, string> {
  return searches[view];
}
