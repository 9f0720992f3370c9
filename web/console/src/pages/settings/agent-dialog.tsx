/** One agent: new, or changed. */
import type { JSX } from 'react';
import { api, ask } from '../../api/client.ts';
import type { Schemas } from '../../api/client.ts';
import { useWords } from '../../i18n/language.tsx';
import { TextField } from '../../ui/field.tsx';
import { levelsOf, levelText, listOf } from './forms.ts';
import { CalendarField, QueuesField } from './choices.tsx';
import type { Form } from './form.ts';
import { IdField } from './id-field.tsx';
import { RecordDialog } from './record-dialogs.tsx';
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

const isRight = ({ id, name, skills }: Draft): boolean =>
  id !== '' && name !== '' && levelsOf(skills) !== null;

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
  return (
    <RecordDialog
      wide
      list="agents"
      title={isNew ? t('addAgent') : t('changeAgent')}
      isNew={isNew}
      start={isNew ? fresh : draftOf(agent)}
      isComplete={isRight}
      send={(draft) => send(draft, isNew)}
      onClose={onClose}
    >
      {(form) => (
        <>
          <Who form={form} isNew={isNew} />
          <ServedQueues form={form} />
          <TextField
            label={t('skills')}
            hint={t('skillsHint')}
            error={levelsOf(form.draft.skills) === null ? t('skillsWrong') : undefined}
            {...form.text('skills')}
          />
          <div className="grid gap-4 sm:grid-cols-2">
            <TextField
              label={t('languages')}
              hint={t('languagesHint')}
              {...form.text('languages')}
            />
            <TextField label={t('tiers')} hint={t('listHint')} {...form.text('tiers')} />
          </div>
        </>
      )}
    </RecordDialog>
  );
}

function Who({ form, isNew }: { form: Form<Draft>; isNew: boolean }): JSX.Element {
  const t = useWords(words);
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <IdField isNew={isNew} {...form.text('id')} />
      <TextField label={t('name')} {...form.text('name')} />
      <TextField type="number" min={0} label={t('capacity')} {...form.text('capacity')} />
      <CalendarField {...form.text('calendar')} />
    </div>
  );
}

function ServedQueues({ form }: { form: Form<Draft> }): JSX.Element {
  const t = useWords(words);
  return (
    <QueuesField
      label={t('servedQueues')}
      chosen={form.draft.queues}
      onChoose={(queues) => form.set({ queues })}
    />
  );
}
