/** What the routes that send one command to a conversation have in common. */
import { z } from 'zod';
import { readConversation } from '../adapters/postgres/conversations-read.ts';
import { answer, pendingAnswer } from '../contract/answer.ts';
import { id } from '../contract/fields.ts';
import type { Role } from '../domain/words.ts';
import { BatonError } from '../errors.ts';
import type { AnsweredCommand } from '../workflows/messages.ts';
import type { sendCommand } from './command.ts';
import { endpoint, type Endpoint, type Handling } from './endpoint.ts';
import { Refused } from './problem.ts';

export const customerSide: readonly Role[] = ['backend', 'admin'];
export const humanSide: readonly Role[] = ['agent', 'supervisor', 'admin'];

const params = z.strictObject({ id });
const bodyLimit = 64 * 1024;

/** What a route of a command says of itself. */
interface Action<B extends z.ZodType> {
  path: string;
  update: AnsweredCommand;
  summary: string;
  roles: readonly Role[];
  body: B;
  bodyLimit?: number;
  handle: (
    call: Handling<{ id: string }, unknown, z.output<B>>,
  ) => ReturnType<typeof sendCommand<AnsweredCommand>>;
}

/** Declares the route of a command. */
export function action<B extends z.ZodType>(declared: Action<B>): Endpoint {
  return endpoint({
    bodyLimit,
    ...declared,
    method: 'post',
    path: `/v1/conversations/{id}${declared.path}`,
    operationId: declared.update,
    tag: 'Conversations',
    repetition: 'key',
    params,
    status: 200,
    answer,
    pending: pendingAnswer,
  });
}

/** For whom a supervisor acts when nobody is named: the agent who holds the conversation. */
export async function actingAgent(
  call: Handling<{ id: string }, unknown, unknown>,
): Promise<string> {
  const { caller, deps, params: place } = call;
  if (caller.agent !== null) return caller.agent;
  const found = await readConversation(deps.pool, { tenant: caller.tenant, agent: null }, place.id);
  if (found === undefined) throw new BatonError('not_found', `no conversation ${place.id}`);
  if (found.head.owner === 'agent' && found.head.owner_id !== null) return found.head.owner_id;
  const { owner, owner_id, epoch, status, handoff } = found.head;
  const current = { owner, owner_id, epoch, status, handoff, say_to_customer: null };
  throw new Refused('wrong_state', 'no agent holds the conversation', current);
}
