/**
 * Trains a linear model: cross-validation by group for honest figures and for the calibration, then a fit on everything.
 *
 * ```ts
 * const { model, heldOut } = trainLinear(examples, {
 *   classes: ['calm', 'at_risk'],
 *   dense: ['refusals', 'frustration'],
 * });
 * // heldOut[i].probabilities: what a model that never saw the group of examples[i] said of it
 * ```
 */
import {
  probabilitiesOf,
  type Calibration,
  type LinearModel,
} from '../domain/model/linear-model.ts';
import type { GramSettings } from '../domain/model/grams.ts';
import { fitSigmoid, fitSoftmax } from './calibrate.ts';
import { foldsOf, type Example } from './examples.ts';
import { scoreRow, solve, type Problem } from './linear-solver.ts';
import { packWeights } from './pack-weights.ts';
import { learnVocabulary, matrixOf, type Vocabulary } from './vocabulary.ts';

export interface LinearSettings {
  /** With two, the second is the one whose probability is asked for. */
  classes: readonly string[];
  dense?: readonly string[];
  grams?: GramSettings;
  leastExamples?: number;
  cost?: number;
  /** 0: every example counts the same; 1: every class does. */
  balance?: number;
  /** Multiplies the cost of overlooking a class against that of seeing it where it is not. */
  emphasis?: number;
  folds?: number;
  seed?: number;
  /** Weights smaller than this share of their score's largest are dropped from the model. */
  prune?: number;
  onProgress?: (step: string, done: number, of: number) => void;
}

/** What a model that had not seen an example's group said of it. */
export interface HeldOut {
  scores: Float64Array;
  probabilities: Float64Array;
}

export interface TrainedLinear {
  model: LinearModel;
  /** One per example. */
  heldOut: HeldOut[];
}

/** Word pairs and pieces of words: the best of the plain settings on short support texts. */
export const defaultGrams: GramSettings = { bits: 18, words: [1, 2], characters: [2, 5], pairs: 0 };

type Settled = Required<LinearSettings>;

function settle(settings: LinearSettings): Settled {
  return {
    dense: [],
    grams: defaultGrams,
    leastExamples: 2,
    cost: 0.5,
    balance: 0,
    emphasis: 1,
    folds: 5,
    seed: 1,
    prune: 0.01,
    onProgress: () => undefined,
    ...settings,
  };
}

/** Trains, cross-validates and calibrates. The same examples and settings give the same model. */
export function trainLinear(examples: readonly Example[], settings: LinearSettings): TrainedLinear {
  const chosen = settle(settings);
  const labels = labelsOf(examples, chosen.classes);
  const scores = crossValidate(examples, labels, chosen);
  const calibration = calibrate(scores, labels, chosen.classes.length);
  const fitted = fit(examples, labels, chosen, () => true);
  chosen.onProgress('final model', 1, 1);
  const { vocabulary, weights } = fitted;
  const packed = packWeights(weights, chosen.prune);
  const model: LinearModel = {
    kind: 'linear',
    classes: chosen.classes,
    ...vocabulary,
    ...packed,
    calibration,
    priors: sharesOf(labels, chosen.classes.length),
  };
  const heldOut = scores.map((row) => ({
    scores: row,
    probabilities: probabilitiesOf(calibration, row),
  }));
  return { model, heldOut };
}

function labelsOf(examples: readonly Example[], classes: readonly string[]): Int32Array {
  const indexOf = new Map(classes.map((name, index) => [name, index]));
  return Int32Array.from(examples, ({ label }) => {
    const index = indexOf.get(label);
    if (index === undefined) throw new Error(`the label ${label} is not one of the classes`);
    return index;
  });
}

function sharesOf(labels: Int32Array, classes: number): Float32Array {
  const shares = new Float32Array(classes);
  for (const label of labels) shares[label] = (shares[label] ?? 0) + 1 / labels.length;
  return shares;
}

/** Scores of every example by the model of the folds it is not in. */
function crossValidate(
  examples: readonly Example[],
  labels: Int32Array,
  settings: Settled,
): Float64Array[] {
  const folds = foldsOf(examples, settings.folds, settings.seed);
  const scores: Float64Array[] = Array.from(examples, () => new Float64Array());
  for (let fold = 0; fold < settings.folds; fold += 1) {
    const { vocabulary, weights } = fit(examples, labels, settings, (at) => folds[at] !== fold);
    const held = [...folds.keys()].filter((at) => folds[at] === fold);
    const matrix = matrixOf(
      vocabulary,
      held.flatMap((at) => examples[at]?.input ?? []),
    );
    held.forEach((at, row) => {
      scores[at] = Float64Array.from(weights, (column) => scoreRow(matrix, row, column));
    });
    settings.onProgress('cross-validation', fold + 1, settings.folds);
  }
  return scores;
}

function calibrate(scores: Float64Array[], labels: Int32Array, classes: number): Calibration {
  if (classes > 2) return fitSoftmax(scores, [...labels]);
  return fitSigmoid(
    scores.map((row) => row[0] ?? 0),
    Array.from(labels, (label) => label === 1),
  );
}

interface Fitted {
  vocabulary: Vocabulary;
  /** Per score. */
  weights: Float64Array[];
}

function fit(
  examples: readonly Example[],
  labels: Int32Array,
  settings: Settled,
  takes: (at: number) => boolean,
): Fitted {
  const taken = [...labels.keys()].filter(takes);
  const inputs = taken.flatMap((at) => examples[at]?.input ?? []);
  const vocabulary = learnVocabulary(inputs, settings);
  const matrix = matrixOf(vocabulary, inputs);
  const own = Int32Array.from(taken, (at) => labels[at] ?? 0);
  const importance = importanceOf(own, settings);
  const wanted = settings.classes.length === 2 ? [1] : [...settings.classes.keys()];
  const weights = wanted.map((label) => {
    const signs = Int8Array.from(own, (one) => (one === label ? 1 : -1));
    const problem: Problem = { matrix, signs, importance: emphasised(importance, signs, settings) };
    return solve(problem, {
      cost: settings.cost,
      maxRounds: 60,
      tolerance: 0.05,
      seed: settings.seed,
    });
  });
  return { vocabulary, weights };
}

function emphasised(
  importance: Float32Array,
  signs: Int8Array,
  { emphasis }: Settled,
): Float32Array {
  return importance.map((value, at) => ((signs[at] ?? 0) > 0 ? value * emphasis : value));
}

/** What an error on each example counts: rare classes more, by `balance`. */
function importanceOf(labels: Int32Array, { classes, balance }: Settled): Float32Array {
  const counts = new Float64Array(classes.length);
  for (const label of labels) counts[label] = (counts[label] ?? 0) + 1;
  return Float32Array.from(labels, (label) =>
    Math.pow(labels.length / (classes.length * Math.max(1, counts[label] ?? 1)), balance),
  );
}
