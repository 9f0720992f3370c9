/** What is done with one webhook. */
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { JSX } from 'react';
import { api, ask } from '../../api/client.ts';
import type { Schemas } from '../../api/client.ts';
import { useWords } from '../../i18n/language.tsx';
import { FormDialog } from '../../ui/dialog.tsx';
import { CheckField, TextField } from '../../ui/field.tsx';
import { toast } from '../../ui/toast.tsx';
import { listOf } from './forms.ts';
import { ConfirmDialog, RecordDialog } from './record-dialogs.tsx';
import { access } from './words-access.ts';

type Events = Schemas['WebhookEndpointCreate']['events'];

interface NewSecretProps {
  onSecret: (secret: string | null) => void;
  onClose: () => void;
}

const fresh = { url: 'https://', events: '*' };

/** A new one; its secret is shown next. */
export function AddWebhook({ onSecret, onClose }: NewSecretProps): JSX.Element {
  const t = useWords(access);
  return (
    <RecordDialog
      isNew
      list="webhooks"
      title={t('addWebhook')}
      start={fresh}
      isComplete={({ url, events }) => URL.canParse(url) && listOf(events).length > 0}
      send={({ url, events }) => {
        const wanted = listOf(events) as NonNullable<Events>;
        return ask(api.POST('/v1/webhook-endpoints', { body: { url, events: wanted } }));
      }}
      onSent={({ secret }) => onSecret(secret)}
      onClose={onClose}
    >
      {(form) => (
        <>
          <TextField type="url" label={t('url')} {...form.text('url')} />
          <TextField label={t('events')} hint={t('eventsHint')} {...form.text('events')} />
        </>
      )}
    </RecordDialog>
  );
}

/** A second secret beside the first. */
export function RotateSecret(props: NewSecretProps & { id: string }): JSX.Element {
  const { id, onSecret, onClose } = props;
  const t = useWords(access);
  const params = { path: { id } };
  return (
    <ConfirmDialog
      list="webhooks"
      kind="primary"
      title={t('rotateTitle')}
      hint={t('rotateHint')}
      action={t('rotate')}
      done={null}
      send={() => ask(api.POST('/v1/webhook-endpoints/{id}/rotate-secret', { params, body: {} }))}
      onSent={({ secret }) => onSecret(secret)}
      onClose={onClose}
    />
  );
}

interface OneProps {
  id: string;
  onClose: () => void;
}

/** It is gone. */
export function RemoveWebhook({ id, onClose }: OneProps): JSX.Element {
  const t = useWords(access);
  return (
    <ConfirmDialog
      list="webhooks"
      title={t('removeWebhook')}
      hint={t('removeWebhookHint')}
      send={() => ask(api.DELETE('/v1/webhook-endpoints/{id}', { params: { path: { id } } }))}
      onClose={onClose}
    />
  );
}

const hourMs = 3_600_000;

/** The instant as a field of the browser wants it, in the reader's zone. */
function localInput(at: number): string {
  const zoned = new Date(at - new Date(at).getTimezoneOffset() * 60_000);
  return zoned.toISOString().slice(0, 16);
}

/** Events since an instant are due again. */
export function ReplayWebhook({ id, onClose }: OneProps): JSX.Element {
  const t = useWords(access);
  const [since, setSince] = useState(() => localInput(Date.now() - hourMs));
  const [all, setAll] = useState(false);
  const params = { path: { id } };
  const replay = useMutation({
    mutationFn: () => {
      const body = { since: new Date(since).toISOString(), all };
      return ask(api.POST('/v1/webhook-endpoints/{id}/replay', { params, body }));
    },
    onSuccess: ({ deliveries }) => {
      toast(t('replayed', deliveries));
      onClose();
    },
  });
  return (
    <FormDialog
      title={t('replayTitle')}
      action={t('replay')}
      busy={replay.isPending}
      disabled={since === ''}
      error={replay.error}
      onSubmit={() => replay.mutate()}
      onClose={onClose}
    >
      <TextField
        type="datetime-local"
        label={t('replaySince')}
        value={since}
        onChange={(event) => setSince(event.target.value)}
      />
      <CheckField
        label={t('replayAll')}
        checked={all}
        onChange={(event) => setAll(event.target.checked)}
      />
    </FormDialog>
  );
}
