/** The inbox: offers and cases at the left, the open case in the middle, what helps at the right. */
import { useNavigate } from '@tanstack/react-router';
import { useQueryClient } from '@tanstack/react-query';
import { MousePointerClick, WifiOff } from 'lucide-react';
import { lazy, Suspense, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import type { JSX } from 'react';
import { connection } from '../../api/live.ts';
import { useParam, useQueryState } from '../../app/address.ts';
import { useWords } from '../../i18n/language.tsx';
import { Empty } from '../../ui/states.tsx';
import { useActing } from './acting.ts';
import { useOfferAlerts, useSound } from './alerts.ts';
import type { CaseAction } from './case-dialogs.tsx';
import { CaseList, searchOf } from './case-list.tsx';
import { CaseView, type Landing } from './case-view.tsx';
import { useCommands } from './commands.ts';
import type { ComposerHandle } from './composer.tsx';
import {
  isHeld,
  useAgents,
  useCase,
  useInbox,
  useLive,
  useOffers,
  type Item,
  type Offer,
  type View,
} from './data.ts';
import { KeysDialog } from './keys-dialog.tsx';
import { isWriting, useKeys, useSingleKeys } from './keys.ts';
import { ListHeader } from './list-header.tsx';
import { OfferCard, useAccept } from './offer-card.tsx';
import { Outbox } from './outbox.ts';
import { words } from './words.ts';

const Palette = lazy(async () => ({ default: (await import('./palette.tsx')).Palette }));
const noOffers: Offer[] = [];

function viewOf(text: string): View {
  return (['waiting', 'snoozed', 'done'] as const).find((view) => view === text) ?? 'mine';
}

function useOutbox(scope: string): Outbox {
  const queries = useQueryClient();
  const outbox = useMemo(() => new Outbox(scope), [scope]);
  useEffect(() => {
    outbox.onSent = (conversation) => {
      void queries.invalidateQueries({ queryKey: ['case', conversation] });
      void queries.invalidateQueries({ queryKey: ['inbox'] });
    };
    outbox.flush();
  }, [outbox, queries]);
  return outbox;
}

/** Goes to a case, and from one to the next; who was writing goes on writing there. */
function useSteps(items: readonly Item[], open: string, view: View) {
  const navigate = useNavigate();
  const landing = useRef<Landing | null>(null);
  const go = (conversation: string) => {
    landing.current = isWriting(document.activeElement) ? 'box' : 'transcript';
    void navigate({ to: '/inbox/$conversation', params: { conversation }, search: searchOf(view) });
  };
  const step = (by: number) => {
    const at = items.findIndex(({ conversation_id: id }) => id === open);
    const next = at < 0 ? items[0] : items[Math.max(0, Math.min(items.length - 1, at + by))];
    if (next !== undefined) go(next.conversation_id);
  };
  return { go, step, landing };
}

/** The page. */
export function InboxPage(): JSX.Element {
  useLive();
  const t = useWords(words);
  const acting = useActing();
  const open = useParam('conversation');
  const [viewText] = useQueryState('view');
  const view = viewOf(viewText);
  const inbox = useInbox(view, acting.agent);
  const items = useMemo(() => inbox.data?.pages.flatMap(({ data }) => data) ?? [], [inbox.data]);
  const offers = useOffers(acting.agent).data ?? noOffers;
  const outbox = useOutbox(acting.scope);
  const sound = useSound();
  const singles = useSingleKeys();
  const composer = useRef<ComposerHandle>(null);
  const [action, setAction] = useState<CaseAction | null>(null);
  const [overlay, setOverlay] = useState<'palette' | 'keys' | null>(null);
  const { go, step, landing } = useSteps(items, open, view);
  const accept = useAccept(go);
  useOfferAlerts(offers, { title: t('newOffer'), sound: sound[0] });
  const [first] = offers;
  const { data: found } = useCase(open);
  const { keys, commands } = useCommands({
    open,
    isHeld: found !== undefined && isHeld(found),
    items,
    go,
    step,
    act: setAction,
    write: (kind) => composer.current?.write(kind),
    accept: first === undefined ? null : () => accept.mutate(first),
    show: setOverlay,
  });
  useKeys(keys, singles[0]);
  return (
    <div className="flex h-full min-h-0">
      <section
        aria-label={t('title')}
        className={`min-h-0 w-full shrink-0 flex-col border-line bg-surface lg:flex lg:w-80 lg:border-r ${open === '' ? 'flex' : 'hidden'}`}
      >
        <ListHeader
          view={view}
          counts={inbox.data?.pages[0]?.counts}
          acting={acting}
          sound={sound}
          openPalette={() => setOverlay('palette')}
        />
        <Offline />
        <Offers offers={offers} accept={accept} named={acting.agent === null} />
        <CaseList view={view} inbox={inbox} items={items} open={open} scope={acting.scope} />
      </section>
      <div className={`min-h-0 min-w-0 flex-1 lg:flex ${open === '' ? 'hidden' : 'flex'}`}>
        {open === '' ? (
          <Empty title={t('pick')} icon={<MousePointerClick />}>
            {t('pickWhy')}
          </Empty>
        ) : (
          <CaseView
            key={acting.scope}
            id={open}
            acting={acting}
            outbox={outbox}
            search={searchOf(view)}
            composer={composer}
            landing={landing}
            action={action}
            setAction={setAction}
          />
        )}
      </div>
      {overlay === 'keys' && <KeysDialog singles={singles} onClose={() => setOverlay(null)} />}
      {overlay === 'palette' && (
        <Suspense>
          <Palette commands={commands} onClose={() => setOverlay(null)} />
        </Suspense>
      )}
    </div>
  );
}

function Offline(): JSX.Element | null {
  const t = useWords(words);
  const isUp = useSyncExternalStore(connection.subscribe, connection.isUp);
  if (isUp) return null;
  return (
    <p role="status" className="flex gap-2 bg-handoff-quiet px-3 py-2 text-sm text-handoff">
      <WifiOff aria-hidden className="mt-0.5 size-4 shrink-0" />
      {t('offline')}
    </p>
  );
}

function Offers(props: {
  offers: readonly Offer[];
  accept: ReturnType<typeof useAccept>;
  named: boolean;
}): JSX.Element | null {
  const { offers, accept, named } = props;
  const t = useWords(words);
  const agents = useAgents();
  if (offers.length === 0) return null;
  return (
    <section
      aria-label={t('offers')}
      aria-live="polite"
      className="max-h-[45%] shrink-0 overflow-y-auto border-b border-line p-2"
    >
      <ul className="grid gap-2">
        {offers.map((offer) => (
          <OfferCard
            key={offer.id}
            offer={offer}
            accept={accept}
            agentName={
              named
                ? (agents.data?.find(({ id }) => id === offer.agent)?.name ?? offer.agent)
                : null
            }
          />
        ))}
      </ul>
    </section>
  );
}
