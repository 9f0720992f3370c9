/** What one back-test says. */
import { Link } from '@tanstack/react-router';
import { CircleAlert, CircleCheck } from 'lucide-react';
import type { JSX } from 'react';
import type { Schemas } from '../../api/client.ts';
import { useWords } from '../../i18n/language.tsx';
import { Table } from '../../ui/table.tsx';
import { SuggestedChanges } from '../policies/suggested-changes.tsx';
import { words } from './words.ts';

type Report = NonNullable<Schemas['BacktestReport']>;

const changes = ['earlier', 'later', 'new', 'gone', 'other_queue'] as const;

function percent(value: number | null): string | null {
  return value === null ? null : `${(value * 100).toFixed(1)} %`;
}

/** The report as text and tables. */
export function BacktestResult({ report }: { report: Report }): JSX.Element {
  const t = useWords(words);
  const fidelity = percent(report.fidelity.share) ?? '–';
  return (
    <div className="grid gap-4">
      <p className="text-quiet">{t('summary', report.conversations, report.reviewed, fidelity)}</p>
      <Gate report={report} />
      <Sides report={report} />
      <Changes report={report} />
      <Load report={report} />
      {report.suggested !== undefined && <SuggestedChanges {...report.suggested} />}
    </div>
  );
}

function Gate({ report: { gate } }: { report: Report }): JSX.Element {
  const t = useWords(words);
  const Icon = gate.passed ? CircleCheck : CircleAlert;
  return (
    <div className={`grid gap-1 ${gate.passed ? 'text-person' : 'text-danger'}`}>
      <p className="flex items-center gap-2 font-medium">
        <Icon aria-hidden className="size-4" />
        {gate.passed ? t('passes') : t('refuses')}
      </p>
      {gate.findings.map((finding) => (
        <p key={finding} className="wrap-anywhere">
          {finding}
        </p>
      ))}
    </div>
  );
}

function Sides({ report }: { report: Report }): JSX.Element {
  const t = useWords(words);
  const sides = [
    [t('now'), report.before],
    [t('then'), report.after],
  ] as const;
  return (
    <dl className="grid gap-x-6 gap-y-1 sm:grid-cols-2">
      {sides.map(([name, side]) => (
        <div key={name}>
          <dt className="text-sm text-quiet">{name}</dt>
          <dd>
            {t('handoffs', side.handoffs)},{' '}
            {t(
              'accuracy',
              percent(side.accuracy.precision) ?? t('notReviewed'),
              percent(side.accuracy.recall) ?? t('notReviewed'),
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Changes({ report }: { report: Report }): JSX.Element {
  const t = useWords(words);
  return (
    <Table
      caption={t('changes')}
      rows={changes}
      rowKey={(change) => change}
      columns={[
        { id: 'change', head: t('change'), cell: (change) => t(change) },
        {
          id: 'count',
          head: t('count'),
          numeric: true,
          cell: (change) => report.changes[change] ?? 0,
        },
        {
          id: 'examples',
          head: t('examples'),
          cell: (change) => (
            <span className="flex flex-wrap gap-x-3">
              {(report.examples[change] ?? []).map(({ conversation }) => (
                <Link
                  key={conversation}
                  to={`/decisions/${conversation}`}
                  className="text-accent hover:underline"
                >
                  {conversation}
                </Link>
              ))}
            </span>
          ),
        },
      ]}
    />
  );
}

function Load({ report }: { report: Report }): JSX.Element {
  const t = useWords(words);
  const names = [
    ...new Set([...Object.keys(report.before.queues), ...Object.keys(report.after.queues)]),
  ].sort();
  const pair = (before: number | undefined, after: number | undefined) =>
    `${before ?? 0} → ${after ?? 0}`;
  const rows = names.map((name) => {
    const [before, after] = [report.before.queues[name], report.after.queues[name]];
    return {
      name,
      hours: pair(before?.agent_hours_per_week, after?.agent_hours_per_week),
      agents: pair(before?.agents_needed, after?.agents_needed),
    };
  });
  return (
    <Table
      caption={t('load')}
      rows={rows}
      rowKey={({ name }) => name}
      empty={<p className="text-quiet">{t('handoffs', 0)}</p>}
      columns={[
        { id: 'queue', head: t('queue'), cell: ({ name }) => name },
        { id: 'hours', head: t('hours'), numeric: true, cell: ({ hours }) => hours },
        { id: 'agents', head: t('agents'), numeric: true, cell: ({ agents }) => agents },
      ]}
    />
  );
}
