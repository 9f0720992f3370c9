/** Macros: texts that agents send often. */
import { useQuery } from '@tanstack/react-query';
import { TextQuote } from 'lucide-react';
import { useState } from 'react';
import type { JSX } from 'react';
import { api, ask } from '../../../api/client.ts';
import type { Schemas } from '../../../api/client.ts';
import { useTimes } from '../../../i18n/times.ts';
import { useWords } from '../../../i18n/language.tsx';
import { column } from '../../../ui/columns.ts';
import { TextArea, TextField } from '../../../ui/field.tsx';
import type { Column } from '../../../ui/table.tsx';
import { SettingsFrame } from '../frame.tsx';
import { IdField } from '../id-field.tsx';
import { ConfirmDialog, RecordDialog } from '../record-dialogs.tsx';
import { AddButton, ChangeAndRemove, NameAndId, RecordList, RowActions } from '../record-list.tsx';
import { words as settings } from '../words.ts';
import { words } from './words.ts';

type Macro = Schemas['Macro'];
type Doing = { kind: 'new' } | { kind: 'change' | 'remove'; macro: Macro } | null;

/** What the API fills in (docs/assist.md). */
const variables = '{customer_name} {agent_name} {order} {amount} {date} {queue} {conversation_id}';

/** The page of the macros. */
export function MacrosPage(): JSX.Element {
  const t = useWords(words);
  const say = useWords(settings);
  const [doing, setDoing] = useState<Doing>(null);
  const close = () => setDoing(null);
  const macros = useQuery({ queryKey: ['macros'], queryFn: () => ask(api.GET('/v1/macros')) });
  return (
    <SettingsFrame
      place="macros"
      lead={t('lead')}
      actions={<AddButton label={t('addMacro')} onClick={() => setDoing({ kind: 'new' })} />}
    >
      <RecordList
        query={macros}
        caption={say('macros')}
        columns={useColumns(setDoing)}
        rowKey={({ id }) => id}
        empty={{ title: t('none'), hint: t('noneHint'), icon: <TextQuote /> }}
      />
      {doing?.kind === 'new' && <MacroDialog onClose={close} />}
      {doing?.kind === 'change' && <MacroDialog macro={doing.macro} onClose={close} />}
      {doing?.kind === 'remove' && (
        <ConfirmDialog
          list="macros"
          title={t('removeMacro')}
          hint={t('removeHint')}
          send={() => remove(doing.macro)}
          onClose={close}
        />
      )}
    </SettingsFrame>
  );
}

function useColumns(onDo: (doing: Doing) => void): Column<Macro>[] {
  const t = useWords(words);
  const say = useWords(settings);
  const { short } = useTimes();
  return [
    column('name', say('name'), (macro) => <NameAndId {...macro} />),
    column('content', t('content'), ({ content }) => (
      <span dir="auto" className="line-clamp-2 max-w-prose min-w-48 wrap-anywhere">
        {content}
      </span>
    )),
    column('language', t('language'), ({ language }) => language ?? t('anyLanguage')),
    column('changed', t('changed'), ({ updated_at: at }) => (
      <span className="whitespace-nowrap">{short(at)}</span>
    )),
    column('do', say('actions'), (macro) => (
      <RowActions>
        <ChangeAndRemove
          onChange={() => onDo({ kind: 'change', macro })}
          onRemove={() => onDo({ kind: 'remove', macro })}
        />
      </RowActions>
    )),
  ];
}

function remove({ id }: Macro): Promise<unknown> {
  return ask(api.DELETE('/v1/macros/{id}', { params: { path: { id } } }));
}

const fresh = { id: '', name: '', content: '', language: '' };

function send({ id, name, content, language }: typeof fresh): Promise<unknown> {
  const body = { name, content, ...(language !== '' && { language }) };
  return ask(api.PUT('/v1/macros/{id}', { params: { path: { id } }, body }));
}

function MacroDialog(props: { macro?: Macro; onClose: () => void }): JSX.Element {
  const { macro, onClose } = props;
  const t = useWords(words);
  const say = useWords(settings);
  const isNew = macro === undefined;
  return (
    <RecordDialog
      wide
      list="macros"
      title={isNew ? t('addMacro') : t('changeMacro')}
      isNew={isNew}
      start={isNew ? fresh : { ...macro, language: macro.language ?? '' }}
      isComplete={({ id, name, content }) => id !== '' && name !== '' && content !== ''}
      send={send}
      onClose={onClose}
    >
      {(form) => (
        <>
          <div className="grid gap-4 sm:grid-cols-3">
            <IdField isNew={isNew} {...form.text('id')} />
            <TextField label={say('name')} {...form.text('name')} />
            <TextField
              label={t('language')}
              hint={t('languageHint')}
              pattern="[a-z]{2}"
              {...form.text('language')}
            />
          </div>
          <TextArea
            rows={7}
            label={t('content')}
            hint={
              <>
                {t('contentHint')} <code>{variables}</code>
              </>
            }
            {...form.text('content')}
          />
        </>
      )}
    </RecordDialog>
  );
}
