import { describe, expect, it } from 'vitest';
import { lexiconsFor } from '../../src/domain/features-language.ts';
import { lexicons } from '../../src/domain/lexicon/all.ts';
import { readText } from '../../src/domain/features-text.ts';

const languages = (text: string): string[] =>
  lexiconsFor(readText(text).text).map(({ language }) => language);

describe('the languages a text is read in', () => {
  it('are English alone for plain English', () => {
    expect(languages('Hi, where is my order? I need it by Friday.')).toEqual(['en']);
  });

  it('are all of them for a text of unknown words', () => {
    expect(languages('qwx')).toHaveLength(lexicons.length);
  });

  it('hold every language of a mixed text, and English', () => {
    expect(languages('quiero hablar, 我要人工')).toEqual(
      expect.arrayContaining(['en', 'es', 'zh']),
    );
    expect(languages('ich möchte nicht')).toEqual(['en', 'de']);
  });
});
