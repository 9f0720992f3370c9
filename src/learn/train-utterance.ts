/**
 * Trains the utterance model in two stages. The trees learn from scores that the linear models gave to conversations held
 * out from them, as in service; else they would trust them too much. Calibration, threshold and figures come from
 * conversations that neither stage saw.
 */
import type { GramSettings } from '../domain/model/grams.ts';
import {
  probabilitiesOf,
  scoresOf,
  vectorOf,
  type Calibration,
  type LinearModel,
  type ModelInput,
} from '../domain/model/linear-model.ts';
import { treesScore } from '../domain/model/trees-model.ts';
import {
  nearInput,
  nowInput,
  readUtterances,
  utteranceFeatures,
  type LinearScores,
  type Utterance,
  type UtteranceFeature,
  type UtteranceModel,
} from '../domain/model/utterance-model.ts';
import { boost, type Trees } from './boost.ts';
import { boostDefaults } from './boost-settings.ts';
import { fitSigmoid } from './calibrate.ts';
import { foldsOf } from './examples.ts';
import { goldenTransfer } from './figures.ts';
import { trainLinear } from './train-linear.ts';

/** A conversation with a label per utterance: whether a transfer to a person would be right after it. */
export interface LabelledConversation {
  id: string;
  group: string;
  utterances: readonly Utterance[];
  transferable: readonly boolean[];
}

export interface UtteranceSettings {
  seed?: number;
  folds?: number;
  grams?: GramSettings;
  rounds?: number;
  onProgress?: (step: string, done: number, of: number) => void;
}

export interface TrainedUtterance {
  model: UtteranceModel;
  /** Per conversation and utterance, by models that saw nothing of its group. */
  heldOut: number[][];
}

type Settled = Required<UtteranceSettings>;

const classes = ['stay', 'transfer'];
/** Words that the trees' input needs are few: a strong penalty keeps rare ones quiet. */
const linearCost = 0.1;

/** Trains, cross-validates and calibrates. The same conversations and settings give the same model. */
export function trainUtterance(
  conversations: readonly LabelledConversation[],
  settings: UtteranceSettings = {},
): TrainedUtterance {
  const chosen = settle(settings);
  const scores = crossValidate(conversations, chosen);
  const labels = conversations.flatMap(({ transferable }) => transferable);
  const calibration = fitSigmoid(scores.flat(), labels);
  const heldOut = scores.map((row) => row.map((score) => calibrated(calibration, score)));
  const { now, near, trees } = fit(conversations, chosen);
  chosen.onProgress('final model', 1, 1);
  const threshold = bestThreshold(heldOut, conversations);
  const model: UtteranceModel = {
    kind: 'utterance',
    now,
    near,
    trees: { ...trees, classes, calibration },
    threshold,
  };
  return { model, heldOut };
}

function settle(settings: UtteranceSettings): Settled {
  return {
    seed: 1,
    folds: 5,
    grams: { bits: 18, words: [1, 2], characters: [2, 5], pairs: 0 },
    rounds: 250,
    onProgress: () => undefined,
    ...settings,
  };
}

function calibrated(calibration: Calibration, score: number): number {
  return probabilitiesOf(calibration, Float64Array.of(score))[1] ?? 0;
}

function crossValidate(
  conversations: readonly LabelledConversation[],
  settings: Settled,
): number[][] {
  const folds = foldsOf(
    conversations.map(({ group, transferable }) => ({
      group,
      label: String(transferable.includes(true)),
    })),
    settings.folds,
    settings.seed,
  );
  const scores: number[][] = conversations.map(() => []);
  for (let fold = 0; fold < settings.folds; fold += 1) {
    const fitted = fit(
      conversations.filter((_, at) => folds[at] !== fold),
      settings,
    );
    conversations.forEach(({ utterances }, at) => {
      if (folds[at] === fold) scores[at] = scoresBy(fitted, utterances);
    });
    settings.onProgress('cross-validation', fold + 1, settings.folds);
  }
  return scores;
}

interface Fitted {
  now: LinearModel;
  near: LinearModel;
  trees: Trees;
}

function scoresBy({ now, near, trees }: Fitted, utterances: readonly Utterance[]): number[] {
  const scoreOf = (model: LinearModel, input: ModelInput): number =>
    scoresOf(model, vectorOf(model, input))[0] ?? 0;
  const scores = {
    now: utterances.map((_, at) => scoreOf(now, nowInput(utterances, at))),
    near: utterances.map((_, at) => scoreOf(near, nearInput(utterances, at))),
  };
  const model = { ...trees, classes, calibration: { kind: 'softmax', temperature: 1 } as const };
  return readUtterances(utterances, scores).map((features) => treesScore(model, features));
}

function fit(conversations: readonly LabelledConversation[], settings: Settled): Fitted {
  const now = readWords(conversations, nowInput, settings);
  const near = readWords(conversations, nearInput, settings);
  const rows = conversations.flatMap(({ utterances }, at) => {
    const scores: LinearScores = { now: now.scores[at] ?? [], near: near.scores[at] ?? [] };
    return readUtterances(utterances, scores);
  });
  const labels = Uint8Array.from(
    conversations.flatMap(({ transferable }) => transferable.map(Number)),
  );
  const columnOf = (name: UtteranceFeature) => Float32Array.from(rows, (row) => row[name]);
  const examples = {
    features: utteranceFeatures,
    columns: utteranceFeatures.map(columnOf),
    labels,
  };
  const { seed, rounds } = settings;
  const trees = boost(examples, { ...boostDefaults, depth: 3, rounds, seed });
  return { now: now.model, near: near.model, trees };
}

/** One linear model, and the scores that models without the conversation's group gave to each of its utterances. */
function readWords(
  conversations: readonly LabelledConversation[],
  inputOf: (utterances: readonly Utterance[], at: number) => ModelInput,
  { grams, seed }: Settled,
): { model: LinearModel; scores: number[][] } {
  const examples = conversations.flatMap(({ utterances, transferable, group }) =>
    utterances.map((_, at) => ({
      input: inputOf(utterances, at),
      label: transferable[at] === true ? 'transfer' : 'stay',
      group,
    })),
  );
  const settings = { classes, grams, cost: linearCost, balance: 0.5, folds: 10, seed };
  const { model, heldOut } = trainLinear(examples, settings);
  let at = 0;
  const scores = conversations.map(({ utterances }) =>
    utterances.map(() => {
      const [score] = heldOut[at]?.scores ?? [];
      at += 1;
      return score ?? 0;
    }),
  );
  return { model, scores };
}

/** The threshold with the best sum of F1 and golden transfer within 1: too low cries early, too high overlooks. */
function bestThreshold(
  probabilities: readonly number[][],
  conversations: readonly LabelledConversation[],
): number {
  const candidates = [
    ...new Set(probabilities.flat().map((value) => Math.ceil(value * 200) / 200)),
  ];
  let best = { threshold: 0.5, worth: -1 };
  for (const threshold of candidates.sort((a, b) => a - b)) {
    const predicted = probabilities.map((row) => row.map((value) => value >= threshold));
    const worth = f1Of(predicted, conversations) + timingOf(predicted, conversations);
    if (worth > best.worth) best = { threshold, worth };
  }
  return best.threshold;
}

function f1Of(
  predicted: readonly boolean[][],
  conversations: readonly LabelledConversation[],
): number {
  let [hits, calls, labels] = [0, 0, 0];
  conversations.forEach(({ transferable }, at) => {
    transferable.forEach((label, index) => {
      const called = predicted[at]?.[index] === true;
      hits += Number(called && label);
      calls += Number(called);
      labels += Number(label);
    });
  });
  return hits === 0 ? 0 : (2 * hits) / (calls + labels);
}

function timingOf(
  predicted: readonly boolean[][],
  conversations: readonly LabelledConversation[],
): number {
  const worths = conversations.map(({ transferable }, at) =>
    goldenTransfer(predicted[at] ?? [], transferable, 1),
  );
  return worths.reduce((a, b) => a + b, 0) / worths.length;
}
