/**
 * What the customer wants, for the choice of the queue: the bot's word where it gives one, else a model's reading of the
 * customer's first turns. A model only names one of the intents it was trained on; which queue that leads to is the
 * policy's own mapping (I14), and every decision that rests on it says which model, and how sure it was.
 */
import type { Decision, Evidence } from './decision.ts';
import type { Features } from './features-catalogue.ts';
import { openingTurns } from './model/opening.ts';
import type { ActivePolicy } from './policy.ts';
import { chooseQueue } from './policy-routing.ts';
import type { Turn } from './turn.ts';

/** Reads an opening; null below the confidence that is asked for. */
export interface IntentReader {
  /** Of the model. */
  version: string;
  read: (turns: readonly string[]) => { name: string; probability: number } | null;
}

/** What a step needs to read an opening: the reader, and the customer's turns before the step (at most three). */
export interface Opening {
  reader: IntentReader;
  earlier: readonly string[];
}

/** The intent of a conversation, and who says so. The bot's word is final; the model's may change while the opening goes on. */
export type KnownIntent =
  | { by: 'bot'; name: string }
  | { by: 'model'; name: string; probability: number; model: string; turn: number };

/** The intent after this turn. `said` holds the customer's turns before it. */
export function intentAfter(
  known: KnownIntent | null,
  turn: Turn,
  sequence: number,
  opening: { reader: IntentReader; said: readonly string[] } | null,
): KnownIntent | null {
  const given = turn.signals?.intent ?? turn.signals?.topic;
  if (given !== undefined) return { by: 'bot', name: given };
  if (opening === null || known?.by === 'bot' || !opens(turn, opening.said)) return known;
  const found = opening.reader.read([...opening.said, turn.content]);
  if (found === null) return known;
  return { by: 'model', ...found, model: opening.reader.version, turn: sequence };
}

function opens(turn: Turn, said: readonly string[]): boolean {
  return turn.role === 'customer' && said.length < openingTurns;
}

/** Topics for the choice of a queue: what was signalled or found in words first, the model's intent last. */
export function topicsWith(topics: string[], known: KnownIntent | null | undefined): string[] {
  return known?.by === 'model' ? [...topics, known.name] : topics;
}

/** The features that rules may ask for. */
export function featuresOfIntent(known: KnownIntent | null): Features {
  if (known === null) return {};
  if (known.by === 'bot') return { intent: known.name };
  return { intent: known.name, intent_probability: known.probability };
}

/** The decision with the model's intent as evidence, where the model's word made the queue. */
export function withIntentEvidence(
  decision: Decision,
  active: ActivePolicy,
  topics: string[],
  known: KnownIntent | null,
): Decision {
  if (known?.by !== 'model' || decision.action === 'continue') return decision;
  const question = {
    ruleQueue: null,
    reason: decision.reason,
    tier: null,
    language: null,
    channel: null,
  };
  const queueBy = (own: string[]): string =>
    chooseQueue(active.policy.routing, { ...question, topics: own }).queue;
  const withModel = queueBy(topicsWith(topics, known));
  if (decision.queue !== withModel || withModel === queueBy(topics)) return decision;
  const evidence: Evidence[] = [
    { turn: known.turn, feature: 'intent', value: known.name },
    { turn: known.turn, feature: 'intent_probability', value: known.probability },
    { turn: known.turn, feature: 'intent_model', value: known.model },
  ];
  return {
    ...decision,
    evidence: [...decision.evidence, ...evidence],
    model: decision.model === null ? known.model : `${decision.model} ${known.model}`,
  };
}
