/**
 * How likely it is that the assistant will not finish this conversation by itself: a logistic model over a few facts that
 * the detectors remember anyway. Its weights are data, trained by `src/learn/train-risk.ts` and read from a file at the
 * edge; no weight is negative, so that more trouble never lowers the risk. Pure, and takes microseconds.
 */
import type { Evidence } from './decision.ts';
import type { DetectMemory, Features } from './features.ts';
import { probabilitiesOf, type Calibration } from './model/linear-model.ts';

/** Weights over {@link riskInputs}, by name. The last weight is the bias. */
export interface RiskModel {
  kind: 'risk';
  inputs: readonly string[];
  means: Float32Array;
  scales: Float32Array;
  weights: Float32Array;
  calibration: Calibration;
}

/** A model and the version that decisions name. */
export interface RiskReader {
  version: string;
  model: RiskModel;
}

/** What the model looks at after one turn. */
export type RiskInputs = Record<string, number>;

/** The facts of a turn: `before` is the memory it was read with, `after` the one it left. */
export function riskInputs(
  before: DetectMemory,
  after: DetectMemory,
  features: Features,
): RiskInputs {
  const { segment } = after;
  // A customer's turn answers the offer, and the memory forgets it.
  const offer = features['role'] === 'customer' ? before.offer : after.offer;
  const flag = (value: boolean): number => Number(value);
  return {
    offer_question: flag(offer === 'question'),
    offer_choice: flag(offer === 'choice'),
    offer_statement: flag(offer === 'statement'),
    offered_again: flag(segment.personOffers >= 2),
    refused_last: flag(segment.refusalRun > 0),
    refused: flag(segment.refusals >= 1),
    refused_again: flag(segment.refusals >= 2),
    asked_for_person: flag(features['explicit_request'] === true),
    locked: flag(features['security_lock'] === true || features['record_ended'] === true),
    tool_failed: flag(segment.toolErrors >= 1),
    tool_failed_often: flag(segment.toolErrors >= 3),
    tool_failures: Math.log1p(segment.toolErrors),
    tool_failures_in_a_row: Math.min(3, segment.toolErrorRun),
    identity_failed: Math.min(2, segment.identityFailures),
    unanswered: Math.min(3, segment.unanswered),
  };
}

/** Names of the inputs, in the order of a trained model. */
export const riskInputNames: readonly string[] = [
  'offer_question',
  'offer_choice',
  'offer_statement',
  'offered_again',
  'refused_last',
  'refused',
  'refused_again',
  'asked_for_person',
  'locked',
  'tool_failed',
  'tool_failed_often',
  'tool_failures',
  'tool_failures_in_a_row',
  'identity_failed',
  'unanswered',
];

/** A probability, and what raised it most. */
export interface Risk {
  probability: number;
  reasons: { input: string; weight: number }[];
}

/** The uncalibrated score of some inputs. */
export function riskScore(model: RiskModel, inputs: RiskInputs): number {
  let score = model.weights[model.inputs.length] ?? 0;
  model.inputs.forEach((name, index) => {
    score += effectOf(model, index, inputs[name] ?? 0);
  });
  return score;
}

function effectOf(model: RiskModel, index: number, value: number): number {
  const scale = model.scales[index] ?? 0;
  if (scale === 0) return 0;
  return ((model.weights[index] ?? 0) * (value - (model.means[index] ?? 0))) / scale;
}

const mostReasons = 3;

/** The risk after one turn. */
export function assessRisk(model: RiskModel, inputs: RiskInputs): Risk {
  const score = riskScore(model, inputs);
  const probability = probabilitiesOf(model.calibration, Float64Array.of(score))[1] ?? 0;
  const reasons = model.inputs
    .map((input, index) => ({
      input,
      weight:
        (inputs[input] ?? 0) > 0
          ? effectOf(model, index, inputs[input] ?? 0) - effectOf(model, index, 0)
          : 0,
    }))
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .slice(0, mostReasons);
  return { probability: round(probability), reasons };
}

/** What {@link withRisk} needs of a reading. */
interface RiskyReading {
  features: Features;
  evidence: Evidence[];
  memory: DetectMemory;
}

/** The reading with the feature `risk` and its evidence; the same reading where there is no model or an agent wrote. */
export function withRisk<T extends RiskyReading>(
  reader: RiskReader | undefined,
  before: DetectMemory,
  reading: T,
  sequence: number,
): T {
  if (reader === undefined || reading.features['role'] === 'agent') return reading;
  const inputs = riskInputs(before, reading.memory, reading.features);
  const { probability, reasons } = assessRisk(reader.model, inputs);
  const about = (value: number | string): Evidence => ({ turn: sequence, feature: 'risk', value });
  return {
    ...reading,
    features: { ...reading.features, risk: probability },
    evidence: [
      ...reading.evidence,
      about(probability),
      ...reasons.map(({ input, weight }) => about(`${input} +${weight.toFixed(2)}`)),
    ],
  };
}

function round(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
