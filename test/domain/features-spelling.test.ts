import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mendSpelling } from '../../src/domain/features-spelling.ts';
import { readText } from '../../src/domain/features-text.ts';

const mended = (text: string): string => mendSpelling(readText(text)).text;

describe('spelling', () => {
  it.each([
    ['i want a represenative', 'i want a representative'],
    ['an agnet or a humna', 'an agent or a human'],
    ['a supervisior, please', 'a supervisor, please'],
  ])('"%s" becomes "%s"', (sent, right) => {
    expect(mended(sent)).toBe(right);
  });

  it.each(['je veux manger', 'ho perso la carta', 'he talks', 'urgent', 'the agenda', 'humans'])(
    'the words of "%s" stay',
    (text) => {
      expect(mended(text)).toBe(text);
    },
  );

  it('leads every mended position back into the turn, in order', () => {
    const text = fc.array(fc.constantFrom('represenative', 'agnet', 'é', 'blue', ' ', ', ', '!'));
    fc.assert(
      fc.property(text, (words) => {
        const content = words.join(' ');
        const { text: read, origins } = mendSpelling(readText(content));
        expect(origins).toHaveLength(read.length + 1);
        expect(origins).toEqual([...origins].sort((a, b) => a - b));
        expect(origins.at(-1)).toBe(content.length);
      }),
    );
  });
});
