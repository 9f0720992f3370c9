/** Before a person is promised: who is there, which place in the queue, and how long such a place has waited of late. */
import type { Moment } from '../../domain/announce-handoff.ts';
import type { Handoff } from '../../domain/conversation.ts';
import { expectedWait, type PastWait } from '../../domain/expected-wait.ts';
import type { ConversationRef } from '../../domain/ids.ts';
import { backAt, staffingOf } from '../../domain/off-hours.ts';
import type { Draft, StepContext } from '../../domain/step.ts';
import { wallTime } from '../calendars/expand.ts';
import type { Queryable } from './pool.ts';
import { isOnShift, readCalendars } from './working-hours.ts';

interface PlaceRow {
  ahead: number;
  waits: PastWait[] | null;
}

/** Accepts that are looked at: the last so many, none older than a day. */
const maxWaits = 50;

/** The query for the waits to learn from, those that somebody could have ended at once; its arguments are SQL. */
export function recentWaits(tenant: string, queue: string, at: string): string {
  return `select h.place, extract(epoch from h.accepted_at - h.requested_at)::float8 as seconds from handoffs h
    where h.tenant = ${tenant} and h.queue = ${queue} and h.accepted_at is not null
      and h.accepted_at > ${at} - interval '1 day' and h.staffed is not false
    order by h.accepted_at desc limit ${maxWaits}`;
}

/** Place in the queue (1 is next) and the expected wait there, or null where there is too little to say. */
export async function readPlace(
  connection: Queryable,
  ref: ConversationRef,
  handoff: Handoff,
  { at, rankAt }: { at: number; rankAt: number | null },
): Promise<{ place: number; expectedWaitSeconds: number | null }> {
  const { rows } = await connection.query<PlaceRow>(
    `select
       (select count(*) from queue_entries e where e.tenant = $1 and e.queue = $2 and e.handoff <> $3
          and (e.rank_at, e.since_at, e.handoff) < (
            coalesce(to_timestamp($5::float8 / 1000),
              (select rank_at from queue_entries where tenant = $1 and handoff = $3), now()), $4, $3))::int as ahead,
       (select json_agg(recent) from (${recentWaits('$1', '$2', 'to_timestamp($6::float8 / 1000)')}) recent) as waits`,
    [ref.tenant, handoff.queue, handoff.id, new Date(handoff.requestedAt), rankAt, at],
  );
  const place = (rows[0]?.ahead ?? 0) + 1;
  return { place, expectedWaitSeconds: expectedWait(rows[0]?.waits ?? [], place) };
}

/** Its rank as this step queued it; null where it was queued before, and its entry knows. */
function rankOf(events: Draft['events']): number | null {
  const queued = events.findLast((event) => event.type === 'handoff.queued');
  return queued?.data.rank_at ?? null;
}

/** All that is known of a waiting handoff at this moment, and when the team is back in the customer's words. */
export async function readMoment(
  connection: Queryable,
  ref: ConversationRef,
  { state, events }: Draft,
  context: StepContext,
): Promise<{ moment: Moment; backAtText: string | null }> {
  const { at, facts, policy } = context;
  const { handoff } = state;
  if (handoff === null) throw new Error('a moment is asked for without a handoff');
  const queue = facts.queues[handoff.queue];
  const onShift = await countOnShift(connection, ref.tenant, handoff.queue, at);
  const humansOff = facts.switches?.humansOff ?? false;
  const staffing = staffingOf(at, queue, { onShift, humansOff });
  const back = backAt(at, staffing, queue);
  const known = await readPlace(connection, ref, handoff, { at, rankAt: rankOf(events) });
  const language = state.language ?? policy.policy.default_language;
  return {
    moment: {
      staffing,
      backAt: back,
      place: known.place,
      // Nobody who is away takes the next case: what past waits say does not hold now.
      expectedWaitSeconds: staffing === 'staffed' ? known.expectedWaitSeconds : null,
    },
    backAtText: back === null ? null : wallTime(back, at, queue?.timeZone ?? 'UTC', language),
  };
}

/** How many agents of a queue are on shift: online or in wrap-up, heard of, inside their own hours. */
export async function countOnShift(
  connection: Queryable,
  tenant: string,
  queue: string,
  at: number,
): Promise<number> {
  const { rows } = await connection.query<{ calendar: string | null }>(
    `select calendar from agents where tenant = $1 and $2 = any (queues) and presence in ('online', 'wrapping')
       and (heartbeat_seconds is null or presence_at + heartbeat_seconds * interval '1 second' > now())`,
    [tenant, queue],
  );
  if (rows.every(({ calendar }) => calendar === null)) return rows.length;
  const calendars = await readCalendars(connection, tenant);
  return rows.filter(({ calendar }) => isOnShift(calendars, calendar, at)).length;
}
