/** The language of conditions: what a rule may ask of a turn and of the turns before it. No code, no expressions. */
import type { TurnRole } from './words.ts';

/** A feature's value: a number, a flag or a word. */
export type FeatureValue = number | boolean | string;

/** A comparison over one feature or signal of the turn just taken. All bounds given must hold. */
export interface Comparison {
  feature: string;
  is?: FeatureValue;
  is_not?: FeatureValue;
  in?: FeatureValue[];
  not_in?: FeatureValue[];
  at_least?: number;
  at_most?: number;
  /** Both ends belong to it. */
  between?: [number, number];
}

/** The turn holds a phrase of the named list. */
export interface Says {
  says: string;
  /** Whose turn; the customer's unless given, `any` for all. */
  role?: TurnRole | 'any';
}

/** How many of the latest turns fulfil a condition; the turn just taken is the latest. */
export interface Count {
  count: Condition;
  /** Turns of this role are looked at; all unless given. */
  role?: TurnRole;
  within_turns: number;
  at_least?: number;
  at_most?: number;
}

/** Conditions nest by `all`, `any` and `not`; a count holds none within. Depth and size are bounded at the edge. */
export type Condition =
  { all: Condition[] } | { any: Condition[] } | { not: Condition } | Count | Says | Comparison;

/** The feature that a list of phrases becomes: true on a turn that holds one of them. */
export function phraseFeature(list: string): string {
  return `says_${list}`;
}

/** Whether an assistant turn reports that the bot could not answer. */
export const botFailed = 'bot_failed';

/** The condition of a plain list: the turn's role, and the feature of the list. */
export function plainSays(condition: Says): Condition {
  const said = { feature: phraseFeature(condition.says), is: true };
  const role = condition.role ?? 'customer';
  return role === 'any' ? said : { all: [{ feature: 'role', is: role }, said] };
}

/** A condition's identity over policies and versions: counts with the same key share one window. */
export function countKey(count: Count): string {
  return hashOf(JSON.stringify([canonical(count.count), count.role ?? 'any', count.within_turns]));
}

function canonical(condition: Condition): unknown {
  return Object.entries(condition)
    .map(([name, value]): [string, unknown] => [name, inner(name, value)])
    .sort(([one], [other]) => (one < other ? -1 : 1));
}

function inner(name: string, value: unknown): unknown {
  if (name === 'all' || name === 'any') return (value as Condition[]).map(canonical);
  return name === 'not' || name === 'count' ? canonical(value as Condition) : value;
}

/** FNV-1a over UTF-16 units, twice with different beginnings: 64 bits, enough to tell the counts of a tenant apart. */
function hashOf(text: string): string {
  return [0x811c9dc5, 0x01000193]
    .map((seed) => {
      let hash = seed;
      for (let index = 0; index < text.length; index += 1)
        hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
      return (hash >>> 0).toString(16).padStart(8, '0');
    })
    .join('');
}

/** Every count of a condition, outermost only: a count holds none within. */
export function countsIn(condition: Condition): Count[] {
  if ('all' in condition) return condition.all.flatMap(countsIn);
  if ('any' in condition) return condition.any.flatMap(countsIn);
  if ('not' in condition) return countsIn(condition.not);
  return 'count' in condition ? [condition] : [];
}

/** The features a condition names, each once; those of a count too. */
export function featuresNamed(condition: Condition): string[] {
  if ('all' in condition) return [...new Set(condition.all.flatMap(featuresNamed))];
  if ('any' in condition) return [...new Set(condition.any.flatMap(featuresNamed))];
  if ('not' in condition) return featuresNamed(condition.not);
  if ('count' in condition) return featuresNamed(condition.count);
  return 'says' in condition ? [phraseFeature(condition.says)] : [condition.feature];
}
