/**
 * What the detectors remember between turns: counts, flags, topic names and hashes, never text (I12). Bounded to 3 KB of
 * JSON however long the conversation is. It travels in the head row, so its shape may only grow.
 */
import type { Sketch } from './features-sketch.ts';

/** How the assistant's last turn spoke of a person: not at all, in passing, as its question, or as one of two choices. */
export type PersonOffer = 'none' | 'statement' | 'question' | 'choice';

/** Counts of the running AI segment; a turn of a human agent begins them anew. */
export interface SegmentCounts {
  customerTurns: number;
  assistantTurns: number;
  corrections: number;
  /** Customer turns (by number in the segment) of the latest corrections. */
  correctionTurns: number[];
  customerRepeats: number;
  assistantRepeatRun: number;
  assistantRepeats: number;
  refusals: number;
  refusalRun: number;
  apologies: number;
  personOffers: number;
  /** Calls of the assistant's tools; absent in memories of older versions, as are the next two. */
  toolCalls?: number;
  /** Those of them that are not named as if they only read. */
  changes?: number;
  unbackedClaims?: number;
  toolErrors: number;
  toolErrorRun: number;
  identityFailures: number;
  unanswered: number;
  unansweredRun: number;
  sinceProgress: number;
  frustration: number;
  /** Customer turns since a person was declined; null when none was. */
  sinceDeclined: number | null;
  lastConfidence: number | null;
}

/** All that is known of the turns before. */
export interface DetectMemory {
  turns: number;
  segment: SegmentCounts;
  offer: PersonOffer;
  customerSketches: Sketch[];
  assistantSketches: Sketch[];
  /** Latest topics first; names out of our own list or ids of the bot's intents. */
  topics: string[];
}

/** Each turn remembered costs up to 220 bytes in every head row. */
export const rememberedCustomerTurns = 4;
/** As {@link rememberedCustomerTurns}. */
export const rememberedAssistantTurns = 3;
const rememberedTopics = 6;

/** The counts at the beginning of an AI segment. */
function emptySegment(): SegmentCounts {
  return {
    customerTurns: 0,
    assistantTurns: 0,
    corrections: 0,
    correctionTurns: [],
    customerRepeats: 0,
    assistantRepeatRun: 0,
    assistantRepeats: 0,
    refusals: 0,
    refusalRun: 0,
    apologies: 0,
    personOffers: 0,
    toolCalls: 0,
    changes: 0,
    unbackedClaims: 0,
    toolErrors: 0,
    toolErrorRun: 0,
    identityFailures: 0,
    unanswered: 0,
    unansweredRun: 0,
    sinceProgress: 0,
    frustration: 0,
    sinceDeclined: null,
    lastConfidence: null,
  };
}

/** What is remembered before the first turn. */
export function emptyMemory(): DetectMemory {
  return {
    turns: 0,
    segment: emptySegment(),
    offer: 'none',
    customerSketches: [],
    assistantSketches: [],
    topics: [],
  };
}

/** The latest topics, this turn's first, each once. */
export function rememberTopics(found: string[], known: string[]): string[] {
  return [...new Set([...found, ...known])].slice(0, rememberedTopics);
}

/** Adds the newest and forgets the oldest. */
export function remember<T>(newest: T, known: T[], most: number): T[] {
  return [newest, ...known].slice(0, most);
}
