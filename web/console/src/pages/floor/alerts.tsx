/** Clocks of open cases that warned or passed their target. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { AlarmClockCheck } from 'lucide-react';
import type { JSX } from 'react';
import { api, ask } from '../../api/client.ts';
import { useTimes } from '../../i18n/times.ts';
import { useWords } from '../../i18n/language.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Empty, Loaded } from '../../ui/states.tsx';
import { useFloorCodes } from './codes.ts';
import { useRefetchInterval } from './live.tsx';
import { words } from './words.ts';

/** The latest twenty. */
export function Alerts(): JSX.Element {
  const t = useWords(words);
  const alerts = useQuery({
    queryKey: ['alerts', 'open'],
    queryFn: () => ask(api.GET('/v1/alerts', { params: { query: { open: 'true', limit: '20' } } })),
    refetchInterval: useRefetchInterval(),
  });
  return (
    <section className="grid gap-2">
      <h2 className="text-base">{t('alerts')}</h2>
      <div className="rounded-lg border border-line bg-surface">
        <Loaded query={alerts}>
          {({ data }) =>
            data.length === 0 ? (
              <Empty title={t('noAlerts')} icon={<AlarmClockCheck />}>
                {t('noAlertsHint')}
              </Empty>
            ) : (
              <ul className="divide-y divide-line">
                {data.map((alert) => (
                  <AlertLine
                    key={`${alert.handoff_id} ${alert.clock} ${alert.threshold}`}
                    alert={alert}
                  />
                ))}
              </ul>
            )
          }
        </Loaded>
      </div>
    </section>
  );
}

interface Alert {
  conversation_id: string;
  handoff_id: string;
  kind: 'warning' | 'breach';
  clock: string;
  threshold: string;
  due_at: string;
  at: string;
  queue: string;
  agent: string | null;
}

function AlertLine({ alert }: { alert: Alert }): JSX.Element {
  const t = useWords(words);
  const say = useFloorCodes();
  const { short, full } = useTimes();
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2">
      <Badge tone={alert.kind === 'breach' ? 'danger' : 'handoff'}>{t(alert.kind)}</Badge>
      <span className="font-medium">{say(alert.clock)}</span>
      <Link
        to="/decisions/$conversation"
        params={{ conversation: alert.conversation_id }}
        className="min-w-0 font-mono text-sm wrap-anywhere text-accent hover:underline"
      >
        {alert.conversation_id}
      </Link>
      <Link
        to="/floor/$queue"
        params={{ queue: alert.queue }}
        className="text-quiet hover:underline"
      >
        {alert.queue}
      </Link>
      {alert.agent !== null && <span className="text-quiet">{alert.agent}</span>}
      <span className="ml-auto text-sm text-quiet" title={full(alert.due_at)}>
        {t('dueAt', short(alert.due_at))}
      </span>
    </li>
  );
}
