/** `baton evaluate --task intent`: how often the intent of an opening is found, on openings the model has not seen. */
import { writeFile } from 'node:fs/promises';
import { readModelFile } from '../../adapters/files/model-file.ts';
import { classify, type LinearModel } from '../../domain/model/linear-model.ts';
import { openingInput } from '../../domain/model/opening.ts';
import { capPerLabel } from '../../learn/examples.ts';
import {
  accuracyOf,
  calibrationErrorOf,
  confusionsOf,
  macroF1Of,
  type Confusion,
  type Judged,
} from '../../learn/figures.ts';
import { trainIntent, type Opening } from '../../learn/train-intent.ts';
import { CommandError } from '../command-error.ts';
import {
  insistOneBasis,
  insistUnseen,
  withoutEvaluated,
  type Basis,
} from '../learning/held-out.ts';
import { openingKey, readOpenings, type LabelField } from '../learning/openings.ts';
import { progressOf } from '../learning/progress.ts';
import { insistEnoughOpenings } from '../train/intent.ts';
import { say, sayJson } from '../output.ts';
import { intervalsOf, type Interval } from './bootstrap.ts';

/** The flags of `baton evaluate` that this task reads. */
export interface IntentFlags {
  json: boolean;
  model?: string;
  train?: string;
  predictions?: string;
  label?: LabelField;
  perIntent?: number;
  seed: number;
}

interface IntentFigures {
  accuracy: number;
  macro_f1: number;
}

/** The object of `--json`. */
export interface IntentReport {
  task: 'intent';
  basis: Basis;
  examples: number;
  intents: number;
  figures: IntentFigures;
  intervals: Record<keyof IntentFigures, Interval | null>;
  /** Mean distance between promised and true probability. */
  calibration_error: number;
  confusions: Confusion[];
  training_seconds: number | null;
  microseconds_per_example: number | null;
}

type Answer = Pick<Judged, 'predicted' | 'probability'>;

/** Answers for every opening of the file, and what they rest on. */
interface Answers {
  basis: Basis;
  answers: Answer[];
  trainingSeconds: number | null;
  micros: number | null;
}

const mostConfusions = 20;

/** Evaluates and prints; 0 whatever the figures are. */
export async function evaluateIntent(file: string, flags: IntentFlags): Promise<number> {
  insistOneBasis(flags);
  const openings = await readOpenings([file], flags.label);
  const found = await answersFor(file, openings, flags);
  const judged = openings.map((opening, at): Judged => {
    const answer = found.answers[at] ?? { predicted: '', probability: 0 };
    return { ...answer, expected: opening.label, group: opening.group };
  });
  if (flags.predictions !== undefined) await writePredictions(flags.predictions, openings, judged);
  const report = reportOf(judged, found);
  if (flags.json) sayJson(report);
  else for (const line of linesOf(report)) say(line);
  return 0;
}

async function answersFor(file: string, openings: Opening[], flags: IntentFlags): Promise<Answers> {
  if (flags.model !== undefined) return answersOfFile(file, openings, flags.model);
  if (flags.train !== undefined) return answersOfTraining(openings, flags.train, flags);
  return crossValidated(openings, flags);
}

async function answersOfFile(file: string, openings: Opening[], path: string): Promise<Answers> {
  const { card, model } = await readModelFile(path, 'intent');
  if (model.kind !== 'linear')
    throw new CommandError(`${path} holds no intents.`, 'Train it again.');
  await insistUnseen(file, card.training);
  const examples = Number(card.training['examples'] ?? 0);
  const basis: Basis = {
    kind: 'model',
    from: card.version,
    training_examples: examples,
    left_out: 0,
  };
  return { basis, ...answersBy(model, openings), trainingSeconds: null };
}

async function answersOfTraining(
  openings: Opening[],
  trainFile: string,
  flags: IntentFlags,
): Promise<Answers> {
  const all = await readOpenings([trainFile], flags.label);
  const { kept, leftOut } = withoutEvaluated(all, openings, openingKey);
  const taken = cap(kept, flags);
  insistEnoughOpenings(taken);
  const startedAt = performance.now();
  const { model } = trainIntent(taken, { seed: flags.seed, onProgress: progressOf('train') });
  const basis: Basis = {
    kind: 'train',
    from: trainFile,
    training_examples: taken.length,
    left_out: leftOut,
  };
  const trainingSeconds = (performance.now() - startedAt) / 1000;
  return { basis, ...answersBy(model, openings), trainingSeconds };
}

function cap(openings: Opening[], { perIntent, seed }: IntentFlags): Opening[] {
  return perIntent === undefined ? openings : capPerLabel(openings, perIntent, seed);
}

function answersBy(model: LinearModel, openings: Opening[]): Pick<Answers, 'answers' | 'micros'> {
  const startedAt = performance.now();
  const answers = openings.map(({ turns }) => {
    const { best, probabilities } = classify(model, openingInput(turns));
    return { predicted: model.classes[best] ?? '', probability: probabilities[best] ?? 0 };
  });
  return { answers, micros: ((performance.now() - startedAt) * 1000) / openings.length };
}

function crossValidated(openings: Opening[], flags: IntentFlags): Answers {
  if (flags.perIntent !== undefined)
    throw new CommandError(
      '--per-intent needs --train.',
      'Give a training file to take them from.',
    );
  insistEnoughOpenings(openings);
  const startedAt = performance.now();
  const { model, heldOut } = trainIntent(openings, {
    seed: flags.seed,
    onProgress: progressOf('train'),
  });
  const answers = heldOut.map(({ probabilities }) => {
    const probability = Math.max(...probabilities);
    return { predicted: model.classes[probabilities.indexOf(probability)] ?? '', probability };
  });
  const basis: Basis = {
    kind: 'cross_validation',
    from: null,
    training_examples: null,
    left_out: 0,
  };
  const trainingSeconds = (performance.now() - startedAt) / 1000;
  return { basis, answers, trainingSeconds, micros: null };
}

function reportOf(judged: Judged[], found: Answers): IntentReport {
  const figuresOf = (sample: Judged[]): IntentFigures => ({
    accuracy: accuracyOf(sample),
    macro_f1: macroF1Of(sample),
  });
  const right = judged.map((one) => ({
    probability: one.probability,
    right: one.expected === one.predicted,
  }));
  return {
    task: 'intent',
    basis: found.basis,
    examples: judged.length,
    intents: new Set(judged.map(({ expected }) => expected)).size,
    figures: figuresOf(judged),
    intervals: intervalsOf<Judged, keyof IntentFigures>(judged, (sample) => ({
      ...figuresOf(sample),
    })),
    calibration_error: calibrationErrorOf(right),
    confusions: confusionsOf(judged, mostConfusions),
    training_seconds: found.trainingSeconds,
    microseconds_per_example: found.micros,
  };
}

function linesOf(report: IntentReport): string[] {
  const percent = (value: number): string => `${(value * 100).toFixed(1)} %`;
  const between = (interval: Interval | null): string =>
    interval === null ? '' : `  [${interval.map(percent).join(', ')}]`;
  const { basis, figures, intervals } = report;
  return [
    `${report.examples} openings, ${report.intents} intents, ${basisLine(basis)}`,
    `accuracy           ${percent(figures.accuracy)}${between(intervals.accuracy)}`,
    `macro F1           ${percent(figures.macro_f1)}${between(intervals.macro_f1)}`,
    `calibration error  ${percent(report.calibration_error)}`,
    ...report.confusions.map(
      ({ expected, predicted, count }) =>
        `${String(count).padStart(5)}  ${expected} taken for ${predicted}`,
    ),
  ];
}

/** What the figures rest on, in words. */
export function basisLine({
  kind,
  from,
  training_examples: examples,
  left_out: left,
}: Basis): string {
  if (kind === 'cross_validation') return 'cross-validated';
  if (kind === 'model') return `by the model ${from ?? ''}`;
  const without = left === 0 ? '' : `, without ${left} that are evaluated`;
  return `trained on ${examples ?? 0} of ${from ?? ''}${without}`;
}

async function writePredictions(
  path: string,
  openings: Opening[],
  judged: Judged[],
): Promise<void> {
  const lines = judged.map(({ expected, predicted, probability }, at) =>
    JSON.stringify({ id: openings[at]?.id, expected, predicted, probability }),
  );
  await writeFile(path, `${lines.join('\n')}\n`);
}
