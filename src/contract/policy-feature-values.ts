/** What is known of features beyond their type: closed sets of words, numbers with ends, and on whose turns they appear. */
import type { FeatureValue } from '../domain/policy-conditions.ts';
import { actionWords, type TurnRole } from '../domain/words.ts';

/** Decisions are made on turns of these roles; an agent's turn is not decided. */
const decidedRoles = ['customer', 'assistant', 'tool'] as const;

/** Features that have no other values than these. */
export const closedWords: Readonly<Record<string, readonly FeatureValue[]>> = {
  role: decidedRoles,
  explicit_request_kind: ['words', 'accepted_offer'],
  signal_identity_check: ['passed', 'failed'],
  signal_urgency: ['low', 'normal', 'high'],
  signal_opinion_action: actionWords,
};

/** Lowest and highest value; every other number is a count, from 0. */
export const numberEnds: Readonly<Record<string, readonly [number, number]>> = {
  customer_similarity: [0, 1],
  frustration: [0, 1],
  assistant_similarity: [0, 1],
  confidence_best_of_two: [0, 1],
  signal_confidence: [0, 1],
  signal_retrieval_score: [0, 1],
  signal_opinion_confidence: [0, 1],
  signal_sentiment: [-1, 1],
};

const onCustomer = [
  'explicit_request',
  'explicit_request_kind',
  'soft_request',
  'declines_person',
  'affirmative',
  'negative',
  'correction',
  'customer_similarity',
  'urgent',
  'complaint',
  'profanity',
  'shouting',
  'exclamations',
  'high_intent',
  'topic_billing_dispute',
  'topic_legal',
  'topic_security',
  'topic_safety',
  'security_lock',
];
const onAssistant = [
  'refuses',
  'offers_person',
  'announces_transfer',
  'handoff_tool_called',
  'assistant_similarity',
  'bot_failed',
];

/** The one role whose turns have the feature. */
export const measuredOn: Readonly<Record<string, TurnRole>> = {
  ...Object.fromEntries(onCustomer.map((feature) => [feature, 'customer' as const])),
  ...Object.fromEntries(onAssistant.map((feature) => [feature, 'assistant' as const])),
  tool_error: 'tool',
};
