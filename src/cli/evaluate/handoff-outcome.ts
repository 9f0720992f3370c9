/** What became of one played conversation, beside what its label says. Distances are counted in customer turns. */
import type { Expected, LabelledTranscript } from './labelled.ts';
import type { Firing, Played } from './play.ts';

/** The risks of a conversation that its scores are made of; null where no model ran. */
interface RiskReading {
  /** The highest before the labelled turn, for a positive; else the highest of all. */
  before: number | null;
  highest: number | null;
  last: number | null;
}

/** One conversation, reduced to what the figures need. */
export interface Outcome {
  id: string;
  group: string;
  expected: Expected | null;
  aiResolved: boolean | null;
  fire: Firing | null;
  proposals: number;
  /** Found: fired at or before one customer turn after the labelled turn. */
  found: boolean;
  /** Fired more than one customer turn before it would have been right. */
  premature: boolean;
  /** Customer turns outside the window of right turns, negative when early; null without both. */
  distance: number | null;
  risk: RiskReading;
  /** Which model gave the risk, where several did. */
  part?: number;
}

/** Customer turns up to and with an index. */
function customerTurnsUpTo(transcript: LabelledTranscript, index: number): number {
  return transcript.turns.filter(({ index: at, turn }) => at <= index && turn.role === 'customer')
    .length;
}

function distanceOf(transcript: LabelledTranscript, fire: Firing | null): number | null {
  const { expected } = transcript;
  if (expected === null || !expected.handoff || expected.turn === null || fire === null)
    return null;
  const at = customerTurnsUpTo(transcript, fire.index);
  const from = customerTurnsUpTo(transcript, expected.acceptableFrom ?? expected.turn);
  const to = customerTurnsUpTo(transcript, expected.turn);
  if (at < from) return at - from;
  return at > to ? at - to : 0;
}

function isFound(expected: Expected | null, fire: Firing | null, distance: number | null): boolean {
  if (expected?.handoff !== true || fire === null) return false;
  return distance === null || distance <= 1;
}

function riskOf(transcript: LabelledTranscript, played: Played): RiskReading {
  const { expected } = transcript;
  const risks = played.turns.flatMap(({ index, features }) => {
    const risk = features['risk'];
    return typeof risk === 'number' ? [{ index, risk }] : [];
  });
  const until = expected?.handoff === true ? (expected.turn ?? Infinity) : Infinity;
  const highestOf = (found: typeof risks): number =>
    found.reduce((highest, { risk }) => Math.max(highest, risk), 0);
  const measured = risks.length > 0;
  return {
    before: measured ? highestOf(risks.filter(({ index }) => index < until)) : null,
    highest: measured ? highestOf(risks) : null,
    last: risks.at(-1)?.risk ?? null,
  };
}

/** Reduces a played conversation. */
export function outcomeOf(transcript: LabelledTranscript, played: Played): Outcome {
  const { id, group, expected, aiResolved } = transcript;
  const { fire, proposals } = played;
  const distance = distanceOf(transcript, fire);
  return {
    id,
    group,
    expected,
    aiResolved,
    fire,
    proposals: proposals.length,
    found: isFound(expected, fire, distance),
    premature: distance !== null && distance < -1,
    distance,
    risk: riskOf(transcript, played),
  };
}
