/** Queues and how they route. */
import { useQuery } from '@tanstack/react-query';
import { Inbox } from 'lucide-react';
import { useState } from 'react';
import type { JSX } from 'react';
import { api, ask } from '../../api/client.ts';
import type { Schemas } from '../../api/client.ts';
import { useWords } from '../../i18n/language.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { column, figure } from '../../ui/columns.ts';
import type { Column } from '../../ui/table.tsx';
import { SettingsFrame } from './frame.tsx';
import { QueueDialog } from './queue-dialog.tsx';
import { AddButton, NameAndId, RecordList, RowActions } from './record-list.tsx';
import { words } from './words.ts';

type Queue = Schemas['Queue'];

/** The page of the queues. */
export function QueuesPage(): JSX.Element {
  const t = useWords(words);
  const [editing, setEditing] = useState<Queue | 'new' | null>(null);
  const queues = useQuery({ queryKey: ['queues'], queryFn: () => ask(api.GET('/v1/queues')) });
  const columns = useColumns(setEditing);
  return (
    <SettingsFrame
      place="queues"
      lead={t('queuesLead')}
      actions={<AddButton label={t('addQueue')} onClick={() => setEditing('new')} />}
    >
      <RecordList
        query={queues}
        caption={t('queues')}
        columns={columns}
        rowKey={({ id }) => id}
        empty={{ title: t('noQueues'), hint: t('noQueuesHint'), icon: <Inbox /> }}
      />
      {editing !== null && (
        <QueueDialog
          {...(editing !== 'new' && { queue: editing })}
          onClose={() => setEditing(null)}
        />
      )}
    </SettingsFrame>
  );
}

function useColumns(onChange: (queue: Queue) => void): Column<Queue>[] {
  const t = useWords(words);
  return [
    column('name', t('name'), (queue) => <NameAndId {...queue} />),
    column('state', t('state'), ({ open }) => (
      <Badge tone={open ? 'person' : 'danger'}>{open ? t('open') : t('closed')}</Badge>
    )),
    figure('waiting', t('waiting'), ({ waiting }) => waiting),
    column('calendar', t('calendar'), ({ calendar }) => calendar ?? t('always')),
    column('skills', t('skillsNeeded'), ({ required_skills: skills }) => skills.join(', ') || '–'),
    column('do', t('actions'), (queue) => (
      <RowActions>
        <Button onClick={() => onChange(queue)}>{t('change')}</Button>
      </RowActions>
    )),
  ];
}
