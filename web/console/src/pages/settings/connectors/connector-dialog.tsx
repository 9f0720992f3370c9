/** One connector: new, or changed. Its fields follow its kind. */
import type { JSX } from 'react';
import { api, ask } from '../../../api/client.ts';
import { useWords } from '../../../i18n/language.tsx';
import { CheckField, SelectField, TextArea, TextField } from '../../../ui/field.tsx';
import type { Form } from '../form.ts';
import { RecordDialog } from '../record-dialogs.tsx';
import { words as settings } from '../words.ts';
import { checked, configOf, fieldsOf, isComplete, kinds, pairsOf, specs } from './specs.ts';
import type { Connector, FieldSpec, Kind, Written } from './specs.ts';
import { words } from './words.ts';

interface Draft {
  kind: Kind;
  fields: Record<string, string>;
  on: boolean;
}

const fresh: Draft = { kind: 'slack', fields: fieldsOf('slack'), on: true };

const draftOf = ({ kind, config, enabled }: Connector): Draft => ({
  kind,
  fields: fieldsOf(kind, config),
  on: enabled,
});

function send({ kind, fields, on }: Draft, id: string | undefined): Promise<unknown> {
  const body = { kind, config: configOf(kind, fields), enabled: on } as Written;
  if (id === undefined) return ask(api.POST('/v1/connectors', { body }));
  return ask(api.PUT('/v1/connectors/{id}', { params: { path: { id } }, body }));
}

interface ConnectorDialogProps {
  connector?: Connector;
  onClose: () => void;
}

/** Without a connector it makes one. */
export function ConnectorDialog({ connector, onClose }: ConnectorDialogProps): JSX.Element {
  const t = useWords(words);
  const isNew = connector === undefined;
  return (
    <RecordDialog
      wide
      list="connectors"
      title={isNew ? t('add') : t('change')}
      isNew={isNew}
      start={isNew ? fresh : draftOf(connector)}
      isComplete={({ kind, fields }) => isComplete(kind, fields)}
      send={(draft) => send(draft, connector?.id)}
      onClose={onClose}
    >
      {(form) => (
        <>
          <SelectField
            label={t('kind')}
            hint={t(`${form.draft.kind}Hint`)}
            value={form.draft.kind}
            disabled={!isNew}
            onChange={({ target }) => {
              const kind = target.value as Kind;
              form.set({ kind, fields: fieldsOf(kind) });
            }}
            options={kinds.map((kind) => ({ value: kind, label: t(kind) }))}
          />
          <div className="grid gap-4 sm:grid-cols-2">
            {specs[form.draft.kind].map((spec) => (
              <SpecField key={spec.name} spec={spec} form={form} />
            ))}
          </div>
          <CheckField label={t('on')} {...form.check('on')} />
        </>
      )}
    </RecordDialog>
  );
}

function useHint({ form, hint }: FieldSpec): string | undefined {
  const t = useWords(words);
  const say = useWords(settings);
  if (form === 'secret') return t('secretHint');
  if (form === 'list') return say('listHint');
  return hint && t(hint);
}

function SpecField({ spec, form }: { spec: FieldSpec; form: Form<Draft> }): JSX.Element {
  const t = useWords(words);
  const hint = useHint(spec);
  const value = form.draft.fields[spec.name] ?? '';
  const set = (written: string) =>
    form.set({ fields: { ...form.draft.fields, [spec.name]: written } });
  const shared = { label: t(spec.name), hint, value };
  if (spec.form === 'check')
    return (
      <div className="sm:col-span-2">
        <CheckField
          label={t(spec.name)}
          hint={hint}
          checked={value === checked}
          onChange={({ target }) => set(target.checked ? checked : '')}
        />
      </div>
    );
  if (spec.form === 'pairs')
    return (
      <div className="sm:col-span-2">
        <TextArea
          rows={3}
          spellCheck={false}
          className="font-mono text-xs"
          error={pairsOf(value) === null ? t('pairsWrong') : undefined}
          onChange={({ target }) => set(target.value)}
          {...shared}
        />
      </div>
    );
  return (
    <TextField
      type={spec.form === 'number' ? 'number' : spec.form === 'url' ? 'url' : 'text'}
      {...(spec.form === 'secret' && { pattern: '[A-Za-z0-9._\\-]{1,64}', autoComplete: 'off' })}
      onChange={({ target }) => set(target.value)}
      {...shared}
    />
  );
}
