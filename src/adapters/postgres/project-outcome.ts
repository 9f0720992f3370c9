/** Outcomes as a projection: recorded once; later events say what the customer thought and whether the solution held. */
import type { NumberedEvent } from '../../domain/events.ts';
import type { EventPlace, Statement } from './project-statement.ts';

type Data<T extends NumberedEvent['type']> = Extract<NumberedEvent, { type: T }>['data'];
const instant = (ms: number | null): Date | null => (ms === null ? null : new Date(ms));

/** The record of a handoff, once. */
export function outcome(place: EventPlace, data: Data<'outcome.recorded'>): Statement {
  return {
    sql: `insert into outcomes (tenant, handoff, conversation, number, final_state, reason, rule, policy, policy_version,
            queue, priority, tier, language, channel, arm, agent, outcome, reason_code, resolution_code, verdict,
            requested_at, accepted_at, first_human_action_at, first_human_message_at, ended_at, handle_ms, offers, meeting,
            suggestions_shown, suggestions_used)
          values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20,
            $21, $22, $23, $24, $25, $26, $27, $28, $29, $30) on conflict do nothing`,
    values: [
      place.tenant,
      data.handoff_id,
      place.conversation,
      data.number,
      data.final_state,
      data.reason,
      data.rule,
      data.policy,
      data.policy_version,
      data.queue,
      data.priority,
      data.tier,
      data.language,
      data.channel,
      data.arm,
      data.agent,
      data.outcome,
      data.reason_code,
      data.resolution_code,
      data.verdict,
      ...[
        data.requested_at,
        data.accepted_at,
        data.first_human_action_at,
        data.first_human_message_at,
        data.ended_at,
      ].map(instant),
      data.handle_ms,
      data.offers,
      data.meeting ?? null,
      data.suggestions?.shown ?? 0,
      data.suggestions?.used ?? 0,
    ],
  };
}

/** What the handoff itself shows of its end. */
export function ended(place: EventPlace, data: Data<'outcome.recorded'>): Statement {
  return {
    sql: `update handoffs set ended_at = $3, queue = $4, priority = $5, agent = $6 where tenant = $1 and id = $2`,
    values: [
      place.tenant,
      data.handoff_id,
      instant(data.ended_at),
      data.queue,
      data.priority,
      data.agent,
    ],
  };
}

type Later = Extract<
  NumberedEvent,
  { type: 'outcome.rated' | 'outcome.settled' | 'conversation.reopened' }
>;

/** What is known of an outcome only later. A conversation that never was handed off has no outcome row. */
export function afterOutcome(place: EventPlace, event: Later): Statement[] {
  const handoff = event.data.handoff_id ?? null;
  if (handoff === null) return [];
  const at = instant(place.at);
  switch (event.type) {
    case 'outcome.rated':
      return [
        {
          sql: 'update outcomes set rating = $3, rated_at = $4 where tenant = $1 and handoff = $2',
          values: [place.tenant, handoff, event.data.score, at],
        },
      ];
    case 'outcome.settled':
      return [
        {
          sql: 'update outcomes set durable = $3 where tenant = $1 and handoff = $2',
          values: [place.tenant, handoff, event.data.durable],
        },
      ];
    case 'conversation.reopened':
      return [
        {
          sql: 'update outcomes set reopened_at = coalesce(reopened_at, $3) where tenant = $1 and handoff = $2',
          values: [place.tenant, handoff, at],
        },
      ];
  }
}
