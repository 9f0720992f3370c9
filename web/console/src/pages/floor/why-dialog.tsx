/** Why a case still waits: the most telling cause first, then what speaks against each agent. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { JSX } from 'react';
import { api, ask } from '../../api/client.ts';
import type { Schemas } from '../../api/client.ts';
import { useTimes } from '../../i18n/times.ts';
import { useWords } from '../../i18n/language.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Loaded } from '../../ui/states.tsx';
import { useFloorCodes } from './codes.ts';
import { useRefetchInterval } from './live.tsx';
import { words } from './words.ts';

type Case = NonNullable<Schemas['WhyWaiting']['case']>;

/** Read again while it is open: a cause may go while one looks. */
export function WhyDialog(props: { conversation: string; onClose: () => void }): JSX.Element {
  const { conversation, onClose } = props;
  const t = useWords(words);
  const why = useQuery({
    queryKey: ['floor', 'part', 'why', conversation],
    queryFn: () =>
      ask(api.GET('/v1/conversations/{id}/waiting', { params: { path: { id: conversation } } })),
    refetchInterval: useRefetchInterval(),
  });
  return (
    <Dialog title={t('whyTitle')} onClose={onClose}>
      <Loaded query={why} lines={5}>
        {({ case: waiting }) =>
          waiting === null ? <p>{t('notWaiting')}</p> : <Causes waiting={waiting} />
        }
      </Loaded>
      <Link
        to="/decisions/$conversation"
        params={{ conversation }}
        className="justify-self-start text-accent hover:underline"
      >
        {t('openCase')}
      </Link>
    </Dialog>
  );
}

function Causes({ waiting }: { waiting: Case }): JSX.Element {
  const t = useWords(words);
  const say = useFloorCodes();
  const { duration } = useTimes();
  const expected = waiting.expected_wait_seconds;
  const facts: [string, string][] = [
    [t('waited'), duration(waiting.waited_seconds * 1000)],
    [t('expected'), expected === null ? t('unknown') : duration(expected * 1000)],
    [t('position'), waiting.place === null ? t('unknown') : String(waiting.place)],
    [t('eligible'), waiting.eligible.join(', ') || t('nobody')],
  ];
  return (
    <div className="grid gap-4">
      <div className="flex flex-wrap gap-1.5">
        {waiting.causes.map((cause, place) => (
          <Badge key={cause} tone={place === 0 ? 'handoff' : 'quiet'}>
            {say(cause)}
          </Badge>
        ))}
      </div>
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
        {facts.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-quiet">{name}</dt>
            <dd className="wrap-anywhere">{value}</dd>
          </div>
        ))}
      </dl>
      {waiting.hindered.length > 0 && (
        <div className="grid gap-1">
          <h3 className="text-sm text-quiet">{t('hindered')}</h3>
          <ul className="grid gap-1">
            {waiting.hindered.map(({ agent, hindrance }) => (
              <li key={agent} className="flex justify-between gap-4">
                <span className="wrap-anywhere">{agent}</span>
                <span className="text-quiet">{say(hindrance)}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
