/** The report of one week, with tables for everything it says. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { JSX } from 'react';
import { api, ask } from '../../api/client.ts';
import type { Schemas } from '../../api/client.ts';
import { useParam } from '../../app/address.ts';
import { useWords } from '../../i18n/language.tsx';
import { useTimes } from '../../i18n/times.ts';
import { Card, Page } from '../../ui/page.tsx';
import { Empty, Loaded } from '../../ui/states.tsx';
import { Table } from '../../ui/table.tsx';
import { SuggestedChanges } from '../policies/suggested-changes.tsx';
import { words } from './words.ts';

type Round = Schemas['ReviewRound'];
type Report = NonNullable<Schemas['ReviewReport']>;
type Figures = Report['this_week'];

const shares = ['handoff_rate', 'precision', 'completion_rate'] as const;
const durations = [
  'time_to_first_action_seconds',
  'time_to_human_seconds',
  'handle_seconds',
] as const;

/** The page of one round. */
export function ReportPage(): JSX.Element {
  const t = useWords(words);
  const id = useParam('round');
  const round = useQuery({
    queryKey: ['reviews', 'rounds', id],
    queryFn: () => ask(api.GET('/v1/review-rounds/{id}', { params: { path: { id } } })),
  });
  const back = (
    <Link to="/reviews" className="text-accent hover:underline">
      {t('back')}
    </Link>
  );
  return (
    <Page title={t('reportTitle')} actions={back}>
      <Loaded query={round} lines={8}>
        {(data) => <Week round={data} />}
      </Loaded>
    </Page>
  );
}

function Week({ round }: { round: Round }): JSX.Element {
  const t = useWords(words);
  const times = useTimes();
  if (round.report === null) return <Empty title={t('notWritten')}>{t('notWrittenHint')}</Empty>;
  const { report } = round;
  return (
    <>
      <p className="-mt-3 text-quiet">
        {t('reportLead', times.day(round.since), times.day(round.until))}
      </p>
      <FigureTable report={report} />
      <Found report={report} />
      <SuggestedChanges policy={report.policy} changes={report.suggestions} />
      <WorstRules report={report} />
      <Missed report={report} />
      <Gaps report={report} />
    </>
  );
}

function percent(value: number | null): string {
  return value === null ? '–' : `${(value * 100).toFixed(1)} %`;
}

function FigureTable({ report }: { report: Report }): JSX.Element {
  const t = useWords(words);
  const times = useTimes();
  const duration = (value: number | null) => (value === null ? '–' : times.duration(value * 1000));
  const row = (name: keyof Figures, show: (value: number | null) => string) => ({
    name: t(name),
    now: show(report.this_week[name]),
    before: show(report.last_week[name]),
  });
  const rows = [
    row('handoffs', String),
    ...shares.map((name) => row(name, percent)),
    ...durations.map((name) => row(name, duration)),
  ];
  return (
    <Table
      caption={t('figures')}
      rows={rows}
      rowKey={({ name }) => name}
      columns={[
        { id: 'name', head: t('figure'), cell: ({ name }) => name },
        { id: 'now', head: t('thisWeek'), numeric: true, cell: ({ now }) => now },
        { id: 'before', head: t('lastWeek'), numeric: true, cell: ({ before }) => before },
      ]}
    />
  );
}

function Found({ report }: { report: Report }): JSX.Element {
  const t = useWords(words);
  const { accuracy, agreement } = report;
  const kappa = agreement.value === null ? t('unknown') : agreement.value.toFixed(2);
  return (
    <Card title={t('judged')}>
      <ul className="grid gap-1">
        <li>{t('judgedLine', report.reviewed, report.open)}</li>
        <li>{t('estimate', percent(accuracy.precision), percent(accuracy.recall))}</li>
        <li>{t('agreement', agreement.pairs, kappa)}</li>
      </ul>
    </Card>
  );
}

function WorstRules({ report }: { report: Report }): JSX.Element {
  const t = useWords(words);
  return (
    <Card title={t('worst')}>
      <Table
        caption={t('worst')}
        rows={report.worst_rules}
        rowKey={({ rule }) => rule}
        empty={<p className="text-quiet">{t('nothing')}</p>}
        columns={[
          { id: 'rule', head: t('rule'), cell: ({ rule }) => <code>{rule}</code> },
          { id: 'needless', head: t('needless'), numeric: true, cell: (row) => row.needless },
          { id: 'of', head: t('of'), numeric: true, cell: (row) => row.reviewed },
          { id: 'handoffs', head: t('handoffs'), numeric: true, cell: (row) => row.handoffs },
        ]}
      />
    </Card>
  );
}

function Missed({ report }: { report: Report }): JSX.Element {
  const t = useWords(words);
  return (
    <Card title={t('missed')}>
      <Table
        caption={t('missed')}
        rows={report.missed}
        rowKey={({ conversation }) => conversation}
        empty={<p className="text-quiet">{t('nothing')}</p>}
        columns={[
          {
            id: 'conversation',
            head: t('conversation'),
            cell: ({ conversation }) => (
              <Link to={`/decisions/${conversation}`} className="text-accent hover:underline">
                {conversation}
              </Link>
            ),
          },
          {
            id: 'at',
            head: t('neededAt'),
            numeric: true,
            cell: (row) => row.needed_at_turn ?? '–',
          },
          { id: 'near', head: t('nearestRule'), cell: (row) => row.nearest_rule ?? '–' },
        ]}
      />
    </Card>
  );
}

function Gaps({ report }: { report: Report }): JSX.Element {
  const t = useWords(words);
  return (
    <Card title={t('gaps')}>
      <Table
        caption={t('gaps')}
        rows={report.knowledge_gaps}
        rowKey={({ terms }) => terms.join(' ')}
        empty={<p className="text-quiet">{t('nothing')}</p>}
        columns={[
          {
            id: 'about',
            head: t('about'),
            cell: ({ terms }) => <span dir="auto">{terms.join(', ')}</span>,
          },
          { id: 'count', head: t('customers'), numeric: true, cell: (row) => row.conversations },
        ]}
      />
    </Card>
  );
}
