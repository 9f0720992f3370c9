/** A document comes in: from a file, or pasted. */
import type { ChangeEvent, JSX } from 'react';
import { api, ask } from '../../../api/client.ts';
import type { Schemas } from '../../../api/client.ts';
import { useWords } from '../../../i18n/language.tsx';
import { SelectField, TextArea, TextField } from '../../../ui/field.tsx';
import type { Form } from '../form.ts';
import { RecordDialog } from '../record-dialogs.tsx';
import { words } from './words.ts';

type Kind = Schemas['KnowledgeImport']['kind'];

interface Draft {
  source: string;
  kind: Kind;
  content: string;
  title: string;
  url: string;
  language: string;
}

const fresh: Draft = {
  source: '',
  kind: 'markdown',
  content: '',
  title: '',
  url: '',
  language: '',
};

function send({ source, kind, content, title, url, language }: Draft): Promise<unknown> {
  const body = {
    source,
    kind,
    content,
    ...(title !== '' && { title }),
    ...(url !== '' && { url }),
    ...(language !== '' && { language }),
  };
  return ask(api.PUT('/v1/knowledge/documents', { body }));
}

/** One document at a time. */
export function ImportDialog({ onClose }: { onClose: () => void }): JSX.Element {
  const t = useWords(words);
  return (
    <RecordDialog
      wide
      isNew
      list="knowledge"
      title={t('importTitle')}
      start={fresh}
      isComplete={({ source, content }) => source !== '' && content !== ''}
      send={send}
      onClose={onClose}
    >
      {(form) => (
        <>
          <FromFile form={form} />
          <TextField label={t('source')} hint={t('sourceHint')} {...form.text('source')} />
          <div className="grid gap-4 sm:grid-cols-2">
            <TextField label={t('title')} hint={t('titleHint')} {...form.text('title')} />
            <TextField type="url" label={t('url')} hint={t('urlHint')} {...form.text('url')} />
            <TextField
              label={t('language')}
              hint={t('languageHint')}
              pattern="[a-z]{2}"
              {...form.text('language')}
            />
            <SelectField
              label={t('kind')}
              options={(['markdown', 'html'] as const).map((kind) => ({
                value: kind,
                label: t(kind),
              }))}
              {...form.text('kind')}
            />
          </div>
          <TextArea
            rows={8}
            label={t('content')}
            className="font-mono text-xs"
            {...form.text('content')}
          />
        </>
      )}
    </RecordDialog>
  );
}

function FromFile({ form }: { form: Form<Draft> }): JSX.Element {
  const t = useWords(words);
  const read = async ({ target }: ChangeEvent<HTMLInputElement>) => {
    const [file] = target.files ?? [];
    if (file === undefined) return;
    const kind = /\.html?$/i.test(file.name) ? 'html' : 'markdown';
    form.set({ source: file.name, kind, content: await file.text() });
  };
  return (
    <TextField
      type="file"
      accept=".md,.markdown,.txt,.html,.htm"
      className="py-0.5 pl-1 file:mr-2 file:h-6 file:rounded file:border-0 file:bg-surface-strong file:px-2 file:text-text"
      label={t('file')}
      hint={t('fileHint')}
      onChange={(event) => void read(event)}
    />
  );
}
