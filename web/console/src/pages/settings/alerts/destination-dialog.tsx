/** One alert destination: new, or changed. */
import type { JSX } from 'react';
import { api, ask } from '../../../api/client.ts';
import type { Schemas } from '../../../api/client.ts';
import { useWords } from '../../../i18n/language.tsx';
import { CheckField, SelectField, TextField } from '../../../ui/field.tsx';
import { ChoicesField, QueuesField } from '../choices.tsx';
import type { Form } from '../form.ts';
import { IdField } from '../id-field.tsx';
import { RecordDialog } from '../record-dialogs.tsx';
import { words as settings } from '../words.ts';
import { words } from './words.ts';

type Destination = Schemas['AlertDestination'];
type Kind = Destination['kind'];
type Alerts = Destination['alerts'];

interface Draft {
  name: string;
  kind: Kind;
  target: string;
  alerts: string[];
  queues: string[];
  enabled: boolean;
}

const fresh: Draft = {
  name: '',
  kind: 'email',
  target: '',
  alerts: ['breach'],
  queues: [],
  enabled: true,
};

const isRight = ({ name, kind, target, alerts }: Draft): boolean =>
  name !== '' &&
  alerts.length > 0 &&
  (kind === 'webhook' ? URL.canParse(target) : target.includes('@'));

function send({ name, ...draft }: Draft): Promise<Destination> {
  const body = { ...draft, alerts: draft.alerts as Alerts };
  return ask(api.PUT('/v1/alert-destinations/{name}', { params: { path: { name } }, body }));
}

interface DestinationDialogProps {
  destination?: Destination;
  /** Of a webhook that is new; null where there is none to show. */
  onSecret: (secret: string | null) => void;
  onClose: () => void;
}

/** Without a destination it makes one. */
export function DestinationDialog(props: DestinationDialogProps): JSX.Element {
  const { destination, onSecret, onClose } = props;
  const t = useWords(words);
  const isNew = destination === undefined;
  return (
    <RecordDialog
      wide
      list="alert-destinations"
      title={isNew ? t('add') : t('change')}
      isNew={isNew}
      start={isNew ? fresh : draftOf(destination)}
      isComplete={isRight}
      send={send}
      onSent={({ secret }) => onSecret(secret)}
      onClose={onClose}
    >
      {(form) => <Fields form={form} isNew={isNew} />}
    </RecordDialog>
  );
}

function draftOf({ name, kind, target, alerts, queues, enabled }: Destination): Draft {
  return { name, kind, target, alerts, queues, enabled };
}

function Fields({ form, isNew }: { form: Form<Draft>; isNew: boolean }): JSX.Element {
  const t = useWords(words);
  const say = useWords(settings);
  const { draft, set } = form;
  const isMail = draft.kind === 'email';
  const option = (value: Kind | Alerts[number]) => ({ value, label: t(value) });
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        <IdField label={say('name')} isNew={isNew} {...form.text('name')} />
        <SelectField
          label={t('kind')}
          options={[option('email'), option('webhook')]}
          {...form.text('kind')}
        />
      </div>
      <TextField
        type={isMail ? 'email' : 'url'}
        label={isMail ? t('mailbox') : t('url')}
        placeholder={isMail ? 'team@example.com' : 'https://'}
        {...form.text('target')}
      />
      <ChoicesField
        label={t('alerts')}
        choices={[option('warning'), option('breach'), option('supervisor')]}
        chosen={draft.alerts}
        onChoose={(alerts) => set({ alerts })}
      />
      <QueuesField
        label={t('queues')}
        hint={t('queuesHint')}
        chosen={draft.queues}
        onChoose={(queues) => set({ queues })}
      />
      <CheckField label={t('on')} {...form.check('enabled')} />
    </>
  );
}
