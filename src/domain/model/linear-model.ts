/**
 * A linear model over hashed n-grams and dense features: score, calibrated probability, and what spoke for it. Pure and
 * made of plain arrays; `src/learn` trains it, `src/adapters/files/model-file.ts` stores it. Takes microseconds.
 *
 * ```ts
 * const { probabilities } = classify(model, {
 *   texts: [{ field: 'customer', content: 'I want a person' }],
 *   dense: { refusals: 2, shouting: true, confidence: null },
 * });
 * const reasons = explain(model, input, 0); // spans of the texts and names of dense features, never words
 * ```
 */
import { visitGrams, type GramSettings, type TextField } from './grams.ts';

/** A dense feature is centred and scaled as it was in training. */
export interface DenseFeature {
  name: string;
  mean: number;
  scale: number;
}

/** From scores to probabilities: a sigmoid per score for two classes, a softmax for more. */
export type Calibration =
  { kind: 'sigmoid'; slope: number; offset: number } | { kind: 'softmax'; temperature: number };

/**
 * With two classes there is one score, for the second of them; else one score per class. Rows are n-gram buckets known
 * from training, then dense features. Row `r` has the weights `weights[i] * scales[columns[i]]` for
 * `starts[r] <= i < starts[r + 1]`.
 */
export interface LinearModel {
  kind: 'linear';
  classes: readonly string[];
  grams: GramSettings;
  dense: readonly DenseFeature[];
  /** Bucket to row plus one; 0 for a bucket that training did not know. */
  rowOf: Int32Array;
  /** Per n-gram row. */
  rarity: Float32Array;
  starts: Int32Array;
  columns: Uint16Array;
  weights: Int8Array;
  /** Per score. */
  scales: Float32Array;
  bias: Float32Array;
  calibration: Calibration;
  /** Share of each class in training: the answer for an input of which the model knows nothing. */
  priors: Float32Array;
}

/** What is classified. A dense feature that is null, absent or unknown to the model says nothing. */
export interface ModelInput {
  texts: readonly TextField[];
  dense?: Readonly<Record<string, number | boolean | string | null>>;
}

/** Probabilities in the order of `classes`; scores as in {@link LinearModel}. */
export interface Classification {
  scores: Float64Array;
  probabilities: Float64Array;
  /** Index of the most probable class. */
  best: number;
}

/** What spoke for a class: a span of one of the texts, or a dense feature. Weights of all reasons and the bias add up to the score. */
export type ModelReason =
  | { kind: 'text'; text: number; start: number; end: number; weight: number }
  | { kind: 'feature'; feature: string; value: number; weight: number };

/** A sparse vector: rows in no order, each once. */
export interface SparseVector {
  rows: number[];
  values: number[];
}

/** Dense values outside are cut: one odd count must not outweigh everything else. */
const mostDeviation = 4;

/** The value of a dense feature as the model sees it; 0 when it says nothing. */
export function denseValue(feature: DenseFeature, raw: unknown): number {
  const number = typeof raw === 'boolean' ? Number(raw) : raw;
  if (typeof number !== 'number' || !Number.isFinite(number) || feature.scale === 0) return 0;
  const value = (number - feature.mean) / feature.scale;
  return Math.max(-mostDeviation, Math.min(mostDeviation, value));
}

/** The input as a vector over the model's rows: damped counts times rarity at unit length, then the dense features. */
export function vectorOf(
  model: Pick<LinearModel, 'grams' | 'rowOf' | 'rarity' | 'dense'>,
  input: ModelInput,
): SparseVector {
  const counts = new Map<number, number>();
  for (const text of input.texts)
    visitGrams(model.grams, text, (bucket) => {
      const row = model.rowOf[bucket] ?? 0;
      if (row > 0) counts.set(row - 1, (counts.get(row - 1) ?? 0) + 1);
    });
  const vector = weighted(counts, model.rarity);
  model.dense.forEach((feature, index) => {
    const value = denseValue(feature, input.dense?.[feature.name]);
    if (value === 0) return;
    vector.rows.push(model.rarity.length + index);
    vector.values.push(value);
  });
  return vector;
}

function weighted(counts: Map<number, number>, rarity: Float32Array): SparseVector {
  const rows: number[] = [];
  const values: number[] = [];
  let square = 0;
  for (const [row, count] of counts) {
    const value = (1 + Math.log(count)) * (rarity[row] ?? 0);
    rows.push(row);
    values.push(value);
    square += value * value;
  }
  const length = Math.sqrt(square);
  if (length > 0)
    for (let at = 0; at < values.length; at += 1) values[at] = (values[at] ?? 0) / length;
  return { rows, values };
}

/** The raw scores of a vector. */
export function scoresOf(model: LinearModel, vector: SparseVector): Float64Array {
  const scores = new Float64Array(model.bias.length);
  const { starts, columns, weights } = model;
  vector.rows.forEach((row, at) => {
    const value = vector.values[at] ?? 0;
    const end = starts[row + 1] ?? 0;
    for (let entry = starts[row] ?? 0; entry < end; entry += 1) {
      const column = columns[entry] ?? 0;
      scores[column] = (scores[column] ?? 0) + value * (weights[entry] ?? 0);
    }
  });
  for (let column = 0; column < scores.length; column += 1)
    scores[column] =
      (scores[column] ?? 0) * (model.scales[column] ?? 0) + (model.bias[column] ?? 0);
  return scores;
}

/** Scores to probabilities over the classes. */
export function probabilitiesOf(calibration: Calibration, scores: Float64Array): Float64Array {
  if (calibration.kind === 'sigmoid') {
    const yes = sigmoid(calibration.slope * (scores[0] ?? 0) + calibration.offset);
    return Float64Array.of(1 - yes, yes);
  }
  const most = scores.reduce((a, b) => Math.max(a, b), -Infinity);
  const powers = scores.map((score) => Math.exp((score - most) / calibration.temperature));
  const sum = powers.reduce((a, b) => a + b, 0);
  return powers.map((power) => power / sum);
}

/** The logistic function, safe at both ends. */
export function sigmoid(value: number): number {
  if (value >= 0) return 1 / (1 + Math.exp(-value));
  const power = Math.exp(value);
  return power / (1 + power);
}

/** Classifies one input. Never fails; an input the model knows nothing of gets the shares of training. */
export function classify(model: LinearModel, input: ModelInput): Classification {
  const vector = vectorOf(model, input);
  const scores = scoresOf(model, vector);
  const probabilities =
    vector.rows.length === 0
      ? Float64Array.from(model.priors)
      : probabilitiesOf(model.calibration, scores);
  let best = 0;
  probabilities.forEach((value, index) => {
    if (value > (probabilities[best] ?? 0)) best = index;
  });
  return { scores, probabilities, best };
}

/** The `most` strongest reasons for score `column`, strongest first; only those that spoke for it. */
export function explain(
  model: LinearModel,
  input: ModelInput,
  column: number,
  most = 3,
): ModelReason[] {
  const vector = vectorOf(model, input);
  const effects = new Map<number, number>();
  vector.rows.forEach((row, at) => {
    effects.set(row, (vector.values[at] ?? 0) * weightOf(model, row, column));
  });
  const reasons = [...textReasons(model, input, effects), ...denseReasons(model, input, effects)];
  return reasons
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .slice(0, most);
}

function weightOf(model: LinearModel, row: number, column: number): number {
  const end = model.starts[row + 1] ?? 0;
  for (let entry = model.starts[row] ?? 0; entry < end; entry += 1)
    if (model.columns[entry] === column)
      return (model.weights[entry] ?? 0) * (model.scales[column] ?? 0);
  return 0;
}

/** A row's effect is shared evenly by the spans that made it; spans collect what their n-grams gave. */
function textReasons(
  model: LinearModel,
  input: ModelInput,
  effects: Map<number, number>,
): ModelReason[] {
  const times = new Map<number, number>();
  const visitKnown = (visit: (row: number, span: readonly [number, number, number]) => void) => {
    input.texts.forEach((text, index) => {
      visitGrams(model.grams, text, (bucket, start, end) => {
        const row = (model.rowOf[bucket] ?? 0) - 1;
        if (row >= 0) visit(row, [index, start, end]);
      });
    });
  };
  visitKnown((row) => times.set(row, (times.get(row) ?? 0) + 1));
  const spans = new Map<string, Extract<ModelReason, { kind: 'text' }>>();
  visitKnown((row, [text, start, end]) => {
    const key = `${text}:${start}:${end}`;
    const span = spans.get(key) ?? { kind: 'text', text, start, end, weight: 0 };
    span.weight += (effects.get(row) ?? 0) / (times.get(row) ?? 1);
    spans.set(key, span);
  });
  return [...spans.values()];
}

function denseReasons(
  model: LinearModel,
  input: ModelInput,
  effects: Map<number, number>,
): ModelReason[] {
  return model.dense.map(({ name }, index) => ({
    kind: 'feature' as const,
    feature: name,
    value: Number(input.dense?.[name] ?? 0),
    weight: effects.get(model.rarity.length + index) ?? 0,
  }));
}
