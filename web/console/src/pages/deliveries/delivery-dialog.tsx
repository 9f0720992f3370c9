/** One delivery with every attempt, and the way to send it again. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { JSX, ReactNode } from 'react';
import { api, ask } from '../../api/client.ts';
import type { Schemas } from '../../api/client.ts';
import { useTimes } from '../../i18n/times.ts';
import { useWords } from '../../i18n/language.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Loaded, Problem } from '../../ui/states.tsx';
import { toast } from '../../ui/toast.tsx';
import { stateTones } from './look.ts';
import { words } from './words.ts';

type Detail = Schemas['DeliveryDetail'];

/** Read again while it is on its way. */
export function DeliveryDialog({ id, onClose }: { id: string; onClose: () => void }): JSX.Element {
  const t = useWords(words);
  const params = { path: { id } };
  const delivery = useQuery({
    queryKey: ['deliveries', 'one', id],
    queryFn: () => ask(api.GET('/v1/deliveries/{id}', { params })),
    refetchInterval: ({ state }) => (state.data?.state === 'pending' ? 1_500 : false),
  });
  return (
    <Dialog wide title={t('detailsTitle')} onClose={onClose}>
      <Loaded query={delivery} lines={5}>
        {(data) => (
          <div className="grid gap-4">
            <Facts delivery={data} />
            <Attempts delivery={data} />
            <Resend delivery={data} />
          </div>
        )}
      </Loaded>
    </Dialog>
  );
}

function Facts({ delivery }: { delivery: Detail }): JSX.Element {
  const t = useWords(words);
  const { full } = useTimes();
  const { state, event_sequence: sequence, next_attempt_at: next } = delivery;
  const facts: [string, ReactNode][] = [
    [
      t('state'),
      <Badge key="state" tone={stateTones[state]}>
        {t(state)}
      </Badge>,
    ],
    [t('cause'), delivery.cause],
    [t('event'), <code key="event">{delivery.event_type}</code>],
    [t('conversation'), delivery.conversation_id],
    [t('sequence', sequence ?? 0), sequence],
    [t('target'), delivery.target],
    [t('created'), full(delivery.created_at)],
    [t('next'), next && full(next)],
    [t('key'), <code key="key">{delivery.idempotency_key}</code>],
    [t('receipt'), delivery.receipt],
  ];
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1">
      {facts
        .filter(([, value]) => value !== null)
        .map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-quiet">{name}</dt>
            <dd className="wrap-anywhere">{value}</dd>
          </div>
        ))}
    </dl>
  );
}

function Attempts({ delivery }: { delivery: Detail }): JSX.Element {
  const t = useWords(words);
  const { full } = useTimes();
  const { attempt_log: log } = delivery;
  if (log.length === 0) return <p className="text-quiet">{t('noAttempt')}</p>;
  return (
    <ol
      className="max-h-72 divide-y divide-line overflow-y-auto rounded-md border border-line"
      tabIndex={0}
    >
      {log.map((attempt) => (
        <li key={attempt.number} className="flex flex-wrap items-baseline gap-x-3 px-3 py-2">
          <span className="font-medium">{t('attempt', attempt.number)}</span>
          <span className="text-quiet">{full(attempt.at)}</span>
          <span className="ml-auto tabular-nums">
            {attempt.status ?? (attempt.error === null ? '' : t('noAnswer'))}
          </span>
          <span className="text-quiet tabular-nums">
            {attempt.duration_ms === null ? t('running') : t('took', attempt.duration_ms)}
          </span>
          {attempt.error !== null && (
            <span className="w-full text-sm wrap-anywhere text-danger">{attempt.error}</span>
          )}
        </li>
      ))}
    </ol>
  );
}

function Resend({ delivery }: { delivery: Detail }): JSX.Element | null {
  const t = useWords(words);
  const queries = useQueryClient();
  const params = { path: { id: delivery.id } };
  const resend = useMutation({
    mutationFn: () => ask(api.POST('/v1/deliveries/{id}/resend', { params, body: {} })),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['deliveries'] });
      toast(t('resent'));
    },
  });
  if (delivery.state === 'pending') return null;
  return (
    <div className="grid gap-3">
      {resend.isError && <Problem error={resend.error} />}
      <Button
        kind="primary"
        className="justify-self-end"
        busy={resend.isPending}
        onClick={() => resend.mutate()}
      >
        {t('resend')}
      </Button>
    </div>
  );
}
