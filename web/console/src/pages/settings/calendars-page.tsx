/** When queues and agents work. */
import { useQuery } from '@tanstack/react-query';
import { CalendarDays, Plus } from 'lucide-react';
import { useState } from 'react';
import type { JSX } from 'react';
import { api, ask } from '../../api/client.ts';
import { useWords } from '../../i18n/language.tsx';
import { Button } from '../../ui/button.tsx';
import { column } from '../../ui/columns.ts';
import { FormDialog } from '../../ui/dialog.tsx';
import { Empty, Loaded } from '../../ui/states.tsx';
import { Table } from '../../ui/table.tsx';
import type { Column } from '../../ui/table.tsx';
import { CalendarDialog, weekdays } from './calendar-dialog.tsx';
import type { Calendar } from './calendar-dialog.tsx';
import { intervalText } from './forms.ts';
import { SettingsFrame } from './frame.tsx';
import { useSaving } from './saving.ts';
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
  const empty = (
    <Empty title={t('noCalendars')} icon={<CalendarDays />}>
      {t('noCalendarsHint')}
    </Empty>
  );
  return (
    <SettingsFrame
      place="calendars"
      lead={t('calendarsLead')}
      actions={
        <Button kind="primary" onClick={() => setDoing({ kind: 'new' })}>
          <Plus aria-hidden className="size-4" />
          {t('addCalendar')}
        </Button>
      }
    >
      <Loaded query={calendars}>
        {({ data }) => (
          <Table
            caption={t('calendars')}
            rows={data}
            rowKey={({ id }) => id}
            columns={columns}
            empty={empty}
          />
        )}
      </Loaded>
      {doing?.kind === 'new' && <CalendarDialog onClose={close} />}
      {doing?.kind === 'change' && <CalendarDialog calendar={doing.calendar} onClose={close} />}
      {doing?.kind === 'remove' && <RemoveDialog id={doing.calendar.id} onClose={close} />}
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
      <span className="-my-1 flex gap-1.5">
        <Button onClick={() => onDo({ kind: 'change', calendar })}>{t('change')}</Button>
        <Button kind="danger" onClick={() => onDo({ kind: 'remove', calendar })}>
          {t('remove')}
        </Button>
      </span>
    )),
  ];
}

function RemoveDialog({ id, onClose }: { id: string; onClose: () => void }): JSX.Element {
  const t = useWords(words);
  const params = { path: { id } };
  const saving = useSaving('calendars', () => ask(api.DELETE('/v1/calendars/{id}', { params })), {
    text: t('removed'),
    then: onClose,
  });
  return (
    <FormDialog
      title={t('removeCalendar')}
      action={t('remove')}
      kind="danger"
      busy={saving.isPending}
      error={saving.error}
      onSubmit={() => saving.mutate()}
      onClose={onClose}
    >
      <p>{t('removeCalendarHint')}</p>
    </FormDialog>
  );
}
