/** The six KPIs of a range: whole, over time, and by a property. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { ChartLine, Download } from 'lucide-react';
import type { JSX, ReactNode } from 'react';
import { api, ask } from '../../api/client.ts';
import { useQueryState } from '../../app/address.ts';
import { useWords } from '../../i18n/language.tsx';
import { Button } from '../../ui/button.tsx';
import { SelectField } from '../../ui/field.tsx';
import { Card, Page } from '../../ui/page.tsx';
import { Empty, Loaded } from '../../ui/states.tsx';
import { Cards } from './cards.tsx';
import { csvOf, download } from './csv.ts';
import { Panel } from './panels.tsx';
import { percent, specs, type Report, type Spec } from './specs.ts';
import { words } from './words.ts';

const ranges = { last7: 7, last28: 28, last84: 84 } as const;
type Range = keyof typeof ranges;
const breakdowns = [
  'queue',
  'reason',
  'rule',
  'tier',
  'language',
  'policy_version',
  'arm',
] as const;
type Breakdown = (typeof breakdowns)[number];

function among<T extends string>(list: readonly [T, ...T[]], value: string): T {
  return list.find((each) => each === value) ?? list[0];
}

/** Whole days, so that a reload asks the same question. */
function windowOf(range: Range): { since: string; until: string } {
  const day = 86_400_000;
  const until = (Math.floor(Date.now() / day) + 1) * day;
  return {
    since: new Date(until - ranges[range] * day).toISOString(),
    until: new Date(until).toISOString(),
  };
}

function useReport(range: Range, group: Breakdown | 'day' | 'week') {
  const query = { ...windowOf(range), group_by: group };
  return useQuery({
    queryKey: ['kpis', query],
    queryFn: () => ask(api.GET('/v1/kpis', { params: { query } })),
    placeholderData: keepPreviousData,
  });
}

/** The page of the six. */
export function KpisPage(): JSX.Element {
  const t = useWords(words);
  const [rangeName, setRange] = useQueryState('range');
  const [by, setBy] = useQueryState('by');
  const [kpi, setKpi] = useQueryState('kpi');
  const range = among(['last28', 'last7', 'last84'], rangeName);
  const group = among(breakdowns, by);
  const spec = specs.find(({ id }) => id === kpi) ?? specs[0];
  const unit = range === 'last7' ? 'day' : 'week';
  const trend = useReport(range, unit);
  const parts = useReport(range, group);
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      actions={<Choices {...{ range, group, setRange, setBy }} report={parts.data} />}
    >
      <Loaded query={trend} lines={9}>
        {(report) =>
          report.total.handoff_rate.of === 0 ? (
            <Empty title={t('noneYet')} icon={<ChartLine />}>
              {t('noneHint')}
            </Empty>
          ) : (
            <div className="grid gap-5">
              <Cards report={report} chosen={spec.id} onChoose={setKpi} />
              <Definition spec={spec} />
              <Panel
                title={t(unit === 'day' ? 'trendDay' : 'trendWeek')}
                head={t(unit)}
                spec={spec}
                report={report}
                kind="line"
              />
              <Breakdowns parts={parts} group={group} spec={spec} />
              <Beside report={report} />
              <Meetings report={report} />
            </div>
          )
        }
      </Loaded>
    </Page>
  );
}

function Breakdowns(props: {
  parts: ReturnType<typeof useReport>;
  group: Breakdown;
  spec: Spec;
}): JSX.Element {
  const t = useWords(words);
  const { parts, group, spec } = props;
  return (
    <Loaded query={parts} lines={5}>
      {(report) => (
        <Panel
          title={t('breakdownBy', t(group))}
          head={t(group)}
          spec={spec}
          report={report}
          kind="bar"
        />
      )}
    </Loaded>
  );
}

interface ChoicesProps {
  range: Range;
  group: Breakdown;
  setRange: (value: string) => void;
  setBy: (value: string) => void;
  report: Report | undefined;
}

function Choices({ range, group, setRange, setBy, report }: ChoicesProps): JSX.Element {
  const t = useWords(words);
  return (
    <div className="flex flex-wrap items-end gap-2">
      <SelectField
        label={t('range')}
        value={range}
        onChange={(event) => setRange(event.target.value)}
        options={(['last7', 'last28', 'last84'] as const).map((value) => ({
          value,
          label: t(value),
        }))}
      />
      <SelectField
        label={t('breakdown')}
        value={group}
        onChange={(event) => setBy(event.target.value)}
        options={breakdowns.map((value) => ({ value, label: t(value) }))}
      />
      <Button
        disabled={report === undefined}
        onClick={() => {
          if (report !== undefined) download(`kpis-by-${group}.csv`, csvOf(report));
        }}
      >
        <Download size={16} aria-hidden /> {t('download')}
      </Button>
    </div>
  );
}

function Definition({ spec }: { spec: Spec }): JSX.Element {
  const t = useWords(words);
  return (
    <details className="rounded-lg border border-line bg-surface px-4 py-2.5">
      <summary className="font-medium">
        {t(spec.id)}: {t('definition')}
      </summary>
      <p className="mt-2 max-w-prose text-quiet">{t(spec.about)}</p>
    </details>
  );
}

type Figure = readonly [name: string, value: string, of?: string];

function Figures({
  title,
  figures,
  children,
}: {
  title: string;
  figures: readonly Figure[];
  children?: ReactNode;
}): JSX.Element {
  return (
    <Card title={title}>
      <dl className="flex flex-wrap gap-x-10 gap-y-3">
        {figures.map(([name, value, of]) => (
          <div key={name} className="grid">
            <dt className="text-sm text-quiet">{name}</dt>
            <dd className="text-lg font-semibold tabular-nums">
              {value} <span className="text-sm font-normal text-quiet">{of}</span>
            </dd>
          </div>
        ))}
      </dl>
      {children}
    </Card>
  );
}

function Beside({ report }: { report: Report }): JSX.Element {
  const t = useWords(words);
  const { durable_rate: durable, rating } = report.total;
  const mean = rating.mean === null ? '–' : `${rating.mean.toFixed(2)} / 5`;
  return (
    <Figures
      title={t('beside')}
      figures={[
        [t('durable'), percent(durable.value), t('of', durable.of)],
        [t('rating'), mean, t('of', rating.of)],
      ]}
    />
  );
}

const meetingWords = ['sent', 'booked', 'canceled', 'attended', 'missed'] as const;

/** How the meetings of ended handoffs came out. */
function Meetings({ report }: { report: Report }): JSX.Element {
  const t = useWords(words);
  const { attendance, ...counts } = report.total.meetings;
  if (meetingWords.every((word) => counts[word] === 0))
    return (
      <Card title={t('meetings')}>
        <p className="text-quiet">{t('meetingsNone')}</p>
      </Card>
    );
  return (
    <Figures
      title={t('meetings')}
      figures={[
        ...meetingWords.map((word): Figure => [t(word), `${counts[word]}`]),
        [t('attendance'), percent(attendance.value), t('of', attendance.of)],
      ]}
    >
      <p className="mt-3 max-w-prose text-sm text-quiet">{t('meetingsHint')}</p>
    </Figures>
  );
}
