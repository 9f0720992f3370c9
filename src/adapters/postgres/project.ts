/**
 * Derived tables, folded from events in the transaction that stores them (I10). `rebuild` runs the same function over
 * the log. Leases and offers are not derived: they are reservations, and an event that ends one closes it here.
 */
import type { NumberedEvent } from '../../domain/events.ts';
import type { Queryable } from './pool.ts';
import { afterOutcome, ended, outcome } from './project-outcome.ts';
import { announced, caseNumber } from './project-case.ts';
import {
  channelOfEntry,
  leaveQueue,
  offered,
  offerEnded,
  queued,
  wakeup,
} from './project-queue.ts';
import type { EventPlace, Statement } from './project-statement.ts';

const instant = (ms: number | null): Date | null => (ms === null ? null : new Date(ms));

/** Writes what one event means for the derived tables. Running it twice for the same event changes nothing. */
export async function project(
  connection: Queryable,
  place: EventPlace,
  event: NumberedEvent,
): Promise<void> {
  for (const { sql, values } of statementsFor(place, event)) await connection.query(sql, values);
}

/** The same for the derived tables alone: what the event once did to offers, leases and meetings is done. */
export async function projectDerived(
  connection: Queryable,
  place: EventPlace,
  event: NumberedEvent,
): Promise<void> {
  for (const { sql, values, isEffect } of statementsFor(place, event))
    if (isEffect !== true) await connection.query(sql, values);
}

/** One line per event that is seen outside the log. */
function statementsFor(place: EventPlace, event: NumberedEvent): Statement[] {
  switch (event.type) {
    case 'conversation.owner_changed':
      return event.data.owner === 'agent' || event.data.epoch > 2
        ? [releaseOthers(place, event.data.owner === 'agent' ? event.data.owner_id : null)]
        : [];
    case 'handoff.rejected':
      return endOffer(place, event.data, 'rejected');
    case 'handoff.timeout':
      return endOffer(place, event.data, 'timeout');
    case 'offer.rescinded':
      return endOffer(place, event.data, 'rescinded');
    case 'outcome.recorded':
      return [
        ...leaveQueue(place, event.data.handoff_id, null),
        outcome(place, event.data),
        ended(place, event.data),
      ];
    case 'outcome.rated':
    case 'outcome.settled':
    case 'conversation.reopened':
      return afterOutcome(place, event);
    case 'sla.warning':
      return [alert(place, event, `warning:${event.data.fraction}`)];
    case 'sla.breached':
      return [alert(place, event, 'breached')];
    case 'meeting.canceled':
    case 'meeting.attended':
    case 'meeting.missed':
      return [meetingState(place, event.data.meeting_id, event.type.slice('meeting.'.length))];
    default:
      return handoffStatements(place, event);
  }
}

/** The stations of a handoff. */
function handoffStatements(place: EventPlace, event: NumberedEvent): Statement[] {
  switch (event.type) {
    case 'handoff.requested':
      return [requested(place, event.data), ...caseNumber(place, event.data)];
    case 'handoff.announced':
      return [announced(place, event.data)];
    case 'handoff.queued':
      return [
        queued(place, event.data),
        handoffState(place, event.data.handoff_id, 'queued'),
        wakeup(place, event.data.queue),
      ];
    case 'handoff.offered':
      return [
        handoffState(place, event.data.handoff_id, 'offered'),
        offered(place, event.data.handoff_id, event.data.offer_id),
      ];
    case 'handoff.channel_chosen':
      return [channelOfEntry(place, event.data.handoff_id, event.data.channel)];
    case 'handoff.accepted':
      return [
        ...leaveQueue(place, event.data.handoff_id, event.data.offer_id),
        accepted(place, event.data),
      ];
    case 'handoff.active':
      return [
        {
          sql: `update handoffs set state = 'active', active_at = coalesce(active_at, $3) where tenant = $1 and id = $2`,
          values: [place.tenant, event.data.handoff_id, instant(place.at)],
        },
      ];
    case 'handoff.wrapping':
      return [handoffState(place, event.data.handoff_id, 'wrapping')];
    case 'handoff.completed':
    case 'handoff.abandoned':
      return [
        handoffState(place, event.data.handoff_id, event.type.slice('handoff.'.length)),
        releaseOthers(place, null),
      ];
    case 'handoff.returned':
    case 'handoff.canceled':
    case 'handoff.deflected':
    case 'handoff.expired':
    case 'handoff.failed':
      return [handoffState(place, event.data.handoff_id, event.type.slice('handoff.'.length))];
    default:
      return [];
  }
}

type Data<T extends NumberedEvent['type']> = Extract<NumberedEvent, { type: T }>['data'];

function requested(place: EventPlace, data: Data<'handoff.requested'>): Statement {
  return {
    sql: `insert into handoffs
            (tenant, id, conversation, number, state, reason, rule, turn, queue, priority, requested_at, customer_id)
          values ($1, $2, $3, $4, 'requested', $5, $6, $7, $8, $9, $10, $11) on conflict do nothing`,
    values: [
      place.tenant,
      data.handoff_id,
      place.conversation,
      data.number,
      data.reason,
      data.rule,
      data.turn,
      data.queue,
      data.priority,
      instant(place.at),
      data.customer_id ?? null,
    ],
  };
}

function handoffState(place: EventPlace, handoff: string, state: string): Statement {
  return {
    sql: 'update handoffs set state = $3 where tenant = $1 and id = $2',
    values: [place.tenant, handoff, state],
  };
}

function accepted(place: EventPlace, data: Data<'handoff.accepted'>): Statement {
  return {
    sql: `update handoffs set state = 'accepted', agent = $3, accepted_at = coalesce(accepted_at, $4)
          where tenant = $1 and id = $2`,
    values: [place.tenant, data.handoff_id, data.agent, instant(place.at)],
  };
}

/** A slot that was given back is free at once; one of another calendar is none of ours. */
function meetingState(place: EventPlace, meeting: string | null, state: string): Statement {
  return {
    isEffect: true,
    sql: `update meetings set state = $3, updated_at = now()
          where tenant = $1 and id = $2 and state = 'booked'`,
    values: [place.tenant, meeting, state],
  };
}

function endOffer(
  place: EventPlace,
  data: { handoff_id: string; offer_id: string; agent: string },
  state: 'rejected' | 'timeout' | 'rescinded',
): Statement[] {
  return [
    closeOffer(data.offer_id, state, place),
    offerEnded(place, data.handoff_id, data.offer_id),
    release(place, data.agent),
  ];
}

function closeOffer(offer: string, state: string, place: EventPlace): Statement {
  return {
    isEffect: true,
    sql: `update offers set state = $2, answered_at = coalesce(answered_at, $3)
          where id = $1 and state in ('pending', 'accepted')`,
    values: [offer, state, instant(place.at)],
  };
}

function release(place: EventPlace, agent: string): Statement {
  return {
    isEffect: true,
    sql: `with freed as (
            update leases set released_at = clock_timestamp()
            where tenant = $1 and conversation = $2 and agent = $3 and released_at is null
            returning agent)
          insert into wakeups (tenant, queue) select $1, '' from freed`,
    values: [place.tenant, place.conversation, agent],
  };
}

/** Whoever held this conversation and no longer does has their capacity back, and waiting cases are looked at again. */
function releaseOthers(place: EventPlace, keep: string | null): Statement {
  return {
    isEffect: true,
    sql: `with freed as (
            update leases set released_at = clock_timestamp()
            where tenant = $1 and conversation = $2 and agent is distinct from $3 and released_at is null
            returning agent)
          insert into wakeups (tenant, queue) select $1, '' from freed limit 1`,
    values: [place.tenant, place.conversation, keep],
  };
}

function alert(
  place: EventPlace,
  event: Extract<NumberedEvent, { type: 'sla.warning' | 'sla.breached' }>,
  threshold: string,
): Statement {
  const { data } = event;
  return {
    sql: `insert into alerts (tenant, conversation, handoff, metric, threshold, due_at, late_ms, at, sequence)
          values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing`,
    values: [
      place.tenant,
      place.conversation,
      data.handoff_id,
      data.metric,
      threshold,
      instant(data.due_at),
      data.late_ms,
      instant(place.at),
      event.sequence,
    ],
  };
}
