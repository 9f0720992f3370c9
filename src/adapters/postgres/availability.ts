/** Whether somebody would answer now, by the rules of matching itself: asked by bots before they promise a person. */
import {
  absence,
  hasRoom,
  misfit,
  type QueueRouting,
  type Seat,
} from '../../domain/eligibility.ts';
import { expectedWait, type PastWait } from '../../domain/expected-wait.ts';
import { readQueueRouting, readSeats } from './floor-read.ts';
import type { Pool } from './pool.ts';
import { recentWaits } from './waits.ts';

export interface Availability {
  queue: string;
  open: boolean;
  agents_online: number;
  agents_free: number;
  waiting: number;
  /** What the next in line waited of late; null where there are too few waits to say. */
  estimated_wait_seconds: number | null;
}

interface QueueRow {
  id: string;
  open: boolean;
  waiting: number;
  waits: PastWait[] | null;
}

async function readQueueRows(
  pool: Pool,
  tenant: string,
  queue: string | null,
): Promise<QueueRow[]> {
  const { rows } = await pool.query<QueueRow>(
    `select q.id, q.open,
        (select count(*) from queue_entries e where e.tenant = q.tenant and e.queue = q.id)::int as waiting,
        (select json_agg(recent) from (${recentWaits('q.tenant', 'q.id', 'now()')}) recent) as waits
       from queues q where q.tenant = $1 and ($2::text is null or q.id = $2) order by q.created_at, q.id`,
    [tenant, queue],
  );
  return rows;
}

/** Who could be asked for a case of the queue that asks for nothing but what the queue itself does, in the chat. */
function whoMayAnswer(queue: QueueRouting, seats: readonly Seat[]): Seat[] {
  const needs = {
    skills: queue.skills,
    language: null,
    tier: null,
    queues: [queue.id],
    step: 0,
    nextStepAt: null,
  };
  return seats.filter((seat) => absence(seat) === null && misfit(seat, queue, needs) === null);
}

/** Each queue of the tenant, or the one named. */
export async function readAvailability(
  pool: Pool,
  tenant: string,
  queue: string | null,
): Promise<Availability[]> {
  const rows = await readQueueRows(pool, tenant, queue);
  const routing = await readQueueRouting(pool, tenant);
  const seats = await readSeats(pool, tenant);
  return rows.map(({ id, open, waiting, waits }) => {
    const rules = routing.find((one) => one.id === id);
    const present = rules === undefined ? [] : whoMayAnswer(rules, seats);
    const free = present.filter((seat) => rules !== undefined && hasRoom(seat, rules, 'chat'));
    return {
      queue: id,
      open,
      agents_online: present.length,
      agents_free: free.length,
      waiting,
      estimated_wait_seconds: expectedWait(waits ?? [], waiting + 1),
    };
  });
}
