/** The floor of a tenant, live. */
import { Link } from '@tanstack/react-router';
import { Inbox } from 'lucide-react';
import type { JSX } from 'react';
import { useTimes } from '../../i18n/times.ts';
import { useWords } from '../../i18n/language.tsx';
import { Badge } from '../../ui/badge.tsx';
import { column, figure } from '../../ui/columns.ts';
import { Page } from '../../ui/page.tsx';
import { Empty, Loaded } from '../../ui/states.tsx';
import { Table } from '../../ui/table.tsx';
import type { Column } from '../../ui/table.tsx';
import { Age } from './age.tsx';
import { Agents } from './agents.tsx';
import { Alerts } from './alerts.tsx';
import { useFloorCodes } from './codes.ts';
import { Count } from './count.tsx';
import { FloorLive, useFloor, type Floor } from './live.tsx';
import { Switches, SwitchesBanner } from './switches.tsx';
import { words } from './words.ts';

type Queue = Floor['queues'][number];

/** The page of a supervisor's day. */
export function FloorPage(): JSX.Element {
  return (
    <FloorLive>
      <Now />
    </FloorLive>
  );
}

function Now(): JSX.Element {
  const t = useWords(words);
  const floor = useFloor();
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      actions={floor.data && <Switches switches={floor.data.switches} />}
    >
      <Loaded query={floor} lines={9}>
        {(data) => (
          <div className="grid gap-6">
            <SwitchesBanner switches={data.switches} />
            <Totals floor={data} />
            <Queues queues={data.queues} readAt={floor.dataUpdatedAt} />
            <Agents agents={data.agents} readAt={floor.dataUpdatedAt} />
            <Alerts />
          </div>
        )}
      </Loaded>
    </Page>
  );
}

function sum<T>(rows: readonly T[], of: (row: T) => number): number {
  return rows.reduce((total, row) => total + of(row), 0);
}

function Totals({ floor }: { floor: Floor }): JSX.Element {
  const t = useWords(words);
  const { queues, agents } = floor;
  const figures: [string, number, string][] = [
    [t('waiting'), sum(queues, (queue) => queue.waiting), 'text-text'],
    [t('atRisk'), sum(queues, (queue) => queue.at_risk), 'text-handoff'],
    [t('breached'), sum(queues, (queue) => queue.breached), 'text-danger'],
    [t('held'), sum(queues, (queue) => queue.held), 'text-text'],
    [t('onShift'), agents.filter((agent) => agent.on_shift).length, 'text-person'],
  ];
  return (
    <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-lg border border-line bg-line sm:grid-cols-5">
      {figures.map(([name, value, tone]) => (
        <div
          key={name}
          className="flex flex-col-reverse bg-surface px-4 py-3 last:odd:col-span-2 sm:last:odd:col-span-1"
        >
          <dt className="text-sm text-quiet">{name}</dt>
          <dd
            className={`text-2xl leading-tight font-semibold tabular-nums ${value === 0 ? 'text-quiet' : tone}`}
          >
            {value}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function useQueueColumns(readAt: number): Column<Queue>[] {
  const t = useWords(words);
  const { duration } = useTimes();
  const seconds = (value: number | null) => (value === null ? '–' : duration(value * 1000));
  return [
    column('queue', t('queue'), (queue) => <QueueName queue={queue} />),
    column('staffing', t('staffing'), (queue) => <Staffing queue={queue} />),
    figure('waiting', t('waiting'), (queue) => <Waiting queue={queue} />),
    figure('oldest', t('oldest'), (queue) => (
      <Age seconds={queue.oldest_waiting_seconds} readAt={readAt} />
    )),
    figure('risk', t('atRisk'), (queue) => <Count value={queue.at_risk} tone="handoff" />),
    figure('breached', t('breached'), (queue) => <Count value={queue.breached} tone="danger" />),
    figure('held', t('held'), (queue) => <Count value={queue.held} />),
    figure('shift', t('onShift'), (queue) => queue.agents_on_shift),
    figure('accepts', t('accepts'), (queue) => queue.accepts_last_hour),
    figure('median', t('median'), (queue) => seconds(queue.median_wait_seconds)),
  ];
}

function Queues({ queues, readAt }: { queues: readonly Queue[]; readAt: number }): JSX.Element {
  const t = useWords(words);
  const empty = (
    <Empty title={t('noQueues')} icon={<Inbox />}>
      {t('noQueuesHint')}
    </Empty>
  );
  return (
    <section className="grid gap-2">
      <h2 className="text-base">{t('queues')}</h2>
      <Table
        caption={t('queues')}
        rows={queues}
        rowKey={({ id }) => id}
        empty={empty}
        columns={useQueueColumns(readAt)}
      />
    </section>
  );
}

function QueueName({ queue }: { queue: Queue }): JSX.Element {
  return (
    <Link
      to="/floor/$queue"
      params={{ queue: queue.id }}
      className="font-medium text-accent hover:underline"
      dir="auto"
    >
      {queue.name}
    </Link>
  );
}

function Staffing({ queue }: { queue: Queue }): JSX.Element {
  const t = useWords(words);
  const say = useFloorCodes();
  const { short } = useTimes();
  return (
    <span className="flex flex-wrap items-center gap-1.5 whitespace-nowrap">
      <Badge tone={queue.staffing === 'staffed' ? 'person' : 'handoff'}>
        {say(queue.staffing)}
      </Badge>
      {queue.back_at !== null && (
        <span className="text-sm text-quiet">{t('backAt', short(queue.back_at))}</span>
      )}
    </span>
  );
}

function Waiting({ queue }: { queue: Queue }): JSX.Element {
  const t = useWords(words);
  return (
    <span className="inline-flex flex-wrap items-center justify-end gap-1.5">
      {queue.offered > 0 && (
        <span className="text-sm whitespace-nowrap text-quiet">{t('offered', queue.offered)}</span>
      )}
      <Count value={queue.waiting} />
    </span>
  );
}
