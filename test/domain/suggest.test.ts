import { describe, expect, it } from 'vitest';
import { writeExtractiveBrief } from '../../src/domain/prepare.ts';
import {
  excerptOf,
  greetedBy,
  searchTextOf,
  suggestReplies,
  useOf,
} from '../../src/domain/suggest.ts';
import type { FoundPassage, SuggestInput } from '../../src/domain/suggest.ts';
import { refundCase } from '../support/transcripts.ts';

const input = refundCase();
const brief = writeExtractiveBrief(input);
const passage: FoundPassage = {
  document: 'kb_1',
  number: 2,
  title: 'Returns',
  heading: 'Returns > Postage',
  url: 'https://help.example.com/returns',
  content: 'Our shop opened in 1990. We pay the return postage of broken goods. Ask at any time.',
};
const suggest = (more: Partial<SuggestInput>) =>
  suggestReplies({
    turns: input.turns,
    brief,
    language: 'en',
    customerName: 'Nora',
    passages: [passage],
    ...more,
  });

describe('suggested replies', () => {
  it('say first what the knowledge says, with its link and where it stands', () => {
    const [first, second] = suggest({});
    expect(first?.content).toContain('Hello Nora,');
    expect(first?.content).toContain('We pay the return postage of broken goods.');
    expect(first?.content).not.toContain('1990');
    expect(first?.content).toContain('https://help.example.com/returns');
    expect(first?.passages).toEqual([
      { document: 'kb_1', number: 2, title: 'Returns', url: 'https://help.example.com/returns' },
    ]);
    expect(second?.content).toContain('#A-20417');
    expect(second?.passages).toEqual([]);
  });

  it.each(['en', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'zh', 'xx'])(
    'are two or three, ask nothing and promise no time (%s)',
    (language) => {
      for (const passages of [[], [passage], [passage, passage, passage]]) {
        const suggestions = suggest({ language, passages, customerName: null });
        expect([2, 3]).toContain(suggestions.length);
        for (const { content } of suggestions) expect(content).not.toMatch(/[?？{}]/u);
      }
    },
  );

  it.each([
    'Nora',
    'Mara Lindqvist',
    'Lucía Fernández',
    "Dr. Ana-María O'Brien",
    'José\u0301 Luis de la Cruz',
    'Kim Jr.',
    'J.R. Ewing',
    '李雷',
    'محمد علي',
    'अनिता शर्मा',
  ])('greet %s by name', (customerName) => {
    expect(greetedBy(customerName)).toBe(customerName);
  });

  it.each([
    'ran(0)',
    '<b>Nora</b>',
    'nora@example.com',
    'https://evil.example',
    '+49 170 1234567',
    'Order 4471-882',
    "'; drop table turns; --",
    '\u202EaroN',
    'user\u200Bname',
    '{name}',
    'W'.repeat(41),
    `${'w'.repeat(39)}(`,
    '',
    ' ',
    '-',
  ])('greet nobody as "%s"', (customerName) => {
    for (const { content } of suggest({ customerName, passages: [] }))
      expect(content.startsWith('Hello, ')).toBe(true);
  });

  it('are looked for with the last telling words of the customer and the ask', () => {
    const text = searchTextOf(input.turns, brief);
    expect(text).toContain('return postage');
    expect(text).toContain('I want a refund');
  });

  it('quote the sentences that share most with the question, in their order', () => {
    const content = 'First a word. Postage is free. Then more. Return it within 30 days.';
    expect(excerptOf(content, 'return postage')).toBe('Postage is free. Return it within 30 days.');
  });
});

describe('what became of a suggestion', () => {
  const text = 'Hello Nora, we pay the return postage of broken goods. Please use the label.';
  it.each<[string, string | null, string]>([
    ['as it stood', text, 'used'],
    ['with other quotes and case', text.toUpperCase(), 'used'],
    ['with a word changed', text.replace('label', 'enclosed sticker'), 'edited'],
    ['as something else', 'The parcel was found at the neighbours, enjoy it.', 'ignored'],
    ['not at all', null, 'ignored'],
  ])('sent %s is told apart', (_, sent, use) => {
    expect(useOf(text, sent).use).toBe(use);
  });
});
