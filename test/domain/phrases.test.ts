import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compilePhrases, mistakeInPhrase, wordsOf } from '../../src/domain/phrases.ts';

function find(phrases: string[], text: string): string | null {
  const found = compilePhrases(phrases)(wordsOf(text));
  return found === null ? null : text.slice(found.start, found.end);
}

const table: [string, string, string, string | null][] = [
  ['a phrase as it stands', 'charge back', 'A charge back, please', 'charge back'],
  ['other case', 'Charge Back', 'CHARGE BACK', 'CHARGE BACK'],
  ['a hyphen between the words', 'charge back', 'a charge-back', 'charge-back'],
  ['accents', 'cafe', 'un café', 'café'],
  ['accents the other way', 'café', 'UN CAFE', 'CAFE'],
  ['Cyrillic capitals', 'жалоба', 'ЖАЛОБА', 'ЖАЛОБА'],
  ['Greek accents', 'παραπονο', 'Παράπονο', 'Παράπονο'],
  ['Turkish dots', 'istanbul', 'İSTANBUL', 'İSTANBUL'],
  ['sharp s', 'strasse', 'Straße', 'Straße'],
  ['full width', 'fraud', '\uff26\uff32\uff21\uff35\uff24', '\uff26\uff32\uff21\uff35\uff24'],
  ['characters nobody sees', 'lawyer', 'law\u200byer', 'law\u200byer'],
  ['French elision', 'avocat', "mon l'avocat", 'avocat'],
  ['an apostrophe of another kind', "can't pay", 'I can\u2019t pay', 'can\u2019t pay'],
  ['the beginning of a word', 'refund*', 'two refunds', 'refunds'],
  ['a star takes nothing less than the beginning', 'refund*', 'refun', null],
  ['any one word', 'where is my *', 'where is my parcel today', 'where is my parcel'],
  ['a star alone needs a word', 'where is my *', 'where is my', null],
  ['a word inside a word is none', 'art', 'a cart', null],
  ['words apart are no phrase', 'charge back', 'charge me back', null],
  ['Chinese without spaces', '投诉', '我要投诉你们', '投诉'],
  ['Thai without spaces', 'ทนาย', 'ผมจะคุยกับทนาย', 'ทนาย'],
  ['Arabic vowel marks', 'محام', 'مُحَامٍ', 'مُحَامٍ'],
  ['an overlap', 'a a b', 'a a a b', 'a a b'],
];

describe('a phrase is found', () => {
  it.each(table)('%s', (_title, phrase, text, expected) => {
    expect(find([phrase], text)).toBe(expected);
  });

  it('as the first that ends, of those the one that begins first', () => {
    expect(find(['b', 'a b'], 'x a b')).toBe('a b');
    expect(find(['c', 'a b'], 'a b c')).toBe('a b');
  });
});

describe('a phrase is refused', () => {
  it.each(['***', '!!', 'a*', 'a*b', 'one two three four five six seven eight nine'])(
    '%s',
    (bad) => {
      expect(mistakeInPhrase(bad)).not.toBeNull();
    },
  );

  it.each(['ab*', '* refund', 'can’t pay', '退款'])('but not %s', (good) => {
    expect(mistakeInPhrase(good)).toBeNull();
  });
});

const letters = fc.constantFrom('a', 'b', 'ab', 'ba', 'abc');
const place = fc.oneof(letters, fc.constant('*'), fc.constantFrom('ab*', 'ba*'));

/** The slow way: every beginning, every phrase, word by word. */
function slowly(phrases: string[][], words: string[]): boolean {
  const fits = (part: string, word: string | undefined): boolean => {
    if (word === undefined) return false;
    if (part === '*') return true;
    return part.endsWith('*') ? word.startsWith(part.slice(0, -1)) : part === word;
  };
  return words.some((_, from) =>
    phrases.some((phrase) => phrase.every((part, index) => fits(part, words[from + index]))),
  );
}

describe('the matcher', () => {
  it('finds what the slow way finds, and nothing else', () => {
    const phrase = fc.array(place, { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(
        fc.array(phrase, { maxLength: 6 }),
        fc.array(letters, { maxLength: 20 }),
        (all, words) => {
          const phrases = all.map((parts) => parts.join(' '));
          expect(find(phrases, words.join(' ')) !== null).toBe(slowly(all, words));
        },
      ),
    );
  });

  it('gives a place inside the text, whatever the text holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        const found = compilePhrases(['*'])(wordsOf(text));
        for (const word of wordsOf(text)) expect(word.end).toBeGreaterThan(word.start);
        if (found !== null) expect(found.end).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});
