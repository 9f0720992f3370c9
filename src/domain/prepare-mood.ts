/** Mood and urgency of the customer, judged by what they do and say. */
import type { BriefFields, TranscriptTurn } from './brief.ts';
import { angry, tense, urgent } from './prepare-cues.ts';
import { fold, sentences } from './prepare-text.ts';

/** What the customer's turns show, each with the turns that show it and the sentence that shows it best. */
export interface Mood {
  sentiment: NonNullable<BriefFields['sentiment']>;
  urgency: NonNullable<BriefFields['urgency']>;
  evidence: { text: string; turn: number } | null;
}

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
