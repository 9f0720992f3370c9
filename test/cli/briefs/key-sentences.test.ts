import { describe, expect, it } from 'vitest';
import {
  citedTurns,
  firstCited,
  keySentenceTurns,
  scoreKeySentences,
  summariesOf,
} from '../../../src/cli/briefs/key-sentences.ts';
import { writeExtractiveBrief } from '../../../src/domain/prepare.ts';
import { refundCase } from '../../support/transcripts.ts';

const { turns } = refundCase();

describe('key sentences', () => {
  it.each([
    ['turns', [2, 8], [2, 8]],
    ['texts', ['the refund window closed on March 1, 2024', 'not said'], [7]],
    ['both', [{ turn: 8, text: 'this is really frustrating' }, { text: 'your claim' }], [8, 11]],
    ['a list per person', [[2, 8], [2]], [2, 8, 2]],
    ['nothing', undefined, []],
    ['something else', 'none', []],
  ])('may be marked by %s', (_, marks, expected) => {
    expect(keySentenceTurns({ key_sentences: marks }, turns)).toEqual(expected);
  });

  it('are looked for in the first four turns a brief cites', () => {
    const brief = writeExtractiveBrief(refundCase());
    const cited = firstCited(brief, citedTurns);
    expect(cited).toHaveLength(4);
    expect(scoreKeySentences(brief, [cited[0]!, 99])).toEqual({ found: 1, of: 2 });
  });
});

describe('summaries', () => {
  it('are one text or several, under either name', () => {
    expect(summariesOf({ summary: 'a', summaries: ['b', ' '] })).toEqual(['a', 'b']);
    expect(summariesOf({ summary: 7 })).toEqual([]);
  });
});
