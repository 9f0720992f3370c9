/**
 * The risk model trained anew on conversations that people reviewed, and held against the present one on reviews that had no
 * part in it: by what the policy would decide with either. The better one stays.
 */
import { drawOf } from '../domain/arms.ts';
import { tallyCases, type PastCase } from '../domain/backtest.ts';
import { accuracyOf, type Accuracy } from '../domain/backtest-report.ts';
import { emptyMemory, readTurn } from '../domain/features.ts';
import type { ActivePolicy } from '../domain/policy.ts';
import { assessRisk, riskInputs, type RiskInputs, type RiskModel } from '../domain/risk.ts';
import { trainRisk, type RiskConversation } from './train-risk.ts';

/** What came of it. */
export interface Retrained {
  model: RiskModel;
  trained_on: number;
  held_out: { of: number; before: Accuracy; after: Accuracy };
  /** Whether the new one decides better on the held-out reviews; equal is not better. */
  better: boolean;
  /** The sentence for the ledger. */
  reason: string;
}

/** The halves: one to learn from, one to judge by. */
export function halvesOf(cases: readonly PastCase[]): { learn: PastCase[]; judge: PastCase[] } {
  const reviewed = cases.filter(({ verdict }) => verdict !== null);
  return {
    learn: reviewed.filter(({ id }) => drawOf(id) < 0.5),
    judge: reviewed.filter(({ id }) => drawOf(id) >= 0.5),
  };
}

/** Inputs of the model after each turn, up to where an agent first wrote. */
function inputsOf({ turns }: PastCase): RiskInputs[] {
  let memory = emptyMemory();
  const until = turns.findIndex(({ role }) => role === 'agent');
  return turns.slice(0, until === -1 ? turns.length : until).map((turn) => {
    const before = memory;
    const asTurn = { id: 't', role: turn.role, content: turn.content, error: turn.error };
    const reading = readTurn(before, asTurn, turn.sequence);
    memory = reading.memory;
    return riskInputs(before, memory, reading.features);
  });
}

/** A reviewed conversation as an example. Where a handoff was right, the turns up to it. */
export function exampleOf(past: PastCase): RiskConversation | null {
  const positive = past.verdict !== 'avoidable';
  const by = past.neededAtTurn ?? past.recorded?.turn ?? null;
  const inputs = inputsOf(past);
  const turns = positive && by !== null ? inputs.slice(0, by) : inputs;
  return turns.length === 0 ? null : { group: past.id, positive, label: 'handoff', turns };
}

/** The conversation as if this model had measured it. */
function measuredBy(model: RiskModel, past: PastCase): PastCase {
  const inputs = inputsOf(past);
  const turns = past.turns.map((turn, at) => {
    const seen = inputs[at];
    if (seen === undefined) return turn;
    return { ...turn, features: { ...turn.features, risk: assessRisk(model, seen).probability } };
  });
  return { ...past, turns };
}

function accuracyWith(active: ActivePolicy, model: RiskModel, cases: PastCase[]): Accuracy {
  const measured = cases.map((past) => measuredBy(model, past));
  return accuracyOf(tallyCases({ before: active, after: active }, measured).before.judged);
}

/** Trains on one half and compares on the other. */
export function retrainRisk(
  active: ActivePolicy,
  present: RiskModel,
  cases: readonly PastCase[],
  seed: number,
): Retrained {
  const { learn, judge } = halvesOf(cases);
  const examples = learn.map(exampleOf).filter((example) => example !== null);
  const { model } = trainRisk(examples, { seed });
  const before = accuracyWith(active, present, judge);
  const after = accuracyWith(active, model, judge);
  return {
    model,
    trained_on: examples.length,
    held_out: { of: judge.length, before, after },
    better: (after.f1 ?? 0) > (before.f1 ?? 0),
    reason: reasonOf(before, after, judge.length),
  };
}

function reasonOf(before: Accuracy, after: Accuracy, of: number): string {
  const [was, is] = [before, after].map(({ f1 }) => (f1 ?? 0).toFixed(3));
  const verdict = (after.f1 ?? 0) > (before.f1 ?? 0) ? 'better' : 'not better';
  return `${verdict}: on ${of} held-out reviews the policy has F1 ${is} with the new model, ${was} with the present one`;
}
