/** Trains the intent of an opening: what a customer wants, read from their first turns. */
import type { GramSettings } from '../domain/model/grams.ts';
import { openingInput } from '../domain/model/opening.ts';
import { trainLinear, type LinearSettings, type TrainedLinear } from './train-linear.ts';

/** A labelled opening: the customer's first turns, as text or as token ids. */
export interface Opening {
  id: string;
  group: string;
  turns: readonly (string | readonly number[])[];
  label: string;
}

/** Word pairs far apart tell short questions apart: "card" and "arrive", whatever stands between. */
const openingGrams: GramSettings = { bits: 20, words: [1, 2], characters: [2, 5], pairs: 16 };

/** Trains, cross-validates and calibrates; classes are the labels in order of the alphabet. */
export function trainIntent(
  openings: readonly Opening[],
  settings: Pick<LinearSettings, 'seed' | 'folds' | 'onProgress'> = {},
): TrainedLinear {
  const classes = [...new Set(openings.map(({ label }) => label))].sort();
  const examples = openings.map(({ turns, label, group }) => ({
    input: openingInput(turns),
    label,
    group,
  }));
  return trainLinear(examples, { classes, grams: openingGrams, cost: 0.7, ...settings });
}
