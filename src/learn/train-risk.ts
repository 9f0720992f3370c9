/**
 * Trains the risk model: logistic regression without negative weights, over the turns of whole conversations, each
 * conversation counting once. Cross-validated by group; the calibration is fitted on scores of held-out groups.
 *
 * Which turns speak for a label: of a handoff that was right, the last before it and its own; of an assistant that failed
 * in silence, the last ones, since the failure shows late; of all others, every turn.
 */
import { riskInputNames, riskScore, type RiskInputs, type RiskModel } from '../domain/risk.ts';
import { fitSigmoid } from './calibrate.ts';
import { foldsOf } from './examples.ts';

/** One conversation to learn from: what the model sees after each of its turns, in order. */
export interface RiskConversation {
  group: string;
  /** A person was, or would have been, needed. */
  positive: boolean;
  /** What the label was taken from: the right moment of a handoff, or only how the conversation ended. */
  label: 'handoff' | 'outcome';
  /** The turns up to and with the one after which a handoff was right; all turns otherwise. */
  turns: RiskInputs[];
}

/** A model, and what models that had not seen a conversation's group made of its turns. */
export interface TrainedRisk {
  model: RiskModel;
  /** Per conversation the fold it was held out in. */
  folds: Int32Array;
  /** Per fold the model that was trained without it. */
  foldModels: RiskModel[];
}

const turnsBefore = 2;
const lastTurns = 6;
/** How a conversation ended says less of its turns than the moment of a handoff does. */
const outcomeWeight = 0.5;
const shrinkage = 0.02;
const rounds = 400;

interface Row {
  values: number[];
  positive: boolean;
  weight: number;
}

function tellingTurns({ positive, label, turns }: RiskConversation): RiskInputs[] {
  if (label === 'outcome') return turns.slice(-lastTurns);
  return positive ? turns.slice(-turnsBefore - 1) : turns;
}

function rowsOf(conversations: readonly RiskConversation[]): Row[] {
  return conversations.flatMap((conversation) => {
    const turns = tellingTurns(conversation);
    const share = (conversation.label === 'outcome' ? outcomeWeight : 1) / turns.length;
    return turns.map((inputs) => ({
      values: riskInputNames.map((name) => inputs[name] ?? 0),
      positive: conversation.positive,
      weight: share,
    }));
  });
}

function meanOf(rows: Row[], column: number): number {
  return rows.reduce((sum, { values }) => sum + (values[column] ?? 0), 0) / rows.length;
}

function spreadOf(rows: Row[], column: number, mean: number): number {
  const square = rows.reduce((sum, { values }) => sum + ((values[column] ?? 0) - mean) ** 2, 0);
  return Math.sqrt(square / rows.length);
}

/** Gradient steps, each followed by cutting negative weights to zero. */
function fit(conversations: readonly RiskConversation[]): RiskModel {
  const rows = rowsOf(conversations);
  const means = Float32Array.from(riskInputNames, (_, column) => meanOf(rows, column));
  const scales = Float32Array.from(riskInputNames, (_, column) =>
    spreadOf(rows, column, means[column] ?? 0),
  );
  const scaled = rows.map(({ values, positive, weight }) => ({
    values: values.map((value, column) => {
      const scale = scales[column] ?? 0;
      return scale === 0 ? 0 : (value - (means[column] ?? 0)) / scale;
    }),
    positive,
    weight,
  }));
  const weights = new Float64Array(riskInputNames.length + 1);
  for (let round = 0; round < rounds; round += 1) descend(weights, scaled);
  return {
    kind: 'risk',
    inputs: riskInputNames,
    means,
    scales,
    weights: Float32Array.from(weights),
    calibration: { kind: 'sigmoid', slope: 1, offset: 0 },
  };
}

function descend(weights: Float64Array, rows: Row[]): void {
  const bias = weights.length - 1;
  const slopes = new Float64Array(weights.length);
  let total = 0;
  for (const { values, positive, weight } of rows) {
    const score = values.reduce(
      (sum, value, column) => sum + value * (weights[column] ?? 0),
      weights[bias] ?? 0,
    );
    const error = (1 / (1 + Math.exp(-score)) - Number(positive)) * weight;
    values.forEach((value, column) => {
      slopes[column] = (slopes[column] ?? 0) + error * value;
    });
    slopes[bias] = (slopes[bias] ?? 0) + error;
    total += weight;
  }
  weights.forEach((weight, column) => {
    const slope = (slopes[column] ?? 0) / total + (column === bias ? 0 : shrinkage * weight);
    weights[column] = column === bias ? weight - slope : Math.max(0, weight - slope);
  });
}

/** Trains on all, and once per fold without it. The same conversations and seed give the same model. */
export function trainRisk(
  conversations: readonly RiskConversation[],
  { folds = 5, seed = 1 }: { folds?: number; seed?: number } = {},
): TrainedRisk {
  const labelled = conversations.map(({ group, positive }) => ({ group, label: String(positive) }));
  const foldOf = foldsOf(labelled, folds, seed);
  const without = Array.from({ length: folds }, (_, fold) =>
    fit(conversations.filter((_each, at) => foldOf[at] !== fold)),
  );
  const heldOut = conversations.flatMap((conversation, at) => {
    const model = without[foldOf[at] ?? 0];
    if (model === undefined) return [];
    return tellingTurns(conversation).map((inputs) => ({
      score: riskScore(model, inputs),
      positive: conversation.positive,
    }));
  });
  const calibration = fitSigmoid(
    heldOut.map(({ score }) => score),
    heldOut.map(({ positive }) => positive),
  );
  return {
    model: { ...fit(conversations), calibration },
    folds: foldOf,
    foldModels: without.map((model) => ({ ...model, calibration })),
  };
}
