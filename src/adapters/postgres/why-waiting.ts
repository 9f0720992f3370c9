/** Why one case still waits: by the reads and rules of matching itself, so that the answer is what matching does. */
import type { z } from 'zod';
import type { waitingRecord } from '../../contract/floor.ts';
import type { ConversationState, Handoff } from '../../domain/conversation.ts';
import { floorOf, whyWaiting, type WaitingReasons } from '../../domain/matching.ts';
import { backAt, staffingOf } from '../../domain/off-hours.ts';
import { scoreAt } from '../../domain/precedence.ts';
import { causesOf } from '../../domain/why-waiting.ts';
import type { ConversationRef } from '../../domain/ids.ts';
import { readCaseOf, readQueueRouting, readSeats, type QueueEntry } from './floor-read.ts';
import { readOffer } from './offers.ts';
import type { Pool } from './pool.ts';
import { readQueues } from './queue-facts.ts';
import { readSwitches } from './switches.ts';
import { countOnShift, readPlace } from './waits.ts';

type WaitingRecord = z.output<typeof waitingRecord>;

const instant = (ms: number | null): string | null =>
  ms === null ? null : new Date(ms).toISOString();

/** Agents listed one by one; more are only counted. */
const maxAgents = 200;

async function readState(pool: Pool, ref: ConversationRef): Promise<ConversationState | undefined> {
  const { rows } = await pool.query<{ state: ConversationState }>(
    'select state from conversations where tenant = $1 and id = $2',
    [ref.tenant, ref.conversation],
  );
  return rows[0]?.state;
}

/** The answer for one conversation; undefined when there is none of this id. */
export async function explainWaiting(
  pool: Pool,
  ref: ConversationRef,
): Promise<WaitingRecord | undefined> {
  const state = await readState(pool, ref);
  if (state === undefined) return undefined;
  const entry = await readCaseOf(pool, ref.tenant, ref.conversation);
  const { handoff, owner, ownerId } = state;
  if (entry === undefined || handoff === null)
    return { waiting: false, owner, owner_id: ownerId, case: null };
  const described = await describeCase(pool, ref, handoff, entry);
  return { waiting: true, owner, owner_id: ownerId, case: described };
}

async function describeCase(
  pool: Pool,
  ref: ConversationRef,
  handoff: Handoff,
  entry: QueueEntry,
): Promise<WaitingRecord['case']> {
  const at = Date.now();
  const { tenant } = ref;
  const queue = (await readQueues(pool, tenant, { at, state: null }))[entry.queue];
  const { humansOff } = await readSwitches(pool, tenant);
  const onShift = await countOnShift(pool, tenant, entry.queue, at);
  const staffing = staffingOf(at, queue, { onShift, humansOff });
  const offer = entry.offer === null ? null : await readOffer(pool, { ...ref, offer: entry.offer });
  const known = await readPlace(pool, ref, handoff, { at, rankAt: entry.rankAt });
  const reasons = await reasonsOf(pool, tenant, entry, at);
  const until = instant(handoff.offer?.expiresAt ?? null);
  return {
    handoff_id: entry.handoff,
    queue: entry.queue,
    priority: entry.priority,
    since: new Date(entry.sinceAt).toISOString(),
    waited_seconds: Math.max(0, (at - entry.sinceAt) / 1_000),
    place: known.place,
    expected_wait_seconds: staffing === 'staffed' ? known.expectedWaitSeconds : null,
    staffing,
    back_at: instant(backAt(at, staffing, queue)),
    causes: causesOf({ staffing, offered: offer !== null, reasons }),
    offer: offer === null ? null : { id: offer.id, agent: offer.agent, until },
    precedence: scoreAt(entry, at),
    ...agentsOf(reasons),
  };
}

type AgentsPart = 'step' | 'next_step_at' | 'eligible' | 'hindered' | 'hindrances';

function agentsOf(
  reasons: WaitingReasons | null,
): Pick<NonNullable<WaitingRecord['case']>, AgentsPart> {
  const { step, nextStepAt, eligible, hindered } = reasons ?? noReasons;
  return {
    step,
    next_step_at: instant(nextStepAt),
    eligible: eligible.slice(0, maxAgents),
    hindered: hindered.slice(0, maxAgents),
    hindrances: countsOf(hindered),
  };
}

const noReasons: WaitingReasons = { step: 0, nextStepAt: null, eligible: [], hindered: [] };

async function reasonsOf(
  pool: Pool,
  tenant: string,
  entry: QueueEntry,
  at: number,
): Promise<WaitingReasons | null> {
  const seats = await readSeats(pool, tenant, { all: true });
  return whyWaiting(floorOf(seats, await readQueueRouting(pool, tenant), at), entry);
}

function countsOf(hindered: WaitingReasons['hindered']): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { hindrance } of hindered) counts[hindrance] = (counts[hindrance] ?? 0) + 1;
  return counts;
}
