/** Small made-up data for models: enough to learn from in milliseconds. */
import type { GramSettings } from '../../src/domain/model/grams.ts';
import type { Example } from '../../src/learn/examples.ts';
import { seededRandom } from '../../src/learn/random.ts';

/** Few buckets are enough for few words, and quick to compare. */
export const smallGrams: GramSettings = { bits: 12, words: [1, 2], characters: [2, 5], pairs: 0 };

const phrases: Record<string, string[]> = {
  card: ['lost my card', 'card was stolen', 'where is my new card', 'card has not arrived'],
  refund: ['want a refund', 'money back please', 'when is my refund paid', 'refund is missing'],
  login: ['cannot log in', 'password is wrong', 'reset my password', 'locked out of my login'],
};
const fillers = ['hello', 'hi there', 'please help', 'good morning', 'i think', 'today', 'again'];

/** `count` openings of three intents, the same for the same seed; each in a group of its own. */
export function openings(count: number, seed = 1): Example[] {
  const random = seededRandom(seed);
  const draw = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
  return Array.from({ length: count }, (_, index) => {
    const label = draw(Object.keys(phrases));
    const content = `${draw(fillers)} ${draw(phrases[label] ?? [])} ${draw(fillers)}`;
    return { input: { texts: [{ field: 'text', content }] }, label, group: `g${index}` };
  });
}

/** Two classes that one dense feature tells apart with errors; the probability of `bad` at `x` is a sigmoid of `2x`. */
export function noisyPoints(count: number, seed = 1): Example[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, (_, index) => {
    const x = random() * 4 - 2;
    const label = random() < 1 / (1 + Math.exp(-2 * x)) ? 'bad' : 'good';
    return { input: { texts: [], dense: { x, noise: random() } }, label, group: `g${index}` };
  });
}
