/**
 * Waiting cases meet free agents. Pure: the cases in their order, the seats with what they hold, and the clock in; pairs
 * out. M1 a case is paired once and no seat beyond its capacity (I5). M2 a case is passed over only when no seat may take
 * it: nobody who could be asked is left while a case that they could take waits.
 */
import {
  absence,
  keptFor,
  misfit,
  personal,
  requirementAt,
  speaks,
  unitsOf,
  type Hindrance,
  type QueueRouting,
  type Requirement,
  type Seat,
  type WaitingCase,
} from './eligibility.ts';
import { compareText } from './precedence.ts';

/** A case and the agent to ask. */
export interface Pairing {
  waiting: WaitingCase;
  agent: string;
  units: number;
  /** The agent is not asked: the case is theirs. */
  accepted: boolean;
  /** The step reached when they met. */
  step: number;
}

/** The seats of a tenant and its queues. Pairing fills seats up: one floor serves one look. */
export interface Floor {
  seats: ReadonlyMap<string, Seat>;
  queues: ReadonlyMap<string, QueueRouting>;
  at: number;
  /** Seats that fit a kind of case; kept between the cases of one look. */
  kinds: Map<string, Seat[]>;
}

/** A floor at an instant. Seats are copied, so that pairing changes nothing outside. */
export function floorOf(
  seats: readonly Seat[],
  queues: readonly QueueRouting[],
  at: number,
): Floor {
  const copies = seats.map((seat): [string, Seat] => [
    seat.agent,
    { ...seat, heldByChannel: { ...seat.heldByChannel } },
  ]);
  return {
    seats: new Map(copies),
    queues: new Map(queues.map((queue) => [queue.id, queue])),
    at,
    kinds: new Map(),
  };
}

/** Whether any seat could take even the smallest case. */
export function hasSpareSeat(floor: Floor): boolean {
  return [...floor.seats.values()].some(isSpare);
}

function isSpare(seat: Seat): boolean {
  return absence(seat) === null && seat.heldUnits < seat.capacity;
}

/** The queues whose cases a spare seat might take, now or after any routing step. */
export function reachableQueues(floor: Floor): string[] {
  const spare = [...floor.seats.values()].filter(isSpare);
  const served = new Set(spare.flatMap((seat) => seat.queues));
  return [...floor.queues.values()]
    .filter((queue) => {
      const others = queue.steps.flatMap((step) => step.overflow_queue ?? []);
      const isOpenToAll = spare.length > 0 && queue.steps.some((step) => step.any_agent === true);
      return isOpenToAll || [queue.id, ...others].some((id) => served.has(id));
    })
    .map((queue) => queue.id);
}

/** Pairs the cases, in the order given, each with the best seat that may take it; fills the seats of the floor. */
export function matchCases(
  floor: Floor,
  cases: readonly WaitingCase[],
  atMost = Number.POSITIVE_INFINITY,
): Pairing[] {
  const pairings: Pairing[] = [];
  for (const waiting of cases) {
    if (pairings.length >= atMost) break;
    const pairing = pairOne(floor, waiting);
    if (pairing !== null) pairings.push(pairing);
  }
  return pairings;
}

function pairOne(floor: Floor, waiting: WaitingCase): Pairing | null {
  const queue = floor.queues.get(waiting.queue);
  if (queue === undefined) return null;
  const needs = requirementAt(queue, waiting, floor.at);
  const moment = { at: floor.at, keptFor: keptFor(queue, waiting, floor.seats, floor.at) };
  let best: Seat | null = null;
  for (const seat of fitting(floor, queue, needs)) {
    if (personal(seat, queue, waiting, moment) !== null) continue;
    if (best === null || compareSeats(queue, waiting, seat, best) < 0) best = seat;
  }
  if (best === null) return null;
  const units = unitsOf(queue, waiting.channel);
  take(best, waiting, { units, at: floor.at });
  const accepted = best.autoAccept ?? queue.autoAccept;
  return { waiting, agent: best.agent, units, accepted, step: needs.step };
}

function fitting(floor: Floor, queue: QueueRouting, needs: Requirement): Seat[] {
  const { skills, language, tier, queues } = needs;
  const kind = JSON.stringify([queue.id, skills, language, tier, queues]);
  const known = floor.kinds.get(kind);
  if (known !== undefined) return known;
  const seats = [...floor.seats.values()].filter(
    (seat) => isSpare(seat) && misfit(seat, queue, needs) === null,
  );
  floor.kinds.set(kind, seats);
  return seats;
}

function take(seat: Seat, waiting: WaitingCase, taken: { units: number; at: number }): void {
  seat.heldUnits += taken.units;
  const { channel } = waiting;
  seat.heldByChannel[channel] = (seat.heldByChannel[channel] ?? 0) + taken.units;
  // Later than every offer of this look before it, so that turns are kept within one look as well.
  const latest = Math.max(taken.at, (seat.lastOfferedAt ?? 0) + 0.001);
  seat.lastOfferedAt = latest;
}

/** Negative when `a` is asked before `b`: whom the case is meant for, then who suits it, then the queue's pick rule. */
export function compareSeats(queue: QueueRouting, waiting: WaitingCase, a: Seat, b: Seat): number {
  const first = (isFirst: (seat: Seat) => boolean): number =>
    Number(isFirst(b)) - Number(isFirst(a));
  return (
    first((seat) => !waiting.excluded.includes(seat.agent)) ||
    first((seat) => seat.agent === waiting.hintAgent) ||
    first((seat) => queue.sticky && seat.agent === waiting.lastAgent) ||
    first((seat) => waiting.language !== null && speaks(seat, waiting.language)) ||
    first((seat) => waiting.tier !== null && seat.tiers.includes(waiting.tier)) ||
    byPickRule(queue, a, b) ||
    (a.lastOfferedAt ?? 0) - (b.lastOfferedAt ?? 0) ||
    compareText(a.agent, b.agent)
  );
}

function byPickRule(queue: QueueRouting, a: Seat, b: Seat): number {
  switch (queue.pickRule) {
    case 'fewest_active':
      return a.heldUnits - b.heldUnits;
    case 'most_spare':
      return b.capacity - b.heldUnits - (a.capacity - a.heldUnits);
    case 'round_robin':
      return 0;
  }
}

/** Of the pairs, those that still fit a floor read later; fills its seats. Preferences are settled, only hindrances count. */
export function confirmPairings(floor: Floor, pairings: readonly Pairing[]): Pairing[] {
  return pairings.filter((pairing) => {
    const { waiting, units } = pairing;
    const [seat, queue] = [floor.seats.get(pairing.agent), floor.queues.get(waiting.queue)];
    if (seat === undefined || queue === undefined || absence(seat) !== null) return false;
    const moment = { at: floor.at, keptFor: null };
    if (personal(seat, queue, waiting, moment) !== null) return false;
    take(seat, waiting, { units, at: floor.at });
    return true;
  });
}

/** What stands between one case and each agent of the floor. */
export interface WaitingReasons {
  step: number;
  nextStepAt: number | null;
  /** Agents who could be asked now: matching is about to reach the case. */
  eligible: string[];
  hindered: { agent: string; hindrance: Hindrance }[];
}

/** Why a case waits, agent by agent; by the same rules as {@link matchCases}. */
export function whyWaiting(floor: Floor, waiting: WaitingCase): WaitingReasons | null {
  const queue = floor.queues.get(waiting.queue);
  if (queue === undefined) return null;
  const needs = requirementAt(queue, waiting, floor.at);
  const moment = { at: floor.at, keptFor: keptFor(queue, waiting, floor.seats, floor.at) };
  const found = [...floor.seats.values()].map((seat) => ({
    agent: seat.agent,
    hindrance:
      absence(seat) ?? misfit(seat, queue, needs) ?? personal(seat, queue, waiting, moment),
  }));
  return {
    step: needs.step,
    nextStepAt: needs.nextStepAt,
    eligible: found.filter(({ hindrance }) => hindrance === null).map(({ agent }) => agent),
    hindered: found.flatMap(({ agent, hindrance }) =>
      hindrance === null ? [] : [{ agent, hindrance }],
    ),
  };
}
