/** What an admin does with one person. */
import { useQuery } from '@tanstack/react-query';
import type { JSX } from 'react';
import { api, ask } from '../../api/client.ts';
import type { Schemas } from '../../api/client.ts';
import { useCodes } from '../../i18n/codes.ts';
import { useWords } from '../../i18n/language.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { SelectField, TextField } from '../../ui/field.tsx';
import type { Form } from './form.ts';
import { ConfirmDialog, RecordDialog } from './record-dialogs.tsx';
import { Copyable } from './secret-dialog.tsx';
import { people } from './words-people.ts';

type Person = Schemas['User'];
type Invited = Schemas['UserInvited'];
type Role = Person['role'];

const roles: readonly Role[] = ['agent', 'supervisor', 'operator', 'admin'];

interface OnPerson {
  person: Person;
  onClose: () => void;
}

interface OnInvited {
  onInvited: (invited: Invited) => void;
  onClose: () => void;
}

interface Draft {
  email: string;
  name: string;
  role: Role;
  agent: string;
}

const fresh: Draft = { email: '', name: '', role: 'agent', agent: '' };

function isWhole({ email, name, role, agent }: Draft): boolean {
  return email !== '' && name.trim() !== '' && (role !== 'agent' || agent !== '');
}

function bodyOf({ name, role, agent }: Draft) {
  return { name, role, agent: role === 'agent' ? agent : null };
}

function PersonFields({ form }: { form: Form<Draft> }): JSX.Element {
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
        {...form.text('name')}
      />
      <SelectField
        label={t('role')}
        options={roles.map((value) => ({ value, label: code(value) }))}
        {...form.text('role')}
      />
      {form.draft.role === 'agent' && (
        <SelectField
          label={t('agent')}
          hint={t('agentHint')}
          options={[{ value: '', label: '–' }, ...names]}
          {...form.text('agent')}
        />
      )}
    </>
  );
}

/** The link, where the mail did not leave. */
export function LinkDialog({ link, onClose }: { link: string; onClose: () => void }): JSX.Element {
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

/** A new person. */
export function InvitePerson({ onInvited, onClose }: OnInvited): JSX.Element {
  const t = useWords(people);
  return (
    <RecordDialog
      isNew
      list="users"
      title={t('invite')}
      action={t('invite')}
      done={null}
      start={fresh}
      isComplete={isWhole}
      send={(draft) =>
        ask(api.POST('/v1/users', { body: { email: draft.email, ...bodyOf(draft) } }))
      }
      onSent={onInvited}
      onClose={onClose}
    >
      {(form) => (
        <>
          <TextField
            type="email"
            label={t('email')}
            hint={t('inviteHint')}
            required
            maxLength={254}
            {...form.text('email')}
          />
          <PersonFields form={form} />
        </>
      )}
    </RecordDialog>
  );
}

/** A new link for who has not come yet. */
export function InviteAgain({ person, onInvited, onClose }: OnPerson & OnInvited): JSX.Element {
  const t = useWords(people);
  const params = { path: { id: person.id } };
  return (
    <ConfirmDialog
      list="users"
      kind="primary"
      title={t('again')}
      hint={<bdi className="wrap-anywhere">{person.email}</bdi>}
      action={t('again')}
      done={null}
      send={() => ask(api.POST('/v1/users/{id}/invitation', { params }))}
      onSent={onInvited}
      onClose={onClose}
    />
  );
}

/** Name, role, agent. */
export function ChangePerson({ person, onClose }: OnPerson): JSX.Element {
  const t = useWords(people);
  const params = { path: { id: person.id } };
  return (
    <RecordDialog
      isNew={false}
      list="users"
      title={t('changeTitle')}
      start={{ ...person, agent: person.agent ?? '' }}
      isComplete={isWhole}
      send={(draft) => ask(api.PATCH('/v1/users/{id}', { params, body: bodyOf(draft) }))}
      onClose={onClose}
    >
      {(form) => (
        <>
          <PersonFields form={form} />
          <p className="text-quiet">{t('changeHint')}</p>
        </>
      )}
    </RecordDialog>
  );
}

function setActive({ id }: Person, active: boolean): Promise<Person> {
  return ask(api.PATCH('/v1/users/{id}', { params: { path: { id } }, body: { active } }));
}

/** Ends every session at once. */
export function Deactivate({ person, onClose }: OnPerson): JSX.Element {
  const t = useWords(people);
  return (
    <ConfirmDialog
      list="users"
      title={t('deactivateTitle')}
      hint={
        <span dir="auto" className="block wrap-anywhere">
          {t('deactivateHint', person.name)}
        </span>
      }
      action={t('deactivate')}
      done={t('deactivatedNow')}
      send={() => setActive(person, false)}
      onClose={onClose}
    />
  );
}

/** Lets a person in again. */
export function Activate({ person, onClose }: OnPerson): JSX.Element {
  const t = useWords(people);
  return (
    <ConfirmDialog
      list="users"
      kind="primary"
      title={t('activate')}
      hint={<bdi className="wrap-anywhere">{person.email}</bdi>}
      action={t('activate')}
      done={t('activatedNow')}
      send={() => setActive(person, true)}
      onClose={onClose}
    />
  );
}
