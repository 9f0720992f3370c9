/** What a customer's turn shows: wish, correction, repetition, mood by behaviour, risk topics, intent. */
import type { Evidence } from './decision.ts';
import type { Features } from './features-catalogue.ts';
import type { DetectMemory, SegmentCounts } from './features-memory.ts';
import { remember, rememberedCustomerTurns } from './features-memory.ts';
import { readRequest } from './features-request.ts';
import type { RequestReading } from './features-request.ts';
import { bestSimilarity, sketchOf } from './features-sketch.ts';
import type { ReadText, Span } from './features-text.ts';
import { mendSpelling } from './features-spelling.ts';
import { findSpan } from './features-text.ts';
import { lexiconsFor } from './features-language.ts';
import type { Lexicon } from './lexicon/lexicon.ts';
import { riskTopics } from './lexicon/lexicon.ts';

/** Below, rephrasings are missed; above, two answers to the same form count as a repetition, which is worse. */
const repeatAt = 0.6;
/** Corrections older than so many customer turns no longer count as repeated. */
const recentTurns = 4;

/** What a turn of one role shows. */
export interface RoleReading {
  features: Features;
  evidence: Evidence[];
  topics: string[];
  memory: DetectMemory;
}

/** One kind of finding over the languages of a text: the first span wins. */
export function findAny(
  read: ReadText,
  lexicons: readonly Lexicon[],
  patternOf: (lexicon: Lexicon) => RegExp,
): Span | null {
  for (const lexicon of lexicons) {
    const span = findSpan(read, patternOf(lexicon));
    if (span !== null) return span;
  }
  return null;
}

/** Turns found spans into flags and evidence. */
export function flagsOf(
  spans: Record<string, Span | null>,
  sequence: number,
): { flags: Record<string, boolean>; evidence: Evidence[] } {
  const flags: Record<string, boolean> = {};
  const evidence: Evidence[] = [];
  for (const [feature, span] of Object.entries(spans)) {
    flags[feature] = span !== null;
    if (span !== null) evidence.push({ turn: sequence, feature, ...span });
  }
  return { flags, evidence };
}

/** Reads a customer's turn. */
export function readCustomer(
  memory: DetectMemory,
  content: string,
  sent: ReadText,
  sequence: number,
): RoleReading {
  const read = mendSpelling(sent);
  const lexicons = lexiconsFor(read.text);
  const request = readRequest(read, lexicons, memory.offer);
  const { flags, evidence } = flagsOf(spansOf(read, lexicons, request), sequence);
  const sketch = sketchOf(read.text);
  const likeness = bestSimilarity(sketch, memory.customerSketches);
  const behaviour = behaviourOf(content);
  const progress = flags['progress'] === true;
  const segment = countCustomer(memory.segment, {
    correction: flags['correction'] === true,
    repeats: likeness >= repeatAt,
    progress,
    declines: request.declines,
    mood: moodOf(flags, behaviour, likeness >= repeatAt),
  });
  delete flags['progress'];
  const topics = riskTopics.filter((topic) => flags[`topic_${topic}`] === true);
  return {
    features: {
      ...flags,
      ...behaviour,
      explicit_request_kind: request.kind,
      soft_request: request.soft,
      affirmative: request.affirmative,
      negative: request.negative,
      customer_similarity: likeness,
    },
    evidence,
    topics,
    memory: {
      ...memory,
      segment,
      offer: 'none',
      customerSketches: remember(sketch, memory.customerSketches, rememberedCustomerTurns),
    },
  };
}

function spansOf(
  read: ReadText,
  lexicons: readonly Lexicon[],
  request: RequestReading,
): Record<string, Span | null> {
  const spans: Record<string, Span | null> = {
    explicit_request: request.kind === null ? null : request.span,
    declines_person: request.declines ? (request.span ?? { start: 0, end: 0 }) : null,
    correction: findAny(read, lexicons, (lexicon) => lexicon.customer.correction),
    urgent: findAny(read, lexicons, (lexicon) => lexicon.customer.urgent),
    complaint: findAny(read, lexicons, (lexicon) => lexicon.customer.complaint),
    profanity: findAny(read, lexicons, (lexicon) => lexicon.customer.profanity),
    high_intent: findAny(read, lexicons, (lexicon) => lexicon.customer.highIntent),
    security_lock: findAny(read, lexicons, (lexicon) => lexicon.customer.identityTrouble),
    progress: findAny(read, lexicons, (lexicon) => lexicon.customer.progress),
  };
  for (const topic of riskTopics) {
    spans[`topic_${topic}`] = findAny(read, lexicons, (lexicon) => lexicon.topics[topic]);
  }
  return spans;
}

/** Capitals and runs of marks: how it is written, whatever it says. */
function behaviourOf(content: string): { shouting: boolean; exclamations: number } {
  const sample = content.slice(0, 4_000);
  const capitals = sample.match(/\p{Lu}/gu)?.length ?? 0;
  const letters = sample.match(/\p{L}/gu)?.length ?? 0;
  const runs = sample.match(/[!?\uff01\uff1f]{2,99}/g) ?? [];
  return {
    shouting: letters >= 12 && capitals / letters > 0.7,
    exclamations: runs.reduce((longest, run) => Math.max(longest, run.length), 0),
  };
}

function moodOf(
  flags: Record<string, boolean>,
  behaviour: { shouting: boolean; exclamations: number },
  repeats: boolean,
): number {
  const weights: [boolean, number][] = [
    [flags['profanity'] === true, 0.4],
    [flags['complaint'] === true, 0.3],
    [flags['correction'] === true, 0.25],
    [behaviour.shouting, 0.3],
    [behaviour.exclamations >= 2, 0.15],
    [repeats, 0.2],
  ];
  return weights.reduce((sum, [holds, weight]) => (holds ? sum + weight : sum), 0);
}

interface CustomerFacts {
  correction: boolean;
  repeats: boolean;
  progress: boolean;
  declines: boolean;
  mood: number;
}

function countCustomer(segment: SegmentCounts, facts: CustomerFacts): SegmentCounts {
  const customerTurns = segment.customerTurns + 1;
  const since = segment.sinceDeclined === null ? null : segment.sinceDeclined + 1;
  const correctionTurns = segment.correctionTurns.filter(
    (turn) => turn > customerTurns - recentTurns,
  );
  return {
    ...segment,
    customerTurns,
    corrections: segment.corrections + Number(facts.correction),
    correctionTurns: facts.correction ? [...correctionTurns, customerTurns] : correctionTurns,
    customerRepeats: segment.customerRepeats + Number(facts.repeats),
    sinceProgress: facts.progress ? 0 : segment.sinceProgress + 1,
    frustration: Math.min(1, round(segment.frustration * 0.6 + facts.mood)),
    sinceDeclined: facts.declines ? 0 : since,
  };
}

function round(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}
