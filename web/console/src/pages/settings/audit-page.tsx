/** The audit log, latest first. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { ClipboardList } from 'lucide-react';
import type { JSX } from 'react';
import { api, ask } from '../../api/client.ts';
import type { Schemas } from '../../api/client.ts';
import { useQueryState } from '../../app/address.ts';
import { useTimes } from '../../i18n/times.ts';
import { useWords } from '../../i18n/language.tsx';
import { column } from '../../ui/columns.ts';
import { TextField } from '../../ui/field.tsx';
import { PagedTable } from '../../ui/paged-table.tsx';
import { Empty } from '../../ui/states.tsx';
import type { Column } from '../../ui/table.tsx';
import { SettingsFrame } from './frame.tsx';
import { access } from './words-access.ts';
import { words } from './words.ts';

type Entry = Schemas['AuditEntry'];

const names = ['action', 'actor', 'subject'] as const;

/** The page of the audit log. */
export function AuditPage(): JSX.Element {
  const t = useWords(access);
  return (
    <SettingsFrame place="audit" lead={t('auditLead')}>
      <Filters />
      <Log />
    </SettingsFrame>
  );
}

function Filters(): JSX.Element {
  const t = useWords(access);
  const [action, setAction] = useQueryState('action');
  const [actor, setActor] = useQueryState('actor');
  const [subject, setSubject] = useQueryState('subject');
  return (
    <div className="grid gap-3 sm:grid-cols-3">
      <TextField
        label={t('action')}
        placeholder={t('actionHint')}
        value={action}
        onChange={(event) => setAction(event.target.value)}
      />
      <TextField
        label={t('actor')}
        value={actor}
        onChange={(event) => setActor(event.target.value)}
      />
      <TextField
        label={t('subject')}
        value={subject}
        onChange={(event) => setSubject(event.target.value)}
      />
    </div>
  );
}

function useLog() {
  const [action] = useQueryState('action');
  const [actor] = useQueryState('actor');
  const [subject] = useQueryState('subject');
  const given = { action, actor, subject };
  const filter: Partial<typeof given> = Object.fromEntries(
    names.filter((name) => given[name] !== '').map((name) => [name, given[name]]),
  );
  const log = useInfiniteQuery({
    queryKey: ['audit', filter],
    initialPageParam: '',
    queryFn: ({ pageParam: cursor }) => {
      const query = { ...filter, limit: '50', ...(cursor !== '' && { cursor }) };
      return ask(api.GET('/v1/audit-log', { params: { query } }));
    },
    getNextPageParam: ({ next_cursor: next }) => next,
  });
  return { log, isFiltered: Object.keys(filter).length > 0 };
}

function Log(): JSX.Element {
  const t = useWords(access);
  const say = useWords(words);
  const { log, isFiltered } = useLog();
  const columns = useColumns();
  const empty = (
    <Empty title={isFiltered ? t('noAuditFiltered') : t('noAudit')} icon={<ClipboardList />}>
      {!isFiltered && t('noAuditHint')}
    </Empty>
  );
  return (
    <PagedTable
      query={log}
      caption={say('audit')}
      rowKey={({ position }) => String(position)}
      columns={columns}
      empty={empty}
    />
  );
}

function useColumns(): Column<Entry>[] {
  const t = useWords(access);
  const { short, full } = useTimes();
  return [
    column('at', t('at'), ({ at }) => (
      <span title={full(at)} className="whitespace-nowrap">
        {short(at)}
      </span>
    )),
    column('action', t('action'), ({ action }) => <code className="text-sm">{action}</code>),
    column('subject', t('subject'), ({ subject }) => (
      <span className="block min-w-28 wrap-anywhere">{subject}</span>
    )),
    column('actor', t('actor'), ({ actor }) => (
      <span className="block min-w-28 wrap-anywhere text-quiet">{actor}</span>
    )),
    column('detail', t('detail'), ({ detail }) => (
      <code className="block min-w-40 text-xs wrap-anywhere text-quiet">
        {Object.keys(detail).length === 0 ? '–' : JSON.stringify(detail)}
      </code>
    )),
  ];
}
