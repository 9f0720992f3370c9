import { describe, expect, it } from 'vitest';
import { briefSections } from '../../src/domain/brief.ts';
import type { BriefLine } from '../../src/domain/brief.ts';
import {
  briefText,
  fitLines,
  maxBriefLines,
  maxBriefWords,
} from '../../src/domain/prepare-lines.ts';
import { countWords } from '../../src/domain/prepare-text.ts';

const line = (section: BriefLine['section'], words: number): BriefLine => ({
  section,
  text: 'word '.repeat(words).trim(),
  turns: [1],
});

describe('fitting lines', () => {
  it('leaves a short brief as it is, in the order of the sections', () => {
    const lines = [line('next_step', 5), line('facts', 5), line('why_you_have_this', 5)];
    expect(fitLines(lines).map(({ section }) => section)).toEqual([
      'why_you_have_this',
      'facts',
      'next_step',
    ]);
  });

  it('keeps a line of every section while another section has two', () => {
    const lines = briefSections.flatMap((section) => [
      line(section, 18),
      line(section, 18),
      line(section, 18),
    ]);
    const kept = fitLines(lines);
    expect(kept.length).toBeLessThanOrEqual(maxBriefLines);
    expect(countWords(briefText(kept))).toBeLessThanOrEqual(maxBriefWords);
    expect(new Set(kept.map(({ section }) => section)).size).toBe(briefSections.length);
  });

  it('names a section once in the text', () => {
    expect(briefText([line('facts', 1), line('facts', 2)])).toBe('Facts: word\nword word');
  });
});
