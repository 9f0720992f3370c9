import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawCaseNumber, readCaseNumber, showCaseNumber } from '../../src/domain/case-number.ts';

const drawn = fc.infiniteStream(fc.nat()).map((stream) =>
  drawCaseNumber((bound) => {
    const next: IteratorResult<number> = stream.next();
    return (next.value as number) % bound;
  }),
);

describe('a case number', () => {
  it('is seven signs, none of which is taken for another, and makes no words', () =>
    fc.assert(
      fc.property(drawn, (number) => {
        expect(number).toMatch(/^[34679CDFGHJKMNPQRTVWXY]{7}$/);
        expect(number).not.toMatch(/[AEIOU01258BLSZ]/);
      }),
    ));

  it('is read back however it was written down', () =>
    fc.assert(
      fc.property(drawn, (number) => {
        const shown = showCaseNumber(number);
        expect(shown).toHaveLength(8);
        for (const text of [shown, shown.toLowerCase(), ` ${number} `, shown.replace('-', ' ')])
          expect(readCaseNumber(text)).toBe(number);
      }),
    ));

  it.each(['', 'CDF-346', 'CDF-346O', 'CDF-34677', 'hello'])('%j is none', (text) => {
    expect(readCaseNumber(text)).toBeNull();
  });
});
