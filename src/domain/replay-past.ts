/**
 * A past conversation decided anew by another policy: stored features and turns in, the decisions that policy would have
 * taken out. Nothing is measured again but the policy's own phrases and counts, so a replay costs microseconds a turn.
 *
 * - P1 With the policy and the features of the time it decides as was decided then.
 * - P2 It ends where an agent first wrote: what the AI would have met after that, nobody knows.
 */
import type { Decision } from './decision.ts';
import { decideOnly, type Situation } from './detect.ts';
import { readWindows, type Windows } from './detect-windows.ts';
import { rememberTopics } from './features-memory.ts';
import type { Features } from './features-catalogue.ts';
import type { ActivePolicy, RoutedCustomer } from './policy.ts';
import { botFailed } from './policy-conditions.ts';
import { readPhrases } from './policy-reading.ts';
import { countsInForce } from './policy-rules.ts';
import type { TurnRole } from './words.ts';

/** A turn as it was stored, with what was measured on it. */
export interface PastTurn {
  sequence: number;
  role: TurnRole;
  content: string;
  error: boolean;
  features: Features;
}

/** A conversation as it was stored. */
export interface PastConversation {
  id: string;
  turns: readonly PastTurn[];
  customer: RoutedCustomer;
}

/** What a policy comes to on a conversation. */
export interface PastReplay {
  /** The decision that handed off, and on which turn; null when none did. */
  handoff: { turn: number; decision: Decision } | null;
  proposals: number;
  /** Turns that were decided. */
  decided: number;
}

interface Walk {
  windows: Windows;
  topics: string[];
  proposal: Situation['proposal'];
  declinedAt: number | null;
  lapsed: { rule: string | null; at: number } | null;
  customerTurns: number;
  aiTurns: number;
}

/** Plays the first stretch of the AI, up to the handoff that the policy decides. */
export function replayPast(active: ActivePolicy, past: PastConversation): PastReplay {
  const walk: Walk = {
    windows: {},
    topics: [],
    proposal: null,
    declinedAt: null,
    lapsed: null,
    customerTurns: 0,
    aiTurns: 0,
  };
  const replay: PastReplay = { handoff: null, proposals: 0, decided: 0 };
  for (const turn of past.turns) {
    if (turn.role === 'agent') break;
    const decision = decideOne(active, past, walk, turn);
    replay.decided += 1;
    if (decision.action === 'handoff') {
      replay.handoff = { turn: turn.sequence, decision };
      break;
    }
    if (decision.action === 'propose') replay.proposals += 1;
    follow(walk, turn, decision);
  }
  return replay;
}

function decideOne(
  active: ActivePolicy,
  past: PastConversation,
  walk: Walk,
  turn: PastTurn,
): Decision {
  const { policy } = active;
  const asTurn = { id: '', role: turn.role, content: turn.content, error: turn.error };
  const features = {
    ...turn.features,
    role: turn.role,
    ...(turn.role === 'assistant' ? { [botFailed]: turn.error } : {}),
    ...readPhrases(policy, asTurn, turn.sequence).features,
  };
  walk.windows = readWindows(countsInForce(policy), walk.windows, features, turn.sequence);
  walk.topics = rememberTopics(topicsOf(features), walk.topics);
  const reading = { features, evidence: [], topics: walk.topics, windows: walk.windows };
  return decideOnly(active, reading, asTurn, situationOf(walk, past));
}

const found = ['billing_dispute', 'legal', 'security', 'safety'] as const;

/** Names that the bot sent, then what was found in words, as routing calls them. */
function topicsOf(features: Features): string[] {
  const sent = [features['signal_topic'], features['signal_intent']].filter(
    (name): name is string => typeof name === 'string',
  );
  const read = found
    .filter((topic) => features[`topic_${topic}`] === true)
    .map((topic) => (topic === 'billing_dispute' ? 'billing' : topic));
  return [...sent, ...read];
}

function situationOf(walk: Walk, past: PastConversation): Situation {
  const { declinedAt, lapsed, customerTurns } = walk;
  return {
    owner: 'ai',
    proposal: walk.proposal,
    turnsSinceDeclined: declinedAt === null ? null : customerTurns - declinedAt,
    lapsed: lapsed && { rule: lapsed.rule, turns: customerTurns - lapsed.at },
    aiTurns: walk.aiTurns,
    hintQueue: null,
    customer: past.customer,
  };
}

/** What the decision changes for the next turn, as `turn-step.ts` does it. */
function follow(walk: Walk, turn: PastTurn, decision: Decision): void {
  if (turn.role === 'customer') walk.customerTurns += 1;
  if (turn.role === 'assistant') walk.aiTurns += 1;
  settle(walk, decision);
  if (decision.action !== 'propose' || decision.reason === null) return;
  const { reason, rule, queue, priority, tier, sla } = decision;
  walk.proposal = { asked_at_turn: turn.sequence, reason, rule, queue, priority, tier, sla };
}

function settle(walk: Walk, { proposal_answer: answer }: Decision): void {
  if (walk.proposal === null || answer === null) return;
  if (answer === 'no') {
    walk.declinedAt = walk.customerTurns;
    walk.proposal = null;
  } else if (answer === 'none') {
    walk.lapsed = { rule: walk.proposal.rule, at: walk.customerTurns };
    walk.proposal = null;
  }
}
