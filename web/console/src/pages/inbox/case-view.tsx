/** One case: header, transcript, composer, and what helps beside it. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { JSX, RefObject } from 'react';
import { api, ask } from '../../api/client.ts';
import { newKey } from '../../api/new-key.ts';
import { problemOf } from '../../api/problem.ts';
import { useMe } from '../../app/session.tsx';
import { useWords } from '../../i18n/language.tsx';
import { Empty, Skeleton } from '../../ui/states.tsx';
import { toastProblem } from '../../ui/toast.tsx';
import { CaseDialog, type CaseAction } from './case-dialogs.tsx';
import { CaseHeader, titleOf } from './case-header.tsx';
import { Composer, type ComposerHandle } from './composer.tsx';
import { useCase, useDeliveries, useSuggestions, type Case } from './data.ts';
import { DetailsPanel } from './details-panel.tsx';
import type { Outbox } from './outbox.ts';
import { Transcript, useCitations } from './transcript.tsx';
import { TypingLine } from './typing.tsx';
import type { Acting } from './acting.ts';
import { words } from './words.ts';

/** What takes the focus of who came by key or by an offer. */
export type Landing = 'box' | 'transcript';

interface CaseViewProps {
  id: string;
  acting: Acting;
  outbox: Outbox;
  search: Record<string, string>;
  composer: RefObject<ComposerHandle | null>;
  /** Where the focus goes once the case is there; null leaves it where it is. */
  landing: RefObject<Landing | null>;
  action: CaseAction | null;
  setAction: (action: CaseAction | null) => void;
}

/** The case of the address. */
export function CaseView(props: CaseViewProps): JSX.Element {
  const t = useWords(words);
  const found = useCase(props.id);
  // What is known of a case that went to somebody else is old, and nothing to work on.
  const isGone = found.error !== null && problemOf(found.error).code === 'not_found';
  if (!isGone && found.data !== undefined) return <Opened {...props} found={found.data} />;
  if (found.isPending)
    return (
      <div className="flex-1">
        <Skeleton lines={9} />
      </div>
    );
  return (
    <div className="flex flex-1">
      <Empty title={t('notFound')}>{t('notFoundWhy')}</Empty>
    </div>
  );
}

function useLanding(id: string, { landing, composer }: CaseViewProps): void {
  useEffect(() => {
    const { current } = landing;
    landing.current = null;
    if (current === 'box') composer.current?.focus();
    if (current === 'transcript') document.querySelector<HTMLElement>('[data-home]')?.focus();
  }, [id, landing, composer]);
}

function useMarkRead(found: Case): void {
  const queries = useQueryClient();
  const id = found.conversation.id;
  const turn = found.turns.at(-1)?.sequence ?? 0;
  useEffect(() => {
    if (turn === 0) return;
    const mark = () => {
      if (document.visibilityState !== 'visible') return;
      void api
        .PUT('/v1/conversations/{id}/read', { params: { path: { id } }, body: { turn } })
        .then(() => queries.invalidateQueries({ queryKey: ['inbox'] }))
        .catch(() => undefined);
    };
    mark();
    document.addEventListener('visibilitychange', mark);
    return () => {
      document.removeEventListener('visibilitychange', mark);
    };
  }, [id, turn, queries]);
}

function useClaim(found: Case, agent: string | null) {
  const t = useWords(words);
  const queries = useQueryClient();
  const id = found.conversation.id;
  const [key] = useState(newKey);
  return useMutation({
    mutationFn: () =>
      ask(
        api.POST('/v1/conversations/{id}/claim', {
          params: {
            path: { id },
            header: { 'Idempotency-Key': `${key}-${found.conversation.epoch}` },
          },
          body: { ...(agent !== null && { agent }) },
        }),
      ),
    onError: (error) => {
      toastProblem(t('claim'), error);
    },
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ['case', id] }),
        queries.invalidateQueries({ queryKey: ['inbox'] }),
      ]),
  });
}

/** Why no reply may be written, or null when one may. */
function useClosed(found: Case, acting: Acting): string | null {
  const t = useWords(words);
  const { owner, owner_id: holder, status } = found.conversation;
  if (status === 'resolved') return t('closed');
  if (owner === 'ai') return t('aiOwns');
  if (owner === 'agent' && (acting.agent === null || acting.agent === holder)) return null;
  return t('notYours');
}

/** How the agent for whom one acts may get the case; who leads a team also takes one that somebody holds. */
function useWayToClaim({ conversation }: Case, agent: string | null): 'claim' | 'takeOver' | null {
  const { role } = useMe();
  const { owner, owner_id: holder, status } = conversation;
  if (agent === null || status === 'resolved' || holder === agent) return null;
  if (owner !== 'agent') return 'claim';
  return role === 'agent' ? null : 'takeOver';
}

function Opened(props: CaseViewProps & { found: Case }): JSX.Element {
  const { id, acting, outbox, search, composer, found, action, setAction } = props;
  const t = useWords(words);
  const [cited, cite] = useCitations();
  const [isOpen, setIsOpen] = useState(false);
  const opened = useRef(id);
  const closed = useClosed(found, acting);
  const claim = useClaim(found, acting.agent);
  const way = useWayToClaim(found, acting.agent);
  const deliveries = useDeliveries(id);
  const lastTurn = found.turns.at(-1)?.sequence ?? 0;
  const suggestions = useSuggestions(id, lastTurn, closed === null);
  useMarkRead(found);
  useLanding(id, props);
  useEffect(() => {
    if (opened.current !== id) setIsOpen(false);
    opened.current = id;
  }, [id]);
  return (
    <div className="flex min-h-0 min-w-0 flex-1">
      <div className="flex min-h-0 min-w-0 flex-1 flex-col">
        <CaseHeader
          found={found}
          search={search}
          act={setAction}
          claim={way === null ? null : { ...claim, way }}
          details={{ isOpen, toggle: () => setIsOpen(!isOpen) }}
        />
        <Transcript
          key={id}
          found={found}
          cited={cited}
          deliveries={deliveries.data ?? []}
          outbox={outbox}
          scope={acting.scope}
        />
        <TypingLine
          conversation={id}
          customer={titleOf(found, t('unnamed'))}
          turns={found.turns.length}
        />
        <Composer
          key={`composer/${id}`}
          conversation={id}
          customer={titleOf(found, t('unnamed'))}
          scope={acting.scope}
          outbox={outbox}
          suggestions={closed === null ? (suggestions.data ?? []) : []}
          closed={closed}
          handle={composer}
        />
      </div>
      <DetailsPanel
        found={found}
        isOpen={isOpen}
        cite={(turns) => {
          cite(turns);
          setIsOpen(false);
        }}
        insert={(text) => composer.current?.insert(text)}
      />
      {action !== null && <CaseDialog action={action} id={id} onClose={() => setAction(null)} />}
    </div>
  );
}
