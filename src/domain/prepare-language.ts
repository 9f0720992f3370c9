/** The language a customer writes, by the commonest words of each. */
import type { TranscriptTurn } from './brief.ts';

const whole = (words: string) => new RegExp(`(?<!\\p{L})(?:${words})(?!\\p{L})`, 'giu');

const commonWords: [string, RegExp][] = [
  ['en', whole("the|and|is|my|you|to|please|with|for|have|not|i['’]m|it|this|of|can|your|was|but")],
  [
    'de',
    whole('der|die|das|und|ist|ich|nicht|bitte|mit|habe|eine?|zu|mein\\p{L}*|auf|für|kann|sie|wir'),
  ],
  ['fr', whole('le|les|et|est|je|ne|pas|vous|une|pour|avec|mon|ma|mes|des|du|dans|suis|ai')],
  ['es', whole('el|los|es|mi|por|para|con|una|necesito|pero|que|no|me|lo|del|está|quiero|se|y')],
  ['it', whole('il|gli|è|mio|mia|per|con|una|non|che|sono|ho|di|della|mi|vorrei|questo|si|ma')],
  ['pt', whole('os|é|meu|minha|para|com|uma|não|que|eu|de|do|da|você|estou|quero|por|mas|em')],
  ['nl', whole('het|een|en|is|ik|niet|mijn|met|voor|van|heb|kan|dat|u|op|de|maar|nog')],
];
const han = /\p{Script=Han}/gu;

function counts(text: string): [string, number][] {
  const spoken = commonWords.map(([language, pattern]): [string, number] => [
    language,
    text.match(pattern)?.length ?? 0,
  ]);
  const characters: [string, number] = ['zh', (text.match(han)?.length ?? 0) / 2];
  return [...spoken, characters].sort((a, b) => b[1] - a[1]);
}

/** The language of a text (ISO 639-1: en, de, fr, es, it, pt, nl, zh); null when its words do not tell. */
export function languageOfText(text: string): string | null {
  const [first, second] = counts(text.slice(0, 8000));
  return first !== undefined && first[1] >= 2 && first[1] > (second?.[1] ?? 0) ? first[0] : null;
}

/** The language the customer writes; null when that does not tell. */
export function languageOf(turns: TranscriptTurn[]): string | null {
  const text = turns
    .filter((turn) => turn.role === 'customer')
    .map((turn) => turn.content.slice(0, 1000))
    .join(' ');
  return languageOfText(text);
}
