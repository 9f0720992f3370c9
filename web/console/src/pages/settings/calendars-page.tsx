/** When queues and agents work. */
import { useQuery } from '@tanstack/react-query';
import { CalendarDays } from 'lucide-react';
import { useState } from 'react';
import type { JSX } from 'react';
import { api, ask } from '../../api/client.ts';
import { useWords } from '../../i18n/language.tsx';
import { column } from '../../ui/columns.ts';
import type { Column } from '../../ui/table.tsx';
import { CalendarDialog, weekdays } from './calendar-dialog.tsx';
import type { Calendar } from './calendar-dialog.tsx';
import { intervalText } from './forms.ts';
import { SettingsFrame } from './frame.tsx';
import { ConfirmDialog } from './record-dialogs.tsx';
import { AddButton, ChangeAndRemove, RecordList, RowActions } from './record-list.tsx';
import { words } from './words.ts';

type Doing = { kind: 'new' } | { kind: 'change' | 'remove'; calendar: Calendar } | null;

/** The page of the calendars. */
export function CalendarsPage(): JSX.Element {
  const t = useWords(words);
  const [doing, setDoing] = useState<Doing>(null);
  const calendars = useQuery({
    queryKey: ['calendars'],
    queryFn: () => ask(api.GET('/v1/calendars')),
  });
  const columns = useColumns(setDoing);
  const close = () => setDoing(null);
  return (
    <SettingsFrame
      place="calendars"
      lead={t('calendarsLead')}
      actions={<AddButton label={t('addCalendar')} onClick={() => setDoing({ kind: 'new' })} />}
    >
      <RecordList
        query={calendars}
        caption={t('calendars')}
        columns={columns}
        rowKey={({ id }) => id}
        empty={{ title: t('noCalendars'), hint: t('noCalendarsHint'), icon: <CalendarDays /> }}
      />
      {doing?.kind === 'new' && <CalendarDialog onClose={close} />}
      {doing?.kind === 'change' && <CalendarDialog calendar={doing.calendar} onClose={close} />}
      {doing?.kind === 'remove' && (
        <ConfirmDialog
          list="calendars"
          title={t('removeCalendar')}
          hint={t('removeCalendarHint')}
          send={() => remove(doing.calendar)}
          onClose={close}
        />
      )}
    </SettingsFrame>
  );
}

function useColumns(onDo: (doing: Doing) => void): Column<Calendar>[] {
  const t = useWords(words);
  const worked = ({ week }: Calendar) =>
    weekdays
      .filter((day) => (week[day]?.length ?? 0) > 0)
      .map((day) => `${t(day).slice(0, 2)} ${intervalText(week[day])}`)
      .join('; ');
  return [
    column('name', t('name'), ({ name }) => (
      <span dir="auto" className="font-medium">
        {name}
      </span>
    )),
    column('zone', t('zone'), ({ time_zone: zone }) => zone),
    column('week', t('week'), (calendar) => <span className="text-sm">{worked(calendar)}</span>),
    column('holidays', t('holidays'), ({ holidays }) => holidays.length),
    column('do', t('actions'), (calendar) => (
      <RowActions>
        <ChangeAndRemove
          onChange={() => onDo({ kind: 'change', calendar })}
          onRemove={() => onDo({ kind: 'remove', calendar })}
        />
      </RowActions>
    )),
  ];
}

function remove({ id }: Calendar): Promise<unknown> {
  return ask(api.DELETE('/v1/calendars/{id}', { params: { path: { id } } }));
}
