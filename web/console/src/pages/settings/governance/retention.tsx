/** How long conversations are kept; what a time would erase is said before it is set. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { JSX } from 'react';
import { api, ask } from '../../../api/client.ts';
import type { Schemas } from '../../../api/client.ts';
import { useMe } from '../../../app/session.tsx';
import { useTimes } from '../../../i18n/times.ts';
import { useWords } from '../../../i18n/language.tsx';
import { Button } from '../../../ui/button.tsx';
import { TextField } from '../../../ui/field.tsx';
import { Card } from '../../../ui/page.tsx';
import { ConfirmDialog } from '../record-dialogs.tsx';
import { words as settings } from '../words.ts';
import { words } from './words.ts';

type Preview = Schemas['Retention'];

function save(days: string): Promise<unknown> {
  const body = { retention_days: days === '' ? null : Number(days) };
  return ask(api.PATCH('/v1/governance', { body }));
}

const isTime = (days: string): boolean => /^[1-9]\d{0,4}$/.test(days) && Number(days) <= 36_500;

function usePreview(days: string) {
  return useQuery({
    queryKey: ['governance', 'retention', days],
    queryFn: () => ask(api.GET('/v1/governance/retention', { params: { query: { days } } })),
    enabled: isTime(days),
    placeholderData: (before: Preview | undefined) => before,
  });
}

/** The time, in days. */
export function Retention({ stored }: { stored: Schemas['Governance'] }): JSX.Element {
  const t = useWords(words);
  const say = useWords(settings);
  const isAdmin = useMe().role === 'admin';
  const [days, setDays] = useState(
    stored.retention_days === null ? '' : `${stored.retention_days}`,
  );
  const [isAsked, setIsAsked] = useState(false);
  const preview = usePreview(days);
  const atOnce = days === '' ? 0 : (preview.data?.conversations ?? 0);
  return (
    <Card title={t('retention')}>
      <div className="grid gap-4">
        <p className="text-quiet">{t('keepsFor')}</p>
        <div className="max-w-48">
          <TextField
            type="number"
            min={1}
            max={36_500}
            label={t('days')}
            value={days}
            disabled={!isAdmin}
            onChange={({ target }) => setDays(target.value)}
          />
        </div>
        <AtOnce days={days} preview={preview.data} />
        {isAdmin ? (
          <Button
            kind="primary"
            className="justify-self-start"
            disabled={days !== '' && (!isTime(days) || preview.data === undefined)}
            onClick={() => setIsAsked(true)}
          >
            {t('save')}
          </Button>
        ) : (
          <p className="text-sm text-quiet">{t('adminOnly')}</p>
        )}
      </div>
      {isAsked && (
        <ConfirmDialog
          list="governance"
          title={t('retention')}
          hint={atOnce === 0 ? t('previewNone') : t('confirmHint', atOnce)}
          action={atOnce === 0 ? t('save') : t('confirm')}
          kind={atOnce === 0 ? 'primary' : 'danger'}
          done={say('saved')}
          send={() => save(days)}
          onClose={() => setIsAsked(false)}
        />
      )}
    </Card>
  );
}

function AtOnce(props: { days: string; preview: Preview | undefined }): JSX.Element {
  const { days, preview } = props;
  const t = useWords(words);
  const { short } = useTimes();
  if (days === '') return <p role="status">{t('never')}</p>;
  const count = preview?.conversations ?? 0;
  return (
    <p role="status" className={count > 0 ? 'text-danger' : ''}>
      {count > 0 ? t('preview', count, short(preview?.oldest_at ?? 0)) : t('previewNone')}
    </p>
  );
}
