/**
 * Text as hashed features: word n-grams and character n-grams inside words, for any language and for lists of token ids.
 * Nothing is kept of the text but bucket numbers, so a model file holds no words. Digits fold to one digit: a model learns
 * that a number was written, never which.
 */

/** Which n-grams are made, and into how many buckets (2 to the power of `bits`) they fall. */
export interface GramSettings {
  bits: number;
  /** Shortest and longest run of words. */
  words: readonly [number, number];
  /** Shortest and longest run of characters inside a word with its borders; null for none. */
  characters: readonly [number, number] | null;
  /** Words at most so many places apart also count as pairs, whatever their order; 0 for none. */
  pairs: number;
}

/** A piece of text, or of token ids; fields of other names never share a feature. */
export interface TextField {
  field: string;
  content: string | readonly number[];
}

/** Takes a bucket and the span in the field it stands for: UTF-16 offsets of a text, indexes of a token list. */
export type VisitGram = (bucket: number, start: number, end: number) => void;

interface Word {
  hash: number;
  /** Folded, for character grams; empty for a token id. */
  text: string;
  start: number;
  end: number;
}

const wordPattern = /[\p{L}\p{M}\p{N}]+|[?!]/gu;
const plain = /^[a-z]+$/;
const accents = /[\u0300-\u036f]/g;
const digit = /\p{Nd}/gu;
/** Scripts written without spaces: each character is a word. */
const unspaced =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;
/** What looks like a longer word is a key or an encoded file; its tail tells nothing. */
const longestWord = 48;

const offsetBasis = 0x811c9dc5;
const prime = 0x01000193;

function step(hash: number, unit: number): number {
  return Math.imul(hash ^ unit, prime);
}

function hashOf(text: string, seed: number): number {
  let hash = seed;
  for (let index = 0; index < text.length; index += 1) hash = step(hash, text.charCodeAt(index));
  return hash;
}

/** Spreads a hash over all bits, so that its low ones can be the bucket. */
function mixed(hash: number): number {
  let mix = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  mix = Math.imul(mix ^ (mix >>> 13), 0xc2b2ae35);
  return (mix ^ (mix >>> 16)) >>> 0;
}

/** Lower case, compatibility forms and accents folded, digits alike. */
function fold(word: string): string {
  const lower = word.toLowerCase();
  if (plain.test(lower)) return lower;
  return lower.normalize('NFKD').replace(accents, '').replace(digit, '0');
}

function wordsOf(content: string, seed: number): Word[] {
  const words: Word[] = [];
  for (const match of content.matchAll(wordPattern)) {
    const start = match.index;
    const [raw] = match;
    if (unspaced.test(raw)) words.push(...charactersOf(raw, start, seed));
    else {
      const text = fold(raw).slice(0, longestWord);
      words.push({ hash: hashOf(text, seed), text, start, end: start + raw.length });
    }
  }
  return words;
}

function charactersOf(run: string, start: number, seed: number): Word[] {
  let at = start;
  return Array.from(run, (character) => {
    const from = at;
    at += character.length;
    const text = fold(character);
    return { hash: hashOf(text, seed), text, start: from, end: at };
  });
}

function tokensOf(content: readonly number[], seed: number): Word[] {
  return content.map((token, index) => ({
    hash: step(step(step(seed, token & 0xffff), token >>> 16), 0x7fff),
    text: '',
    start: index,
    end: index + 1,
  }));
}

/** Calls `visit` for each n-gram of the field, repeated ones too. Linear in the length of the content. */
export function visitGrams(settings: GramSettings, field: TextField, visit: VisitGram): void {
  const seed = hashOf(field.field, offsetBasis);
  const { content } = field;
  const words = typeof content === 'string' ? wordsOf(content, seed) : tokensOf(content, seed);
  const mask = 2 ** settings.bits - 1;
  visitWords(words, settings, mask, visit);
  visitPairs(words, settings.pairs, mask, visit);
  if (settings.characters === null || typeof content !== 'string') return;
  for (const word of words)
    visitCharacters(word, seed, { range: settings.characters, mask }, visit);
}

function visitWords(words: Word[], settings: GramSettings, mask: number, visit: VisitGram): void {
  const [shortest, longest] = settings.words;
  words.forEach((first, index) => {
    let hash = 0x2f0b4c47;
    for (let length = 1; length <= longest; length += 1) {
      const last = words[index + length - 1];
      if (last === undefined) break;
      hash = step(Math.imul(hash, 31), last.hash);
      if (length >= shortest) visit(mixed(hash) & mask, first.start, last.end);
    }
  });
}

function visitPairs(words: Word[], reach: number, mask: number, visit: VisitGram): void {
  words.forEach((first, index) => {
    for (const last of words.slice(index + 1, index + 1 + reach)) {
      if (first.hash === last.hash) continue;
      const low = Math.min(first.hash, last.hash);
      const hash = step(Math.imul(low ^ 0x71c9feb3, 31), Math.max(first.hash, last.hash));
      visit(mixed(hash) & mask, first.start, last.end);
    }
  });
}

const border = 0x20;

function visitCharacters(
  word: Word,
  seed: number,
  { range, mask }: { range: readonly [number, number]; mask: number },
  visit: VisitGram,
): void {
  const { text } = word;
  const [shortest, longest] = range;
  const size = text.length + 2;
  const unitAt = (at: number): number =>
    at === 0 || at === size - 1 ? border : text.charCodeAt(at - 1);
  for (let from = 0; from < size - shortest + 1; from += 1) {
    let hash = seed ^ 0x5bd1e995;
    const until = Math.min(size, from + longest);
    for (let at = from; at < until; at += 1) {
      hash = step(hash, unitAt(at));
      if (at - from + 1 >= shortest) visit(mixed(hash) & mask, word.start, word.end);
    }
  }
}
