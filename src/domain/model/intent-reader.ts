/** A trained intent model as a reader of openings. */
import type { IntentReader } from '../opening-intent.ts';
import { visitGrams } from './grams.ts';
import { classify, type LinearModel, type ModelInput } from './linear-model.ts';
import { openingInput } from './opening.ts';

/** Probabilities hold for text like that of the training; of text about something else, the model knows few words. */
const leastKnown = 0.5;

/** The share of words that training knew. */
function knownShare(model: LinearModel, { texts }: ModelInput): number {
  let [known, all] = [0, 0];
  const words = { bits: model.grams.bits, words: [1, 1] as const, characters: null, pairs: 0 };
  for (const text of texts)
    visitGrams(words, text, (bucket) => {
      known += Number((model.rowOf[bucket] ?? 0) > 0);
      all += 1;
    });
  return known / Math.max(1, all);
}

/** Reads openings by a model; says nothing below `leastProbability`. Takes microseconds. */
export function intentReader(
  model: LinearModel,
  version: string,
  leastProbability: number,
): IntentReader {
  return {
    version,
    read: (turns) => {
      const input = openingInput(turns);
      if (knownShare(model, input) < leastKnown) return null;
      const { best, probabilities } = classify(model, input);
      const probability = probabilities[best] ?? 0;
      const name = model.classes[best];
      if (name === undefined || probability < leastProbability) return null;
      return { name, probability: Math.round(probability * 1000) / 1000 };
    },
  };
}
