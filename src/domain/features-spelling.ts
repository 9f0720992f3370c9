/**
 * Mends misspelled words that a request for a person hangs on ("represenative", "agnet"). One slip per word: a letter
 * lost, two swapped, a vowel mistaken, and in long words one too many. Built once; a look-up per word, so linear.
 */
import type { ReadText } from './features-text.ts';

const shortWords = ['human', 'agent', 'person', 'talk', 'speak', 'support', 'service'];
const longWords = [
  'representative',
  'supervisor',
  'operator',
  'manager',
  'customer',
  'transfer',
  'connect',
  'escalate',
  'specialist',
];
/** Slips further away than one letter that are common all the same. */
const wellKnown: Record<string, string> = {
  representive: 'representative',
  represenitive: 'representative',
  representetive: 'representative',
  speek: 'speak',
  spk: 'speak',
  tlk: 'talk',
  hooman: 'human',
  persen: 'person',
  cust: 'customer',
  costumer: 'customer',
};
/** Words of one of the languages that look like a slip of another. */
const realWords = new Set([
  'manger',
  'menager',
  'tale',
  'tall',
  'tank',
  'task',
  'balk',
  'speck',
  'speak',
  'parson',
  'peron',
  'huan',
  'hymn',
  'operater',
  'connote',
  'servile',
]);
const vowels = ['a', 'e', 'i', 'o', 'u'];

function without(word: string, at: number): string {
  return word.slice(0, at) + word.slice(at + 1);
}

function swapped(word: string, at: number): string {
  return word.slice(0, at) + (word[at + 1] ?? '') + (word[at] ?? '') + word.slice(at + 2);
}

/** Every slip of a word; the first and the last letter stay, so that other words are not mistaken for it. */
function slipsOf(word: string): string[] {
  const inner = Array.from({ length: word.length - 2 }, (_, index) => index + 1);
  const lost = inner.map((at) => without(word, at));
  const swaps = inner.map((at) => swapped(word, at));
  const mistaken = inner
    .filter((at) => vowels.includes(word[at] ?? ''))
    .flatMap((at) => vowels.map((vowel) => word.slice(0, at) + vowel + word.slice(at + 1)));
  const doubled = inner.flatMap((at) =>
    [...vowels, word[at] ?? ''].map((extra) => word.slice(0, at) + extra + word.slice(at)),
  );
  const short = word.length < 7;
  if (word.length === 4) return swaps;
  return short ? [...lost, ...swaps] : [...lost, ...swaps, ...mistaken, ...doubled];
}

const misspelled = buildMisspelled();

function buildMisspelled(): Map<string, string> {
  const words = [...shortWords, ...longWords];
  const slips = new Map<string, string>(Object.entries(wellKnown));
  for (const word of words)
    for (const slip of slipsOf(word))
      if (!words.includes(slip) && !realWords.has(slip)) slips.set(slip, word);
  return slips;
}

const word = /[a-z]{3,18}/g;

/** The text with mended words; the same object when nothing was misspelled. */
export function mendSpelling(read: ReadText): ReadText {
  const parts: string[] = [];
  const origins: number[] = [];
  let done = 0;
  for (const { 0: slip, index } of read.text.matchAll(word)) {
    const right = misspelled.get(slip);
    if (right === undefined) continue;
    parts.push(read.text.slice(done, index), right);
    for (let at = done; at < index; at += 1) origins.push(read.origins[at] ?? 0);
    const last = slip.length - 1;
    for (let at = 0; at < right.length; at += 1)
      origins.push(read.origins[index + Math.min(at, last)] ?? 0);
    done = index + slip.length;
  }
  if (done === 0) return read;
  for (let at = done; at < read.origins.length; at += 1) origins.push(read.origins[at] ?? 0);
  parts.push(read.text.slice(done));
  return { text: parts.join(''), origins };
}
