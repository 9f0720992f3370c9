/** What an evaluation rests on: a model file, a training file, or folds of the file itself; always on unseen examples. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { CommandError } from '../command-error.ts';

/** How an evaluation was made, for its report. */
export interface Basis {
  kind: 'model' | 'train' | 'cross_validation';
  /** Version of the model file, or path of the training file. */
  from: string | null;
  training_examples: number | null;
  /** Examples of the training file that the evaluated file holds too: they were not trained on. */
  left_out: number;
}

/** Training examples without those that are evaluated. */
export function withoutEvaluated<T>(
  train: readonly T[],
  evaluated: readonly T[],
  keyOf: (one: T) => string,
): { kept: T[]; leftOut: number } {
  const known = new Set(evaluated.map(keyOf));
  const kept = train.filter((one) => !known.has(keyOf(one)));
  return { kept, leftOut: train.length - kept.length };
}

/** A fingerprint of a file, kept in the model's card. */
export async function fingerprintOf(file: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(file))
    .digest('hex');
}

/** Refuses to measure a model on a file that it was trained on. */
export async function insistUnseen(
  file: string,
  training: Readonly<Record<string, unknown>>,
): Promise<void> {
  const seen = training['files'];
  if (!Array.isArray(seen) || !seen.includes(await fingerprintOf(file))) return;
  throw new CommandError(
    `The model was trained on ${file}: figures on it would flatter.`,
    'Evaluate on another file, or leave --model away to cross-validate on this one.',
  );
}

/** Refuses two bases at once. */
export function insistOneBasis(flags: { model?: string; train?: string }): void {
  if (flags.model === undefined || flags.train === undefined) return;
  throw new CommandError('--model and --train were both given.', 'Give one of the two.');
}
