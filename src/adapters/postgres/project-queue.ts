/** The queue as a projection: entries come with `handoff.queued` and go with the accept or the outcome. */
import type { NumberedEvent } from '../../domain/events.ts';
import { precedenceOf } from '../../domain/precedence.ts';
import type { Channel } from '../../domain/words.ts';
import type { EventPlace, Statement } from './project-statement.ts';

type Queued = Extract<NumberedEvent, { type: 'handoff.queued' }>['data'];

/** Logs written before precedence was an event's own business say priority and age: the shipped weights make the rest. */
function rankOf(data: Queued): { rankAt: number; contributions: unknown } {
  if (data.rank_at !== undefined)
    return { rankAt: data.rank_at, contributions: data.contributions ?? [] };
  const { since_at: sinceAt, priority } = data;
  const routing = { default_queue: data.queue, by_reason: {}, by_topic: {} };
  const unknown = {
    tier: null,
    reason: 'api_request',
    value: null,
    openTickets: null,
    dueAt: null,
  } as const;
  return precedenceOf(routing, { sinceAt, priority, ...unknown });
}

/** A log from before the instants says how many: as if all had come at the beginning. */
function widenedAtOf(data: Queued): number[] {
  return data.widened_at ?? Array.from({ length: data.widened ?? 0 }, () => data.since_at);
}

/**
 * The case waits. Routing steps count from the request on, also when it is queued again; a transfer begins them anew.
 * An offer stays with the entry until an event ends it ({@link offerEnded}): one of which the log does not know yet was
 * made beside this command, and without it the case would be offered twice (I5).
 */
export function queued(place: EventPlace, data: Queued): Statement {
  const { rankAt, contributions } = rankOf(data);
  const stepsFrom = data.cause === 'transferred' ? place.at : data.since_at;
  return {
    sql: `insert into queue_entries (tenant, handoff, conversation, queue, priority, since_at, excluded_agents, hint_agent,
            language, tier, queued_at, rank_at, contributions, barred_agents, skills, channel, customer_id, cause, widened_at,
            steps_from)
          values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)
          on conflict (tenant, handoff) do update set queue = excluded.queue, priority = excluded.priority,
            excluded_agents = excluded.excluded_agents, hint_agent = excluded.hint_agent, language = excluded.language,
            tier = excluded.tier, queued_at = excluded.queued_at, rank_at = excluded.rank_at,
            contributions = excluded.contributions, barred_agents = excluded.barred_agents, skills = excluded.skills,
            channel = excluded.channel, customer_id = excluded.customer_id, cause = excluded.cause,
            widened_at = excluded.widened_at, steps_from = case when excluded.cause = 'transferred' then excluded.steps_from
              else queue_entries.steps_from end`,
    values: [
      place.tenant,
      data.handoff_id,
      place.conversation,
      data.queue,
      data.priority,
      new Date(data.since_at),
      data.excluded_agents,
      data.hint_agent,
      data.language,
      data.tier,
      new Date(place.at),
      new Date(rankAt),
      JSON.stringify(contributions),
      data.barred_agents ?? [],
      JSON.stringify(data.skills ?? {}),
      data.channel ?? 'chat',
      data.customer_id ?? null,
      data.cause,
      widenedAtOf(data).map((at) => new Date(at)),
      new Date(stepsFrom),
    ],
  };
}

export function wakeup(place: EventPlace, queue: string): Statement {
  return {
    isEffect: true,
    sql: 'insert into wakeups (tenant, queue) values ($1, $2)',
    values: [place.tenant, queue],
  };
}

export function offered(place: EventPlace, handoff: string, offer: string): Statement {
  return {
    sql: 'update queue_entries set offer = $3 where tenant = $1 and handoff = $2',
    values: [place.tenant, handoff, offer],
  };
}

/** The case waits for this offer no longer; a later one stays. */
export function offerEnded(place: EventPlace, handoff: string, offer: string): Statement {
  return {
    sql: 'update queue_entries set offer = null where tenant = $1 and handoff = $2 and offer = $3',
    values: [place.tenant, handoff, offer],
  };
}

export function channelOfEntry(place: EventPlace, handoff: string, channel: Channel): Statement {
  return {
    sql: 'update queue_entries set channel = $3 where tenant = $1 and handoff = $2',
    values: [place.tenant, handoff, channel],
  };
}

/**
 * The case waits no more, thanks to `offer` or without one. A match that ran beside this command has locked the entry, so
 * that its offer is seen by the second statement: no offer outlives the wait it was made for. Leases go with the owner.
 */
export function leaveQueue(place: EventPlace, handoff: string, offer: string | null): Statement[] {
  return [
    {
      sql: 'delete from queue_entries where tenant = $1 and handoff = $2',
      values: [place.tenant, handoff],
    },
    {
      sql: `update offers set state = 'canceled', answered_at = coalesce(answered_at, $4)
            where tenant = $1 and handoff = $2 and state = 'pending' and id is distinct from $3`,
      values: [place.tenant, handoff, offer, new Date(place.at)],
    },
  ];
}
