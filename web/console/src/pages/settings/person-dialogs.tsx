/** What an admin does with one person. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { JSX } from 'react';
import { api, ask } from '../../api/client.ts';
import type { Schemas } from '../../api/client.ts';
import { useCodes } from '../../i18n/codes.ts';
import { useWords } from '../../i18n/language.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog, FormDialog } from '../../ui/dialog.tsx';
import { SelectField, TextField } from '../../ui/field.tsx';
import { toast } from '../../ui/toast.tsx';
import { useSaving } from './saving.ts';
import { Copyable } from './secret-dialog.tsx';
import { people } from './words-people.ts';
import { words } from './words.ts';

type Person = Schemas['User'];
type Invited = Schemas['UserInvited'];
type Role = Person['role'];

const roles: readonly Role[] = ['agent', 'supervisor', 'operator', 'admin'];

interface OnPerson {
  person: Person;
  onClose: () => void;
}

interface Draft {
  name: string;
  role: Role;
  agent: string;
}

function isWhole({ name, role, agent }: Draft): boolean {
  return name.trim() !== '' && (role !== 'agent' || agent !== '');
}

function bodyOf({ name, role, agent }: Draft) {
  return { name, role, agent: role === 'agent' ? agent : null };
}

function PersonFields(props: { draft: Draft; set: (change: Partial<Draft>) => void }): JSX.Element {
  const { draft, set } = props;
  const t = useWords(people);
  const code = useCodes();
  const agents = useQuery({ queryKey: ['agents'], queryFn: () => ask(api.GET('/v1/agents')) });
  const names = (agents.data?.data ?? []).map(({ id, name }) => ({ value: id, label: name }));
  return (
    <>
      <TextField
        label={t('name')}
        hint={t('nameHint')}
        required
        maxLength={512}
        value={draft.name}
        onChange={(event) => set({ name: event.target.value })}
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
          hint={t('agentHint')}
          value={draft.agent}
          onChange={(event) => set({ agent: event.target.value })}
          options={[{ value: '', label: '–' }, ...names]}
        />
      )}
    </>
  );
}

/** The link, where the mail did not leave. */
function LinkDialog({ link, onClose }: { link: string; onClose: () => void }): JSX.Element {
  const t = useWords(people);
  return (
    <Dialog wide title={t('linkTitle')} onClose={onClose}>
      <p className="text-quiet">{t('linkHint')}</p>
      <Copyable label={t('link')} text={link} />
      <Button kind="primary" className="justify-self-end" onClick={onClose}>
        {t('done')}
      </Button>
    </Dialog>
  );
}

/** Sends an invitation; the link that comes back, if any, is to be shown before it closes. */
function useInviting(send: () => Promise<Invited>, onClose: () => void) {
  const t = useWords(people);
  const queries = useQueryClient();
  const [link, setLink] = useState<string | null>(null);
  const inviting = useMutation({
    mutationFn: send,
    onSuccess: async ({ email, invitation }) => {
      await queries.invalidateQueries({ queryKey: ['users'] });
      if (invitation.link !== null) setLink(invitation.link);
      else {
        toast(t('mailedTo', email));
        onClose();
      }
    },
  });
  return { inviting, link };
}

/** A new person. */
export function InvitePerson({ onClose }: { onClose: () => void }): JSX.Element {
  const t = useWords(people);
  const [email, setEmail] = useState('');
  const [draft, setDraft] = useState<Draft>({ name: '', role: 'agent', agent: '' });
  const { inviting, link } = useInviting(
    () => ask(api.POST('/v1/users', { body: { email, ...bodyOf(draft) } })),
    onClose,
  );
  if (link !== null) return <LinkDialog link={link} onClose={onClose} />;
  return (
    <FormDialog
      title={t('invite')}
      action={t('invite')}
      busy={inviting.isPending}
      disabled={email === '' || !isWhole(draft)}
      error={inviting.error}
      onSubmit={() => inviting.mutate()}
      onClose={onClose}
    >
      <TextField
        type="email"
        label={t('email')}
        hint={t('inviteHint')}
        required
        maxLength={254}
        value={email}
        onChange={(event) => setEmail(event.target.value)}
      />
      <PersonFields draft={draft} set={(change) => setDraft({ ...draft, ...change })} />
    </FormDialog>
  );
}

/** A new link for who has not come yet. */
export function InviteAgain({ person, onClose }: OnPerson): JSX.Element {
  const t = useWords(people);
  const params = { path: { id: person.id } };
  const { inviting, link } = useInviting(
    () => ask(api.POST('/v1/users/{id}/invitation', { params })),
    onClose,
  );
  if (link !== null) return <LinkDialog link={link} onClose={onClose} />;
  return (
    <FormDialog
      title={t('again')}
      action={t('again')}
      busy={inviting.isPending}
      error={inviting.error}
      onSubmit={() => inviting.mutate()}
      onClose={onClose}
    >
      <bdi className="wrap-anywhere">{person.email}</bdi>
    </FormDialog>
  );
}

/** Name, role, agent. */
export function ChangePerson({ person, onClose }: OnPerson): JSX.Element {
  const t = useWords(people);
  const say = useWords(words);
  const { name, role, agent } = person;
  const [draft, setDraft] = useState<Draft>({ name, role, agent: agent ?? '' });
  const params = { path: { id: person.id } };
  const saving = useSaving(
    'users',
    () => ask(api.PATCH('/v1/users/{id}', { params, body: bodyOf(draft) })),
    { text: say('saved'), then: onClose },
  );
  return (
    <FormDialog
      title={t('changeTitle')}
      action={t('change')}
      busy={saving.isPending}
      disabled={!isWhole(draft)}
      error={saving.error}
      onSubmit={() => saving.mutate()}
      onClose={onClose}
    >
      <PersonFields draft={draft} set={(change) => setDraft({ ...draft, ...change })} />
      <p className="text-quiet">{t('changeHint')}</p>
    </FormDialog>
  );
}

/** Ends every session at once. */
export function Deactivate({ person, onClose }: OnPerson): JSX.Element {
  const t = useWords(people);
  const params = { path: { id: person.id } };
  const saving = useSaving(
    'users',
    () => ask(api.PATCH('/v1/users/{id}', { params, body: { active: false } })),
    { text: t('deactivatedNow'), then: onClose },
  );
  return (
    <FormDialog
      title={t('deactivateTitle')}
      action={t('deactivate')}
      kind="danger"
      busy={saving.isPending}
      error={saving.error}
      onSubmit={() => saving.mutate()}
      onClose={onClose}
    >
      <p dir="auto" className="wrap-anywhere">
        {t('deactivateHint', person.name)}
      </p>
    </FormDialog>
  );
}

/** Lets a person in again. */
export function Activate({ person, onClose }: OnPerson): JSX.Element {
  const t = useWords(people);
  const params = { path: { id: person.id } };
  const saving = useSaving(
    'users',
    () => ask(api.PATCH('/v1/users/{id}', { params, body: { active: true } })),
    { text: t('activatedNow'), then: onClose },
  );
  return (
    <FormDialog
      title={t('activate')}
      action={t('activate')}
      busy={saving.isPending}
      error={saving.error}
      onSubmit={() => saving.mutate()}
      onClose={onClose}
    >
      <bdi className="wrap-anywhere">{person.email}</bdi>
    </FormDialog>
  );
}
