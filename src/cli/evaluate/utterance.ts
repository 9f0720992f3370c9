/** `baton evaluate --task utterance`: after which utterances a person should take over, on unseen conversations. */
import { writeFile } from 'node:fs/promises';
import { readModelFile } from '../../adapters/files/model-file.ts';
import { judgeUtterances, type UtteranceModel } from '../../domain/model/utterance-model.ts';
import { calibrationErrorOf } from '../../learn/figures.ts';
import { trainUtterance, type LabelledConversation } from '../../learn/train-utterance.ts';
import { CommandError } from '../command-error.ts';
import { conversationKey, readConversations } from '../learning/conversations.ts';
import {
  insistOneBasis,
  insistUnseen,
  withoutEvaluated,
  type Basis,
} from '../learning/held-out.ts';
import { progressOf } from '../learning/progress.ts';
import { say, sayJson } from '../output.ts';
import { insistEnoughConversations } from '../train/utterance.ts';
import { intervalsOf, type Interval } from './bootstrap.ts';
import { basisLine } from './intent.ts';
import {
  figuresOfUtterances,
  judgeConversations,
  type JudgedConversation,
  type UtteranceFigures,
} from './utterance-figures.ts';

/** The flags of `baton evaluate` that this task reads. */
export interface UtteranceFlags {
  json: boolean;
  model?: string;
  train?: string;
  predictions?: string;
  seed: number;
}

/** The object of `--json`. */
export interface UtteranceReport {
  task: 'utterance';
  basis: Basis;
  conversations: number;
  utterances: number;
  transferable: number;
  threshold: number;
  figures: UtteranceFigures;
  intervals: Record<keyof UtteranceFigures, Interval | null>;
  /** Mean distance between promised and true probability. */
  calibration_error: number;
  training_seconds: number | null;
  microseconds_per_utterance: number | null;
}

/** Probabilities for every utterance of the file, and what they rest on. */
interface Answers {
  basis: Basis;
  probabilities: number[][];
  threshold: number;
  trainingSeconds: number | null;
  micros: number | null;
}

/** Evaluates and prints; 0 whatever the figures are. */
export async function evaluateUtterance(file: string, flags: UtteranceFlags): Promise<number> {
  insistOneBasis(flags);
  const conversations = await readConversations([file]);
  const found = await answersFor(file, conversations, flags);
  const judged = judgeConversations(conversations, found.probabilities, found.threshold);
  if (flags.predictions !== undefined) await writePredictions(flags.predictions, judged);
  const report = reportOf(judged, found);
  if (flags.json) sayJson(report);
  else for (const line of linesOf(report)) say(line);
  return 0;
}

async function answersFor(
  file: string,
  conversations: LabelledConversation[],
  flags: UtteranceFlags,
): Promise<Answers> {
  if (flags.model !== undefined) return answersOfFile(file, conversations, flags.model);
  if (flags.train === undefined) return crossValidated(conversations, flags);
  const all = await readConversations([flags.train]);
  const { kept, leftOut } = withoutEvaluated(all, conversations, conversationKey);
  insistEnoughConversations(kept);
  const startedAt = performance.now();
  const { model } = trainUtterance(kept, { seed: flags.seed, onProgress: progressOf('train') });
  const basis: Basis = {
    kind: 'train',
    from: flags.train,
    training_examples: kept.length,
    left_out: leftOut,
  };
  const trainingSeconds = (performance.now() - startedAt) / 1000;
  return { basis, ...answersBy(model, conversations), trainingSeconds };
}

async function answersOfFile(
  file: string,
  conversations: LabelledConversation[],
  path: string,
): Promise<Answers> {
  const { card, model } = await readModelFile(path, 'utterance');
  if (model.kind !== 'utterance')
    throw new CommandError(`${path} judges no utterances.`, 'Train it again.');
  await insistUnseen(file, card.training);
  const examples = Number(card.training['conversations'] ?? 0);
  const basis: Basis = {
    kind: 'model',
    from: card.version,
    training_examples: examples,
    left_out: 0,
  };
  return { basis, ...answersBy(model, conversations), trainingSeconds: null };
}

function answersBy(
  model: UtteranceModel,
  conversations: LabelledConversation[],
): Pick<Answers, 'probabilities' | 'threshold' | 'micros'> {
  const startedAt = performance.now();
  const probabilities = conversations.map(({ utterances }) => judgeUtterances(model, utterances));
  const micros = ((performance.now() - startedAt) * 1000) / probabilities.flat().length;
  return { probabilities, threshold: model.threshold, micros };
}

function crossValidated(conversations: LabelledConversation[], flags: UtteranceFlags): Answers {
  insistEnoughConversations(conversations);
  const startedAt = performance.now();
  const { model, heldOut } = trainUtterance(conversations, {
    seed: flags.seed,
    onProgress: progressOf('train'),
  });
  return {
    basis: { kind: 'cross_validation', from: null, training_examples: null, left_out: 0 },
    probabilities: heldOut,
    threshold: model.threshold,
    trainingSeconds: (performance.now() - startedAt) / 1000,
    micros: null,
  };
}

function reportOf(judged: JudgedConversation[], found: Answers): UtteranceReport {
  const labels = judged.flatMap(({ labelled }) => labelled);
  const promises = judged.flatMap(({ probabilities, labelled }) =>
    labelled.map((right, at) => ({ probability: probabilities[at] ?? 0, right })),
  );
  return {
    task: 'utterance',
    basis: found.basis,
    conversations: judged.length,
    utterances: labels.length,
    transferable: labels.filter(Boolean).length,
    threshold: found.threshold,
    figures: figuresOfUtterances(judged),
    intervals: intervalsOf<JudgedConversation, keyof UtteranceFigures>(judged, (sample) => ({
      ...figuresOfUtterances(sample),
    })),
    calibration_error: calibrationErrorOf(promises),
    training_seconds: found.trainingSeconds,
    microseconds_per_utterance: found.micros,
  };
}

const titles: Record<keyof UtteranceFigures, string> = {
  precision: 'precision',
  recall: 'recall',
  f1: 'F1 of transferable',
  macro_f1: 'macro F1',
  accuracy: 'accuracy',
  gt_i: 'GT-I',
  gt_ii: 'GT-II',
  gt_iii: 'GT-III',
  auc: 'AUC',
};

function linesOf(report: UtteranceReport): string[] {
  const keys = Object.keys(titles) as (keyof UtteranceFigures)[];
  const between = (interval: Interval | null): string =>
    interval === null ? '' : `  [${interval.map((value) => value.toFixed(3)).join(', ')}]`;
  const { basis, figures, intervals } = report;
  return [
    `${report.conversations} conversations, ${report.transferable} of ${report.utterances} utterances transferable, ${basisLine(basis)}`,
    ...keys.map(
      (key) => `${titles[key].padEnd(20)}${figures[key].toFixed(3)}${between(intervals[key])}`,
    ),
    `${'calibration error'.padEnd(20)}${report.calibration_error.toFixed(3)}`,
    `${'threshold'.padEnd(20)}${report.threshold}`,
  ];
}

async function writePredictions(path: string, judged: JudgedConversation[]): Promise<void> {
  const lines = judged.map(({ id, probabilities, predicted }) =>
    JSON.stringify({ id, probabilities, transferable: predicted.map(Number) }),
  );
  await writeFile(path, `${lines.join('\n')}\n`);
}
