/** One queue: new, or changed. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { JSX } from 'react';
import { api, ask } from '../../api/client.ts';
import type { Schemas } from '../../api/client.ts';
import { useWords } from '../../i18n/language.tsx';
import { FormDialog } from '../../ui/dialog.tsx';
import { CheckField, SelectField, TextArea, TextField } from '../../ui/field.tsx';
import { jsonListOf, listOf } from './forms.ts';
import { useSaving } from './saving.ts';
import { words } from './words.ts';

type Queue = Schemas['Queue'];
type Steps = Queue['routing_steps'];

interface Draft {
  id: string;
  name: string;
  open: boolean;
  calendar: string;
  offerTimeout: string;
  wrapUp: string;
  units: string;
  skills: string;
  codes: string;
  language: boolean;
  sticky: boolean;
  auto: boolean;
  steps: string;
}

const fresh: Draft = {
  id: '',
  name: '',
  open: true,
  calendar: '',
  offerTimeout: '30',
  wrapUp: '0',
  units: '1',
  skills: '',
  codes: '',
  language: false,
  sticky: true,
  auto: false,
  steps: '[]',
};

function draftOf(queue: Queue): Draft {
  return {
    id: queue.id,
    name: queue.name,
    open: queue.open,
    calendar: queue.calendar ?? '',
    offerTimeout: String(queue.offer_timeout_seconds),
    wrapUp: String(queue.wrap_up_seconds),
    units: String(queue.units),
    skills: queue.required_skills.join(', '),
    codes: queue.resolution_codes.join(', '),
    language: queue.require_language,
    sticky: queue.sticky,
    auto: queue.auto_accept,
    steps: JSON.stringify(queue.routing_steps, null, 2),
  };
}

function bodyOf(draft: Draft) {
  return {
    name: draft.name,
    open: draft.open,
    calendar: draft.calendar === '' ? null : draft.calendar,
    offer_timeout_seconds: Number(draft.offerTimeout),
    wrap_up_seconds: Number(draft.wrapUp),
    units: Number(draft.units),
    required_skills: listOf(draft.skills),
    resolution_codes: listOf(draft.codes),
    require_language: draft.language,
    sticky: draft.sticky,
    auto_accept: draft.auto,
    routing_steps: (jsonListOf(draft.steps) ?? []) as Steps,
  };
}

function send(draft: Draft, isNew: boolean): Promise<unknown> {
  const { id } = draft;
  if (isNew) return ask(api.POST('/v1/queues', { body: { id, ...bodyOf(draft) } }));
  return ask(api.PATCH('/v1/queues/{id}', { params: { path: { id } }, body: bodyOf(draft) }));
}

/** Without a queue it makes one. */
export function QueueDialog({
  queue,
  onClose,
}: {
  queue?: Queue;
  onClose: () => void;
}): JSX.Element {
  const t = useWords(words);
  const isNew = queue === undefined;
  const [draft, setDraft] = useState(isNew ? fresh : draftOf(queue));
  const set = (change: Partial<Draft>) => setDraft({ ...draft, ...change });
  const saving = useSaving('queues', () => send(draft, isNew), { text: t('saved'), then: onClose });
  const stepsAreRight = jsonListOf(draft.steps) !== null;
  return (
    <FormDialog
      wide
      title={isNew ? t('addQueue') : t('changeQueue')}
      action={isNew ? t('add') : t('change')}
      busy={saving.isPending}
      disabled={!stepsAreRight || draft.id === '' || draft.name === ''}
      error={saving.error}
      onSubmit={() => saving.mutate()}
      onClose={onClose}
    >
      <Names draft={draft} set={set} isNew={isNew} />
      <Times draft={draft} set={set} />
      <Ways draft={draft} set={set} />
      <TextArea
        label={t('steps')}
        hint={t('stepsHint')}
        error={stepsAreRight ? undefined : t('stepsWrong')}
        value={draft.steps}
        spellCheck={false}
        className="font-mono text-xs"
        onChange={(event) => set({ steps: event.target.value })}
      />
    </FormDialog>
  );
}

/** Yes or no. */
function Ways({ draft, set }: PartProps): JSX.Element {
  const t = useWords(words);
  const ways = [
    ['open', t('openHint')],
    ['language', t('language')],
    ['sticky', t('sticky')],
    ['auto', t('auto')],
  ] as const;
  return (
    <div className="grid gap-2">
      {ways.map(([name, label]) => (
        <CheckField
          key={name}
          label={label}
          checked={draft[name]}
          onChange={(event) => set({ [name]: event.target.checked })}
        />
      ))}
    </div>
  );
}

interface PartProps {
  draft: Draft;
  set: (change: Partial<Draft>) => void;
}

function Names({ draft, set, isNew }: PartProps & { isNew: boolean }): JSX.Element {
  const t = useWords(words);
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
        label={t('skillsNeeded')}
        hint={t('listHint')}
        value={draft.skills}
        onChange={(event) => set({ skills: event.target.value })}
      />
      <TextField
        label={t('codes')}
        hint={t('listHint')}
        value={draft.codes}
        onChange={(event) => set({ codes: event.target.value })}
      />
    </div>
  );
}

function Times({ draft, set }: PartProps): JSX.Element {
  const t = useWords(words);
  const calendars = useQuery({
    queryKey: ['calendars'],
    queryFn: () => ask(api.GET('/v1/calendars')),
  });
  const options = (calendars.data?.data ?? []).map(({ id, name }) => ({ value: id, label: name }));
  const number = (name: 'offerTimeout' | 'wrapUp' | 'units', min: number) => (
    <TextField
      type="number"
      label={t(name)}
      min={min}
      value={draft[name]}
      onChange={(event) => set({ [name]: event.target.value })}
    />
  );
  return (
    <div className="grid items-end gap-4 sm:grid-cols-4">
      <SelectField
        label={t('calendar')}
        value={draft.calendar}
        onChange={(event) => set({ calendar: event.target.value })}
        options={[{ value: '', label: t('always') }, ...options]}
      />
      {number('offerTimeout', 1)}
      {number('wrapUp', 0)}
      {number('units', 1)}
    </div>
  );
}
