/** API keys, for admins. */
import { useQuery } from '@tanstack/react-query';
import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import type { JSX } from 'react';
import { api, ask } from '../../api/client.ts';
import type { Schemas } from '../../api/client.ts';
import { useCodes } from '../../i18n/codes.ts';
import { useTimes } from '../../i18n/times.ts';
import { useWords } from '../../i18n/language.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { column } from '../../ui/columns.ts';
import { SelectField, TextField } from '../../ui/field.tsx';
import type { Column } from '../../ui/table.tsx';
import type { Form } from './form.ts';
import { SettingsFrame } from './frame.tsx';
import { ConfirmDialog, RecordDialog } from './record-dialogs.tsx';
import { AddButton, RecordList } from './record-list.tsx';
import { SecretDialog } from './secret-dialog.tsx';
import { access } from './words-access.ts';
import { words } from './words.ts';

type ApiKey = Schemas['ApiKey'];
type Role = ApiKey['role'];
type Doing =
  { kind: 'new' } | { kind: 'secret'; secret: string } | { kind: 'revoke'; id: string } | null;

const roles: readonly Role[] = ['backend', 'agent', 'supervisor', 'operator', 'admin'];

/** The page of the keys. */
export function KeysPage(): JSX.Element {
  const t = useWords(access);
  const say = useWords(words);
  const [doing, setDoing] = useState<Doing>(null);
  const keys = useQuery({ queryKey: ['keys'], queryFn: () => ask(api.GET('/v1/api-keys')) });
  const columns = useColumns(setDoing);
  const close = () => setDoing(null);
  return (
    <SettingsFrame
      place="keys"
      lead={t('keysLead')}
      actions={<AddButton label={t('addKey')} onClick={() => setDoing({ kind: 'new' })} />}
    >
      <RecordList
        query={keys}
        caption={say('keys')}
        columns={columns}
        rowKey={({ id }) => id}
        empty={{ title: t('noKeys'), hint: t('noKeysHint'), icon: <KeyRound /> }}
      />
      {doing?.kind === 'new' && (
        <AddKey
          onClose={close}
          onSecret={(secret) => setDoing(secret === null ? null : { kind: 'secret', secret })}
        />
      )}
      {doing?.kind === 'secret' && <SecretDialog secret={doing.secret} onClose={close} />}
      {doing?.kind === 'revoke' && (
        <ConfirmDialog
          list="keys"
          title={t('revokeTitle')}
          hint={t('revokeHint')}
          action={t('revoke')}
          done={t('revokedNow')}
          send={() => revoke(doing.id)}
          onClose={close}
        />
      )}
    </SettingsFrame>
  );
}

function revoke(id: string): Promise<unknown> {
  return ask(api.DELETE('/v1/api-keys/{id}', { params: { path: { id } } }));
}

function useColumns(onDo: (doing: Doing) => void): Column<ApiKey>[] {
  const t = useWords(access);
  const say = useWords(words);
  const code = useCodes();
  const { short } = useTimes();
  return [
    column('label', t('label'), ({ label, id }) => (
      <span>
        <span dir="auto">{label}</span> <code className="text-xs text-quiet">{id}</code>
      </span>
    )),
    column('role', t('role'), ({ role, agent }) => (
      <span className="whitespace-nowrap">
        {code(role)} {agent !== null && <span className="text-quiet">{agent}</span>}
      </span>
    )),
    column('state', say('state'), (key) => <StateOf apiKey={key} />),
    column('used', t('lastUsed'), ({ last_used_at: at }) => (at === null ? t('never') : short(at))),
    column('do', say('actions'), ({ id, revoked_at: revoked }) =>
      revoked === null ? (
        <Button kind="danger" className="-my-1" onClick={() => onDo({ kind: 'revoke', id })}>
          {t('revoke')}
        </Button>
      ) : null,
    ),
  ];
}

function StateOf({ apiKey }: { apiKey: ApiKey }): JSX.Element {
  const t = useWords(access);
  if (apiKey.revoked_at !== null) return <Badge>{t('revoked')}</Badge>;
  const isOver = apiKey.expires_at !== null && Date.parse(apiKey.expires_at) < Date.now();
  return <Badge tone={isOver ? 'danger' : 'person'}>{isOver ? t('expired') : t('valid')}</Badge>;
}

interface Draft {
  role: Role;
  agent: string;
  label: string;
  expires: string;
}

function bodyOf({ role, agent, label, expires }: Draft) {
  return {
    role,
    label,
    ...(role === 'agent' && { agent }),
    ...(expires !== '' && { expires_at: new Date(expires).toISOString() }),
  };
}

const fresh: Draft = { role: 'backend', agent: '', label: '', expires: '' };

interface AddKeyProps {
  onSecret: (secret: string | null) => void;
  onClose: () => void;
}

function AddKey({ onSecret, onClose }: AddKeyProps): JSX.Element {
  const t = useWords(access);
  return (
    <RecordDialog
      isNew
      list="keys"
      title={t('addKey')}
      start={fresh}
      isComplete={({ label, role, agent }) => label !== '' && (role !== 'agent' || agent !== '')}
      send={(draft) => ask(api.POST('/v1/api-keys', { body: bodyOf(draft) }))}
      onSent={({ secret }) => onSecret(secret)}
      onClose={onClose}
    >
      {(form) => <KeyFields form={form} />}
    </RecordDialog>
  );
}

function KeyFields({ form }: { form: Form<Draft> }): JSX.Element {
  const t = useWords(access);
  const code = useCodes();
  const agents = useQuery({ queryKey: ['agents'], queryFn: () => ask(api.GET('/v1/agents')) });
  const names = (agents.data?.data ?? []).map(({ id, name }) => ({ value: id, label: name }));
  return (
    <>
      <TextField label={t('label')} hint={t('labelMissing')} {...form.text('label')} />
      <SelectField
        label={t('role')}
        options={roles.map((value) => ({ value, label: code(value) }))}
        {...form.text('role')}
      />
      {form.draft.role === 'agent' && (
        <SelectField
          label={t('agent')}
          options={[{ value: '', label: '–' }, ...names]}
          {...form.text('agent')}
        />
      )}
      <TextField type="datetime-local" label={t('expires')} {...form.text('expires')} />
    </>
  );
}
