/** Knowledge: the documents, and what they answer. */
import { useQuery } from '@tanstack/react-query';
import { BookOpen } from 'lucide-react';
import { useState } from 'react';
import type { JSX } from 'react';
import { api, ask } from '../../../api/client.ts';
import type { Schemas } from '../../../api/client.ts';
import { useMe } from '../../../app/session.tsx';
import { useTimes } from '../../../i18n/times.ts';
import { useWords } from '../../../i18n/language.tsx';
import { Button } from '../../../ui/button.tsx';
import { column, figure } from '../../../ui/columns.ts';
import type { Column } from '../../../ui/table.tsx';
import { SettingsFrame } from '../frame.tsx';
import { ConfirmDialog } from '../record-dialogs.tsx';
import { AddButton, RecordList, RowActions } from '../record-list.tsx';
import { words as settings } from '../words.ts';
import { ImportDialog } from './import-dialog.tsx';
import { TrySearch } from './try-search.tsx';
import { words } from './words.ts';

type KnowledgeDocument = Schemas['KnowledgeDocument'];
type Doing = { kind: 'import' } | { kind: 'remove'; id: string } | null;

/** The page of the knowledge. Supervisors read it, operators keep it. */
export function KnowledgePage(): JSX.Element {
  const t = useWords(words);
  const say = useWords(settings);
  const isKeeper = useMe().role !== 'supervisor';
  const [doing, setDoing] = useState<Doing>(null);
  const close = () => setDoing(null);
  const documents = useQuery({
    queryKey: ['knowledge'],
    queryFn: () => ask(api.GET('/v1/knowledge/documents')),
  });
  const columns = useColumns((id) => setDoing({ kind: 'remove', id }));
  return (
    <SettingsFrame
      place="knowledge"
      lead={t('lead')}
      actions={
        isKeeper && <AddButton label={t('add')} onClick={() => setDoing({ kind: 'import' })} />
      }
    >
      <RecordList
        query={documents}
        caption={say('knowledge')}
        columns={columns.filter(({ id }) => isKeeper || id !== 'do')}
        rowKey={({ id }) => id}
        empty={{ title: t('none'), hint: t('noneHint'), icon: <BookOpen /> }}
      />
      <TrySearch />
      {doing?.kind === 'import' && <ImportDialog onClose={close} />}
      {doing?.kind === 'remove' && (
        <ConfirmDialog
          list="knowledge"
          title={t('removeTitle')}
          hint={t('removeHint')}
          send={() => remove(doing.id)}
          onClose={close}
        />
      )}
    </SettingsFrame>
  );
}

function remove(id: string): Promise<unknown> {
  return ask(api.DELETE('/v1/knowledge/documents/{id}', { params: { path: { id } } }));
}

function useColumns(onRemove: (id: string) => void): Column<KnowledgeDocument>[] {
  const t = useWords(words);
  const say = useWords(settings);
  const { short } = useTimes();
  return [
    column('title', t('title'), (row) => <TitleOf row={row} />),
    column('source', t('source'), ({ source }) => (
      <code className="text-xs wrap-anywhere">{source}</code>
    )),
    column('language', t('language'), ({ language }) => language ?? '–'),
    figure('passages', t('passages'), ({ passages }) => passages),
    column('imported', t('imported'), ({ imported_at: at }) => (
      <span className="whitespace-nowrap">{short(at)}</span>
    )),
    column('do', say('actions'), ({ id }) => (
      <RowActions>
        <Button kind="danger" onClick={() => onRemove(id)}>
          {say('remove')}
        </Button>
      </RowActions>
    )),
  ];
}

/** An address leads there only when it is https. */
function TitleOf({ row: { title, url } }: { row: KnowledgeDocument }): JSX.Element {
  if (url?.startsWith('https:') === true)
    return (
      <a
        href={url}
        target="_blank"
        rel="noreferrer"
        dir="auto"
        className="font-medium wrap-anywhere text-accent hover:underline"
      >
        {title}
      </a>
    );
  return (
    <span dir="auto" className="font-medium wrap-anywhere">
      {title}
    </span>
  );
}
