/** One queue: who waits in it and why, and what agents hold of it. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ArrowLeft, Inbox } from 'lucide-react';
import { useState } from 'react';
import type { JSX } from 'react';
import { api, ask } from '../../api/client.ts';
import type { Schemas } from '../../api/client.ts';
import { useParam } from '../../app/address.ts';
import { useMe } from '../../app/session.tsx';
import { useTimes } from '../../i18n/times.ts';
import { useWords } from '../../i18n/language.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { column, figure } from '../../ui/columns.ts';
import { Page } from '../../ui/page.tsx';
import { Empty, Loaded } from '../../ui/states.tsx';
import { Table } from '../../ui/table.tsx';
import type { Column } from '../../ui/table.tsx';
import { Age } from './age.tsx';
import { GiveDialog, MoveDialog } from './case-dialogs.tsx';
import { useFloorCodes } from './codes.ts';
import { FloorLive, useRefetchInterval } from './live.tsx';
import { WhyDialog } from './why-dialog.tsx';
import { words } from './words.ts';

type Waiting = Schemas['WaitingCase'];
type Held = Schemas['ConversationSummary'];

/** What is open for which case. */
type Doing = { kind: 'why' | 'give' | 'move'; conversation: string } | null;

/** The page of one queue. */
export function QueuePage(): JSX.Element {
  return (
    <FloorLive>
      <Cases />
    </FloorLive>
  );
}

function Cases(): JSX.Element {
  const t = useWords(words);
  const queue = useParam('queue');
  const [doing, setDoing] = useState<Doing>(null);
  const close = () => setDoing(null);
  return (
    <Page
      title={queue}
      lead={t('queueLead')}
      actions={
        <Link
          to="/floor"
          className="inline-flex h-8 items-center gap-1.5 rounded-md px-2 text-accent"
        >
          <ArrowLeft aria-hidden className="size-4" />
          {t('back')}
        </Link>
      }
    >
      <div className="grid gap-6">
        <WaitingCases queue={queue} onDo={setDoing} />
        <HeldCases queue={queue} onDo={setDoing} />
      </div>
      {doing?.kind === 'why' && <WhyDialog conversation={doing.conversation} onClose={close} />}
      {doing?.kind === 'give' && <GiveDialog conversation={doing.conversation} onClose={close} />}
      {doing?.kind === 'move' && <MoveDialog conversation={doing.conversation} onClose={close} />}
    </Page>
  );
}

interface CasesProps {
  queue: string;
  onDo: (doing: Doing) => void;
}

/** Operators look, they do not move cases. */
function useMayMove(): boolean {
  return useMe().role !== 'operator';
}

function useWaitingColumns(onDo: CasesProps['onDo'], readAt: number): Column<Waiting>[] {
  const t = useWords(words);
  return [
    figure('position', t('position'), ({ position }) => position),
    column('conversation', t('conversation'), (row) => (
      <ConversationLink id={row.conversation_id} />
    )),
    figure('waited', t('waited'), (row) => <Age seconds={row.waited_seconds} readAt={readAt} />),
    figure('priority', t('priority'), ({ priority }) => priority),
    column('customer', t('customer'), (row) => <CustomerOf row={row} />),
    column('head', t('headStart'), (row) => <HeadStart row={row} />),
    column('step', t('step'), (row) => <Step row={row} />),
    column('do', t('actions'), ({ conversation_id: conversation }) => (
      <CaseActions conversation={conversation} kinds={['why', 'give']} onDo={onDo} />
    )),
  ];
}

interface CaseActionsProps {
  conversation: string;
  kinds: readonly ('why' | 'give' | 'move')[];
  onDo: CasesProps['onDo'];
}

function CaseActions({ conversation, kinds, onDo }: CaseActionsProps): JSX.Element {
  const t = useWords(words);
  const mayMove = useMayMove();
  return (
    <span className="-my-1 flex gap-1.5">
      {kinds
        .filter((kind) => kind === 'why' || mayMove)
        .map((kind) => (
          <Button
            key={kind}
            kind={kind === 'why' ? 'quiet' : 'plain'}
            onClick={() => onDo({ kind, conversation })}
          >
            {t(kind)}
          </Button>
        ))}
    </span>
  );
}

function WaitingCases({ queue, onDo }: CasesProps): JSX.Element {
  const t = useWords(words);
  const waiting = useQuery({
    queryKey: ['floor', 'part', queue, 'waiting'],
    queryFn: () => ask(api.GET('/v1/queues/{id}/waiting', { params: waitingParams(queue) })),
    refetchInterval: useRefetchInterval(),
  });
  const columns = useWaitingColumns(onDo, waiting.dataUpdatedAt);
  const empty = (
    <Empty title={t('noCases')} icon={<Inbox />}>
      {t('noCasesHint')}
    </Empty>
  );
  return (
    <section className="grid gap-2">
      <h2 className="text-base">{t('waiting')}</h2>
      <Loaded query={waiting} lines={5}>
        {({ data }) => (
          <Table
            caption={t('waiting')}
            rows={data}
            rowKey={({ handoff_id: id }) => id}
            empty={empty}
            columns={columns}
          />
        )}
      </Loaded>
    </section>
  );
}

function waitingParams(queue: string): { path: { id: string }; query: { limit: string } } {
  return { path: { id: queue }, query: { limit: '200' } };
}

function ConversationLink({ id }: { id: string }): JSX.Element {
  return (
    <Link
      to="/decisions/$conversation"
      params={{ conversation: id }}
      className="font-mono text-sm text-accent hover:underline"
    >
      {id}
    </Link>
  );
}

function CustomerOf({ row }: { row: Waiting }): JSX.Element {
  const say = useFloorCodes();
  return (
    <span className="flex flex-wrap gap-1">
      <Badge>{say(row.channel)}</Badge>
      {row.language !== null && <Badge>{row.language}</Badge>}
      {row.tier !== null && <Badge tone="accent">{row.tier}</Badge>}
    </span>
  );
}

function HeadStart({ row }: { row: Waiting }): JSX.Element {
  const say = useFloorCodes();
  const { duration } = useTimes();
  const given = row.contributions.filter(({ from, seconds }) => from !== 'waiting' && seconds > 0);
  if (given.length === 0) return <span className="text-quiet">–</span>;
  return (
    <span className="text-sm">
      {given.map(({ from, seconds }) => `${say(from)} ${duration(seconds * 1000)}`).join(', ')}
    </span>
  );
}

function Step({ row }: { row: Waiting }): JSX.Element {
  const t = useWords(words);
  const { short } = useTimes();
  return (
    <span className="flex flex-wrap items-center gap-1.5">
      <span className="tabular-nums">{row.step}</span>
      {row.next_step_at !== null && (
        <span className="text-sm text-quiet">{t('nextStep', short(row.next_step_at))}</span>
      )}
      {row.offer_id !== null && <Badge tone="handoff">{t('being')}</Badge>}
    </span>
  );
}

function useHeldColumns(onDo: CasesProps['onDo']): Column<Held>[] {
  const t = useWords(words);
  return [
    column('conversation', t('conversation'), ({ id }) => <ConversationLink id={id} />),
    column('agent', t('agent'), ({ owner_id: agent }) => agent ?? '–'),
    column('state', t('state'), (row) => <StateOf row={row} />),
    column('since', t('since'), (row) => <Since at={row.updated_at} />),
    column('do', t('actions'), ({ id, status }) =>
      status === 'resolved' ? null : (
        <CaseActions conversation={id} kinds={['give', 'move']} onDo={onDo} />
      ),
    ),
  ];
}

function HeldCases({ queue, onDo }: CasesProps): JSX.Element {
  const t = useWords(words);
  const columns = useHeldColumns(onDo);
  const query = { queue, owner: 'agent', limit: '100' } as const;
  const held = useQuery({
    queryKey: ['floor', 'part', queue, 'held'],
    queryFn: () => ask(api.GET('/v1/conversations', { params: { query } })),
    refetchInterval: useRefetchInterval(),
  });
  return (
    <section className="grid gap-2">
      <h2 className="text-base">{t('held')}</h2>
      <Loaded query={held}>
        {({ data }) => (
          <Table
            caption={t('held')}
            rows={data}
            rowKey={({ id }) => id}
            empty={<Empty title={t('noHeld')} />}
            columns={columns}
          />
        )}
      </Loaded>
    </section>
  );
}

function StateOf({ row }: { row: Held }): JSX.Element {
  const say = useFloorCodes();
  return <Badge tone="person">{say(row.handoff?.state ?? row.status)}</Badge>;
}

function Since({ at }: { at: string }): JSX.Element {
  const { short, full } = useTimes();
  return <span title={full(at)}>{short(at)}</span>;
}
