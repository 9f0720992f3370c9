/** The six KPIs as data: what stands on the card, and what its trend and breakdown show of each group. */
import type { Schemas } from '../../api/client.ts';

export type Report = Schemas['KpiReport'];
export type Figures = Report['total'];

/** One figure of one group, as chart and table show it. */
export interface Reading {
  value: number | null;
  /** Bounds of the interval, or the 90th percentile as `high` for times. */
  low: number | null;
  high: number | null;
  of: number;
}

export type KpiId = 'accuracy' | 'firstAction' | 'toHuman' | 'completion' | 'handle' | 'deflection';

export interface Spec {
  id: KpiId;
  /** How its trend is read. */
  kind: 'share' | 'time';
  read: (figures: Figures) => Reading;
  trend: KpiId | 'precision' | 'handleTrend' | 'deflectionTrend';
  about:
    | 'aboutAccuracy'
    | 'aboutFirstAction'
    | 'aboutToHuman'
    | 'aboutCompletion'
    | 'aboutHandle'
    | 'aboutDeflection';
}

function time({ median, p90, of }: Figures['handle_seconds']): Reading {
  return { value: median, low: null, high: p90, of };
}

export const specs: readonly [Spec, ...Spec[]] = [
  {
    id: 'accuracy',
    kind: 'share',
    read: ({ escalation_accuracy: accuracy }) => accuracy.precision,
    trend: 'precision',
    about: 'aboutAccuracy',
  },
  {
    id: 'firstAction',
    kind: 'time',
    read: (figures) => time(figures.time_to_first_action_seconds),
    trend: 'firstAction',
    about: 'aboutFirstAction',
  },
  {
    id: 'toHuman',
    kind: 'time',
    read: (figures) => time(figures.time_to_human_seconds),
    trend: 'toHuman',
    about: 'aboutToHuman',
  },
  {
    id: 'completion',
    kind: 'share',
    read: (figures) => figures.handoff_completion_rate,
    trend: 'completion',
    about: 'aboutCompletion',
  },
  {
    id: 'handle',
    kind: 'time',
    read: (figures) => time(figures.handle_seconds),
    trend: 'handleTrend',
    about: 'aboutHandle',
  },
  {
    id: 'deflection',
    kind: 'share',
    read: (figures) => figures.handoff_rate,
    trend: 'deflectionTrend',
    about: 'aboutDeflection',
  },
];

/** `62.5 %`, with a sign for differences. */
export function percent(value: number | null, signed = false): string {
  if (value === null) return '–';
  const text = `${(value * 100).toFixed(1)}\u00a0%`;
  return signed && value > 0 ? `+${text}` : text;
}

/** As {@link percent}, without decimals: for an axis. */
export function roughly(kind: Spec['kind'], value: number): string {
  return kind === 'share' ? `${Math.round(value * 100)}\u00a0%` : span(value);
}

/** `48 s`, `6:05 min`, `1.4 h`: short enough for a card and exact enough for a table. */
export function span(seconds: number | null): string {
  if (seconds === null) return '–';
  if (seconds < 90) return `${Math.round(seconds)} s`;
  const whole = Math.round(seconds);
  const rest = String(whole % 60).padStart(2, '0');
  return seconds < 5_400
    ? `${Math.floor(whole / 60)}:${rest} min`
    : `${(seconds / 3_600).toFixed(1)} h`;
}

/** A value as its kind is written. */
export function written(kind: Spec['kind'], value: number | null): string {
  return kind === 'share' ? percent(value) : span(value);
}
