/** One turn read with a policy: the features of everybody, and those that the policy's own lists and counts add. */
import type { Evidence } from './decision.ts';
import type { Reading } from './detect.ts';
import { readWindows, type Windows } from './detect-windows.ts';
import { readTurn, type DetectMemory, type Features } from './features.ts';
import { compilePhrases, wordsOf, type Matcher } from './phrases.ts';
import type { Policy } from './policy.ts';
import { botFailed, phraseFeature } from './policy-conditions.ts';
import { countsInForce } from './policy-rules.ts';
import type { Turn } from './turn.ts';

/** What is known before a turn. */
export interface Before {
  memory: DetectMemory;
  windows: Windows;
}

/** What `decide` needs of the turn, and what is remembered for the next. */
export type PolicyReading = Reading & Before;

/** Reads one turn with one policy; call it for every turn, in order. Never fails, whatever the text. */
export function readForPolicy(
  policy: Policy,
  before: Before,
  turn: Turn,
  sequence: number,
): PolicyReading {
  const read = readTurn(before.memory, turn, sequence);
  const said = readPhrases(policy, turn, sequence);
  const features = {
    ...read.features,
    ...(turn.role === 'assistant' ? { [botFailed]: turn.error === true } : {}),
    ...said.features,
  };
  return {
    features,
    evidence: [...read.evidence, ...said.evidence],
    topics: read.topics,
    memory: read.memory,
    windows: readWindows(countsInForce(policy), before.windows, features, sequence),
  };
}

const matchers = new WeakMap<Policy, [string, Matcher][]>();

function matchersOf(policy: Policy): [string, Matcher][] {
  const known = matchers.get(policy);
  if (known !== undefined) return known;
  const made = Object.entries(policy.phrases ?? {}).map(([list, phrases]): [string, Matcher] => [
    phraseFeature(list),
    compilePhrases(phrases),
  ]);
  matchers.set(policy, made);
  return made;
}

/** Which of the policy's lists a turn holds a phrase of. */
export function readPhrases(
  policy: Policy,
  turn: Turn,
  sequence: number,
): { features: Features; evidence: Evidence[] } {
  const features: Features = {};
  const evidence: Evidence[] = [];
  const lists = matchersOf(policy);
  if (lists.length === 0) return { features, evidence };
  const words = wordsOf(turn.content);
  for (const [feature, find] of lists) {
    const found = find(words);
    features[feature] = found !== null;
    if (found !== null) evidence.push({ turn: sequence, feature, ...found });
  }
  return { features, evidence };
}
