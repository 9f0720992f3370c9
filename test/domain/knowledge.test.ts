import { describe, expect, it } from 'vitest';
import { gramsOf, markdownOfHtml, readDocument, searchTerms } from '../../src/domain/knowledge.ts';

const markdown = `---
title: Returns
url: https://help.example.com/returns
language: en
---
# Returns

You may return goods within 30 days.

## Broken goods

Send a photo.

### Who pays

We pay the postage.

## Refunds

Refunds take 5 days.
`;

describe('a Markdown document', () => {
  it('is cut at its headings, and each passage knows those above it', () => {
    const { title, url, language, passages } = readDocument(markdown, 'markdown', 'returns.md');
    expect([title, url, language]).toEqual(['Returns', 'https://help.example.com/returns', 'en']);
    expect(passages).toEqual([
      { heading: 'Returns', content: 'You may return goods within 30 days.' },
      { heading: 'Returns > Broken goods', content: 'Send a photo.' },
      { heading: 'Returns > Broken goods > Who pays', content: 'We pay the postage.' },
      { heading: 'Returns > Refunds', content: 'Refunds take 5 days.' },
    ]);
  });

  it('without headings has the name of its file', () => {
    expect(readDocument('Just text.', 'markdown', 'faq.md')).toMatchObject({
      title: 'faq.md',
      url: null,
      passages: [{ heading: 'faq.md', content: 'Just text.' }],
    });
  });

  it('has no link but to the web', () => {
    const document = readDocument('---\nurl: javascript:alert(1)\n---\nx', 'markdown', 'x');
    expect(document.url).toBeNull();
  });

  it('is cut where a passage grows too long, and loses no word', () => {
    const long = Array.from({ length: 90 }, (_, at) => `Sentence number ${at} says a thing.`);
    const { passages } = readDocument(long.join(' '), 'markdown', 'long');
    expect(passages.length).toBeGreaterThan(1);
    expect(Math.max(...passages.map(({ content }) => content.length))).toBeLessThanOrEqual(1_200);
    for (const sentence of long)
      expect(passages.some(({ content }) => content.includes(sentence))).toBe(true);
  });
});

describe('an HTML document', () => {
  const html = `<html><head><title>Help &amp; more</title><style>p{}</style></head><body>
    <nav><a href="/">Home</a></nav><h1>Delivery</h1><p>We ship <b>daily</b>.</p>
    <script>alert(1)</script><h2>Abroad</h2><ul><li>5&nbsp;days</li><li>No returns &#8364;</li></ul></body></html>`;

  it('is read by its headings, without scripts, styles and navigation', () => {
    const { title, passages } = readDocument(html, 'html', 'x.html');
    expect(title).toBe('Help & more');
    expect(passages).toEqual([
      { heading: 'Delivery', content: 'We ship daily.' },
      { heading: 'Delivery > Abroad', content: '- 5 days\n- No returns €' },
    ]);
  });

  it.each(['<'.repeat(20_000), '<script>'.repeat(3_000), '&#'.repeat(10_000)])(
    'however broken is read in bounded time (%#)',
    (text) => {
      expect(() => markdownOfHtml(text)).not.toThrow();
    },
  );
});

describe('what a passage is found by', () => {
  it('is its content words, and groups of three of their characters', () => {
    expect(searchTerms('How do I return a broken kettle?')).toEqual(['return', 'broken', 'kettle']);
    expect(gramsOf('kettle')).toEqual(['  k', ' ke', 'ket', 'ett', 'ttl', 'tle', 'le ']);
    expect(gramsOf('退款政策')).toEqual(['退款', '政策']);
  });
});
