/** One calendar: new, or changed. */
import type { JSX } from 'react';
import { api, ask } from '../../api/client.ts';
import type { Schemas } from '../../api/client.ts';
import { useWords } from '../../i18n/language.tsx';
import { TextField } from '../../ui/field.tsx';
import { intervalsOf, intervalText, listOf } from './forms.ts';
import { IdField } from './id-field.tsx';
import { RecordDialog } from './record-dialogs.tsx';
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

const isRight = ({ id, week }: Draft): boolean =>
  id !== '' && weekdays.every((day) => intervalsOf(week[day]) !== null);

/** Without a calendar it makes one, with office hours in the writer's zone. */
export function CalendarDialog(props: { calendar?: Calendar; onClose: () => void }): JSX.Element {
  const { calendar, onClose } = props;
  const t = useWords(words);
  const isNew = calendar === undefined;
  return (
    <RecordDialog
      wide
      list="calendars"
      title={isNew ? t('addCalendar') : t('changeCalendar')}
      isNew={isNew}
      start={draftOf(calendar)}
      isComplete={isRight}
      send={send}
      onClose={onClose}
    >
      {(form) => (
        <>
          <div className="grid gap-4 sm:grid-cols-3">
            <IdField isNew={isNew} {...form.text('id')} />
            <TextField label={t('name')} {...form.text('name')} />
            <TextField label={t('zone')} hint={t('zoneHint')} {...form.text('zone')} />
          </div>
          <Week week={form.draft.week} onChange={(week) => form.set({ week })} />
          <TextField label={t('holidays')} hint={t('holidaysHint')} {...form.text('holidays')} />
        </>
      )}
    </RecordDialog>
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
