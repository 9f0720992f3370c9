/** Which languages a text is read in. Reading all eight costs the most of a turn, so those that it cannot be in are left out. */
import { lexicons } from './lexicon/all.ts';
import type { Lexicon } from './lexicon/lexicon.ts';
import { markers } from './lexicon/markers.ts';

const word = /[a-z][a-z']{0,17}/g;
const han = /[\u3400-\u9fff]/;
/** The first words tell; a long text is not looked through. */
const wordLimit = 400;

/**
 * The lexicons to read a text with: English always, since its words stand in texts of every language; each other one with
 * at least one of its words in it, Chinese where there are its characters. A text with no known word is read in all.
 */
export function lexiconsFor(text: string): readonly Lexicon[] {
  const heard = new Set<string>();
  let count = 0;
  for (const [found] of text.matchAll(word)) {
    count += 1;
    if (count > wordLimit || heard.size === markers.size) break;
    for (const [language, words] of markers) if (words.has(found)) heard.add(language);
  }
  const chinese = han.test(text);
  if (heard.size === 0 && !chinese) return lexicons;
  heard.add('en');
  if (chinese) heard.add('zh');
  return lexicons.filter(({ language }) => heard.has(language));
}
