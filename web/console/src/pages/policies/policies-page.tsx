/** All versions of all policies, and who let which decide. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ScrollText, Undo2 } from 'lucide-react';
import { useState } from 'react';
import type { JSX } from 'react';
import { api, ask } from '../../api/client.ts';
import type { Schemas } from '../../api/client.ts';
import { useMe } from '../../app/session.tsx';
import { useTimes } from '../../i18n/times.ts';
import { useWords } from '../../i18n/language.tsx';
import { Badge } from '../../ui/badge.tsx';
import type { Tone } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { column, figure } from '../../ui/columns.ts';
import { FormDialog } from '../../ui/dialog.tsx';
import { Page } from '../../ui/page.tsx';
import { Empty, Loaded } from '../../ui/states.tsx';
import { Table } from '../../ui/table.tsx';
import type { Column } from '../../ui/table.tsx';
import { toast } from '../../ui/toast.tsx';
import { words } from './words.ts';

type Version = Schemas['PolicyVersion'];
type Activation = Schemas['PolicyActivation'];

const tones: Record<Version['status'], Tone> = {
  draft: 'note',
  active: 'person',
  retired: 'quiet',
};

/** The page of the versions. */
export function PoliciesPage(): JSX.Element {
  const t = useWords(words);
  const { role } = useMe();
  const versions = useQuery({
    queryKey: ['policies'],
    queryFn: () => ask(api.GET('/v1/policies')),
  });
  return (
    <Page title={t('title')} lead={t('lead')} actions={role !== 'supervisor' && <RollBack />}>
      <Loaded query={versions} lines={5}>
        {({ data }) => <Versions versions={data} />}
      </Loaded>
      <History />
    </Page>
  );
}

/** What decides first, then the newest. */
function inOrder(versions: readonly Version[]): Version[] {
  const rank = ({ status }: Version) => Number(status !== 'active');
  return versions.toSorted((a, b) => rank(a) - rank(b) || b.created_at.localeCompare(a.created_at));
}

function useColumns(): Column<Version>[] {
  const t = useWords(words);
  return [
    column('policy', t('policy'), (row) => <VersionLink row={row} />),
    figure('version', t('version'), ({ version }) => version),
    column('state', t('state'), ({ status }) => <Badge tone={tones[status]}>{t(status)}</Badge>),
    column('created', t('created'), (row) => <When at={row.created_at} by={row.created_by} />),
    column('activated', t('activatedAt'), (row) => (
      <When at={row.activated_at} by={row.activated_by} />
    )),
  ];
}

function Versions({ versions }: { versions: readonly Version[] }): JSX.Element {
  const t = useWords(words);
  return (
    <Table
      caption={t('title')}
      rows={inOrder(versions)}
      rowKey={({ name, version }) => `${name} ${version}`}
      columns={useColumns()}
      empty={
        <Empty title={t('none')} icon={<ScrollText />}>
          {t('noneHint')}
        </Empty>
      }
    />
  );
}

function VersionLink({ row }: { row: Version }): JSX.Element {
  return (
    <Link
      to="/policies/$name/$version"
      params={{ name: row.name, version: String(row.version) }}
      className="font-medium text-accent hover:underline"
    >
      {row.name}
    </Link>
  );
}

function When({ at, by }: { at: string | null; by: string | null }): JSX.Element {
  const t = useWords(words);
  const { short, full } = useTimes();
  if (at === null) return <span className="text-quiet">{t('never')}</span>;
  return (
    <span title={full(at)} className="whitespace-nowrap">
      {short(at)} <span className="text-quiet">{by !== null && t('by', by)}</span>
    </span>
  );
}

function History(): JSX.Element {
  const t = useWords(words);
  const history = useQuery({
    queryKey: ['policies', 'history'],
    queryFn: () => ask(api.GET('/v1/policies/history')),
  });
  return (
    <section className="grid gap-2">
      <h2 className="text-base">{t('history')}</h2>
      <div className="rounded-lg border border-line bg-surface">
        <Loaded query={history}>
          {({ data }) =>
            data.length === 0 ? <Empty title={t('noHistory')} /> : <Activations data={data} />
          }
        </Loaded>
      </div>
    </section>
  );
}

function Activations({ data }: { data: readonly Activation[] }): JSX.Element {
  const t = useWords(words);
  return (
    <ol className="divide-y divide-line">
      {data.slice(0, 20).map((row) => (
        <li key={`${row.at} ${row.version}`} className="flex flex-wrap gap-x-3 gap-y-0.5 px-4 py-2">
          <span className="text-quiet">{t(row.kind)}</span>
          <span className="font-medium">
            {row.name} {row.version}
          </span>
          <span className="ml-auto text-sm">
            <When at={row.at} by={row.by} />
          </span>
        </li>
      ))}
    </ol>
  );
}

function RollBack(): JSX.Element {
  const t = useWords(words);
  const queries = useQueryClient();
  const [isOpen, setIsOpen] = useState(false);
  const rollBack = useMutation({
    mutationFn: () => ask(api.POST('/v1/policies/rollback', { body: {} })),
    onSuccess: async ({ name, version }) => {
      await queries.invalidateQueries({ queryKey: ['policies'] });
      toast(t('rolledBack', name, version));
      setIsOpen(false);
    },
  });
  return (
    <>
      <Button onClick={() => setIsOpen(true)}>
        <Undo2 aria-hidden className="size-4" />
        {t('rollBack')}
      </Button>
      {isOpen && (
        <FormDialog
          title={t('rollBackTitle')}
          action={t('rollBack')}
          kind="danger"
          busy={rollBack.isPending}
          error={rollBack.error}
          onSubmit={() => rollBack.mutate()}
          onClose={() => setIsOpen(false)}
        >
          <p>{t('rollBackHint')}</p>
        </FormDialog>
      )}
    </>
  );
}
