/**
 * Words and phrases of a tenant, found in a turn. No regular expressions: a phrase is a row of words, where `refund*`
 * takes every word that begins so and `*` takes any one word. Case, accents, width, invisible characters and what
 * stands between words (spaces, hyphens, apostrophes) make no difference; scripts without spaces are read character by
 * character. Time is linear in the text, whatever the phrases are.
 */

/** A text is read up to here; what a turn may hold ends long before. */
const readLimit = 65_536;

/** One word of a text, folded, with its place in the text as it was sent. */
export interface Word {
  text: string;
  start: number;
  end: number;
}

/** Where a phrase was found, in UTF-16 units of the text. */
export interface Found {
  start: number;
  end: number;
}

const unspaced =
  '\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmer}\\p{sc=Myanmar}';
const wordPattern = new RegExp(
  `[${unspaced}]\\p{M}*|(?:(?![${unspaced}])[\\p{L}\\p{N}\\p{M}\\p{Cf}])+`,
  'gu',
);
const plain = /^[a-z0-9]*$/i;
/** Accents of Latin, Greek and Cyrillic, Arabic vowel marks, and characters nobody sees. */
const dropped = /[\u0300-\u036f\u064b-\u0652\p{Cf}]/gu;
const ligatures: Record<string, string> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ı: 'i',
};

/** The words of a text, in order. Never fails, whatever the text holds. */
export function wordsOf(content: string): Word[] {
  const found: Word[] = [];
  for (const match of content.slice(0, readLimit).matchAll(wordPattern)) {
    const [raw] = match;
    const text = fold(raw);
    if (text !== '') found.push({ text, start: match.index, end: match.index + raw.length });
  }
  return found;
}

function fold(word: string): string {
  const lower = word.toLowerCase();
  if (plain.test(word)) return lower;
  return lower
    .normalize('NFKD')
    .toLowerCase()
    .replace(dropped, '')
    .replace(/[ßæœøłđı]/g, (letter) => ligatures[letter] ?? letter);
}

/** What one place of a phrase takes. */
type Place = { kind: 'word' | 'beginning'; text: string } | { kind: 'any' };

/** What is wrong with a phrase, as a sentence's end, and how to mend it; null when it is well. */
export function mistakeInPhrase(phrase: string): { message: string; fix: string } | null {
  const places = placesOf(phrase);
  if (/\*(?=\S)/.test(phrase))
    return { message: 'has a * inside a word', fix: 'Put * at the end of a word, or alone.' };
  if (places.length > phraseLimits.words)
    return { message: `has more than ${phraseLimits.words} words`, fix: 'Shorten it.' };
  if (places.every(({ kind }) => kind === 'any'))
    return { message: 'names no word', fix: 'Write at least one word of letters or digits.' };
  const short = places.some((place) => place.kind === 'beginning' && place.text.length < 2);
  return short
    ? { message: 'takes almost every word', fix: 'Put at least two letters before the *.' }
    : null;
}

/** What lists of phrases may hold at most. */
export const phraseLimits = { lists: 50, perList: 200, words: 8, length: 100 } as const;

function placesOf(phrase: string): Place[] {
  return phrase
    .split(/\s+/)
    .filter((part) => part !== '')
    .flatMap((part): Place[] => {
      if (part === '*') return [{ kind: 'any' }];
      const words = wordsOf(part).map(({ text }): Place => ({ kind: 'word', text }));
      const last = words.at(-1);
      if (!part.endsWith('*') || last === undefined || last.kind === 'any') return words;
      return [...words.slice(0, -1), { kind: 'beginning', text: last.text }];
    });
}

/** One state of the matcher: what may follow, and whether a phrase ends here. */
interface Step {
  words: Map<string, Step>;
  beginnings: Map<string, Step>;
  /** The different lengths of the beginnings. */
  lengths: Set<number>;
  any: Step | null;
  isEnd: boolean;
}

const newStep = (): Step => ({
  words: new Map(),
  beginnings: new Map(),
  lengths: new Set(),
  any: null,
  isEnd: false,
});

/** Finds the phrase that ends first, of those the one that begins first. */
export type Matcher = (words: readonly Word[]) => Found | null;

/** Makes one matcher out of all phrases of a list. */
export function compilePhrases(phrases: readonly string[]): Matcher {
  const root = newStep();
  for (const phrase of phrases) addPhrase(root, placesOf(phrase));
  return (words) => runMatcher(root, words);
}

function addPhrase(root: Step, places: Place[]): void {
  if (places.length === 0) return;
  const end = places.reduce((step, place) => follow(step, place), root);
  end.isEnd = true;
}

function follow(step: Step, place: Place): Step {
  if (place.kind === 'any') return (step.any ??= newStep());
  const map = place.kind === 'word' ? step.words : step.beginnings;
  if (place.kind === 'beginning') step.lengths.add(place.text.length);
  const next = map.get(place.text) ?? newStep();
  map.set(place.text, next);
  return next;
}

/** All phrases at once: the states alive after each word, each with the earliest word it began at. */
function runMatcher(root: Step, words: readonly Word[]): Found | null {
  let alive = new Map<Step, number>();
  for (const [index, word] of words.entries()) {
    const next = new Map<Step, number>();
    for (const [step, begun] of alive) advance(step, begun, word, next);
    advance(root, index, word, next);
    const begun = earliestEnd(next);
    if (begun !== null) return { start: words[begun]?.start ?? 0, end: word.end };
    alive = next;
  }
  return null;
}

function advance(step: Step, begun: number, word: Word, next: Map<Step, number>): void {
  const reach = (to: Step | null | undefined): void => {
    if (to) next.set(to, Math.min(next.get(to) ?? begun, begun));
  };
  reach(step.words.get(word.text));
  reach(step.any);
  for (const length of step.lengths) reach(step.beginnings.get(word.text.slice(0, length)));
}

function earliestEnd(alive: Map<Step, number>): number | null {
  let earliest: number | null = null;
  for (const [step, begun] of alive)
    if (step.isEnd && (earliest === null || begun < earliest)) earliest = begun;
  return earliest;
}
