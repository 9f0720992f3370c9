/** One agent: new, or changed. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { JSX } from 'react';
import { api, ask } from '../../api/client.ts';
import type { Schemas } from '../../api/client.ts';
import { useWords } from '../../i18n/language.tsx';
import { FormDialog } from '../../ui/dialog.tsx';
import { CheckField, SelectField, TextField } from '../../ui/field.tsx';
import { levelsOf, levelText, listOf } from './forms.ts';
import { useSaving } from './saving.ts';
import { words } from './words.ts';

type Agent = Schemas['Agent'];

interface Draft {
  id: string;
  name: string;
  capacity: string;
  queues: string[];
  skills: string;
  languages: string;
  tiers: string;
  calendar: string;
}

const fresh: Draft = {
  id: '',
  name: '',
  capacity: '3',
  queues: [],
  skills: '',
  languages: '',
  tiers: '',
  calendar: '',
};

function draftOf(agent: Agent): Draft {
  return {
    id: agent.id,
    name: agent.name,
    capacity: String(agent.capacity),
    queues: agent.queues,
    skills: levelText(agent.skills),
    languages: agent.languages.join(', '),
    tiers: agent.tiers.join(', '),
    calendar: agent.calendar ?? '',
  };
}

function bodyOf(draft: Draft) {
  return {
    name: draft.name,
    capacity: Number(draft.capacity),
    queues: draft.queues,
    skills: levelsOf(draft.skills) ?? {},
    languages: listOf(draft.languages),
    tiers: listOf(draft.tiers),
    calendar: draft.calendar === '' ? null : draft.calendar,
  };
}

function send(draft: Draft, isNew: boolean): Promise<unknown> {
  const { id } = draft;
  if (isNew) return ask(api.POST('/v1/agents', { body: { id, ...bodyOf(draft) } }));
  return ask(api.PATCH('/v1/agents/{id}', { params: { path: { id } }, body: bodyOf(draft) }));
}

/** Without an agent it makes one. */
export function AgentDialog({
  agent,
  onClose,
}: {
  agent?: Agent;
  onClose: () => void;
}): JSX.Element {
  const t = useWords(words);
  const isNew = agent === undefined;
  const [draft, setDraft] = useState(isNew ? fresh : draftOf(agent));
  const set = (change: Partial<Draft>) => setDraft({ ...draft, ...change });
  const saving = useSaving('agents', () => send(draft, isNew), { text: t('saved'), then: onClose });
  const skillsAreRight = levelsOf(draft.skills) !== null;
  return (
    <FormDialog
      wide
      title={isNew ? t('addAgent') : t('changeAgent')}
      action={isNew ? t('add') : t('change')}
      busy={saving.isPending}
      disabled={!skillsAreRight || draft.id === '' || draft.name === ''}
      error={saving.error}
      onSubmit={() => saving.mutate()}
      onClose={onClose}
    >
      <Who draft={draft} set={set} isNew={isNew} />
      <ServedQueues draft={draft} set={set} />
      <TextField
        label={t('skills')}
        hint={t('skillsHint')}
        error={skillsAreRight ? undefined : t('skillsWrong')}
        value={draft.skills}
        onChange={(event) => set({ skills: event.target.value })}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          label={t('languages')}
          hint={t('languagesHint')}
          value={draft.languages}
          onChange={(event) => set({ languages: event.target.value })}
        />
        <TextField
          label={t('tiers')}
          hint={t('listHint')}
          value={draft.tiers}
          onChange={(event) => set({ tiers: event.target.value })}
        />
      </div>
    </FormDialog>
  );
}

interface PartProps {
  draft: Draft;
  set: (change: Partial<Draft>) => void;
}

function Who({ draft, set, isNew }: PartProps & { isNew: boolean }): JSX.Element {
  const t = useWords(words);
  const calendars = useQuery({
    queryKey: ['calendars'],
    queryFn: () => ask(api.GET('/v1/calendars')),
  });
  const options = (calendars.data?.data ?? []).map(({ id, name }) => ({ value: id, label: name }));
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <TextField
        label={t('id')}
        {...(isNew && { hint: t('idHint') })}
        value={draft.id}
        disabled={!isNew}
        pattern="[A-Za-z0-9_\-]{1,64}"
        onChange={(event) => set({ id: event.target.value })}
      />
      <TextField
        label={t('name')}
        value={draft.name}
        onChange={(event) => set({ name: event.target.value })}
      />
      <TextField
        type="number"
        min={0}
        label={t('capacity')}
        value={draft.capacity}
        onChange={(event) => set({ capacity: event.target.value })}
      />
      <SelectField
        label={t('calendar')}
        value={draft.calendar}
        onChange={(event) => set({ calendar: event.target.value })}
        options={[{ value: '', label: t('always') }, ...options]}
      />
    </div>
  );
}

function ServedQueues({ draft, set }: PartProps): JSX.Element {
  const t = useWords(words);
  const queues = useQuery({ queryKey: ['queues'], queryFn: () => ask(api.GET('/v1/queues')) });
  const toggle = (id: string, serves: boolean) => {
    const others = draft.queues.filter((queue) => queue !== id);
    set({ queues: serves ? [...others, id] : others });
  };
  return (
    <fieldset className="grid gap-1">
      <legend className="mb-1 text-sm font-medium">{t('servedQueues')}</legend>
      <div className="grid gap-x-4 sm:grid-cols-3">
        {(queues.data?.data ?? []).map(({ id, name }) => (
          <CheckField
            key={id}
            label={name}
            checked={draft.queues.includes(id)}
            onChange={(event) => toggle(id, event.target.checked)}
          />
        ))}
      </div>
    </fieldset>
  );
}
