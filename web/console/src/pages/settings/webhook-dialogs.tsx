/** What is done with one webhook. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { JSX } from 'react';
import { api, ask } from '../../api/client.ts';
import type { Schemas } from '../../api/client.ts';
import { useWords } from '../../i18n/language.tsx';
import { FormDialog } from '../../ui/dialog.tsx';
import { CheckField, TextField } from '../../ui/field.tsx';
import { toast } from '../../ui/toast.tsx';
import { listOf } from './forms.ts';
import { useSaving } from './saving.ts';
import { access } from './words-access.ts';
import { words } from './words.ts';

type Events = Schemas['WebhookEndpointCreate']['events'];

interface NewSecretProps {
  onSecret: (secret: string | null) => void;
  onClose: () => void;
}

/** A new one; its secret is shown next. */
export function AddWebhook({ onSecret, onClose }: NewSecretProps): JSX.Element {
  const t = useWords(access);
  const say = useWords(words);
  const queries = useQueryClient();
  const [url, setUrl] = useState('https://');
  const [events, setEvents] = useState('*');
  const add = useMutation({
    mutationFn: () => {
      const wanted = listOf(events) as NonNullable<Events>;
      return ask(api.POST('/v1/webhook-endpoints', { body: { url, events: wanted } }));
    },
    onSuccess: async ({ secret }) => {
      await queries.invalidateQueries({ queryKey: ['webhooks'] });
      onSecret(secret);
    },
  });
  return (
    <FormDialog
      title={t('addWebhook')}
      action={say('add')}
      busy={add.isPending}
      disabled={!URL.canParse(url) || listOf(events).length === 0}
      error={add.error}
      onSubmit={() => add.mutate()}
      onClose={onClose}
    >
      <TextField
        type="url"
        label={t('url')}
        value={url}
        onChange={(event) => setUrl(event.target.value)}
      />
      <TextField
        label={t('events')}
        hint={t('eventsHint')}
        value={events}
        onChange={(event) => setEvents(event.target.value)}
      />
    </FormDialog>
  );
}

/** A second secret beside the first. */
export function RotateSecret({
  id,
  onSecret,
  onClose,
}: NewSecretProps & { id: string }): JSX.Element {
  const t = useWords(access);
  const params = { path: { id } };
  const rotate = useMutation({
    mutationFn: () =>
      ask(api.POST('/v1/webhook-endpoints/{id}/rotate-secret', { params, body: {} })),
    onSuccess: ({ secret }) => onSecret(secret),
  });
  return (
    <FormDialog
      title={t('rotateTitle')}
      action={t('rotate')}
      busy={rotate.isPending}
      error={rotate.error}
      onSubmit={() => rotate.mutate()}
      onClose={onClose}
    >
      <p>{t('rotateHint')}</p>
    </FormDialog>
  );
}

interface OneProps {
  id: string;
  onClose: () => void;
}

/** It is gone. */
export function RemoveWebhook({ id, onClose }: OneProps): JSX.Element {
  const t = useWords(access);
  const say = useWords(words);
  const params = { path: { id } };
  const saving = useSaving(
    'webhooks',
    () => ask(api.DELETE('/v1/webhook-endpoints/{id}', { params })),
    { text: say('removed'), then: onClose },
  );
  return (
    <FormDialog
      title={t('removeWebhook')}
      action={say('remove')}
      kind="danger"
      busy={saving.isPending}
      error={saving.error}
      onSubmit={() => saving.mutate()}
      onClose={onClose}
    >
      <p>{t('removeWebhookHint')}</p>
    </FormDialog>
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
