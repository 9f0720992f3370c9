/**
 * Who is served first. Every second of waiting counts one, and everything else (priority, tier, reason, value, a near SLA
 * target) is a head start in seconds, fixed when the case is queued. So each case has one instant, `rank_at`, by which it
 * should have been taken; the earliest goes first, and no row is written again as time passes.
 */
import { weightsOf, type PriorityWeights, type RoutingPolicy } from './policy-routing.ts';
import type { Priority, Reason } from './words.ts';

/** What a head start may come from. `waiting` is added when the list is shown. */
export const contributionWords = [
  'waiting',
  'priority',
  'tier',
  'reason',
  'value',
  'open_tickets',
  'sla',
] as const;
/** One part of a case's precedence, in seconds of head start. */
export interface Contribution {
  from: (typeof contributionWords)[number];
  seconds: number;
}

/** What precedence is read from. Instants are epoch ms. */
export interface PrecedenceFacts {
  sinceAt: number;
  priority: Priority;
  tier: string | null;
  reason: Reason;
  value: number | null;
  /** Other cases of the customer that the CRM knows to be open. */
  openTickets: number | null;
  /** When the clock to the first human message is due; null without one. */
  dueAt: number | null;
}

/** When a case is due, and why then. */
export interface Precedence {
  rankAt: number;
  contributions: Contribution[];
}

/** The precedence of a case that is queued. A higher priority, tier or value, or a sooner target, never ranks it later. */
export function precedenceOf(routing: RoutingPolicy, facts: PrecedenceFacts): Precedence {
  const weights = weightsOf(routing);
  const patientUntil = facts.sinceAt + weights.patience_seconds * 1_000;
  const dueAt = Math.max(facts.sinceAt, Math.min(patientUntil, facts.dueAt ?? patientUntil));
  const parts: Contribution[] = [
    { from: 'priority', seconds: weights.by_priority[facts.priority] },
    { from: 'tier', seconds: tierSeconds(weights, facts.tier) },
    { from: 'reason', seconds: weights.by_reason[facts.reason] ?? 0 },
    { from: 'value', seconds: highestStep(weights.by_value, facts.value) },
    { from: 'open_tickets', seconds: highestStep(weights.by_open_tickets, facts.openTickets) },
  ];
  const headStart = parts.reduce((sum, part) => sum + part.seconds, 0);
  const sla = { from: 'sla' as const, seconds: (patientUntil - dueAt) / 1_000 };
  return {
    rankAt: dueAt - headStart * 1_000,
    contributions: [...parts, sla].filter((part) => part.seconds !== 0),
  };
}

function tierSeconds(weights: PriorityWeights, tier: string | null): number {
  return tier !== null && Object.hasOwn(weights.by_tier, tier) ? (weights.by_tier[tier] ?? 0) : 0;
}

function highestStep(steps: PriorityWeights['by_value'], value: number | null): number {
  if (value === null) return 0;
  const reached = steps.filter((step) => step.at_least <= value);
  return reached.reduce((best, step) => Math.max(best, step.seconds), 0);
}

/** A case's place in the order: due instant, then age, then id, so that no two are equal. */
export interface Ranked {
  rankAt: number;
  sinceAt: number;
  handoff: string;
}

/** Negative when `a` is served before `b`; 0 only for the same handoff. */
export function compareRanks(a: Ranked, b: Ranked): number {
  return a.rankAt - b.rankAt || a.sinceAt - b.sinceAt || compareText(a.handoff, b.handoff);
}

/** By code unit, the same on every machine. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** The list as it stands at an instant: what waiting has added, and the sum, in seconds. */
export function scoreAt(
  ranked: { sinceAt: number; contributions: readonly Contribution[] },
  at: number,
): { score: number; contributions: Contribution[] } {
  const waited = { from: 'waiting' as const, seconds: Math.max(0, (at - ranked.sinceAt) / 1_000) };
  const contributions = [waited, ...ranked.contributions];
  return { score: contributions.reduce((sum, part) => sum + part.seconds, 0), contributions };
}
