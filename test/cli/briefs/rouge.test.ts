import { describe, expect, it } from 'vitest';
import { rougeOf } from '../../../src/cli/briefs/rouge.ts';

describe('ROUGE', () => {
  it('is 1 for the same words and 0 for none in common', () => {
    expect(rougeOf('The parcel is late.', ['the parcel is LATE'])).toEqual({
      rouge1: 1,
      rouge2: 1,
      rougeL: 1,
    });
    expect(rougeOf('abc', ['xyz'])).toEqual({ rouge1: 0, rouge2: 0, rougeL: 0 });
  });

  it('weighs what is shared against both lengths, in order for L, repeats counted once each', () => {
    const { rouge1, rouge2, rougeL } = rougeOf('the cat the cat', ['the dog saw the cat']);
    expect(rouge1).toBeCloseTo((2 * 3) / 9);
    expect(rouge2).toBeCloseTo((2 * 1) / 7);
    expect(rougeL).toBeCloseTo((2 * 3) / 9);
  });

  it('takes the best of several references', () => {
    expect(rougeOf('late parcel', ['nothing', 'late parcel']).rouge1).toBe(1);
    expect(rougeOf('late parcel', []).rouge1).toBe(0);
  });
});
