/** `baton train --task intent`: what customers want, from labelled openings. */
import { accuracyOf, macroF1Of, type Judged } from '../../learn/figures.ts';
import { trainIntent, type Opening } from '../../learn/train-intent.ts';
import { CommandError } from '../command-error.ts';
import { progressOf } from '../learning/progress.ts';
import { readOpenings } from '../learning/openings.ts';
import type { TaskFlags, Trained } from './task.ts';

const leastPerIntent = 5;

/** Refuses too little data: with fewer examples the folds have classes that they never saw. */
export function insistEnoughOpenings(openings: readonly Opening[]): void {
  const counts = new Map<string, number>();
  for (const { label } of openings) counts.set(label, (counts.get(label) ?? 0) + 1);
  if (counts.size < 2)
    throw new CommandError(
      `The openings have ${counts.size} intent(s).`,
      'Label at least two intents.',
    );
  const enough = [...counts.values()].filter((count) => count >= leastPerIntent).length;
  if (enough >= 2) return;
  throw new CommandError(
    `Too little data: ${enough} of ${counts.size} intents have ${leastPerIntent} openings or more.`,
    `Label at least ${leastPerIntent} openings for each of at least two intents; 30 and more make a good model.`,
  );
}

/** Trains on the openings of the files; the figures are cross-validated. */
export async function trainIntentTask(files: string[], flags: TaskFlags): Promise<Trained> {
  const openings = await readOpenings(files, flags.label);
  insistEnoughOpenings(openings);
  const { model, heldOut } = trainIntent(openings, {
    seed: flags.seed,
    onProgress: progressOf('train'),
  });
  const judged = openings.map(({ label, group }, at): Judged => {
    const probabilities = heldOut[at]?.probabilities ?? new Float64Array(1);
    const probability = Math.max(...probabilities);
    const predicted = model.classes[probabilities.indexOf(probability)] ?? '';
    return { expected: label, predicted, probability, group };
  });
  return {
    model,
    training: { examples: openings.length, intents: model.classes.length },
    measured: { accuracy: accuracyOf(judged), macro_f1: macroF1Of(judged) },
  };
}
