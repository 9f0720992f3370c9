/** Webhooks: who hears of events. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { Plus, Webhook as WebhookIcon } from 'lucide-react';
import { useState } from 'react';
import type { JSX } from 'react';
import { api, ask } from '../../api/client.ts';
import type { Schemas } from '../../api/client.ts';
import { useTimes } from '../../i18n/times.ts';
import { useWords } from '../../i18n/language.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { column } from '../../ui/columns.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Empty, Loaded, Problem } from '../../ui/states.tsx';
import { Table } from '../../ui/table.tsx';
import type { Column } from '../../ui/table.tsx';
import { SettingsFrame } from './frame.tsx';
import { SecretDialog } from './secret-dialog.tsx';
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
  const empty = (
    <Empty title={t('noWebhooks')} icon={<WebhookIcon />}>
      {t('noWebhooksHint')}
    </Empty>
  );
  return (
    <SettingsFrame
      place="webhooks"
      lead={t('webhooksLead')}
      actions={
        <Button kind="primary" onClick={() => setDoing({ kind: 'new' })}>
          <Plus aria-hidden className="size-4" />
          {t('addWebhook')}
        </Button>
      }
    >
      <Loaded query={webhooks}>
        {({ data }) => (
          <Table
            caption={say('webhooks')}
            rows={data}
            rowKey={({ id }) => id}
            columns={columns}
            empty={empty}
          />
        )}
      </Loaded>
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
      return <TestDialog id={doing.id} onClose={close} />;
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
    column('state', say('state'), (webhook) => <StateOf webhook={webhook} />),
    column('events', t('events'), ({ events }) => (
      <span className="line-clamp-2 font-mono text-xs wrap-anywhere">{events.join(', ')}</span>
    )),
    column('do', say('actions'), (webhook) => (
      <span className="-my-1 flex flex-wrap gap-1.5">
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
      </span>
    )),
  ];
}

function StateOf({ webhook }: { webhook: Webhook }): JSX.Element {
  const t = useWords(access);
  const { short } = useTimes();
  const { enabled, disabled_reason: reason, failing_since: since } = webhook;
  const why: Record<string, string> = {
    gone: t('gone'),
    failed_for_days: t('failed_for_days'),
    switched_off: t('switched_off'),
  };
  return (
    <span className="grid justify-items-start gap-0.5">
      <Badge tone={enabled ? 'person' : 'danger'}>{enabled ? t('enabled') : t('disabled')}</Badge>
      {reason !== null && <span className="text-sm text-quiet">{why[reason] ?? reason}</span>}
      {since !== null && (
        <span className="text-sm text-danger">{t('failingSince', short(since))}</span>
      )}
    </span>
  );
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

function TestDialog({ id, onClose }: { id: string; onClose: () => void }): JSX.Element {
  const t = useWords(access);
  const params = { path: { id } };
  const test = useMutation({
    mutationFn: () => ask(api.POST('/v1/webhook-endpoints/{id}/test', { params, body: {} })),
  });
  return (
    <Dialog title={t('testTitle')} onClose={onClose}>
      {test.isError && <Problem error={test.error} />}
      {test.data !== undefined && <TestOutcome delivery={test.data} />}
      <Button
        kind="primary"
        className="justify-self-end"
        busy={test.isPending}
        onClick={() => test.mutate()}
      >
        {t('test')}
      </Button>
    </Dialog>
  );
}

function TestOutcome({ delivery }: { delivery: Schemas['DeliveryDetail'] }): JSX.Element {
  const t = useWords(access);
  const last = delivery.attempt_log.at(-1);
  if (delivery.state === 'pending' || last === undefined) return <p>{t('testPending')}</p>;
  const isDelivered = delivery.state === 'delivered';
  const why = last.error ?? String(last.status);
  return (
    <p role="status" className={isDelivered ? 'text-person' : 'wrap-anywhere text-danger'}>
      {isDelivered
        ? t('testDelivered', String(last.status), String(last.duration_ms))
        : t('testFailed', why)}
    </p>
  );
}
