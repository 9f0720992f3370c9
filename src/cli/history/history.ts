/**
 * A simulated past: conversations of the last weeks, written by the same commit, decisions, transitions and projections
 * as live ones. H1 the same seed, files, policy and end give the same past. H2 each conversation is one transaction, so
 * that no live agent is ever offered a case of the past. H3 one that is there already is left alone. H4 all are
 * marked as of the demo. H5 nothing lies after the end. There are no workflows for them: a past conversation that is
 * closed needs none, and one still inside its reopening window gets its workflow from the sweep or from the customer's
 * next turn.
 */
import { inTransaction, isLostRace, type Pool } from '../../adapters/postgres/pool.ts';
import { markDemo } from '../../adapters/postgres/demo-marks.ts';
import {
  addSimulatedAgents,
  finishPast,
  isKnown,
  resolutionCodes,
  setShiftWithin,
  type SimulatedAgent,
} from '../../adapters/postgres/simulated.ts';
import type { ConversationRef } from '../../domain/ids.ts';
import type { RiskReader } from '../../domain/risk.ts';
import { chance, seedOf, type Chance } from '../simulate/random.ts';
import type { Transcript } from '../simulate/transcript.ts';
import { castPart } from './customers.ts';
import { instantBetween } from './draw.ts';
import { Past } from './past.ts';
import type { World } from './people.ts';
import { playPast } from './play.ts';

export interface HistoryOptions {
  tenant: string;
  transcripts: readonly Transcript[];
  /** Epoch ms. */
  since: number;
  until: number;
  /** Conversations are written until so many handoffs have been requested. */
  handoffs: number;
  seed: number;
  risk?: RiskReader | undefined;
  /** Hand time with a brief as a share of that without; default 0.8. */
  briefEffect?: number;
  avoidableByRule?: Readonly<Record<string, number>>;
  /** Before every conversation; throw to stop. */
  onProgress?: (done: HistoryReport) => void;
}

export interface HistoryReport {
  conversations: number;
  handoffs: number;
  turns: number;
  /** Were there before and left alone. */
  known: number;
}

const people: readonly [SimulatedAgent, ...SimulatedAgent[]] = [
  { id: 'past-clara', name: 'Clara' },
  { id: 'past-dario', name: 'Dario' },
  { id: 'past-emre', name: 'Emre' },
  { id: 'past-fatou', name: 'Fatou' },
  { id: 'past-greta', name: 'Greta' },
];

/** Conversations without a single handoff would go on for ever. */
const mostPerHandoff = 20;
const minuteMs = 60_000;

interface Telling {
  pool: Pool;
  options: HistoryOptions;
  codes: World['resolutionCodes'];
  report: HistoryReport;
}

/** Writes the past and says what it wrote. */
export async function writeHistory(pool: Pool, options: HistoryOptions): Promise<HistoryReport> {
  const report: HistoryReport = { conversations: 0, handoffs: 0, turns: 0, known: 0 };
  await addSimulatedAgents(pool, options.tenant, people);
  const codes = await resolutionCodes(pool, options.tenant);
  const most = Math.max(options.handoffs, 5) * mostPerHandoff;
  for (let number = 1; report.handoffs < options.handoffs && number <= most; number += 1) {
    options.onProgress?.({ ...report });
    await tellOne({ pool, options, codes, report }, number);
  }
  return report;
}

/**
 * The transcript behind conversation `past-{seed}-{number}`, from 1: in turn, so that each has its share of the past, in an
 * order that the seed shuffles anew each round.
 */
export function transcriptOf(
  { transcripts, seed }: Pick<HistoryOptions, 'transcripts' | 'seed'>,
  number: number,
): Transcript | undefined {
  const round = Math.floor((number - 1) / transcripts.length);
  const order = transcripts
    .map((transcript) => ({ transcript, rank: seedOf(seed, `${round} ${transcript.id}`) }))
    .sort((left, right) => left.rank - right.rank);
  return order[(number - 1) % transcripts.length]?.transcript;
}

async function tellOne(telling: Telling, number: number): Promise<void> {
  const { pool, options, report } = telling;
  const ref = { tenant: options.tenant, conversation: `past-${options.seed}-${number}` };
  const transcript = transcriptOf(options, number);
  if (transcript === undefined) return;
  if (await isKnown(pool, ref)) {
    report.known += 1;
    return;
  }
  const past = await tellInTime(telling, ref, transcript);
  report.conversations += 1;
  report.handoffs += past.state?.handoffs ?? 0;
  report.turns += past.state?.turnSequence ?? 0;
}

/** What would go on after the end is told again, as much earlier: nothing of a past lies in the future. */
async function tellInTime(
  telling: Telling,
  ref: ConversationRef,
  transcript: Transcript,
): Promise<Past> {
  let raced = false;
  for (let earlierMs = 0; ;) {
    try {
      return await tellWithin(telling, ref, { transcript, earlierMs });
    } catch (error) {
      if (error instanceof RunsOver) earlierMs += error.byMs + minuteMs;
      else if (raced || !isLostRace(error)) throw error;
      else raced = true;
    }
  }
}

class RunsOver extends Error {
  readonly byMs: number;

  constructor(byMs: number) {
    super(`a past conversation runs over by ${byMs} ms`);
    this.byMs = byMs;
  }
}

function worldAt(telling: Telling, transcript: Transcript, startsAt: number): World {
  const { options, codes } = telling;
  const progress = (startsAt - options.since) / (options.until - options.since);
  return {
    agents: people,
    resolutionCodes: codes,
    briefEffect: options.briefEffect ?? 0.8,
    pace: 1.3 - 0.5 * progress,
    needed: transcript.expected?.handoff ?? null,
    avoidableByRule: options.avoidableByRule ?? {},
  };
}

function tellWithin(
  telling: Telling,
  ref: ConversationRef,
  { transcript, earlierMs }: { transcript: Transcript; earlierMs: number },
): Promise<Past> {
  const { pool, options } = telling;
  const draw: Chance = chance(seedOf(options.seed, ref.conversation));
  const startsAt = instantBetween(draw, options.since, options.until) - earlierMs;
  const shift = people.map(({ id }) => id);
  return inTransaction(pool, async (connection) => {
    const past = new Past(connection, ref, { startsAt, risk: options.risk });
    const world = worldAt(telling, transcript, startsAt);
    await markDemo(connection, ref.tenant, [ref.conversation], 'history');
    await setShiftWithin(connection, ref.tenant, { agents: shift, online: true });
    await playPast(past, castPart(draw, transcript), world, { draw, until: options.until });
    if (past.now > options.until) throw new RunsOver(past.now - options.until);
    await finishPast(connection, ref);
    await setShiftWithin(connection, ref.tenant, { agents: shift, online: false });
    return past;
  });
}
