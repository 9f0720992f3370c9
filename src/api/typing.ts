/**
 * Signs that somebody types, both ways. They are told to who reads the conversation's live stream and forgotten: a sign
 * holds for {@link holdSeconds}, who goes on typing sends the next one before that.
 */
import { z } from 'zod';
import { canSee } from '../adapters/postgres/conversations-read.ts';
import { readHolder, sendTyping, type TypingSign } from '../adapters/postgres/typing.ts';
import { emptyBody, id } from '../contract/fields.ts';
import { BatonError } from '../errors.ts';
import { endpoint, nothing, type Handling } from './endpoint.ts';
import type { StreamItem } from './stream.ts';
import { placeOf } from './visitor-place.ts';

const params = z.strictObject({ id });
/** Too low, and the sign flickers between two; too high, and it stands long after somebody stopped. */
const holdSeconds = 6;

type Call = Handling<unknown, unknown, unknown>;
type Place = Pick<TypingSign, 'tenant' | 'conversation'>;

/** The customer types: worth telling only while an agent has the case. */
async function tellOfCustomer({ deps }: Call, place: Place): Promise<Response> {
  deps.live.takeTyping(`${place.tenant}/${place.conversation}/customer`);
  if ((await readHolder(deps.pool, place)) !== undefined)
    await sendTyping(deps.pool, { ...place, role: 'customer', agent: null });
  return nothing();
}

/** The agent types; nobody else's typing is the customer's to see. */
async function tellOfAgent({ deps, caller }: Call, place: Place): Promise<Response> {
  deps.live.takeTyping(`${place.tenant}/${place.conversation}/agent`);
  const agent = await readHolder(deps.pool, place);
  if (agent === undefined || (caller.agent !== null && caller.agent !== agent.id))
    throw new BatonError('not_owner', 'only the agent who has the case is seen typing');
  await sendTyping(deps.pool, { ...place, role: 'agent', agent });
  return nothing();
}

/** How a stream of events shows a sign. It has no id: a reader that resumes goes on from the last event. */
export function typingEvent({ conversation, role, agent }: TypingSign): StreamItem {
  const data = { role, agent: agent?.id ?? null, name: agent?.name ?? null };
  const hold = { expires_in_seconds: holdSeconds };
  return {
    id: null,
    type: 'typing',
    data: { type: 'typing', conversation_id: conversation, data: { ...data, ...hold } },
  };
}

/** How the customer's stream shows a sign: the agent's name, and nothing of their own. */
export function typingForVisitor({ role, agent }: TypingSign): StreamItem | null {
  if (role === 'customer') return null;
  const data = { name: agent?.name ?? null, expires_in_seconds: holdSeconds };
  return { id: null, type: 'typing', data };
}

const summary = `Say that somebody types. Readers of the live streams see it for ${holdSeconds} seconds; it is stored nowhere. At most one in two seconds.`;

export const typingEndpoints = [
  endpoint({
    method: 'post',
    path: '/v1/conversations/{id}/typing',
    operationId: 'signalTyping',
    summary: `${summary} A backend's key speaks for the customer, all others for the agent.`,
    tag: 'Conversations',
    roles: ['backend', 'agent', 'admin'],
    update: null,
    repetition: 'none',
    params,
    body: emptyBody,
    status: 204,
    handle: async (call) => {
      const { caller, deps } = call;
      const place = { tenant: caller.tenant, conversation: call.params.id };
      const viewer = { tenant: caller.tenant, agent: caller.agent };
      if (!(await canSee(deps.pool, viewer, place.conversation)))
        throw new BatonError('not_found', `no conversation ${place.conversation}`);
      return caller.role === 'backend' ? tellOfCustomer(call, place) : tellOfAgent(call, place);
    },
  }),
  endpoint({
    method: 'post',
    path: '/v1/visitor/typing',
    operationId: 'signalVisitorTyping',
    summary,
    tag: 'Visitor',
    audience: 'visitor',
    roles: [],
    update: null,
    repetition: 'none',
    body: emptyBody,
    status: 204,
    handle: (call) => tellOfCustomer(call, placeOf(call)),
  }),
];
