/** The ledger of deliveries, newest first. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Send } from 'lucide-react';
import { useState } from 'react';
import type { JSX } from 'react';
import { api, ask } from '../../api/client.ts';
import type { Schemas } from '../../api/client.ts';
import { useQueryState } from '../../app/address.ts';
import { useCodes } from '../../i18n/codes.ts';
import { useTimes } from '../../i18n/times.ts';
import { useWords } from '../../i18n/language.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { column, figure } from '../../ui/columns.ts';
import { SelectField, TextField } from '../../ui/field.tsx';
import { Page } from '../../ui/page.tsx';
import { PagedTable } from '../../ui/paged-table.tsx';
import { Empty } from '../../ui/states.tsx';
import type { Column } from '../../ui/table.tsx';
import { DeliveryDialog } from './delivery-dialog.tsx';
import { stateTones } from './look.ts';
import { words } from './words.ts';

type Delivery = Schemas['Delivery'];
type State = Delivery['state'];
type Channel = Delivery['channel'];

const states: readonly State[] = ['pending', 'delivered', 'failed', 'suppressed'];
const channels: readonly Channel[] = [
  'webhook',
  'email',
  'slack',
  'zendesk',
  'hubspot',
  'chatwoot',
  'alert',
];

/** The page of the ledger. */
export function DeliveriesPage(): JSX.Element {
  const t = useWords(words);
  const [chosen, setChosen] = useState<string | null>(null);
  return (
    <Page title={t('title')} lead={t('lead')}>
      <Filters />
      <Ledger onOpen={setChosen} />
      {chosen !== null && <DeliveryDialog id={chosen} onClose={() => setChosen(null)} />}
    </Page>
  );
}

function Filters(): JSX.Element {
  const t = useWords(words);
  const say = useCodes();
  const [state, setState] = useQueryState('state');
  const [channel, setChannel] = useQueryState('channel');
  const [conversation, setConversation] = useQueryState('conversation');
  return (
    <div className="grid gap-3 sm:grid-cols-3">
      <SelectField
        label={t('state')}
        value={state}
        onChange={(event) => setState(event.target.value)}
        options={[
          { value: '', label: t('anyState') },
          ...states.map((value) => ({ value, label: t(value) })),
        ]}
      />
      <SelectField
        label={t('channel')}
        value={channel}
        onChange={(event) => setChannel(event.target.value)}
        options={[
          { value: '', label: t('anyChannel') },
          ...channels.map((value) => ({ value, label: say(value) })),
        ]}
      />
      <TextField
        label={t('conversationFilter')}
        value={conversation}
        onChange={(event) => setConversation(event.target.value)}
      />
    </div>
  );
}

function useLedger() {
  const [state] = useQueryState('state');
  const [channel] = useQueryState('channel');
  const [conversation] = useQueryState('conversation');
  const filter = {
    ...(state !== '' && { state: state as State }),
    ...(channel !== '' && { channel: channel as Channel }),
    ...(conversation !== '' && { conversation }),
  };
  const ledger = useInfiniteQuery({
    queryKey: ['deliveries', filter],
    initialPageParam: '',
    queryFn: ({ pageParam: cursor }) => {
      const query = { ...filter, limit: '50', ...(cursor !== '' && { cursor }) };
      return ask(api.GET('/v1/deliveries', { params: { query } }));
    },
    getNextPageParam: ({ next_cursor: next }) => next,
    refetchInterval: 10_000,
  });
  return { ledger, isFiltered: Object.keys(filter).length > 0 };
}

function Ledger({ onOpen }: { onOpen: (id: string) => void }): JSX.Element {
  const t = useWords(words);
  const { ledger, isFiltered } = useLedger();
  const columns = useColumns(onOpen);
  const empty = (
    <Empty title={isFiltered ? t('noneFiltered') : t('none')} icon={<Send />}>
      {isFiltered ? t('noneFilteredHint') : t('noneHint')}
    </Empty>
  );
  return (
    <PagedTable
      query={ledger}
      caption={t('title')}
      rowKey={({ id }) => id}
      columns={columns}
      empty={empty}
    />
  );
}

function useColumns(onOpen: (id: string) => void): Column<Delivery>[] {
  const t = useWords(words);
  const say = useCodes();
  const { short, full } = useTimes();
  return [
    column('state', t('state'), ({ state }) => <Badge tone={stateTones[state]}>{t(state)}</Badge>),
    column('channel', t('channel'), ({ channel }) => say(channel)),
    column('target', t('target'), ({ target }) => <code className="text-sm">{target}</code>),
    column('event', t('event'), (row) => <code className="text-sm">{row.event_type}</code>),
    column('conversation', t('conversation'), (row) => <ConversationOf row={row} />),
    figure('attempts', t('attempts'), ({ attempts }) => attempts),
    column('created', t('created'), (row) => (
      <span title={full(row.created_at)} className="whitespace-nowrap">
        {short(row.created_at)}
      </span>
    )),
    column('next', t('next'), ({ next_attempt_at: at }) => (
      <span className="whitespace-nowrap text-quiet">{at === null ? '–' : short(at)}</span>
    )),
    column('do', t('details'), ({ id }) => (
      <Button className="-my-1" onClick={() => onOpen(id)}>
        {t('details')}
      </Button>
    )),
  ];
}

function ConversationOf({ row }: { row: Delivery }): JSX.Element {
  if (row.conversation_id === null) return <span className="text-quiet">–</span>;
  return (
    <Link
      to="/decisions/$conversation"
      params={{ conversation: row.conversation_id }}
      className="font-mono text-sm text-accent hover:underline"
    >
      {row.conversation_id}
    </Link>
  );
}
