/** Mood, urgency and language of the customer, judged by what they do and say. */
import type { BriefFields, TranscriptTurn } from './brief.ts';
import { fold, sentences } from './prepare-text.ts';

/** What the customer's turns show, each with the turns that show it and the sentence that shows it best. */
export interface Mood {
  sentiment: NonNullable<BriefFields['sentiment']>;
  urgency: NonNullable<BriefFields['urgency']>;
  evidence: { text: string; turn: number } | null;
}

const angry =
  /\b(?:ridiculous|unacceptable|outrageous|furious|angry|disgusting|terrible|horrible|worst|useless|scam|lawyer|attorney|sue|chargeback|complain(?:t|ing)?|fed up|sick of|waste of|unverschämt|wütend|inakzeptabel|anwalt|inadmissible|furieux|inaceptable|furioso|inaccettabile)\b/iu;
const tense =
  /\b(?:frustrat\w+|disappoint\w+|annoy\w+|upset|confus\w+|worried|nervous|still (?:not|no|doesn['’]t|says|waiting)|again and again|how many times|i already (?:told|said|gave)|not (?:happy|helpful|acceptable)|enttäuscht|ärgerlich|genervt|déçu|frustré|decepcionad\w+|frustrad\w+|deluso)\b/iu;
const urgent =
  /\b(?:urgent\w*|asap|as soon as possible|immediately|right (?:now|away)|emergency|today|tonight|in a hurry|deadline|time[- ]sensitive|fast(?:est)?|quickly|dringend|sofort|heute|eilig|tout de suite|aujourd['’]hui|urgente|inmediatamente|hoy|subito|oggi)\b/iu;

interface Weighed {
  turn: number;
  anger: number;
  hurry: number;
}

function weigh(turn: TranscriptTurn, repeated: boolean): Weighed {
  const text = turn.content.slice(0, 6000);
  const letters = text.replace(/[^\p{L}]/gu, '');
  const shouting =
    letters.length > 20 && letters.replace(/[^\p{Lu}]/gu, '').length / letters.length > 0.6;
  const marks = /[!?]{3,}/.test(text) || text.split('!').length > 4;
  const anger =
    (angry.test(text) ? 2 : 0) +
    (tense.test(text) ? 1 : 0) +
    (shouting ? 2 : 0) +
    (marks ? 0.5 : 0) +
    (repeated ? 1 : 0);
  return { turn: turn.sequence, anger, hurry: urgent.test(text) ? 1 : 0 };
}

/** Reads sentiment and urgency off the customer's turns; null when the customer never wrote. */
export function moodOf(turns: TranscriptTurn[]): Mood | null {
  const customer = turns.filter((turn) => turn.role === 'customer');
  const last = customer.at(-1);
  if (last === undefined) return null;
  const seen = new Set<string>();
  const weighed = customer.map((turn) => {
    const key = fold(turn.content.slice(0, 500));
    const repeated = key.length > 12 && seen.has(key);
    seen.add(key);
    return weigh(turn, repeated);
  });
  const heat = weighed.filter((item) => item.anger > 0);
  const hurried = weighed.filter((item) => item.hurry > 0);
  const sentiment = sentimentOf(heat);
  const urgency = urgencyOf(hurried.length, sentiment);
  return {
    sentiment: { value: sentiment, turns: shown(sentiment === 'calm' ? [] : heat, last.sequence) },
    urgency: { value: urgency, turns: shown(hurried, last.sequence) },
    evidence: sentiment === 'calm' && urgency === 'normal' ? null : evidenceOf(customer),
  };
}

function sentimentOf(heat: Weighed[]): Mood['sentiment']['value'] {
  const peak = Math.max(0, ...heat.map((item) => item.anger));
  if (peak >= 2) return 'angry';
  return peak > 0.5 || heat.length > 1 ? 'tense' : 'calm';
}

function urgencyOf(
  hurried: number,
  sentiment: Mood['sentiment']['value'],
): Mood['urgency']['value'] {
  return hurried >= 2 || (hurried === 1 && sentiment === 'angry') ? 'high' : 'normal';
}

function shown(items: Weighed[], otherwise: number): number[] {
  return items.length === 0 ? [otherwise] : items.slice(-4).map((item) => item.turn);
}

function evidenceOf(customer: TranscriptTurn[]): Mood['evidence'] {
  const all = customer.flatMap((turn) =>
    sentences(turn.content.slice(0, 6000)).map((text) => ({ text, turn: turn.sequence })),
  );
  for (const cue of [angry, tense, urgent]) {
    const found = all.findLast((item) => cue.test(item.text));
    if (found !== undefined) return found;
  }
  return null;
}

const commonWords: [string, RegExp][] = [
  ['en', /(?<!\p{L})(?:the|and|is|my|you|to|please|with|for|have)(?!\p{L})/giu],
  ['de', /(?<!\p{L})(?:der|die|das|und|ist|ich|nicht|bitte|mit|habe|eine?)(?!\p{L})/giu],
  ['fr', /(?<!\p{L})(?:le|les|et|est|je|ne|pas|vous|une|pour|avec)(?!\p{L})/giu],
  ['es', /(?<!\p{L})(?:el|los|es|mi|por|para|con|una|necesito|pero|que)(?!\p{L})/giu],
  ['it', /(?<!\p{L})(?:il|gli|è|mio|per|con|una|non|che|sono|ho)(?!\p{L})/giu],
];

/** The language the customer writes (ISO 639-1), by their commonest words; null when that does not tell. */
export function languageOf(turns: TranscriptTurn[]): string | null {
  const text = turns
    .filter((turn) => turn.role === 'customer')
    .map((turn) => turn.content.slice(0, 1000))
    .join(' ')
    .slice(0, 8000);
  const counts = commonWords
    .map(([language, pattern]): [string, number] => [language, text.match(pattern)?.length ?? 0])
    .sort((a, b) => b[1] - a[1]);
  const [first, second] = counts;
  return first !== undefined && first[1] >= 2 && first[1] > (second?.[1] ?? 0) ? first[0] : null;
}
