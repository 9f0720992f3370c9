/** The order of a queue as it stands, and how offers fell on agents. */
import type { z } from 'zod';
import type { shareRecord, waitingRecord } from '../../contract/routing.ts';
import { requirementAt } from '../../domain/eligibility.ts';
import { scoreAt } from '../../domain/precedence.ts';
import { readCases, readQueueRouting, type QueueEntry } from './floor-read.ts';
import type { Pool } from './pool.ts';

type WaitingRecord = z.output<typeof waitingRecord>;
type ShareRecord = z.output<typeof shareRecord>;

/** Milliseconds are shown as such: more digits would only be noise of floating point. */
const rounded = (seconds: number): number => Math.round(seconds * 1_000) / 1_000;

/** The first cases of a queue in the order in which they are served; undefined when there is no such queue. */
export async function listWaiting(
  pool: Pool,
  place: { tenant: string; queue: string },
  about: { at: number; limit: number },
): Promise<WaitingRecord[] | undefined> {
  const { tenant, queue } = place;
  const routing = (await readQueueRouting(pool, tenant)).find(({ id }) => id === queue);
  if (routing === undefined) return undefined;
  const request = { tenant, queues: [queue], after: null, limit: about.limit, offered: true };
  const entries = await readCases(pool, request);
  const recordOf = (entry: QueueEntry, index: number): WaitingRecord => {
    const { score, contributions } = scoreAt(entry, about.at);
    const { step, nextStepAt } = requirementAt(routing, entry, about.at);
    return {
      position: index + 1,
      conversation_id: entry.conversation,
      handoff_id: entry.handoff,
      priority: entry.priority,
      channel: entry.channel,
      language: entry.language,
      tier: entry.tier,
      waited_seconds: rounded(Math.max(0, about.at - entry.sinceAt) / 1_000),
      score: rounded(score),
      contributions: contributions.map(({ from, seconds }) => ({
        from,
        seconds: rounded(seconds),
      })),
      step,
      next_step_at: nextStepAt === null ? null : new Date(nextStepAt).toISOString(),
      offer_id: entry.offer,
    };
  };
  return entries.map(recordOf);
}

/** How many offers each agent was made since an instant, and their share of all; most first. */
export async function readOfferShares(
  pool: Pool,
  tenant: string,
  filter: { since: Date; queue?: string | undefined },
): Promise<ShareRecord[]> {
  const { rows } = await pool.query<Omit<ShareRecord, 'share'> & { of_all: number }>(
    `select agent, count(*)::int as offers, count(*) filter (where state = 'accepted')::int as accepted,
       count(*) filter (where state = 'rejected')::int as rejected,
       count(*) filter (where state = 'timeout')::int as timeout, sum(count(*)) over ()::int as of_all
     from offers where tenant = $1 and created_at >= $2 and ($3::text is null or queue = $3)
     group by agent order by offers desc, agent limit 1000`,
    [tenant, filter.since, filter.queue ?? null],
  );
  return rows.map(({ of_all: all, ...row }) => ({ ...row, share: rounded(row.offers / all) }));
}
