/** What a simulation found: figures for people and for programs. Durations are milliseconds. */
import { askedAgain } from '../../domain/asked-again.ts';
import type { TurnRole } from '../../domain/words.ts';
import { ofType } from './evidence.ts';
import { checkedInvariants, type Invariant, type Ledger, type Violation } from './ledger.ts';
import type { Observations } from './observations.ts';

export interface Percentiles {
  /** Null when nothing was measured. */
  p50: number | null;
  p95: number | null;
}

/** The object of `--json`. */
export interface SimulateReport {
  conversations: number;
  turns: number;
  handoffs: number;
  /** How many turns each rule decided; `none` where no rule matched. */
  decisions: Record<string, number>;
  latency_ms: Percentiles;
  time_to_human_ms: Percentiles;
  outcomes: Record<string, number>;
  /** First messages of agents, and those that ask for what the transcript held already. */
  first_agent_messages: { of: number; asked_again: number };
  checked: Partial<Record<Invariant, number>>;
  violations: Partial<Record<Invariant, number>>;
  examples_of_violations: Violation[];
}

/** The nearest-rank percentile, rounded to a tenth; null of nothing. */
export function percentile(values: readonly number[], share: number): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const value = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  return value === undefined ? null : Math.round(value * 10) / 10;
}

function percentiles(values: readonly number[]): Percentiles {
  return { p50: percentile(values, 0.5), p95: percentile(values, 0.95) };
}

function tally(words: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const word of [...words].sort()) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}

export interface Measured {
  observations: Observations;
  ledger: Ledger;
  latencies: readonly number[];
  /** Invariants that could not be looked at in this run, such as I11 without a second tenant. */
  skipped: readonly Invariant[];
}

function without(
  counts: Record<Invariant, number>,
  skipped: readonly Invariant[],
): SimulateReport['checked'] {
  const kept = checkedInvariants.filter((name) => !skipped.includes(name));
  return Object.fromEntries(kept.map((name) => [name, counts[name]]));
}

/** The customer must not repeat themselves: what agents say first, beside the turns before it. */
function firstAgentMessages({
  conversations,
}: Observations): SimulateReport['first_agent_messages'] {
  const asked = conversations.flatMap(({ read }) => {
    const first = read.findIndex(({ role }) => role === 'agent');
    const message = read[first];
    if (message === undefined) return [];
    const before = read.slice(0, first).map((turn) => ({ ...turn, role: turn.role as TurnRole }));
    return [askedAgain(message.content, before).length > 0];
  });
  return { of: asked.length, asked_again: asked.filter(Boolean).length };
}

/** The report of a run. */
export function reportOf({ observations, ledger, latencies, skipped }: Measured): SimulateReport {
  const { events, decisions, turns } = observations.stored;
  const outcomes = ofType(events, 'outcome.recorded');
  const waits = outcomes.flatMap(({ data }) =>
    data.first_human_message_at === null ? [] : [data.first_human_message_at - data.requested_at],
  );
  return {
    conversations: observations.conversations.length,
    turns: turns.length,
    handoffs: ofType(events, 'handoff.requested').length,
    decisions: tally(decisions.map(({ rule }) => rule ?? 'none')),
    latency_ms: percentiles(latencies),
    time_to_human_ms: percentiles(waits),
    outcomes: tally(outcomes.map(({ data }) => data.outcome)),
    first_agent_messages: firstAgentMessages(observations),
    checked: without(ledger.checked, skipped),
    violations: without(ledger.violations, skipped),
    examples_of_violations: ledger.examples,
  };
}

/** Whether anything was wrong, or a promise went unchecked. */
export function isClean(report: SimulateReport): boolean {
  const wrong = Object.values(report.violations).some((count) => count > 0);
  const unchecked = Object.values(report.checked).some((count) => count === 0);
  return !wrong && !unchecked;
}

const meanings: Record<Invariant, string> = {
  I1: 'every acknowledged turn exactly once',
  I2: 'order and gapless sequences',
  I3: 'nothing altered, nothing unsent',
  I4: 'one owner, late turns refused',
  I5: 'capacity, one agent per case',
  I6: 'no limbo',
  I7: 'everything on its way was sent',
  I8: 'alerts once, never early',
  I9: 'one outcome, everything released',
  I10: 'derived tables equal the log',
  I11: 'tenants apart',
  I12: 'no secret kept',
  I13: 'a person is reachable',
  I14: 'only configured queues and reasons',
  I15: 'everything bounded',
};

function list(counts: Record<string, number>): string {
  const parts = Object.entries(counts).sort(([, a], [, b]) => b - a);
  return parts.map(([word, count]) => `${word} ${count}`).join(', ') || 'none';
}

function times({ p50, p95 }: Percentiles): string {
  return p50 === null ? 'not measured' : `p50 ${p50} ms, p95 ${p95 ?? p50} ms`;
}

/** Plain lines for a terminal or a log. */
export function formatReport(report: SimulateReport): string {
  const lines = [
    `${report.conversations} conversations, ${report.turns} turns, ${report.handoffs} handoffs`,
    `decisions:     ${list(report.decisions)}`,
    `turn latency:  ${times(report.latency_ms)}`,
    `time to human: ${times(report.time_to_human_ms)}`,
    `outcomes:      ${list(report.outcomes)}`,
    `asked again:   ${report.first_agent_messages.asked_again} of ${report.first_agent_messages.of} first messages of agents`,
    '',
  ];
  for (const name of checkedInvariants) {
    const checked = report.checked[name];
    if (checked === undefined) continue;
    const wrong = report.violations[name] ?? 0;
    const verdict = wrong > 0 ? `${wrong} VIOLATED` : checked === 0 ? 'not checked' : 'held';
    lines.push(
      `${name.padEnd(4)} ${meanings[name].padEnd(40)} ${String(checked).padStart(7)} ${verdict}`,
    );
  }
  for (const { invariant, subject, detail } of report.examples_of_violations)
    lines.push(`  ${invariant} ${subject}: ${detail}`);
  return lines.join('\n');
}
