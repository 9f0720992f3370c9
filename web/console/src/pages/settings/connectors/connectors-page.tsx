/** Connectors: other systems that hear of handoffs, and answer. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { Cable } from 'lucide-react';
import { useState } from 'react';
import type { JSX } from 'react';
import { api, ask } from '../../../api/client.ts';
import { useWords } from '../../../i18n/language.tsx';
import { Button } from '../../../ui/button.tsx';
import { column } from '../../../ui/columns.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { Problem } from '../../../ui/states.tsx';
import type { Column } from '../../../ui/table.tsx';
import { SettingsFrame } from '../frame.tsx';
import { HealthOf } from '../health.tsx';
import { ConfirmDialog } from '../record-dialogs.tsx';
import { AddButton, ChangeAndRemove, RecordList, RowActions } from '../record-list.tsx';
import { Copyable } from '../secret-dialog.tsx';
import { words as settings } from '../words.ts';
import { ConnectorDialog } from './connector-dialog.tsx';
import { kinds, type Connector } from './specs.ts';
import { words } from './words.ts';

type Doing = { kind: 'new' } | { kind: 'change' | 'check' | 'remove'; connector: Connector } | null;

const byKind = (a: Connector, b: Connector) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind);

/** The page of the connectors. */
export function ConnectorsPage(): JSX.Element {
  const t = useWords(words);
  const say = useWords(settings);
  const [doing, setDoing] = useState<Doing>(null);
  const connectors = useQuery({
    queryKey: ['connectors'],
    queryFn: () => ask(api.GET('/v1/connectors')),
    select: ({ data }) => ({ data: data.toSorted(byKind) }),
  });
  return (
    <SettingsFrame
      place="connectors"
      lead={t('lead')}
      actions={<AddButton label={t('add')} onClick={() => setDoing({ kind: 'new' })} />}
    >
      <RecordList
        query={connectors}
        caption={say('connectors')}
        columns={useColumns(setDoing)}
        rowKey={({ id }) => id}
        empty={{ title: t('none'), hint: t('noneHint'), icon: <Cable /> }}
      />
      <Doings doing={doing} onClose={() => setDoing(null)} />
    </SettingsFrame>
  );
}

interface DoingsProps {
  doing: Doing;
  onClose: () => void;
}

function Doings({ doing, onClose }: DoingsProps): JSX.Element | null {
  const t = useWords(words);
  switch (doing?.kind) {
    case undefined:
      return null;
    case 'new':
      return <ConnectorDialog onClose={onClose} />;
    case 'change':
      return <ConnectorDialog connector={doing.connector} onClose={onClose} />;
    case 'check':
      return <CheckDialog connector={doing.connector} onClose={onClose} />;
    case 'remove':
      return (
        <ConfirmDialog
          list="connectors"
          title={t('remove')}
          hint={t('removeHint')}
          send={() => remove(doing.connector)}
          onClose={onClose}
        />
      );
  }
}

function remove({ id }: Connector): Promise<unknown> {
  return ask(api.DELETE('/v1/connectors/{id}', { params: { path: { id } } }));
}

function useColumns(onDo: (doing: Doing) => void): Column<Connector>[] {
  const t = useWords(words);
  const say = useWords(settings);
  return [
    column('kind', t('kind'), ({ kind }) => <span className="font-medium">{t(kind)}</span>),
    column('where', t('where'), ({ config }) => <WhereOf config={config} />),
    column('state', say('state'), (connector) => <HealthOf target={connector} />),
    column('do', say('actions'), (connector) => (
      <RowActions>
        <Button onClick={() => onDo({ kind: 'check', connector })}>{t('check')}</Button>
        <ChangeAndRemove
          onChange={() => onDo({ kind: 'change', connector })}
          onRemove={() => onDo({ kind: 'remove', connector })}
        />
      </RowActions>
    )),
  ];
}

function WhereOf({ config }: { config: Connector['config'] }): JSX.Element {
  const parts = ['base_url', 'channel', 'account', 'inbox'].flatMap((name) => {
    const value = config[name];
    return typeof value === 'string' || typeof value === 'number' ? [String(value)] : [];
  });
  return <span className="wrap-anywhere">{parts.join(' · ') || '–'}</span>;
}

/** Whether it can be reached, and where the other side posts to. */
function CheckDialog(props: { connector: Connector; onClose: () => void }): JSX.Element {
  const { connector, onClose } = props;
  const t = useWords(words);
  const params = { path: { id: connector.id } };
  const check = useMutation({
    mutationFn: () => ask(api.POST('/v1/connectors/{id}/test', { params, body: {} })),
  });
  return (
    <Dialog wide title={t('checkTitle')} onClose={onClose}>
      <p className="text-quiet">{t('checkHint')}</p>
      {check.isError && <Problem error={check.error} />}
      {check.data !== undefined && <Health health={check.data} />}
      <Button
        kind="primary"
        className="justify-self-end"
        busy={check.isPending}
        onClick={() => check.mutate()}
      >
        {t('check')}
      </Button>
      <div className="grid gap-1">
        <p className="text-sm font-medium">{t('inbound')}</p>
        <Copyable label={t('inbound')} text={connector.inbound_url} />
        <p className="text-sm text-quiet">{t('inboundHint')}</p>
      </div>
    </Dialog>
  );
}

interface HealthProps {
  health: { ok: boolean; status: number | null; error: string | null };
}

function Health({ health }: HealthProps): JSX.Element {
  const t = useWords(words);
  const known: Record<string, string> = {
    secret_missing: t('secret_missing'),
    not_available: t('not_available'),
    http_401: t('http_401'),
    http_403: t('http_403'),
    http_404: t('http_404'),
  };
  const { ok, status, error } = health;
  const code = error ?? String(status);
  return (
    <p role="status" className={ok ? 'text-person' : 'wrap-anywhere text-danger'}>
      {ok
        ? t('reachable', status === null ? '' : `: ${status}`)
        : t('unreachable', known[code] ?? code)}
    </p>
  );
}
