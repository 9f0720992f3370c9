/** Alert destinations: who is told when a clock warns or is over. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { BellRing } from 'lucide-react';
import { useState } from 'react';
import type { JSX } from 'react';
import { api, ask } from '../../../api/client.ts';
import type { Schemas } from '../../../api/client.ts';
import { useWords } from '../../../i18n/language.tsx';
import { Badge } from '../../../ui/badge.tsx';
import { Button } from '../../../ui/button.tsx';
import { column } from '../../../ui/columns.ts';
import type { Column } from '../../../ui/table.tsx';
import { SettingsFrame } from '../frame.tsx';
import { OnOff } from '../health.tsx';
import { ConfirmDialog } from '../record-dialogs.tsx';
import { AddButton, ChangeAndRemove, RecordList, RowActions } from '../record-list.tsx';
import { SecretDialog } from '../secret-dialog.tsx';
import { TestDialog } from '../test-dialog.tsx';
import { access } from '../words-access.ts';
import { words as settings } from '../words.ts';
import { DestinationDialog } from './destination-dialog.tsx';
import { words } from './words.ts';

type Destination = Schemas['AlertDestination'];
type Doing =
  | { kind: 'new' }
  | { kind: 'change' | 'remove' | 'test'; destination: Destination }
  | { kind: 'secret'; secret: string }
  | null;

/** The page of the alert destinations. */
export function AlertsPage(): JSX.Element {
  const t = useWords(words);
  const say = useWords(settings);
  const [doing, setDoing] = useState<Doing>(null);
  const destinations = useQuery({
    queryKey: ['alert-destinations'],
    queryFn: () => ask(api.GET('/v1/alert-destinations')),
  });
  return (
    <SettingsFrame
      place="alerts"
      lead={t('lead')}
      actions={
        <>
          <Link to="/floor" className="inline-flex h-8 items-center px-2 text-accent">
            {t('toFloor')}
          </Link>
          <AddButton label={t('add')} onClick={() => setDoing({ kind: 'new' })} />
        </>
      }
    >
      <RecordList
        query={destinations}
        caption={say('alerts')}
        columns={useColumns(setDoing)}
        rowKey={({ name }) => name}
        empty={{ title: t('none'), hint: t('noneHint'), icon: <BellRing /> }}
      />
      <Doings doing={doing} onDo={setDoing} />
    </SettingsFrame>
  );
}

interface DoingsProps {
  doing: Doing;
  onDo: (doing: Doing) => void;
}

function Doings({ doing, onDo }: DoingsProps): JSX.Element | null {
  const t = useWords(words);
  const close = () => onDo(null);
  const onSecret = (secret: string | null) =>
    onDo(secret === null ? null : { kind: 'secret', secret });
  switch (doing?.kind) {
    case undefined:
      return null;
    case 'new':
      return <DestinationDialog onSecret={onSecret} onClose={close} />;
    case 'change':
      return (
        <DestinationDialog destination={doing.destination} onSecret={onSecret} onClose={close} />
      );
    case 'secret':
      return <SecretDialog secret={doing.secret} onClose={close} />;
    case 'test':
      return (
        <TestDialog title={t('testTitle')} send={() => test(doing.destination)} onClose={close} />
      );
    case 'remove':
      return (
        <ConfirmDialog
          list="alert-destinations"
          title={t('remove')}
          hint={t('removeHint')}
          send={() => remove(doing.destination)}
          onClose={close}
        />
      );
  }
}

function test({ name }: Destination): Promise<Schemas['DeliveryDetail']> {
  const params = { path: { name } };
  return ask(api.POST('/v1/alert-destinations/{name}/test', { params, body: {} }));
}

function remove({ name }: Destination): Promise<unknown> {
  return ask(api.DELETE('/v1/alert-destinations/{name}', { params: { path: { name } } }));
}

function useColumns(onDo: (doing: Doing) => void): Column<Destination>[] {
  const t = useWords(words);
  const say = useWords(settings);
  const tell = useWords(access);
  const short = { warning: t('warning'), breach: t('breach'), supervisor: say('supervisor') };
  return [
    column('name', say('name'), ({ name }) => <span className="font-medium">{name}</span>),
    column('target', t('target'), ({ kind, target }) => (
      <span className="flex flex-wrap items-center gap-1.5">
        <Badge>{t(kind)}</Badge> <span className="wrap-anywhere">{target}</span>
      </span>
    )),
    column('alerts', t('alerts'), ({ alerts }) => alerts.map((one) => short[one]).join(', ')),
    column('queues', t('queues'), ({ queues }) => queues.join(', ') || t('all')),
    column('state', say('state'), ({ enabled }) => <OnOff on={enabled} />),
    column('do', say('actions'), (destination) => (
      <RowActions>
        <Button onClick={() => onDo({ kind: 'test', destination })}>{tell('test')}</Button>
        <ChangeAndRemove
          onChange={() => onDo({ kind: 'change', destination })}
          onRemove={() => onDo({ kind: 'remove', destination })}
        />
      </RowActions>
    )),
  ];
}
