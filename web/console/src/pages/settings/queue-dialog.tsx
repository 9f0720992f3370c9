/** One queue: new, or changed. */
import type { JSX } from 'react';
import { api, ask } from '../../api/client.ts';
import type { Schemas } from '../../api/client.ts';
import { useWords } from '../../i18n/language.tsx';
import { CheckField, TextArea, TextField } from '../../ui/field.tsx';
import { jsonListOf, listOf } from './forms.ts';
import { CalendarField } from './choices.tsx';
import type { Form } from './form.ts';
import { IdField } from './id-field.tsx';
import { RecordDialog } from './record-dialogs.tsx';
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

const isRight = ({ id, name, steps }: Draft): boolean =>
  id !== '' && name !== '' && jsonListOf(steps) !== null;

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
  return (
    <RecordDialog
      wide
      list="queues"
      title={isNew ? t('addQueue') : t('changeQueue')}
      isNew={isNew}
      start={isNew ? fresh : draftOf(queue)}
      isComplete={isRight}
      send={(draft) => send(draft, isNew)}
      onClose={onClose}
    >
      {(form) => (
        <>
          <Names form={form} isNew={isNew} />
          <Times form={form} />
          <Ways form={form} />
          <TextArea
            label={t('steps')}
            hint={t('stepsHint')}
            error={jsonListOf(form.draft.steps) === null ? t('stepsWrong') : undefined}
            spellCheck={false}
            className="font-mono text-xs"
            {...form.text('steps')}
          />
        </>
      )}
    </RecordDialog>
  );
}

interface PartProps {
  form: Form<Draft>;
}

/** Yes or no. */
function Ways({ form }: PartProps): JSX.Element {
  const t = useWords(words);
  return (
    <div className="grid gap-2">
      <CheckField label={t('openHint')} {...form.check('open')} />
      <CheckField label={t('language')} {...form.check('language')} />
      <CheckField label={t('sticky')} {...form.check('sticky')} />
      <CheckField label={t('auto')} {...form.check('auto')} />
    </div>
  );
}

function Names({ form, isNew }: PartProps & { isNew: boolean }): JSX.Element {
  const t = useWords(words);
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <IdField isNew={isNew} {...form.text('id')} />
      <TextField label={t('name')} {...form.text('name')} />
      <TextField label={t('skillsNeeded')} hint={t('listHint')} {...form.text('skills')} />
      <TextField label={t('codes')} hint={t('listHint')} {...form.text('codes')} />
    </div>
  );
}

function Times({ form }: PartProps): JSX.Element {
  const t = useWords(words);
  const number = (name: 'offerTimeout' | 'wrapUp' | 'units', min: number) => (
    <TextField type="number" label={t(name)} min={min} {...form.text(name)} />
  );
  return (
    <div className="grid items-end gap-4 sm:grid-cols-4">
      <CalendarField {...form.text('calendar')} />
      {number('offerTimeout', 1)}
      {number('wrapUp', 0)}
      {number('units', 1)}
    </div>
  );
}
