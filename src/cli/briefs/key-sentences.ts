/** Sentences that people marked as the ones that tell: how many lie in the first turns that a brief cites. */
import { z } from 'zod';
import type { Brief, TranscriptTurn } from '../../domain/brief.ts';
import { fold } from '../../domain/prepare-text.ts';
import { tally } from './facts.ts';
import type { Tally } from './facts.ts';

/** So many cited turns are looked at. */
export const citedTurns = 4;

const mark = z.union([
  z.number().transform((turn) => ({ turn, text: '' })),
  z.string().transform((text) => ({ turn: null, text })),
  z
    .looseObject({ turn: z.number().nullish(), text: z.string().optional() })
    .transform(({ turn, text }) => ({ turn: turn ?? null, text: text ?? '' })),
]);
type Mark = z.infer<typeof mark>;
const marks = z.array(z.union([mark, z.array(mark)])).catch([]);

/** Turns of the sentences under `key_sentences`: numbers, texts or `{ turn, text }`, also a list per person. */
export function keySentenceTurns(line: Record<string, unknown>, turns: TranscriptTurn[]): number[] {
  const place = ({ turn, text }: Mark) =>
    turn ??
    turns.find(({ content }) => text.trim() !== '' && fold(content).includes(fold(text)))?.sequence;
  return marks
    .parse(line['key_sentences'] ?? [])
    .flat()
    .map(place)
    .filter((turn) => turn !== undefined);
}

/** The turns a brief cites first, in the order of its lines. */
export function firstCited(brief: Brief, most: number): number[] {
  return [...new Set(brief.lines.flatMap(({ turns }) => turns))].slice(0, most);
}

/** How many key sentences lie in the first {@link citedTurns} turns that the brief cites. */
export function scoreKeySentences(brief: Brief, keys: number[]): Tally {
  const cited = firstCited(brief, citedTurns);
  return tally(keys.map((turn) => cited.includes(turn)));
}

const texts = z.union([z.string().transform((text) => [text]), z.array(z.string())]).catch([]);

/** Human summaries of a transcript, under `summary` or `summaries`. */
export function summariesOf(line: Record<string, unknown>): string[] {
  return [line['summary'], line['summaries']]
    .flatMap((value) => (value === undefined ? [] : texts.parse(value)))
    .filter((text) => text.trim() !== '');
}
