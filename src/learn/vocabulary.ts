/** What a linear model knows of the world: which n-gram buckets, how rare each is, and how dense features are scaled. */
import { visitGrams, type GramSettings } from '../domain/model/grams.ts';
import {
  vectorOf,
  type DenseFeature,
  type LinearModel,
  type ModelInput,
} from '../domain/model/linear-model.ts';

export type Vocabulary = Pick<LinearModel, 'grams' | 'rowOf' | 'rarity' | 'dense'>;

export interface VocabularySettings {
  grams: GramSettings;
  /** An n-gram seen in fewer examples is noise and costs space. */
  leastExamples: number;
  /** Names of the dense features, in the order of their rows. */
  dense: readonly string[];
}

/** Examples as rows of numbers, one after the other. */
export interface Matrix {
  size: number;
  width: number;
  starts: Int32Array;
  columns: Int32Array;
  values: Float32Array;
}

/** Reads the vocabulary off the inputs. */
export function learnVocabulary(
  inputs: readonly ModelInput[],
  settings: VocabularySettings,
): Vocabulary {
  const { grams, leastExamples } = settings;
  const seen = countExamples(inputs, grams);
  const rowOf = new Int32Array(2 ** grams.bits);
  const rarity: number[] = [];
  seen.forEach((count, bucket) => {
    if (count < leastExamples) return;
    rarity.push(1 + Math.log((1 + inputs.length) / (1 + count)));
    rowOf[bucket] = rarity.length;
  });
  const dense = settings.dense.map((name) => scaleOf(name, inputs));
  return { grams, rowOf, rarity: Float32Array.from(rarity), dense };
}

/** In how many inputs each bucket occurs. */
function countExamples(inputs: readonly ModelInput[], grams: GramSettings): Int32Array {
  const seen = new Int32Array(2 ** grams.bits);
  const last = new Int32Array(2 ** grams.bits);
  inputs.forEach((input, index) => {
    for (const text of input.texts)
      visitGrams(grams, text, (bucket) => {
        if (last[bucket] === index + 1) return;
        last[bucket] = index + 1;
        seen[bucket] = (seen[bucket] ?? 0) + 1;
      });
  });
  return seen;
}

function scaleOf(name: string, inputs: readonly ModelInput[]): DenseFeature {
  const values = inputs
    .map(({ dense }) => dense?.[name])
    .map((value) => (typeof value === 'boolean' ? Number(value) : value))
    .filter((value): value is number => typeof value === 'number' && Number.isFinite(value));
  const mean = values.reduce((a, b) => a + b, 0) / Math.max(1, values.length);
  const variance =
    values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, values.length);
  return { name, mean, scale: Math.sqrt(variance) };
}

/** The inputs over a vocabulary. */
export function matrixOf(vocabulary: Vocabulary, inputs: readonly ModelInput[]): Matrix {
  const starts = new Int32Array(inputs.length + 1);
  const columns: number[] = [];
  const values: number[] = [];
  inputs.forEach((input, index) => {
    const vector = vectorOf(vocabulary, input);
    for (const row of vector.rows) columns.push(row);
    for (const value of vector.values) values.push(value);
    starts[index + 1] = columns.length;
  });
  return {
    size: inputs.length,
    width: vocabulary.rarity.length + vocabulary.dense.length,
    starts,
    columns: Int32Array.from(columns),
    values: Float32Array.from(values),
  };
}
