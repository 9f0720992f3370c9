/** Sends one command to a conversation and turns its result into an answer. */
import { createHash, randomBytes } from 'node:crypto';
import { canSee } from '../adapters/postgres/conversations-read.ts';
import type { Actor } from '../domain/words.ts';
import type { Answer, CommandResult, MessageArgument } from '../domain/commands.ts';
import { BatonError } from '../errors.ts';
import type { AnsweredCommand } from '../workflows/messages.ts';
import type { Caller } from './caller.ts';
import { accepted, ok, type Handling, type Reply } from './endpoint.ts';
import { Refused } from './problem.ts';

/** Who did it, for the record. */
export function actorOf(caller: Caller): Actor {
  return caller.role === 'agent' && caller.agent !== null
    ? { kind: 'agent', id: caller.agent }
    : { kind: caller.role, id: caller.id };
}

/** 40 hex digits of SHA-256 over the parts, for ids that must come out the same again. */
export function hashId(prefix: string, ...parts: (string | number)[]): string {
  const hash = createHash('sha256').update(JSON.stringify(parts)).digest('hex');
  return `${prefix}_${hash.slice(0, 40)}`;
}

/**
 * The id of a command: the same for a repetition with the same Idempotency-Key, else fresh. Keys belong to their route,
 * so one key on two routes makes two commands.
 */
export function commandIdOf(type: AnsweredCommand, idempotencyKey: string | undefined): string {
  return idempotencyKey === undefined
    ? `c_${randomBytes(20).toString('hex')}`
    : hashId('k', type, idempotencyKey);
}

/** The answer inside a result; a refusal is thrown and becomes its problem. */
export function answerIn(result: CommandResult): Answer {
  if (result.kind === 'refused') throw new Refused(result.code, result.detail, result.current);
  const { owner, owner_id, epoch, status, handoff, say_to_customer, notice_id } = result.answer;
  const notice = notice_id === undefined ? {} : { notice_id };
  return { owner, owner_id, epoch, status, handoff, say_to_customer, ...notice };
}

type Call = Handling<{ id: string }, unknown, unknown>;
type Body<T extends AnsweredCommand> = Omit<MessageArgument<T>, 'id' | 'actor'> & { id?: string };

/** What a caller may not read it may not write either, and nothing is started for an id that nobody uses. */
async function checkSeen({ caller, deps, params }: Call): Promise<void> {
  const viewer = { tenant: caller.tenant, agent: caller.agent };
  if (!(await canSee(deps.pool, viewer, params.id)))
    throw new BatonError('not_found', `no conversation ${params.id}`);
}

/** Sends a command of the caller to the conversation in the path; 202 when its outcome is not known in time. */
export async function sendCommand<T extends AnsweredCommand>(
  call: Call,
  type: T,
  body: Body<T>,
): Promise<Reply<Answer>> {
  const { caller, deps, params, idempotencyKey } = call;
  await checkSeen(call);
  const argument = {
    ...body,
    id: body.id ?? commandIdOf(type, idempotencyKey),
    actor: actorOf(caller),
  } as unknown as MessageArgument<T>;
  const ref = { tenant: caller.tenant, conversation: params.id };
  const sent = await deps.conversations.send(ref, type, argument, () => checkSeen(call));
  if (sent.kind === 'pending') return accepted({ status: 'pending' });
  return ok(answerIn(sent.result));
}

/** The agent a caller acts for: an agent's key for itself, all others for whom they name. */
export function agentOf(caller: Caller, named: string | undefined): string {
  if (caller.agent !== null) {
    if (named === undefined || named === caller.agent) return caller.agent;
    throw new BatonError('forbidden', `this key acts for agent ${caller.agent} only`);
  }
  if (named !== undefined) return named;
  throw new BatonError('invalid_request', 'name the agent', {
    fields: [{ pointer: '/agent', code: 'required', message: 'a supervisor names the agent' }],
  });
}
