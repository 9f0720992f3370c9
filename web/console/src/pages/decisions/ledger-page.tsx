/** The ledger over all conversations, latest first. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Scale } from 'lucide-react';
import { useState } from 'react';
import type { JSX } from 'react';
import { api, ask } from '../../api/client.ts';
import type { Schemas } from '../../api/client.ts';
import { useQueryState } from '../../app/address.ts';
import { reasons, useCodes } from '../../i18n/codes.ts';
import { useTimes } from '../../i18n/times.ts';
import { useWords } from '../../i18n/language.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { column } from '../../ui/columns.ts';
import { SelectField, TextField } from '../../ui/field.tsx';
import { Page } from '../../ui/page.tsx';
import { PagedTable } from '../../ui/paged-table.tsx';
import { Empty } from '../../ui/states.tsx';
import type { Column } from '../../ui/table.tsx';
import { actionTones } from './look.ts';
import type { Action } from './look.ts';
import { words } from './words.ts';

type Row = Schemas['LedgerDecision'];

/** The page of the ledger. */
export function LedgerPage(): JSX.Element {
  const t = useWords(words);
  return (
    <Page title={t('title')} lead={t('lead')} actions={<FindConversation />}>
      <Filters />
      <Ledger />
    </Page>
  );
}

function FindConversation(): JSX.Element {
  const t = useWords(words);
  const navigate = useNavigate();
  const [id, setId] = useState('');
  return (
    <form
      className="flex items-end gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        const conversation = id.trim();
        if (conversation !== '')
          void navigate({ to: '/decisions/$conversation', params: { conversation } });
      }}
    >
      <TextField label={t('find')} value={id} onChange={(event) => setId(event.target.value)} />
      <Button type="submit" disabled={id.trim() === ''}>
        {t('open')}
      </Button>
    </form>
  );
}

function Filters(): JSX.Element {
  const t = useWords(words);
  const say = useCodes();
  const [action, setAction] = useQueryState('action');
  const [reason, setReason] = useQueryState('reason');
  const [rule, setRule] = useQueryState('rule');
  return (
    <div className="grid gap-3 sm:grid-cols-3">
      <SelectField
        label={t('action')}
        value={action}
        onChange={(event) => setAction(event.target.value)}
        options={[
          { value: '', label: t('anyAction') },
          ...(['handoff', 'propose', 'continue'] as const).map((value) => ({
            value,
            label: t(value),
          })),
        ]}
      />
      <SelectField
        label={t('reason')}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        options={[
          { value: '', label: t('anyReason') },
          ...reasons.map((value) => ({ value, label: say(value) })),
        ]}
      />
      <TextField
        label={t('rule')}
        placeholder={t('ruleHint')}
        value={rule}
        onChange={(event) => setRule(event.target.value)}
      />
    </div>
  );
}

/** Pages of the ledger under the filters of the address. */
function useLedger() {
  const [action] = useQueryState('action');
  const [reason] = useQueryState('reason');
  const [rule] = useQueryState('rule');
  const filter = {
    ...(action !== '' && { action: action as Action }),
    ...(reason !== '' && { reason: reason as 'urgency' }),
    ...(rule !== '' && { rule }),
  };
  const ledger = useInfiniteQuery({
    queryKey: ['decisions', filter],
    initialPageParam: '',
    queryFn: ({ pageParam: cursor }) => {
      const query = { ...filter, limit: '50', ...(cursor !== '' && { cursor }) };
      return ask(api.GET('/v1/decisions', { params: { query } }));
    },
    getNextPageParam: ({ next_cursor: next }) => next,
  });
  return { ledger, isFiltered: Object.keys(filter).length > 0 };
}

function Ledger(): JSX.Element {
  const t = useWords(words);
  const { ledger, isFiltered } = useLedger();
  const columns = useColumns();
  const empty = (
    <Empty title={isFiltered ? t('noneFiltered') : t('none')} icon={<Scale />}>
      {isFiltered ? t('noneFilteredHint') : t('noneHint')}
    </Empty>
  );
  return (
    <PagedTable
      query={ledger}
      caption={t('title')}
      rowKey={(row) => `${row.conversation_id} ${row.turn}`}
      columns={columns}
      empty={empty}
    />
  );
}

function useColumns(): Column<Row>[] {
  const t = useWords(words);
  const say = useCodes();
  const { short, full } = useTimes();
  return [
    column('at', t('at'), ({ at }) => (
      <span title={full(at)} className="whitespace-nowrap">
        {short(at)}
      </span>
    )),
    column('conversation', t('conversation'), (row) => <TurnLink row={row} />),
    column('action', t('action'), ({ action }) => (
      <Badge tone={actionTones[action]}>{t(action)}</Badge>
    )),
    column('reason', t('reason'), ({ reason }) => (reason === null ? '–' : say(reason))),
    column('rule', t('rule'), (row) => <Rule row={row} />),
    column('queue', t('queue'), ({ queue }) => queue ?? '–'),
    column('policy', t('policy'), (row) => (
      <span className="whitespace-nowrap text-quiet">
        {row.policy} {row.policy_version}
      </span>
    )),
  ];
}

function TurnLink({ row }: { row: Row }): JSX.Element {
  const t = useWords(words);
  return (
    <Link
      to="/decisions/$conversation"
      params={{ conversation: row.conversation_id }}
      search={{ turn: String(row.turn) }}
      className="text-accent hover:underline"
    >
      <span className="font-mono text-sm">{row.conversation_id}</span>{' '}
      <span className="whitespace-nowrap text-quiet">{t('turnNo', row.turn)}</span>
    </Link>
  );
}

function Rule({ row }: { row: Row }): JSX.Element {
  const t = useWords(words);
  if (row.rule !== null) return <code className="text-sm">{row.rule}</code>;
  if (row.nearest === null) return <span className="text-quiet">–</span>;
  return <span className="text-sm text-quiet">{t('nearestTo', row.nearest.rule)}</span>;
}
