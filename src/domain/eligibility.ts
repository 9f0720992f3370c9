/**
 * Whether an agent may be offered a case, and if not, why. Hard filters only: presence, shift, permission, skills and
 * room come before any preference (see `matching.ts`), for automatic offers as for the answer to "why does it wait?".
 * Instants are epoch ms.
 */
import { primaryOf } from './policy-routing.ts';
import type { Channel, Presence, Priority } from './words.ts';

/** A stage of relaxation; from `after_seconds` on it adds to the ones before it. */
export interface RoutingStep {
  after_seconds: number;
  drop_skills?: string[];
  /** Every level still asked for is lowered by so many; below 1 the skill is dropped. */
  lower_levels?: number;
  drop_language?: boolean;
  drop_tier?: boolean;
  /** The agents of this queue are asked as well. */
  overflow_queue?: string;
  /** Everybody who may reply is asked, whatever their queues, skills, languages and tiers. */
  any_agent?: boolean;
}

/** How one of those who could be asked is chosen. */
export const pickRules = ['fewest_active', 'round_robin', 'most_spare'] as const;
export type PickRule = (typeof pickRules)[number];

/** What matching needs of a queue. */
export interface QueueRouting {
  id: string;
  /** Capacity that one case takes, by channel where it differs. */
  units: number;
  channelUnits: Partial<Record<Channel, number>>;
  offerTimeoutSeconds: number;
  /** Least level of each skill. */
  skills: Record<string, number>;
  steps: RoutingStep[];
  pickRule: PickRule;
  autoAccept: boolean;
  requireLanguage: boolean;
  requireTier: boolean;
  /** The agent who last served the customer is asked before others. */
  sticky: boolean;
}

/** A case without an offer. */
export interface WaitingCase {
  handoff: string;
  conversation: string;
  queue: string;
  priority: Priority;
  rankAt: number;
  sinceAt: number;
  /** When it was last queued, and when its routing steps began to count. */
  queuedAt: number;
  stepsFrom: number;
  /** It is back from a colleague, for the agent hinted at. */
  transferred: boolean;
  hintAgent: string | null;
  lastAgent: string | null;
  /** Rejected it or let it lapse: asked again after the others, and not before the offer timeout. */
  excluded: string[];
  /** Never asked again for this case. */
  barred: string[];
  language: string | null;
  tier: string | null;
  channel: Channel;
  skills: Record<string, number>;
  /** At each of these instants the step that was next counts as reached. */
  widenedAt: number[];
  /** Who holds the conversation already, or is offered it. */
  heldBy: string[];
}

/** An agent with what they hold. */
export interface Seat {
  agent: string;
  presence: Presence;
  /** The heartbeat lapsed: the sweep will put them offline. */
  silent: boolean;
  onShift: boolean;
  queues: string[];
  readOnlyQueues: string[];
  skills: Record<string, number>;
  languages: string[];
  tiers: string[];
  capacity: number;
  channelCapacity: Partial<Record<Channel, number>>;
  autoAccept: boolean | null;
  heldUnits: number;
  heldByChannel: Partial<Record<Channel, number>>;
  lastOfferedAt: number | null;
}

/** What a case asks of an agent at an instant, its routing steps reached. */
export interface Requirement {
  skills: Record<string, number>;
  language: string | null;
  tier: string | null;
  /** Queues whose agents are asked; null for everybody. */
  queues: string[] | null;
  /** How many steps are reached, and when the next one is; null after the last. */
  step: number;
  nextStepAt: number | null;
}

/** What a case asks for at `at`. More waiting never asks for more. */
export function requirementAt(queue: QueueRouting, waiting: WaitingCase, at: number): Requirement {
  const steps = [...queue.steps].sort((a, b) => a.after_seconds - b.after_seconds);
  const count = stepsReached(steps, waiting, at);
  const reached = steps.slice(0, count);
  const next = steps[count];
  const isAny = reached.some((step) => step.any_agent === true);
  const overflow = reached.flatMap((step) => step.overflow_queue ?? []);
  const needs = (wanted: boolean, dropped: boolean): boolean => wanted && !dropped && !isAny;
  const noLanguage = reached.some((step) => step.drop_language === true);
  const noTier = reached.some((step) => step.drop_tier === true);
  return {
    skills: isAny ? {} : skillsAfter({ ...queue.skills, ...waiting.skills }, reached),
    language: needs(queue.requireLanguage, noLanguage) ? waiting.language : null,
    tier: needs(queue.requireTier, noTier) ? waiting.tier : null,
    queues: isAny ? null : [queue.id, ...overflow],
    step: reached.length,
    nextStepAt: next === undefined ? null : waiting.stepsFrom + next.after_seconds * 1_000,
  };
}

/** By time, and one more at each widening; what was brought forward is not counted again when its time comes. */
function stepsReached(steps: readonly RoutingStep[], waiting: WaitingCase, at: number): number {
  const byTime = (until: number): number =>
    steps.filter((step) => waiting.stepsFrom + step.after_seconds * 1_000 <= until).length;
  const widened = waiting.widenedAt.filter((instant) => instant <= at);
  const brought = widened.reduce((count, instant) => Math.max(count, byTime(instant)) + 1, 0);
  return Math.min(steps.length, Math.max(brought, byTime(at)));
}

function skillsAfter(
  skills: Record<string, number>,
  reached: readonly RoutingStep[],
): Record<string, number> {
  const dropped = reached.flatMap((step) => step.drop_skills ?? []);
  const lowered = reached.reduce((sum, step) => sum + (step.lower_levels ?? 0), 0);
  return Object.fromEntries(
    Object.entries(skills)
      .map(([skill, level]): [string, number] => [skill, level - lowered])
      .filter(([skill, level]) => level >= 1 && !dropped.includes(skill)),
  );
}

/** Why an agent is not asked. */
export const hindrances = [
  'offline',
  'away',
  'silent',
  'off_shift',
  'other_queue',
  'may_not_reply',
  'barred',
  'holds_it',
  'skills',
  'language',
  'tier',
  'asked_recently',
  'kept_for_another',
  'full',
] as const;
export type Hindrance = (typeof hindrances)[number];

/** The units one case takes of an agent. */
export function unitsOf(queue: QueueRouting, channel: Channel): number {
  return queue.channelUnits[channel] ?? queue.units;
}

/** Why a seat takes no part at all; null when it may be asked for something. */
export function absence(seat: Seat): Hindrance | null {
  if (seat.presence === 'offline') return 'offline';
  if (seat.presence === 'away') return 'away';
  if (seat.silent) return 'silent';
  return seat.onShift ? null : 'off_shift';
}

/** What speaks against a seat for every case that asks the same; null when nothing does. */
export function misfit(seat: Seat, queue: QueueRouting, needs: Requirement): Hindrance | null {
  const { queues } = needs;
  if (queues !== null && !queues.some((id) => seat.queues.includes(id))) return 'other_queue';
  if (seat.readOnlyQueues.includes(queue.id)) return 'may_not_reply';
  const lacks = Object.entries(needs.skills).some(
    ([skill, level]) => (seat.skills[skill] ?? 0) < level,
  );
  if (lacks) return 'skills';
  if (needs.language !== null && !speaks(seat, needs.language)) return 'language';
  return needs.tier !== null && !seat.tiers.includes(needs.tier) ? 'tier' : null;
}

/** Whether the agent speaks the language, `en` counting for `en-GB`. */
export function speaks(seat: Seat, language: string): boolean {
  return seat.languages.includes(language) || seat.languages.includes(primaryOf(language));
}

/** What speaks against a seat for this one case, whatever it asks; null when nothing does. */
export function personal(
  seat: Seat,
  queue: QueueRouting,
  waiting: WaitingCase,
  moment: { at: number; keptFor: string | null },
): Hindrance | null {
  if (waiting.barred.includes(seat.agent)) return 'barred';
  if (waiting.heldBy.includes(seat.agent)) return 'holds_it';
  if (moment.keptFor !== null && moment.keptFor !== seat.agent) return 'kept_for_another';
  if (waiting.excluded.includes(seat.agent) && moment.at < timeoutEnd(queue, waiting))
    return 'asked_recently';
  return hasRoom(seat, queue, waiting.channel) ? null : 'full';
}

function timeoutEnd(queue: QueueRouting, waiting: WaitingCase): number {
  return waiting.queuedAt + queue.offerTimeoutSeconds * 1_000;
}

/** Whether one more case on this channel fits into the seat. */
export function hasRoom(seat: Seat, queue: QueueRouting, channel: Channel): boolean {
  const units = unitsOf(queue, channel);
  if (seat.heldUnits + units > seat.capacity) return false;
  const bound = seat.channelCapacity[channel];
  return bound === undefined || (seat.heldByChannel[channel] ?? 0) + units <= bound;
}

/** A case given to a colleague is kept for them for one offer timeout, as long as they are there at all. */
export function keptFor(
  queue: QueueRouting,
  waiting: WaitingCase,
  seats: ReadonlyMap<string, Seat>,
  at: number,
): string | null {
  const { hintAgent } = waiting;
  if (!waiting.transferred || hintAgent === null || at >= timeoutEnd(queue, waiting)) return null;
  const seat = seats.get(hintAgent);
  const isThere = seat !== undefined && absence(seat) === null;
  return isThere && !waiting.excluded.includes(hintAgent) ? hintAgent : null;
}
