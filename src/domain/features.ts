/**
 * Turns one turn into features. Online: what came before is known only through {@link DetectMemory}, what comes after not
 * at all. Evidence holds offsets, never words (I12).
 */
import type { Evidence } from './decision.ts';
import { readAssistant, readTool } from './features-assistant.ts';
import type { Features } from './features-catalogue.ts';
import { readCustomer } from './features-customer.ts';
import type { RoleReading } from './features-customer.ts';
import type { DetectMemory, SegmentCounts } from './features-memory.ts';
import { emptyMemory, rememberTopics } from './features-memory.ts';
import { readText } from './features-text.ts';
import type { Signals, Turn } from './turn.ts';

export { emptyMemory };
export type { DetectMemory, Features };

/** What one turn shows, and what is remembered for the next. */
export interface TurnReading {
  features: Features;
  evidence: Evidence[];
  /** For routing: this turn's topics first, then those of earlier turns. */
  topics: string[];
  memory: DetectMemory;
}

/**
 * Reads a turn of any role; call it for every turn, in order. `sequence` is the turn's number and goes into the evidence.
 * Never fails, whatever the text; an agent's turn begins a new segment.
 */
export function readTurn(memory: DetectMemory, turn: Turn, sequence: number): TurnReading {
  const reading = readRole(memory, turn, sequence);
  const segment = countSignals(reading.memory.segment, turn.signals);
  const found = [...topicsOfSignals(turn.signals), ...routingTopics(reading.topics)];
  const topics = rememberTopics(found, memory.topics);
  const next = { ...reading.memory, segment, topics, turns: memory.turns + 1 };
  return {
    features: {
      role: turn.role,
      ...reading.features,
      ...featuresOfSegment(segment),
      ...featuresOfSignals(turn.signals),
      confidence_best_of_two: bestOfTwo(memory.segment.lastConfidence, turn.signals?.confidence),
      turns: next.turns,
    },
    evidence: [...reading.evidence, ...evidenceOfSignals(turn.signals, sequence)],
    topics,
    memory: next,
  };
}

function readRole(memory: DetectMemory, turn: Turn, sequence: number): RoleReading {
  switch (turn.role) {
    case 'customer':
      return readCustomer(memory, turn.content, readText(turn.content), sequence);
    case 'assistant':
      return readAssistant(memory, turn, readText(turn.content), sequence);
    case 'tool':
      return readTool(memory, turn, readText(turn.content), sequence);
    case 'agent':
      return { features: {}, evidence: [], topics: [], memory: afterAgent(memory) };
  }
}

/** What the AI did before a person helped is no ground to hand off again. */
function afterAgent(memory: DetectMemory): DetectMemory {
  return { ...emptyMemory(), turns: memory.turns, topics: memory.topics };
}

function routingTopics(topics: string[]): string[] {
  return topics.flatMap((topic) => (topic === 'billing_dispute' ? ['billing'] : [topic]));
}

/** Only what looks like a name of the bot's own list is kept: a memory holds no text. */
const label = /^[a-z0-9][a-z0-9_.-]{0,47}$/i;

function topicsOfSignals(signals: Signals | undefined): string[] {
  return [signals?.topic, signals?.intent].filter(
    (name): name is string => name !== undefined && label.test(name),
  );
}

function countSignals(segment: SegmentCounts, signals: Signals | undefined): SegmentCounts {
  if (signals === undefined) return segment;
  const answered = signals.unanswered === undefined ? segment.unansweredRun : 0;
  return {
    ...segment,
    identityFailures: segment.identityFailures + Number(signals.identity_check === 'failed'),
    unanswered: segment.unanswered + Number(signals.unanswered === true),
    unansweredRun: signals.unanswered === true ? segment.unansweredRun + 1 : answered,
    lastConfidence: signals.confidence ?? segment.lastConfidence,
  };
}

/** Null until the bot has sent two. */
function bestOfTwo(earlier: number | null, latest: number | undefined): number | null {
  return earlier === null || latest === undefined ? null : Math.max(earlier, latest);
}

function featuresOfSegment(segment: SegmentCounts): Features {
  return {
    turns_since_declined: segment.sinceDeclined,
    corrections: segment.corrections,
    corrections_recent: segment.correctionTurns.length,
    customer_repeats: segment.customerRepeats,
    frustration: segment.frustration,
    customer_turns: segment.customerTurns,
    assistant_turns: segment.assistantTurns,
    turns_since_progress: segment.sinceProgress,
    refusals: segment.refusals,
    refusals_in_a_row: segment.refusalRun,
    unbacked_claims: segment.unbackedClaims ?? 0,
    apologies: segment.apologies,
    person_offers: segment.personOffers,
    assistant_repeats: segment.assistantRepeats,
    assistant_repeats_in_a_row: segment.assistantRepeatRun,
    tool_errors: segment.toolErrors,
    tool_errors_in_a_row: segment.toolErrorRun,
    identity_failures: segment.identityFailures,
    unanswered: segment.unanswered,
    unanswered_in_a_row: segment.unansweredRun,
  };
}

function featuresOfSignals(signals: Signals | undefined): Features {
  if (signals === undefined) return {};
  const { opinion, ...plain } = signals;
  const features: Features = {};
  for (const [key, value] of Object.entries(plain)) features[`signal_${key}`] = value;
  if (opinion !== undefined) {
    features['signal_opinion_action'] = opinion.action;
    features['signal_opinion_confidence'] = opinion.confidence;
  }
  return features;
}

function evidenceOfSignals(signals: Signals | undefined, sequence: number): Evidence[] {
  return Object.entries(featuresOfSignals(signals)).flatMap(([feature, value]) =>
    value === null || (typeof value === 'string' && !label.test(value))
      ? []
      : [{ turn: sequence, feature, value }],
  );
}
