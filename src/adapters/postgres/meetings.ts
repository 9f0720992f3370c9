/**
 * Slots for meetings. A slot is free while nobody's row holds it: the agent's row is locked, overlap is looked at, and a
 * unique index is the net below, so that of any number of bookings at once one gets it.
 */
import { wholeIntervals, type Calendar } from '../calendars/expand.ts';
import type { MeetingPolicy } from '../../domain/policy-customer.ts';
import type { CaseMeeting } from '../../domain/promise-words.ts';
import type { WorkingInterval } from '../../domain/sla.ts';
import type { Queryable } from './pool.ts';

const minuteMs = 60_000;
const dayMs = 86_400_000;

interface ShiftRow {
  agent: string;
  calendar: Calendar | null;
  booked: { from: number; to: number }[];
}

interface SlotPlace {
  tenant: string;
  queue: string;
  agent: string | null;
}

/** A time at which at least one agent is free. */
export interface Slot {
  startsAt: number;
  endsAt: number;
  agents: string[];
}

interface Span {
  now: number;
  rules: MeetingPolicy;
}

async function readShifts(
  connection: Queryable,
  place: SlotPlace,
  lock: boolean,
): Promise<ShiftRow[]> {
  const { rows } = await connection.query<ShiftRow>(
    `select a.id as agent,
        (select jsonb_build_object('timeZone', c.time_zone, 'week', c.week, 'holidays', c.holidays) from calendars c
          where c.tenant = a.tenant and c.id = coalesce(a.calendar,
            (select q.calendar from queues q where q.tenant = a.tenant and q.id = $2))) as calendar,
        coalesce((select jsonb_agg(jsonb_build_object(
            'from', (extract(epoch from m.starts_at) * 1000)::bigint, 'to', (extract(epoch from m.ends_at) * 1000)::bigint))
          from meetings m where m.tenant = a.tenant and m.agent = a.id and m.state = 'booked'), '[]') as booked
       from agents a
      where a.tenant = $1 and ($3::text is not null and a.id = $3 or $3::text is null and $2 = any (a.queues))
      order by a.id ${lock ? 'for update of a' : ''}`,
    [place.tenant, place.queue, place.agent],
  );
  return rows;
}

function slotsWithin(interval: WorkingInterval, lengthMs: number, from: number): number[] {
  const first = Math.max(
    interval.from,
    Math.ceil((from - interval.from) / lengthMs) * lengthMs + interval.from,
  );
  const starts: number[] = [];
  for (let start = first; start + lengthMs <= interval.to; start += lengthMs) starts.push(start);
  return starts;
}

/** Without a calendar nobody said when the agent works, and nothing is offered in their name. */
function freeStarts(shift: ShiftRow, { now, rules }: Span): number[] {
  if (shift.calendar === null) return [];
  const lengthMs = rules.slot_minutes * minuteMs;
  const from = now + rules.notice_minutes * minuteMs;
  const intervals = wholeIntervals(shift.calendar, now, now + rules.days_ahead * dayMs);
  return intervals
    .flatMap((interval) => slotsWithin(interval, lengthMs, from))
    .filter((start) =>
      shift.booked.every(({ from: begin, to }) => start + lengthMs <= begin || start >= to),
    );
}

/** Free slots of the queue's agents, or of one agent, soonest first. */
export async function freeSlots(
  connection: Queryable,
  place: SlotPlace,
  span: Span & { limit: number },
): Promise<Slot[]> {
  const byStart = new Map<number, string[]>();
  for (const shift of await readShifts(connection, place, false))
    for (const start of freeStarts(shift, span))
      byStart.set(start, [...(byStart.get(start) ?? []), shift.agent]);
  const lengthMs = span.rules.slot_minutes * minuteMs;
  return [...byStart]
    .sort(([left], [right]) => left - right)
    .slice(0, span.limit)
    .map(([startsAt, agents]) => ({ startsAt, endsAt: startsAt + lengthMs, agents }));
}

/** Who wants which slot; `before` is the meeting that moves. */
export interface SlotRequest extends SlotPlace, Span {
  conversation: string;
  handoff: string;
  before: CaseMeeting | null;
  newId: string;
  startsAt: number;
}

/** Takes the slot with the agent who has the fewest meetings; null when it is not free, or is no slot. */
export async function bookSlot(
  connection: Queryable,
  request: SlotRequest,
): Promise<CaseMeeting | null> {
  const shifts = await readShifts(connection, request, true);
  const [free] = shifts
    .filter((shift) => freeStarts(shift, request).includes(request.startsAt))
    .sort((left, right) => left.booked.length - right.booked.length);
  if (free === undefined) return null;
  const meeting: CaseMeeting = {
    id: request.before?.id ?? request.newId,
    agent: free.agent,
    startsAt: request.startsAt,
    endsAt: request.startsAt + request.rules.slot_minutes * minuteMs,
    revision: request.before === null ? 0 : request.before.revision + 1,
  };
  return (await keepSlot(connection, request, meeting)) ? meeting : null;
}

async function keepSlot(
  connection: Queryable,
  request: SlotRequest,
  meeting: CaseMeeting,
): Promise<boolean> {
  const { rowCount } = await connection.query(
    `insert into meetings (tenant, id, conversation, handoff, agent, starts_at, ends_at, revision)
     values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (tenant, id) do update set agent = excluded.agent, starts_at = excluded.starts_at,
       ends_at = excluded.ends_at, revision = excluded.revision, state = 'booked', answer = null, updated_at = now()`,
    [
      request.tenant,
      meeting.id,
      request.conversation,
      request.handoff,
      meeting.agent,
      new Date(meeting.startsAt),
      new Date(meeting.endsAt),
      meeting.revision,
    ],
  );
  return rowCount === 1;
}
