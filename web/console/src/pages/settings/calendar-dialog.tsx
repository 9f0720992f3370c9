/** One calendar: new, or changed. */
import { useState } from 'react';
import type { JSX } from 'react';
import { api, ask } from '../../api/client.ts';
import type { Schemas } from '../../api/client.ts';
import { useWords } from '../../i18n/language.tsx';
import { FormDialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';
import { intervalsOf, intervalText, listOf } from './forms.ts';
import { useSaving } from './saving.ts';
import { words } from './words.ts';

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
type Day = (typeof weekdays)[number];

/** A calendar as it is read. */
export interface Calendar extends Omit<Schemas['Calendar'], 'week'> {
  week: Partial<Record<Day, readonly (readonly string[])[]>>;
}

interface Draft {
  id: string;
  name: string;
  zone: string;
  week: Record<Day, string>;
  holidays: string;
}

function draftOf(calendar: Calendar | undefined): Draft {
  const office = (day: Day) => (day === 'sat' || day === 'sun' ? '' : '09:00-17:00');
  const hours = (day: Day) =>
    calendar === undefined ? office(day) : intervalText(calendar.week[day]);
  return {
    id: calendar?.id ?? '',
    name: calendar?.name ?? '',
    zone: calendar?.time_zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
    week: Object.fromEntries(weekdays.map((day) => [day, hours(day)])) as Record<Day, string>,
    holidays: calendar?.holidays.join(', ') ?? '',
  };
}

function send(draft: Draft): Promise<unknown> {
  const week = Object.fromEntries(
    weekdays.flatMap((day) => {
      const intervals = intervalsOf(draft.week[day]) ?? [];
      return intervals.length === 0 ? [] : [[day, intervals]];
    }),
  );
  const body = {
    name: draft.name === '' ? draft.id : draft.name,
    time_zone: draft.zone,
    week,
    holidays: listOf(draft.holidays),
  };
  return ask(api.PUT('/v1/calendars/{id}', { params: { path: { id: draft.id } }, body }));
}

/** Without a calendar it makes one, with office hours in the writer's zone. */
export function CalendarDialog(props: { calendar?: Calendar; onClose: () => void }): JSX.Element {
  const { calendar, onClose } = props;
  const t = useWords(words);
  const isNew = calendar === undefined;
  const [draft, setDraft] = useState(() => draftOf(calendar));
  const set = (change: Partial<Draft>) => setDraft({ ...draft, ...change });
  const saving = useSaving('calendars', () => send(draft), { text: t('saved'), then: onClose });
  const isRight = weekdays.every((day) => intervalsOf(draft.week[day]) !== null);
  return (
    <FormDialog
      wide
      title={isNew ? t('addCalendar') : t('changeCalendar')}
      action={isNew ? t('add') : t('change')}
      busy={saving.isPending}
      disabled={!isRight || draft.id === ''}
      error={saving.error}
      onSubmit={() => saving.mutate()}
      onClose={onClose}
    >
      <div className="grid gap-4 sm:grid-cols-3">
        <TextField
          label={t('id')}
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
          label={t('zone')}
          hint={t('zoneHint')}
          value={draft.zone}
          onChange={(event) => set({ zone: event.target.value })}
        />
      </div>
      <Week week={draft.week} onChange={(week) => set({ week })} />
      <TextField
        label={t('holidays')}
        hint={t('holidaysHint')}
        value={draft.holidays}
        onChange={(event) => set({ holidays: event.target.value })}
      />
    </FormDialog>
  );
}

interface WeekProps {
  week: Record<Day, string>;
  onChange: (week: Record<Day, string>) => void;
}

function Week({ week, onChange }: WeekProps): JSX.Element {
  const t = useWords(words);
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1 text-sm font-medium">{t('week')}</legend>
      <p className="text-sm text-quiet">{t('weekHint')}</p>
      <div className="grid gap-x-4 gap-y-2 sm:grid-cols-2">
        {weekdays.map((day) => (
          <TextField
            key={day}
            label={t(day)}
            value={week[day]}
            error={intervalsOf(week[day]) === null ? t('weekWrong') : undefined}
            onChange={(event) => onChange({ ...week, [day]: event.target.value })}
          />
        ))}
      </div>
    </fieldset>
  );
}
