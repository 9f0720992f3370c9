/** Which conversation a visitor's request is about: theirs, and no other (I11). */
import type { Visitor } from '../adapters/postgres/visitors.ts';
import { BatonError } from '../errors.ts';
import type { Handling } from './endpoint.ts';

/** The visitor who sends the request. */
export function visitorOf({
  caller,
}: Pick<Handling<unknown, unknown, unknown>, 'caller'>): Visitor {
  if (caller.visitor === undefined) throw new BatonError('internal', 'the route has no visitor');
  return caller.visitor;
}

/** Their conversation. */
export function placeOf(call: Pick<Handling<unknown, unknown, unknown>, 'caller'>): {
  tenant: string;
  conversation: string;
} {
  const { tenant, conversation } = visitorOf(call);
  return { tenant, conversation };
}
