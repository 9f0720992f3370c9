/** What a handoff's beginning means outside the log: the number a customer may quote, the place it began to wait at. */
import type { NumberedEvent } from '../../domain/events.ts';

type Data<T extends NumberedEvent['type']> = Extract<NumberedEvent, { type: T }>['data'];
interface Place {
  tenant: string;
  conversation: string;
}
interface Statement {
  sql: string;
  values: unknown[];
}

/** One number per conversation; a number that another one has is a lost race, and the commit is taken again. */
export function caseNumber(place: Place, data: Data<'handoff.requested'>): Statement[] {
  if (data.case_number == null) return [];
  return [
    {
      sql: `insert into case_numbers (tenant, number, conversation) values ($1, $2, $3)
            on conflict (tenant, conversation) do nothing`,
      values: [place.tenant, data.case_number, place.conversation],
    },
  ];
}

export function announced(place: Place, data: Data<'handoff.announced'>): Statement {
  return {
    sql: 'update handoffs set place = $3, staffed = $4 where tenant = $1 and id = $2',
    values: [place.tenant, data.handoff_id, data.place, data.staffing === 'staffed'],
  };
}
