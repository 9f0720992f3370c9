/**
 * Whether a conversation should be handed to a person after an utterance: two linear models read words, trees weigh their
 * scores with what happened so far. Online: an utterance is judged by itself and by those before it. Works on text of any
 * language and on token ids.
 *
 * ```ts
 * const probabilities = judgeUtterances(model, [
 *   { role: 'customer', content: 'Where is my parcel?' },
 *   { role: 'assistant', content: 'Sorry, I did not get that.' },
 * ]);
 * ```
 */
import { visitGrams, type TextField } from './grams.ts';
import { scoresOf, vectorOf, type LinearModel, type ModelInput } from './linear-model.ts';
import { treesProbability, type TreesModel } from './trees-model.ts';

/** One utterance; roles are `customer` and `assistant`, or others of the data. */
export interface Utterance {
  role: string;
  content: string | readonly number[];
}

/** Reads single utterances (`now`) and each with the two before it (`near`). */
export interface UtteranceModel {
  kind: 'utterance';
  now: LinearModel;
  near: LinearModel;
  trees: TreesModel;
  /** An utterance at or above this probability is called transferable. */
  threshold: number;
}

/** The names of the features the trees see, in order. */
export const utteranceFeatures = [
  'index',
  'customer',
  'role_run',
  'customer_turns',
  'assistant_turns',
  'length',
  'length_before',
  'length_mean',
  'similarity_own',
  'similarity_other',
  'repeats',
  'new_words',
  'now',
  'near',
  'now_before',
  'now_before_2',
  'now_customer',
  'now_assistant',
  'now_most',
  'now_mean',
  'now_recent',
  'near_before',
  'near_most',
  'near_mean',
  'near_recent',
] as const;
export type UtteranceFeature = (typeof utteranceFeatures)[number];

/** What the linear models read of utterance `at`. */
export function nowInput(utterances: readonly Utterance[], at: number): ModelInput {
  return { texts: fieldsAt(utterances, at, 'now') };
}

/** As {@link nowInput}, with the two utterances before it. */
export function nearInput(utterances: readonly Utterance[], at: number): ModelInput {
  const texts = [
    ...fieldsAt(utterances, at, 'now'),
    ...fieldsAt(utterances, at - 1, 'before'),
    ...fieldsAt(utterances, at - 2, 'before_2'),
  ];
  return { texts };
}

function fieldsAt(utterances: readonly Utterance[], at: number, place: string): TextField[] {
  const utterance = utterances[at];
  if (utterance === undefined) return [];
  return [{ field: `${place}:${utterance.role}`, content: utterance.content }];
}

/** Scores of both linear models for every utterance of a conversation. */
export interface LinearScores {
  now: readonly number[];
  near: readonly number[];
}

/** The features of each utterance, from it and those before it only. */
export function readUtterances(
  utterances: readonly Utterance[],
  scores: LinearScores,
): Record<UtteranceFeature, number>[] {
  const words = utterances.map(wordsOf);
  const history: History = { seen: new Set(), lengths: [] };
  return utterances.map((_, at) => {
    const features = {
      ...placeOf(utterances, at),
      ...wordingOf(utterances, words, at, history),
      ...scoresAt(utterances, scores, at),
    };
    for (const word of words[at]?.distinct ?? []) history.seen.add(word);
    history.lengths.push(words[at]?.length ?? 0);
    return features;
  });
}

/** The calibrated probability of each utterance of a conversation. */
export function judgeUtterances(model: UtteranceModel, utterances: readonly Utterance[]): number[] {
  const scoreOf = (linear: LinearModel, input: ModelInput): number =>
    scoresOf(linear, vectorOf(linear, input))[0] ?? 0;
  const scores = {
    now: utterances.map((_, at) => scoreOf(model.now, nowInput(utterances, at))),
    near: utterances.map((_, at) => scoreOf(model.near, nearInput(utterances, at))),
  };
  return readUtterances(utterances, scores).map((features) =>
    treesProbability(model.trees, features),
  );
}

interface History {
  seen: Set<number>;
  lengths: number[];
}

interface Words {
  distinct: Set<number>;
  length: number;
}

function wordsOf({ content }: Utterance): Words {
  const distinct = new Set<number>();
  let length = 0;
  const settings = { bits: 24, words: [1, 1] as const, characters: null, pairs: 0 };
  visitGrams(settings, { field: '', content }, (bucket) => {
    distinct.add(bucket);
    length += 1;
  });
  return { distinct, length };
}

function isCustomer(utterance: Utterance | undefined): boolean {
  return utterance?.role === 'customer';
}

function placeOf(
  utterances: readonly Utterance[],
  at: number,
): Pick<
  Record<UtteranceFeature, number>,
  'index' | 'customer' | 'role_run' | 'customer_turns' | 'assistant_turns'
> {
  const role = utterances[at]?.role;
  let run = 1;
  while (run <= at && utterances[at - run]?.role === role) run += 1;
  const customers = utterances.slice(0, at + 1).filter(isCustomer).length;
  return {
    index: at,
    customer: Number(isCustomer(utterances[at])),
    role_run: run,
    customer_turns: customers,
    assistant_turns: at + 1 - customers,
  };
}

/** How far back a repeated utterance is looked for. */
const lookBack = 12;

function wordingOf(
  utterances: readonly Utterance[],
  words: readonly Words[],
  at: number,
  history: History,
): Pick<
  Record<UtteranceFeature, number>,
  | 'length'
  | 'length_before'
  | 'length_mean'
  | 'similarity_own'
  | 'similarity_other'
  | 'repeats'
  | 'new_words'
> {
  const own = words[at] ?? noWords;
  const fresh = [...own.distinct].filter((word) => !history.seen.has(word)).length;
  return {
    length: own.length,
    length_before: (words[at - 1] ?? noWords).length,
    length_mean: meanOf(history.lengths),
    ...likenessAt(utterances, words, at),
    new_words: fresh / Math.max(1, own.distinct.size),
  };
}

const noWords: Words = { distinct: new Set(), length: 0 };

function likenessAt(
  utterances: readonly Utterance[],
  words: readonly Words[],
  at: number,
): Pick<Record<UtteranceFeature, number>, 'similarity_own' | 'similarity_other' | 'repeats'> {
  const own: number[] = [];
  const other: number[] = [];
  for (let before = Math.max(0, at - lookBack); before < at; before += 1) {
    const side = utterances[before]?.role === utterances[at]?.role ? own : other;
    side.push(likenessOf((words[at] ?? noWords).distinct, (words[before] ?? noWords).distinct));
  }
  return {
    similarity_own: Math.max(0, ...own),
    similarity_other: Math.max(0, ...other),
    repeats: own.filter((value) => value >= 0.6).length,
  };
}

/** Jaccard's measure: shared words among all. */
function likenessOf(one: ReadonlySet<number>, other: ReadonlySet<number>): number {
  if (one.size === 0 || other.size === 0) return 0;
  let shared = 0;
  for (const word of one) if (other.has(word)) shared += 1;
  return shared / (one.size + other.size - shared);
}

function meanOf(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((a, b) => a + b, 0) / values.length;
}

/** Below every real score: there was no such utterance. */
const none = -9;

function scoresAt(
  utterances: readonly Utterance[],
  { now, near }: LinearScores,
  at: number,
): Pick<
  Record<UtteranceFeature, number>,
  | 'now'
  | 'near'
  | 'now_before'
  | 'now_before_2'
  | 'now_customer'
  | 'now_assistant'
  | 'now_most'
  | 'now_mean'
  | 'now_recent'
  | 'near_before'
  | 'near_most'
  | 'near_mean'
  | 'near_recent'
> {
  const earlier = { now: now.slice(0, at), near: near.slice(0, at) };
  const lastOf = (customer: boolean): number => {
    const index = utterances.slice(0, at).findLastIndex((one) => isCustomer(one) === customer);
    return now[index] ?? none;
  };
  return {
    now: now[at] ?? none,
    near: near[at] ?? none,
    now_before: now[at - 1] ?? none,
    now_before_2: now[at - 2] ?? none,
    now_customer: lastOf(true),
    now_assistant: lastOf(false),
    now_most: Math.max(none, ...earlier.now),
    now_mean: at === 0 ? none : meanOf(earlier.now),
    now_recent: recent(earlier.now),
    near_before: near[at - 1] ?? none,
    near_most: Math.max(none, ...earlier.near),
    near_mean: at === 0 ? none : meanOf(earlier.near),
    near_recent: recent(earlier.near),
  };
}

/** A mean in which each score counts 0.6 of the one after it. */
function recent(scores: readonly number[]): number {
  let [sum, weight] = [0, 0];
  for (const score of scores) {
    sum = sum * 0.6 + score;
    weight = weight * 0.6 + 1;
  }
  return weight === 0 ? none : sum / weight;
}
