/**
 * Gradient-boosted trees over dense features, for two classes: what a linear model cannot say, such as "the third refusal
 * matters only when nothing was solved". Pure; `src/learn/boost.ts` trains it.
 *
 * ```ts
 * const probability = treesProbability(model, { refusals: 2, shouting: true, confidence: null });
 * const reasons = explainTrees(model, features);
 * ```
 */
import { probabilitiesOf, type Calibration } from './linear-model.ts';

/** Features by name. Null, absent or not a number: not measured, which the trees know how to take. */
export type DenseInput = Readonly<Record<string, number | boolean | string | null | undefined>>;

/**
 * All trees as one list of nodes. Node `n` sends an input left when its feature `features[split[n]]` is at most
 * `threshold[n]`, or is not measured and `missingLeft[n]` is 1; the children are `left[n]` and `left[n] + 1`. A leaf has
 * `left[n]` 0. `value[n]` is what an input that ends in the node adds to the score.
 */
export interface TreesModel {
  kind: 'trees';
  classes: readonly string[];
  features: readonly string[];
  /** First node of each tree. */
  roots: Int32Array;
  split: Uint16Array;
  threshold: Float32Array;
  missingLeft: Uint8Array;
  left: Int32Array;
  value: Float32Array;
  /** The score before any tree. */
  base: number;
  calibration: Calibration;
}

/** What a feature added to the score of one input. */
export interface TreeReason {
  feature: string;
  value: number | null;
  weight: number;
}

/** A raw feature as a number; NaN when it was not measured. */
export function numberOf(raw: unknown): number {
  if (typeof raw === 'boolean') return Number(raw);
  return typeof raw === 'number' && Number.isFinite(raw) ? raw : Number.NaN;
}

/** The raw score: log-odds of the second class before calibration. */
export function treesScore(model: TreesModel, input: DenseInput): number {
  const values = Float64Array.from(model.features, (name) => numberOf(input[name]));
  let score = model.base;
  for (const root of model.roots) {
    let node = root;
    while (model.left[node] !== 0) node = childOf(model, node, values);
    score += model.value[node] ?? 0;
  }
  return score;
}

/** The calibrated probability of the second class. */
export function treesProbability(model: TreesModel, input: DenseInput): number {
  return probabilitiesOf(model.calibration, Float64Array.of(treesScore(model, input)))[1] ?? 0;
}

function childOf(model: TreesModel, node: number, values: Float64Array): number {
  const value = values[model.split[node] ?? 0] ?? Number.NaN;
  const goesLeft = Number.isNaN(value)
    ? model.missingLeft[node] === 1
    : value <= (model.threshold[node] ?? 0);
  return (model.left[node] ?? 0) + (goesLeft ? 0 : 1);
}

/** The `most` features that raised the score most: each split is credited with what it changed on the way down. */
export function explainTrees(model: TreesModel, input: DenseInput, most = 3): TreeReason[] {
  const values = Float64Array.from(model.features, (name) => numberOf(input[name]));
  const credit = new Float64Array(model.features.length);
  for (const root of model.roots) {
    let node = root;
    while (model.left[node] !== 0) {
      const child = childOf(model, node, values);
      const feature = model.split[node] ?? 0;
      credit[feature] =
        (credit[feature] ?? 0) + (model.value[child] ?? 0) - (model.value[node] ?? 0);
      node = child;
    }
  }
  return model.features
    .map((feature, index) => {
      const value = values[index] ?? Number.NaN;
      return { feature, value: Number.isNaN(value) ? null : value, weight: credit[index] ?? 0 };
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .slice(0, most);
}
