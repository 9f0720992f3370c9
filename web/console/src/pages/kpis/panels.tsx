/** One KPI over time, and by a property of its handoffs: a chart and the table of the same figures. */
import { useMemo } from 'react';
import type { JSX } from 'react';
import { useCodes } from '../../i18n/codes.ts';
import { useLanguage, useWords } from '../../i18n/language.tsx';
import { column, figure } from '../../ui/columns.ts';
import { Card } from '../../ui/page.tsx';
import { Table } from '../../ui/table.tsx';
import { Chart, type Series } from './chart.tsx';
import { roughly, written, type Reading, type Report, type Spec } from './specs.ts';
import { words } from './words.ts';

interface PanelProps {
  title: string;
  /** Head of the first column. */
  head: string;
  spec: Spec;
  report: Report;
  kind: 'line' | 'bar';
}

interface Row extends Reading {
  name: string;
}

/** `26 Oct`; groups are days of UTC. */
function useShortDay(): Intl.DateTimeFormat {
  const { language } = useLanguage();
  return useMemo(() => {
    const region = language === 'en' ? 'en-GB' : language;
    return new Intl.DateTimeFormat(region, { day: 'numeric', month: 'short', timeZone: 'UTC' });
  }, [language]);
}

function useRows({ spec, report, kind }: PanelProps): Row[] {
  const t = useWords(words);
  const say = useCodes();
  const isTime = kind === 'line';
  const shortDay = useShortDay();
  return useMemo(() => {
    const nameOf = (group: string | null): string => {
      if (group === null) return t('unnamed');
      if (isTime) return shortDay.format(new Date(`${group}T00:00:00Z`));
      return report.group_by === 'policy_version' ? group : say(group);
    };
    const rows = report.groups
      .filter(({ group }) => !isTime || group !== null)
      .map((figures) => ({ name: nameOf(figures.group), ...spec.read(figures) }));
    return isTime
      ? rows
      : rows
          .filter(({ of }) => of > 0)
          .sort((a, b) => b.of - a.of)
          .slice(0, 12);
  }, [report, spec, isTime, shortDay, say, t]);
}

function useSeries(rows: readonly Row[], { spec, kind }: PanelProps): Series[] {
  const t = useWords(words);
  return useMemo(() => {
    const name = spec.kind === 'time' ? t('median') : t('value');
    const main = { name, values: rows.map(({ value }) => value), colour: 'accent' };
    if (kind === 'bar') return [main];
    const bound = (label: string, values: (number | null)[]): Series => ({
      name: label,
      values,
      colour: 'line-strong',
      isBound: true,
    });
    const high = bound(
      t(spec.kind === 'time' ? 'p90' : 'high'),
      rows.map((row) => row.high),
    );
    if (spec.kind === 'time') return [main, high];
    return [
      main,
      bound(
        t('low'),
        rows.map((row) => row.low),
      ),
      high,
    ];
  }, [rows, spec, kind, t]);
}

const writers = {
  share: {
    write: (value: number) => written('share', value),
    rough: (value: number) => roughly('share', value),
  },
  time: {
    write: (value: number) => written('time', value),
    rough: (value: number) => roughly('time', value),
  },
};

/** A card with both. */
export function Panel(props: PanelProps): JSX.Element {
  const t = useWords(words);
  const { title, head, spec, kind } = props;
  const rows = useRows(props);
  const series = useSeries(rows, props);
  const labels = useMemo(() => rows.map(({ name }) => name), [rows]);
  const write = (value: number | null) => written(spec.kind, value);
  const middle = spec.kind === 'time' ? t('median') : t('value');
  return (
    <Card title={`${title}: ${t(spec.trend)}`}>
      <div className="grid gap-5 xl:grid-cols-[3fr_2fr]">
        <Chart
          kind={kind}
          label={t('chartOf', `${title}, ${t(spec.trend)}`)}
          labels={labels}
          series={series}
          {...writers[spec.kind]}
          {...(spec.kind === 'share' && { most: 1 })}
        />
        <div className="max-h-80 min-w-0 overflow-y-auto">
          <Table
            caption={`${title}, ${t(spec.trend)}`}
            rows={rows}
            rowKey={(row) => row.name}
            empty={<p className="text-quiet">{t('none')}</p>}
            columns={[
              column('name', head, (row: Row) => <span dir="auto">{row.name}</span>),
              figure('value', middle, (row: Row) => write(row.value)),
              ...(spec.kind === 'share'
                ? [figure('low', t('low'), (row: Row) => write(row.low))]
                : []),
              figure('high', t(spec.kind === 'time' ? 'p90' : 'high'), (row: Row) =>
                write(row.high),
              ),
              figure('of', t('count'), (row: Row) => row.of),
            ]}
          />
        </div>
      </div>
    </Card>
  );
}
