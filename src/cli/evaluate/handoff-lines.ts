/** The report for people: one figure per line, each with its interval and what it was counted over. */
import type { Interval } from './bootstrap.ts';
import type { KeyFigures, ReasonFigures } from './handoff-figures.ts';
import type { HandoffReport, Mistake } from './handoff-report.ts';

const width = 34;

function number(value: number | null, digits = 3): string {
  return value === null ? '-' : value.toFixed(digits);
}

function line(name: string, value: string): string {
  return `${name.padEnd(width)} ${value}`;
}

function between(interval: Interval | null): string {
  return interval === null ? '' : `  [${number(interval[0])}, ${number(interval[1])}]`;
}

const titles: Record<keyof KeyFigures, string> = {
  precision: 'precision',
  recall: 'recall',
  f1: 'F1',
  false_alarm_rate: 'false alarms per negative',
  policy_required_recall: 'recall of policy_required',
  gt_i: 'golden transfer, tolerance 1',
  premature_share: 'premature share',
  anticipation_auroc: 'anticipation AUROC',
  anticipation_recall_at_10: 'anticipation recall at 10 % alarms',
  silent_failure_auroc: 'silent failure AUROC',
};

function figureLines({ figures, intervals }: HandoffReport): string[] {
  const keys = Object.keys(titles) as (keyof KeyFigures)[];
  return keys
    .filter((key) => figures[key] !== null)
    .map((key) => line(titles[key], `${number(figures[key])}${between(intervals[key])}`));
}

function timingLines({ golden_transfer: golden, turn_error: error }: HandoffReport): string[] {
  const side = ({ conversations, mean_customer_turns: mean }: (typeof error)['early']): string =>
    mean === null ? '0' : `${conversations} (mean ${number(mean, 1)} customer turns)`;
  return [
    line(
      'golden transfer, tolerance 2, 3',
      `${number(golden.tolerance_2)}, ${number(golden.tolerance_3)}`,
    ),
    line('on time / early / late', `${error.on_time} / ${side(error.early)} / ${side(error.late)}`),
  ];
}

function reasonLines(reasons: Record<string, ReasonFigures>): string[] {
  return Object.entries(reasons).map(([word, { found, expected, right_reason: right }]) =>
    line(`label ${word}`, `found ${found} of ${expected}, ${right} for a reason of that kind`),
  );
}

function mistakeLine(mistake: Mistake): string {
  const { id, kind, fire_turn: fired, acceptable_from: from, expected_turn: turn } = mistake;
  const right = turn === null ? '' : ` right ${from ?? turn} to ${turn}`;
  const did = fired === null ? '' : ` fired ${fired} by ${mistake.rule ?? 'no rule'}`;
  return `  ${kind.padEnd(11)} ${id}${right}${did}`;
}

function labelLines(report: HandoffReport): string[] {
  const { counts, hard_negatives: hard } = report;
  if (report.labelled === 0) return [];
  return [
    line('positives found', `${counts.found} of ${counts.positives}`),
    line('false alarms', `${counts.false_alarms} in ${counts.negatives}`),
    line('false alarms per 100', number(report.false_alarms_per_100, 1)),
    line('hard negatives', `${hard.false_alarms} false alarms in ${hard.conversations}`),
    ...timingLines(report),
    ...reasonLines(report.reasons),
  ];
}

function tallyLines(title: string, counts: Record<string, number>): string[] {
  const rows = Object.entries(counts).sort((a, b) => b[1] - a[1]);
  return rows.length === 0
    ? []
    : [title, ...rows.map(([name, n]) => `  ${String(n).padStart(5)}  ${name}`)];
}

/** The whole report as text. */
export function linesOf(report: HandoffReport): string[] {
  const { microseconds_per_turn: cost } = report;
  return [
    line('policy', report.policy),
    line('risk model', report.model ?? 'none'),
    line('conversations, turns', `${report.conversations}, ${report.turns}`),
    line('microseconds per turn p50, p95', `${number(cost.p50, 0)}, ${number(cost.p95, 0)}`),
    line('fired', String(report.fired)),
    line('proposals per 100 conversations', number(report.proposals_per_100, 1)),
    ...labelLines(report),
    ...figureLines(report),
    ...tallyLines('decided by', report.fired_by_rule),
    ...tallyLines('label > decision', report.confusion),
    ...(report.mistakes.length === 0 ? [] : ['mistakes', ...report.mistakes.map(mistakeLine)]),
    ...(report.mistakes_left_out === 0 ? [] : [`  and ${report.mistakes_left_out} more`]),
  ];
}
