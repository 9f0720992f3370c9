/** The turn door: what the bot's side posts, and whether the bot may go on. */
import { z } from 'zod';
import { firstKnownCommand, readChain } from '../adapters/postgres/conversations-read.ts';
import { pendingAnswer, turnAnswer } from '../contract/answer.ts';
import { id } from '../contract/fields.ts';
import { maxTurns, turnRequest, type TurnInput, type TurnRequest } from '../contract/turns.ts';
import type { CommandResult, MessageArgument, TurnAnswer } from '../domain/commands.ts';
import type { Turn } from '../domain/turn.ts';
import { BatonError } from '../errors.ts';
import { checkAttachments } from './attachments.ts';
import { actorOf, hashId } from './command.ts';
import { knownOf } from './customer-known.ts';
import { accepted, endpoint, ok, type Handling, type Reply } from './endpoint.ts';
import { turnsOf } from './messages.ts';
import { Refused } from './problem.ts';
import { inlineText, maskedCustomer, maskedRecord, maskedText } from './turn-text.ts';

type Call = Handling<{ id: string }, unknown, TurnRequest>;
type Chain = { length: number; tail: string | null };
type Outcome = { kind: 'pending' } | { kind: 'answered'; result: CommandResult };

function maskedTurn(turn: TurnInput, index: number): Turn {
  const { tool_calls: calls, ...rest } = turn;
  return {
    ...(rest as Turn),
    content: maskedText(turn.content, `turn ${turn.id}`),
    ...(calls !== undefined && {
      tool_calls: calls.map((call) => ({
        name: call.name,
        arguments: maskedRecord(call.arguments, `/turns/${index}/tool_calls`),
      })),
    }),
  };
}

function commandId(turns: Turn[]): string {
  const ids = turns.map((turn) => turn.id);
  return ids.length === 1 ? hashId('t', ids[0] ?? '') : hashId('t', ids.length, ...ids);
}

async function sendTurns(call: Call, turns: Turn[], chain?: Chain): Promise<Outcome> {
  const { caller, deps, body, params } = call;
  const travelling = await Promise.all(
    turns.map(async (turn) => ({
      ...turn,
      ...(await inlineText(deps, caller.tenant, turn.content)),
    })),
  );
  const argument: MessageArgument<'turn'> = {
    id: commandId(turns),
    actor: actorOf(caller),
    turns: travelling,
    ...(body.customer && { customer: maskedCustomer(body.customer as object) }),
    ...(body.hints && { hints: body.hints as object }),
    ...(body.channel && { channel: body.channel }),
    ...(chain && { chain }),
    ...(await knownOf(deps, caller.tenant, body.customer)),
  };
  return deps.conversations.send(
    { tenant: caller.tenant, conversation: params.id },
    'turn',
    argument,
  );
}

function conflict(): Refused {
  return new Refused(
    'transcript_conflict',
    'the first messages differ from those stored; send the whole list as it was, new messages at its end',
    null,
  );
}

/** How many turns of the list are stored; the stored part must be the list's beginning. */
async function knownLength(call: Call, turns: Turn[]): Promise<number> {
  const known = await readChain(call.deps.pool, call.caller.tenant, call.params.id);
  const length = known?.length ?? 0;
  if (known !== null && length > 0 && turns[length - 1]?.id !== known.tail) throw conflict();
  return length;
}

/** Nothing is new: the command that brought the last turn is sent again, and answers what it answered. */
async function repeatLast(call: Call, turns: Turn[]): Promise<Outcome> {
  const most = Math.min(maxTurns, turns.length);
  const parts = Array.from({ length: most }, (_, index) => turns.slice(-index - 1));
  const place = { tenant: call.caller.tenant, conversation: call.params.id };
  const known = await firstKnownCommand(call.deps.pool, place, parts.map(commandId));
  const part = parts.find((candidate) => commandId(candidate) === known) ?? turns.slice(-1);
  return sendTurns(call, withEpoch(part, call.body.epoch));
}

function withEpoch(turns: Turn[], epoch: number | undefined): Turn[] {
  if (epoch === undefined) return turns;
  return turns.map((turn) => (turn.role === 'customer' ? turn : { ...turn, epoch }));
}

async function sendTail(call: Call, turns: Turn[]): Promise<Outcome> {
  const known = await knownLength(call, turns);
  if (known === turns.length) return repeatLast(call, turns);
  const { epoch } = call.body;
  let outcome: Outcome = { kind: 'pending' };
  for (let start = known; start < turns.length; start += maxTurns) {
    const part = withEpoch(turns.slice(start, start + maxTurns), epoch);
    outcome = await sendTurns(call, part, { length: start, tail: turns[start - 1]?.id ?? null });
    if (outcome.kind === 'pending' || outcome.result.kind === 'refused') return outcome;
  }
  return outcome;
}

/** Another sender may have added messages between our look and the commit: look once more. */
async function sendMessages(call: Call, turns: Turn[]): Promise<Outcome> {
  const first = await sendTail(call, turns);
  const lost =
    first.kind === 'answered' &&
    first.result.kind === 'refused' &&
    first.result.code === 'transcript_conflict';
  return lost ? sendTail(call, turns) : first;
}

function turnAnswerIn(result: CommandResult): TurnAnswer {
  if (result.kind === 'refused') throw new Refused(result.code, result.detail, result.current);
  const answer = result.answer as TurnAnswer;
  if (answer.turns.at(-1)?.suppressed !== true) return answer;
  const { owner, owner_id, epoch, status, handoff, say_to_customer } = answer;
  throw new Refused(
    'not_owner',
    `the conversation belongs to ${owner} in epoch ${epoch}; do not show this turn`,
    {
      owner,
      owner_id,
      epoch,
      status,
      handoff,
      say_to_customer,
    },
  );
}

function conversationKey({ caller, params }: Call): string {
  return `${caller.tenant}/${params.id}`;
}

/** An opinion is no part of what a turn says: a retry with another one is the same turn, and answers as before. */
async function withOpinion(call: Call, turns: Turn[]): Promise<Turn[]> {
  return (await call.deps.opinions?.join(conversationKey(call), turns)) ?? turns;
}

function learnOwner(call: Call, result: CommandResult): void {
  if (result.kind === 'refused') return;
  call.deps.opinions?.learn(conversationKey(call), (result.answer as TurnAnswer).owner);
}

async function takeTurns(call: Call): Promise<Reply<TurnAnswer>> {
  const { body } = call;
  const listed = body.messages !== undefined;
  const given = body.turn === undefined ? (body.turns ?? []) : [body.turn];
  const said = body.messages === undefined ? given.map(maskedTurn) : turnsOf(body.messages);
  const last = said.at(-1);
  if (last === undefined)
    throw new BatonError(
      'invalid_request',
      'the messages hold no turn of customer, assistant or tool',
    );
  checkDistinct(said);
  const files = said.flatMap((turn) => turn.attachments ?? []);
  await checkAttachments(call.deps, { tenant: call.caller.tenant, conversation: null }, files);
  const turns = await withOpinion(call, said);
  const outcome = listed ? await sendMessages(call, turns) : await sendTurns(call, turns);
  if (outcome.kind === 'pending') return accepted({ status: 'pending', turn: { id: last.id } });
  learnOwner(call, outcome.result);
  return ok(turnAnswerIn(outcome.result));
}

function checkDistinct(turns: Turn[]): void {
  if (new Set(turns.map((turn) => turn.id)).size === turns.length) return;
  throw new BatonError('invalid_request', 'two turns of one request have the same id');
}

export const turnEndpoints = [
  endpoint({
    method: 'post',
    path: '/v1/conversations/{id}/turns',
    operationId: 'postTurns',
    summary:
      'Post what customer, assistant or tool said; the answer says whether the bot may go on.',
    tag: 'Conversations',
    roles: ['backend', 'admin'],
    update: 'turn',
    repetition: 'key_or_id',
    bodyLimit: 1024 * 1024,
    params: z.strictObject({ id }),
    body: turnRequest,
    status: 200,
    answer: turnAnswer,
    pending: pendingAnswer,
    handle: takeTurns,
  }),
];
