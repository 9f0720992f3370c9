/** A back-test in the words of those who decide: what changes, what it costs, and whether the gate lets it pass. */
import type { BacktestTally, Judged, SideTally } from './backtest.ts';
import { agentsNeeded, offeredLoad, type ServiceLevel } from './staffing.ts';

/** What is known of the queues besides. */
export interface BacktestSetting {
  weeks: number;
  /** Mean time an agent holds a case, by queue; `default` for queues without any. Seconds. */
  handleSeconds: Record<string, number>;
  level: ServiceLevel;
}

/** Precision and recall on reviewed conversations; null where nobody reviewed. */
export interface Accuracy {
  precision: number | null;
  recall: number | null;
  f1: number | null;
  of: number;
}

/** One queue under one policy. */
export interface QueueLoad {
  handoffs_per_week: number;
  agent_hours_per_week: number;
  /** Cases in its busiest hour of the week, on average. */
  busiest_hour: number;
  /** Agents needed then, for the level of service. */
  agents_needed: number;
}

/** The shares, of weighted counts. */
export function accuracyOf({ right, needless, missed }: Judged): Accuracy {
  const precision = share(right, right + needless);
  const recall = share(right, right + missed);
  const sum = 2 * right + needless + missed;
  return {
    precision,
    recall,
    f1: sum === 0 ? null : (2 * right) / sum,
    of: right + needless + missed,
  };
}

function share(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

/** Expected load and staffing of each queue. */
export function loadOf(side: SideTally, setting: BacktestSetting): Record<string, QueueLoad> {
  const { weeks, handleSeconds, level } = setting;
  return Object.fromEntries(
    Object.entries(side.by_queue).map(([queue, hours]) => {
      const perWeek = hours.reduce((sum, count) => sum + count, 0) / weeks;
      const seconds = handleSeconds[queue] ?? handleSeconds['default'] ?? 0;
      const busiest = Math.max(...hours) / weeks;
      const demand = { arrivalsPerHour: busiest, handleSeconds: seconds };
      return [
        queue,
        {
          handoffs_per_week: round(perWeek),
          agent_hours_per_week: round((perWeek * seconds) / 3_600),
          busiest_hour: round(busiest),
          agents_needed: offeredLoad(demand) === 0 ? 0 : agentsNeeded(demand, level),
        },
      ];
    }),
  );
}

function round(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}

/** What speaks against letting the candidate decide: a topic that must reach a person, and no longer does in time. */
export function gateFindings(tally: BacktestTally): string[] {
  return Object.entries(tally.must)
    .filter(([, must]) => must.after < must.before)
    .map(([topic, must]) => {
      const percent = Math.floor((100 * must.after) / must.of);
      const lost = must.of - must.after;
      return `${topic}: recall falls from 100 % to ${percent} %: ${lost} of ${must.of} past conversations no longer reach a person in time, such as ${must.lost.slice(0, 3).join(', ')}`;
    });
}

/** The whole report. */
export function reportOf(tally: BacktestTally, setting: BacktestSetting) {
  const { conversations, turns, reviewed, fidelity, changes, examples, must } = tally;
  const findings = gateFindings(tally);
  return {
    conversations,
    turns,
    reviewed,
    weeks: round(setting.weeks),
    fidelity: { ...fidelity, share: share(fidelity.same, fidelity.of) },
    changes,
    examples,
    before: sideOf(tally.before, setting),
    after: sideOf(tally.after, setting),
    must_hand_off: must,
    gate: { passed: findings.length === 0, findings },
  };
}

/** As {@link reportOf} answers it. */
export type BacktestReport = ReturnType<typeof reportOf>;

function sideOf(side: SideTally, setting: BacktestSetting) {
  return {
    handoffs: side.handoffs,
    proposals: side.proposals,
    by_rule: side.by_rule,
    queues: loadOf(side, setting),
    accuracy: accuracyOf(side.judged),
  };
}
