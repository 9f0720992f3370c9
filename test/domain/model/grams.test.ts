import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { visitGrams, type GramSettings, type TextField } from '../../../src/domain/model/grams.ts';

const settings: GramSettings = { bits: 18, words: [1, 2], characters: [2, 5], pairs: 0 };

function bucketsOf(content: TextField['content'], field = 'text', own = settings): number[] {
  const buckets: number[] = [];
  visitGrams(own, { field, content }, (bucket) => buckets.push(bucket));
  return buckets;
}

describe('n-grams', () => {
  it.each([
    ['letter case', 'Where is MY card', 'where is my card'],
    ['accents', 'où est ma clé', 'ou est ma cle'],
    ['full-width forms', 'ｃａｒｄ', 'card'],
    ['which digits were written', 'order 48151', 'order 62342'],
    ['punctuation between words', 'card, lost', 'card lost'],
  ])('do not depend on %s', (_, one, other) => {
    expect(bucketsOf(one)).toEqual(bucketsOf(other));
  });

  it.each([
    ['the order of words', 'card lost', 'lost card'],
    ['a question mark', 'card lost', 'card lost?'],
    ['Chinese words', '我要退款', '我要换货'],
  ])('depend on %s', (_, one, other) => {
    expect(bucketsOf(one)).not.toEqual(bucketsOf(other));
  });

  it('of fields of other names are others', () => {
    const [one, other] = [new Set(bucketsOf('lost card', 'a')), bucketsOf('lost card', 'b')];
    expect(other.filter((bucket) => one.has(bucket))).toEqual([]);
  });

  it('of a text in an unspaced script are its characters and pairs of them', () => {
    const words = { ...settings, characters: null };
    expect(bucketsOf('我要退款', 'text', words)).toHaveLength(7);
  });

  it('of token ids are ids and pairs of ids, whatever the size of an id', () => {
    expect(bucketsOf([7, 70_000, 7])).toHaveLength(5);
    expect(bucketsOf([1, 0x10001])[0]).not.toBe(bucketsOf([0x10001, 1])[0]);
  });

  it('carry the span they stand for', () => {
    const spans = new Set<string>();
    const content = 'My CARD, lost';
    visitGrams(settings, { field: 'text', content }, (_, start, end) =>
      spans.add(content.slice(start, end)),
    );
    expect(spans).toEqual(new Set(['My', 'CARD', 'lost', 'My CARD', 'CARD, lost']));
  });

  it('of any text fall into the buckets and inside the text', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(0xffff), { maxLength: 60 }), (units) => {
        const content = String.fromCharCode(...units);
        const wrong: number[][] = [];
        visitGrams(settings, { field: 'text', content }, (...gram) => {
          const [bucket, start, end] = gram;
          const fits = bucket >= 0 && bucket < 2 ** 18;
          if (!fits || start < 0 || end > content.length || end <= start) wrong.push(gram);
        });
        expect(wrong).toEqual([]);
      }),
    );
  });

  it('grow no faster than the text', () => {
    const count = (words: number): number => bucketsOf('word '.repeat(words)).length;
    expect(count(2_000)).toBeLessThan(count(1_000) * 2.1);
    expect(bucketsOf('x'.repeat(50_000)).length).toBeLessThan(1_000);
    expect(bucketsOf('\u{1f600}'.repeat(50_000))).toEqual([]);
  });
});
