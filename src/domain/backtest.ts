/**
 * Two policies over the same past, as sums that can be added up in any order: a back-test of any size is a stream of
 * batches, each judged apart. "Before" is the policy that decides now, played over the same turns as the candidate, so
 * that a difference is the policies' and nothing else.
 */
import { drawOf } from './arms.ts';
import type { ActivePolicy } from './policy.ts';
import { replayPast, type PastConversation, type PastReplay } from './replay-past.ts';
import type { Verdict } from './words.ts';

/** A past conversation with what became of it and what people said of it. */
export interface PastCase extends PastConversation {
  /** The first handoff that really happened; null when none did. */
  recorded: { turn: number; queue: string } | null;
  /** What reviewers or the agent said; null when nobody did. */
  verdict: Verdict | null;
  neededAtTurn: number | null;
  /** How many conversations it stands for, where it was drawn into a sample; else 1. */
  weight: number;
  /** Hour of the week it began in, 0 (Monday, midnight) to 167. */
  hourOfWeek: number;
}

/** How the candidate's handoff differs from the one before. */
export const changeWords = ['earlier', 'later', 'new', 'gone', 'other_queue'] as const;
export type ChangeWord = (typeof changeWords)[number];

/** A conversation to look at. */
export interface BacktestExample {
  conversation: string;
  turn_before: number | null;
  turn_after: number | null;
  rule_before: string | null;
  rule_after: string | null;
  verdict: Verdict | null;
}

/** Weighted counts over the reviewed ones. */
export interface Judged {
  /** Handed off, and rightly. */
  right: number;
  /** Handed off without need. */
  needless: number;
  /** Needed and not handed off, or too late. */
  missed: number;
}

/** What one of the policies comes to. */
export interface SideTally {
  handoffs: number;
  proposals: number;
  by_rule: Record<string, number>;
  /** Handoffs by hour of the week, by queue. */
  by_queue: Record<string, number[]>;
  judged: Judged;
}

/** Conversations that had to reach a person, by topic; in time with each policy. */
export interface MustTally {
  of: number;
  before: number;
  after: number;
  lost: string[];
}

/** Everything counted. */
export interface BacktestTally {
  conversations: number;
  turns: number;
  reviewed: number;
  /** Conversations with a recorded handoff or one by the policy of now, and how many agree on the turn. */
  fidelity: { of: number; same: number };
  before: SideTally;
  after: SideTally;
  changes: Record<ChangeWord, number>;
  examples: Record<ChangeWord, BacktestExample[]>;
  must: Record<string, MustTally>;
}

const examplesKept = 5;
const lostKept = 10;

function emptySide(): SideTally {
  const judged = { right: 0, needless: 0, missed: 0 };
  return { handoffs: 0, proposals: 0, by_rule: {}, by_queue: {}, judged };
}

/** Nothing counted yet. */
export function emptyTally(): BacktestTally {
  return {
    conversations: 0,
    turns: 0,
    reviewed: 0,
    fidelity: { of: 0, same: 0 },
    before: emptySide(),
    after: emptySide(),
    changes: { earlier: 0, later: 0, new: 0, gone: 0, other_queue: 0 },
    examples: { earlier: [], later: [], new: [], gone: [], other_queue: [] },
    must: {},
  };
}

/** The two policies of a back-test. */
export interface BacktestPair {
  before: ActivePolicy;
  after: ActivePolicy;
}

/** Plays a batch with both policies and counts. */
export function tallyCases(pair: BacktestPair, cases: readonly PastCase[]): BacktestTally {
  const tally = emptyTally();
  for (const past of cases) {
    const before = replayPast(pair.before, past);
    const after = replayPast(pair.after, past);
    count(tally, past, before, after);
  }
  return tally;
}

function count(tally: BacktestTally, past: PastCase, before: PastReplay, after: PastReplay): void {
  tally.conversations += 1;
  tally.turns += before.decided + after.decided;
  if (past.verdict !== null) tally.reviewed += 1;
  countFidelity(tally, past, before);
  countSide(tally.before, past, before);
  countSide(tally.after, past, after);
  countMust(tally, past, before, after);
  const change = changeOf(before, after);
  if (change === null) return;
  tally.changes[change] += 1;
  keepExample(tally.examples[change], exampleOf(past, before, after));
}

function exampleOf(past: PastCase, before: PastReplay, after: PastReplay): BacktestExample {
  const [one, other] = [before.handoff, after.handoff].map((handoff) => ({
    turn: handoff?.turn ?? null,
    rule: handoff?.decision.rule ?? null,
  }));
  return {
    conversation: past.id,
    turn_before: one?.turn ?? null,
    turn_after: other?.turn ?? null,
    rule_before: one?.rule ?? null,
    rule_after: other?.rule ?? null,
    verdict: past.verdict,
  };
}

function countFidelity(tally: BacktestTally, past: PastCase, before: PastReplay): void {
  if (past.recorded === null && before.handoff === null) return;
  tally.fidelity.of += 1;
  if (past.recorded?.turn === before.handoff?.turn) tally.fidelity.same += 1;
}

function countSide(side: SideTally, past: PastCase, replay: PastReplay): void {
  side.proposals += replay.proposals;
  const { handoff } = replay;
  if (handoff !== null) {
    side.handoffs += 1;
    const { rule, queue } = handoff.decision;
    side.by_rule[rule ?? 'none'] = (side.by_rule[rule ?? 'none'] ?? 0) + 1;
    const hours = (side.by_queue[queue ?? 'none'] ??= new Array<number>(168).fill(0));
    hours[past.hourOfWeek] = (hours[past.hourOfWeek] ?? 0) + 1;
  }
  countVerdict(side.judged, past, handoff?.turn ?? null);
}

/** Whether people said that a person was needed. */
function isNeeded(verdict: Verdict): boolean {
  return verdict !== 'avoidable';
}

/** The latest turn at which a person still comes in time; null when any time is. */
function neededBy({ neededAtTurn, recorded, verdict }: PastCase): number | null {
  if (neededAtTurn !== null) return neededAtTurn;
  if (recorded === null) return null;
  return verdict === 'too_late' ? recorded.turn - 1 : recorded.turn;
}

function isInTime(past: PastCase, turn: number): boolean {
  const by = neededBy(past);
  return by === null || turn <= by;
}

function countVerdict(judged: Judged, past: PastCase, turn: number | null): void {
  if (past.verdict === null) return;
  if (!isNeeded(past.verdict)) {
    if (turn !== null) judged.needless += past.weight;
  } else if (turn !== null && isInTime(past, turn)) judged.right += past.weight;
  else judged.missed += past.weight;
}

const duties = ['risk_topic', 'identity_verification', 'policy_restriction', 'customer_request'];

/** The topic for which the policy of now must reach a person here; null when there is none, or people said otherwise. */
function dutyOf(past: PastCase, { handoff }: PastReplay): string | null {
  if (handoff === null || past.verdict === 'avoidable') return null;
  const { rule, reason } = handoff.decision;
  if (rule?.startsWith('governance:') === true) return rule;
  return reason !== null && duties.includes(reason) ? reason : null;
}

function countMust(
  tally: BacktestTally,
  past: PastCase,
  before: PastReplay,
  after: PastReplay,
): void {
  const topic = dutyOf(past, before);
  if (topic === null || before.handoff === null) return;
  const must = (tally.must[topic] ??= { of: 0, before: 0, after: 0, lost: [] });
  must.of += 1;
  must.before += 1;
  if (after.handoff !== null && after.handoff.turn <= before.handoff.turn) must.after += 1;
  else if (must.lost.length < lostKept) must.lost.push(past.id);
}

function changeOf(
  { handoff: before }: PastReplay,
  { handoff: after }: PastReplay,
): ChangeWord | null {
  if (before === null) return after === null ? null : 'new';
  if (after === null) return 'gone';
  if (before.turn !== after.turn) return after.turn < before.turn ? 'earlier' : 'later';
  return before.decision.queue === after.decision.queue ? null : 'other_queue';
}

/** Reviewed ones first, then by a fixed shuffle of ids: the same examples however the batches fell. */
function keepExample(kept: BacktestExample[], example: BacktestExample): void {
  kept.push(example);
  kept.sort((one, other) => placeOf(one) - placeOf(other));
  kept.splice(examplesKept);
}

function placeOf({ conversation, verdict }: BacktestExample): number {
  return drawOf(conversation) + (verdict === null ? 1 : 0);
}

/** Both counts together. */
export function addTallies(one: BacktestTally, other: BacktestTally): BacktestTally {
  const sum: BacktestTally = {
    conversations: one.conversations + other.conversations,
    turns: one.turns + other.turns,
    reviewed: one.reviewed + other.reviewed,
    fidelity: {
      of: one.fidelity.of + other.fidelity.of,
      same: one.fidelity.same + other.fidelity.same,
    },
    before: addSides(one.before, other.before),
    after: addSides(one.after, other.after),
    changes: addCounts(one.changes, other.changes),
    examples: { ...emptyTally().examples },
    must: { ...one.must },
  };
  for (const word of changeWords) {
    sum.examples[word] = [...one.examples[word]];
    for (const example of other.examples[word]) keepExample(sum.examples[word], example);
  }
  for (const [topic, must] of Object.entries(other.must))
    sum.must[topic] = addMust(sum.must[topic], must);
  return sum;
}

function addMust(one: MustTally | undefined, other: MustTally): MustTally {
  if (one === undefined) return other;
  return {
    of: one.of + other.of,
    before: one.before + other.before,
    after: one.after + other.after,
    lost: [...one.lost, ...other.lost].slice(0, lostKept),
  };
}

function addSides(one: SideTally, other: SideTally): SideTally {
  const queues = { ...one.by_queue };
  for (const [queue, hours] of Object.entries(other.by_queue))
    queues[queue] = hours.map((count, hour) => count + (queues[queue]?.[hour] ?? 0));
  return {
    handoffs: one.handoffs + other.handoffs,
    proposals: one.proposals + other.proposals,
    by_rule: addCounts(one.by_rule, other.by_rule),
    by_queue: queues,
    judged: {
      right: one.judged.right + other.judged.right,
      needless: one.judged.needless + other.judged.needless,
      missed: one.judged.missed + other.judged.missed,
    },
  };
}

function addCounts<K extends string>(
  one: Record<K, number>,
  other: Record<K, number>,
): Record<K, number> {
  const sum: Partial<Record<string, number>> = { ...one };
  for (const [name, count] of Object.entries<number>(other)) sum[name] = (sum[name] ?? 0) + count;
  return sum as Record<K, number>;
}
