/** API keys, for admins. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { KeyRound, Plus } from 'lucide-react';
import { useState } from 'react';
import type { JSX } from 'react';
import { api, ask } from '../../api/client.ts';
import type { Schemas } from '../../api/client.ts';
import { useMe } from '../../app/session.tsx';
import { useCodes } from '../../i18n/codes.ts';
import { useTimes } from '../../i18n/times.ts';
import { useWords } from '../../i18n/language.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { column } from '../../ui/columns.ts';
import { FormDialog } from '../../ui/dialog.tsx';
import { SelectField, TextField } from '../../ui/field.tsx';
import { Empty, Loaded } from '../../ui/states.tsx';
import { Table } from '../../ui/table.tsx';
import type { Column } from '../../ui/table.tsx';
import { SettingsFrame } from './frame.tsx';
import { SecretDialog } from './secret-dialog.tsx';
import { useSaving } from './saving.ts';
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
  const isAdmin = useMe().role === 'admin';
  const [doing, setDoing] = useState<Doing>(null);
  return (
    <SettingsFrame
      place="keys"
      lead={t('keysLead')}
      actions={
        isAdmin && (
          <Button kind="primary" onClick={() => setDoing({ kind: 'new' })}>
            <Plus aria-hidden className="size-4" />
            {t('addKey')}
          </Button>
        )
      }
    >
      {isAdmin ? <Keys onDo={setDoing} /> : <Empty title={t('keysAdmin')} icon={<KeyRound />} />}
      {doing?.kind === 'new' && (
        <AddKey
          onClose={() => setDoing(null)}
          onSecret={(secret) => setDoing(secret === null ? null : { kind: 'secret', secret })}
        />
      )}
      {doing?.kind === 'secret' && (
        <SecretDialog secret={doing.secret} onClose={() => setDoing(null)} />
      )}
      {doing?.kind === 'revoke' && <Revoke id={doing.id} onClose={() => setDoing(null)} />}
    </SettingsFrame>
  );
}

function Keys({ onDo }: { onDo: (doing: Doing) => void }): JSX.Element {
  const t = useWords(access);
  const say = useWords(words);
  const keys = useQuery({ queryKey: ['keys'], queryFn: () => ask(api.GET('/v1/api-keys')) });
  const columns = useColumns(onDo);
  const empty = (
    <Empty title={t('noKeys')} icon={<KeyRound />}>
      {t('noKeysHint')}
    </Empty>
  );
  return (
    <Loaded query={keys} lines={5}>
      {({ data }) => (
        <Table
          caption={say('keys')}
          rows={data}
          rowKey={({ id }) => id}
          columns={columns}
          empty={empty}
        />
      )}
    </Loaded>
  );
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

function AddKey(props: {
  onSecret: (secret: string | null) => void;
  onClose: () => void;
}): JSX.Element {
  const { onSecret, onClose } = props;
  const t = useWords(access);
  const queries = useQueryClient();
  const [draft, setDraft] = useState<Draft>({ role: 'backend', agent: '', label: '', expires: '' });
  const add = useMutation({
    mutationFn: () => ask(api.POST('/v1/api-keys', { body: bodyOf(draft) })),
    onSuccess: async ({ secret }) => {
      await queries.invalidateQueries({ queryKey: ['keys'] });
      onSecret(secret);
    },
  });
  return (
    <FormDialog
      title={t('addKey')}
      action={t('addKey')}
      busy={add.isPending}
      disabled={draft.label === '' || (draft.role === 'agent' && draft.agent === '')}
      error={add.error}
      onSubmit={() => add.mutate()}
      onClose={onClose}
    >
      <KeyFields draft={draft} set={(change) => setDraft({ ...draft, ...change })} />
    </FormDialog>
  );
}

function KeyFields(props: { draft: Draft; set: (change: Partial<Draft>) => void }): JSX.Element {
  const { draft, set } = props;
  const t = useWords(access);
  const code = useCodes();
  const agents = useQuery({ queryKey: ['agents'], queryFn: () => ask(api.GET('/v1/agents')) });
  const names = (agents.data?.data ?? []).map(({ id, name }) => ({ value: id, label: name }));
  return (
    <>
      <TextField
        label={t('label')}
        hint={t('labelMissing')}
        value={draft.label}
        onChange={(event) => set({ label: event.target.value })}
      />
      <SelectField
        label={t('role')}
        value={draft.role}
        onChange={(event) => set({ role: event.target.value as Role })}
        options={roles.map((value) => ({ value, label: code(value) }))}
      />
      {draft.role === 'agent' && (
        <SelectField
          label={t('agent')}
          value={draft.agent}
          onChange={(event) => set({ agent: event.target.value })}
          options={[{ value: '', label: '–' }, ...names]}
        />
      )}
      <TextField
        type="datetime-local"
        label={t('expires')}
        value={draft.expires}
        onChange={(event) => set({ expires: event.target.value })}
      />
    </>
  );
}

function Revoke({ id, onClose }: { id: string; onClose: () => void }): JSX.Element {
  const t = useWords(access);
  const params = { path: { id } };
  const saving = useSaving('keys', () => ask(api.DELETE('/v1/api-keys/{id}', { params })), {
    text: t('revokedNow'),
    then: onClose,
  });
  return (
    <FormDialog
      title={t('revokeTitle')}
      action={t('revoke')}
      kind="danger"
      busy={saving.isPending}
      error={saving.error}
      onSubmit={() => saving.mutate()}
      onClose={onClose}
    >
      <p>{t('revokeHint')}</p>
    </FormDialog>
  );
}
