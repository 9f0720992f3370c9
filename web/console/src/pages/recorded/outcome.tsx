/** How it ended, and what that makes of the KPIs. */
import type { JSX } from 'react';
import type { KpiReport, OutcomeData } from './api-types.ts';
import type { PlayState } from './play-state.ts';
import { duration, percent, say } from './words.ts';

/** Shown once the outcome is recorded. */
export function OutcomeBand({ state }: { state: PlayState }): JSX.Element | null {
  const outcome = state.view.handoffs.at(-1)?.outcome ?? null;
  if (outcome === null || !state.view.resolved) return null;
  return (
    <section className="outcome" aria-labelledby="outcome-title">
      <h2 id="outcome-title">
        {say(outcome.outcome)}
        {outcome.verdict !== null && <span>, handoff {say(outcome.verdict).toLowerCase()}</span>}
      </h2>
      <Figures figures={figuresOf(outcome)} label="This conversation" />
      {state.kpis !== null && <Figures figures={kpisOf(state.kpis)} label="All, last 7 days" />}
    </section>
  );
}

type Figure = [label: string, value: string | null];

function Figures({ figures, label }: { figures: Figure[]; label: string }): JSX.Element {
  return (
    <div className="figures">
      <h3>{label}</h3>
      <dl>
        {figures.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className={value === null ? 'none' : ''}>{value ?? 'not enough data yet'}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

function since(outcome: OutcomeData, at: number | null): string | null {
  return at === null ? null : duration(at - outcome.requested_at);
}

function figuresOf(outcome: OutcomeData): Figure[] {
  return [
    ['Time to human', since(outcome, outcome.first_human_message_at)],
    ['Accepted after', since(outcome, outcome.accepted_at)],
    ['Handling time', duration(outcome.handle_ms)],
    ['Offers', String(outcome.offers)],
  ];
}

function seconds(value: number | null): string | null {
  return value === null ? null : duration(value * 1000);
}

function kpisOf({ total, handle_time_reduction, handoff_deflection_lift }: KpiReport): Figure[] {
  return [
    ['Escalation accuracy', percent(total.escalation_accuracy.precision.value)],
    ['Time to first action', seconds(total.time_to_first_action_seconds.median)],
    ['Time to human', seconds(total.time_to_human_seconds.median)],
    ['Handoff completion rate', percent(total.handoff_completion_rate.value)],
    ['Handle-time reduction', percent(handle_time_reduction.value)],
    ['Handoff deflection lift', percent(handoff_deflection_lift.value)],
  ];
}
