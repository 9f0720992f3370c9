/** Webhooks: who hears of events. */
import { useQuery } from '@tanstack/react-query';
import { Webhook as WebhookIcon } from 'lucide-react';
import { useState } from 'react';
import type { JSX } from 'react';
import { api, ask } from '../../api/client.ts';
import type { Schemas } from '../../api/client.ts';
import { useWords } from '../../i18n/language.tsx';
import { Button } from '../../ui/button.tsx';
import { column } from '../../ui/columns.ts';
import type { Column } from '../../ui/table.tsx';
import { SettingsFrame } from './frame.tsx';
import { HealthOf } from './health.tsx';
import { AddButton, RecordList, RowActions } from './record-list.tsx';
import { SecretDialog } from './secret-dialog.tsx';
import { TestDialog } from './test-dialog.tsx';
import { AddWebhook, RemoveWebhook, ReplayWebhook, RotateSecret } from './webhook-dialogs.tsx';
import { useSaving } from './saving.ts';
import { access } from './words-access.ts';
import { words } from './words.ts';

type Webhook = Schemas['WebhookEndpoint'];
type Kind = 'test' | 'replay' | 'rotate' | 'remove';
type Doing =
  { kind: 'new' } | { kind: 'secret'; secret: string } | { kind: Kind; id: string } | null;

/** The page of the webhooks. */
export function WebhooksPage(): JSX.Element {
  const t = useWords(access);
  const say = useWords(words);
  const [doing, setDoing] = useState<Doing>(null);
  const webhooks = useQuery({
    queryKey: ['webhooks'],
    queryFn: () => ask(api.GET('/v1/webhook-endpoints')),
  });
  const columns = useColumns(setDoing);
  return (
    <SettingsFrame
      place="webhooks"
      lead={t('webhooksLead')}
      actions={<AddButton label={t('addWebhook')} onClick={() => setDoing({ kind: 'new' })} />}
    >
      <RecordList
        query={webhooks}
        caption={say('webhooks')}
        columns={columns}
        rowKey={({ id }) => id}
        empty={{ title: t('noWebhooks'), hint: t('noWebhooksHint'), icon: <WebhookIcon /> }}
      />
      <Doings doing={doing} onDo={setDoing} />
    </SettingsFrame>
  );
}

function Doings({
  doing,
  onDo,
}: {
  doing: Doing;
  onDo: (doing: Doing) => void;
}): JSX.Element | null {
  const t = useWords(access);
  const close = () => onDo(null);
  const show = (secret: string | null) => onDo(secret === null ? null : { kind: 'secret', secret });
  switch (doing?.kind) {
    case undefined:
      return null;
    case 'new':
      return <AddWebhook onSecret={show} onClose={close} />;
    case 'secret':
      return <SecretDialog secret={doing.secret} onClose={close} />;
    case 'rotate':
      return <RotateSecret id={doing.id} onSecret={show} onClose={close} />;
    case 'test':
      return <TestDialog title={t('testTitle')} send={() => test(doing.id)} onClose={close} />;
    case 'replay':
      return <ReplayWebhook id={doing.id} onClose={close} />;
    case 'remove':
      return <RemoveWebhook id={doing.id} onClose={close} />;
  }
}

function useColumns(onDo: (doing: Doing) => void): Column<Webhook>[] {
  const t = useWords(access);
  const say = useWords(words);
  const kinds = ['test', 'replay', 'rotate', 'remove'] as const;
  const labels = {
    test: t('test'),
    replay: t('replay'),
    rotate: t('rotate'),
    remove: say('remove'),
  };
  return [
    column('url', t('url'), ({ url }) => <span className="wrap-anywhere">{url}</span>),
    column('state', say('state'), (webhook) => <HealthOf target={webhook} />),
    column('events', t('events'), ({ events }) => (
      <span className="line-clamp-2 font-mono text-xs wrap-anywhere">{events.join(', ')}</span>
    )),
    column('do', say('actions'), (webhook) => (
      <RowActions>
        <Toggle webhook={webhook} />
        {kinds.map((kind) => (
          <Button
            key={kind}
            kind={kind === 'remove' ? 'danger' : 'plain'}
            onClick={() => onDo({ kind, id: webhook.id })}
          >
            {labels[kind]}
          </Button>
        ))}
      </RowActions>
    )),
  ];
}

function Toggle({ webhook }: { webhook: Webhook }): JSX.Element {
  const t = useWords(access);
  const say = useWords(words);
  const params = { path: { id: webhook.id } };
  const body = { enabled: !webhook.enabled };
  const saving = useSaving(
    'webhooks',
    () => ask(api.PATCH('/v1/webhook-endpoints/{id}', { params, body })),
    { text: say('saved') },
  );
  return (
    <Button busy={saving.isPending} onClick={() => saving.mutate()}>
      {webhook.enabled ? t('turnOff') : t('turnOn')}
    </Button>
  );
}

function test(id: string): Promise<Schemas['DeliveryDetail']> {
  const params = { path: { id } };
  return ask(api.POST('/v1/webhook-endpoints/{id}/test', { params, body: {} }));
}
