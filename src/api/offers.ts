/** Offers: the race is decided in Postgres, then the winner's command goes to the conversation. */
import { z } from 'zod';
import { listOffers } from '../adapters/postgres/offers-read.ts';
import {
  claimOffer,
  confirmAnswer,
  declineOffer,
  offerCommandId,
  type ClaimResult,
} from '../adapters/postgres/offers.ts';
import { rejectRequest } from '../contract/actions.ts';
import { answer, pendingAnswer } from '../contract/answer.ts';
import { offerQuery, offerRecord } from '../contract/configuration.ts';
import { emptyBody, id, listOf } from '../contract/fields.ts';
import type { Answer } from '../domain/commands.ts';
import type { Role } from '../domain/words.ts';
import { BatonError } from '../errors.ts';
import { agentOf, answerIn } from './command.ts';
import { accepted, endpoint, ok, type Handling, type Reply } from './endpoint.ts';
import { Refused } from './problem.ts';

const params = z.strictObject({ id });
const tag = 'Offers';
const answering: readonly Role[] = ['agent', 'admin'];

type Call = Handling<{ id: string }, unknown, unknown>;

/** An admin answers for the agent the offer was made to. */
async function offeredTo(call: Call): Promise<string> {
  const { caller, deps, params: path } = call;
  if (caller.agent !== null) return caller.agent;
  const [offer] = await listOffers(deps.pool, caller.tenant, { id: path.id, limit: 1 });
  if (offer === undefined) throw new BatonError('not_found', `no offer ${path.id}`);
  return offer.agent;
}

function wonBy(result: ClaimResult, offer: string): { conversation: string } {
  if (result.kind === 'won') return result;
  if (result.kind === 'not_found') throw new BatonError('not_found', `no offer ${offer}`);
  if (result.kind === 'full')
    throw new Refused('no_capacity', `the agent has no room for offer ${offer} any more`, null);
  throw new Refused('offer_gone', `offer ${offer} is no longer open`, null);
}

async function tellConversation(
  call: Call,
  conversation: string,
  settled: { agent: string; answer: 'accept' | 'reject'; reason?: string; reoffer?: boolean },
): Promise<Reply<Answer>> {
  const { caller, deps, params: path } = call;
  const { agent, reason, reoffer } = settled;
  const offer = { tenant: caller.tenant, offer: path.id, agent, conversation };
  const argument = {
    id: offerCommandId(settled.answer, path.id),
    actor: { kind: 'agent' as const, id: agent },
    offer_id: path.id,
    agent,
    ...(reason !== undefined && { reason }),
    ...(reoffer !== undefined && { reoffer }),
  };
  const ref = { tenant: caller.tenant, conversation };
  const type = settled.answer === 'accept' ? 'acceptOffer' : 'rejectOffer';
  const sent = await deps.conversations.send(ref, type, argument);
  if (sent.kind === 'pending') return accepted({ status: 'pending' });
  // The claim is written: should this fail, the relay tells the conversation again, which changes nothing.
  await confirmAnswer(deps.pool, offer, settled.answer).catch(() => undefined);
  return ok(answerIn(sent.result));
}

export const offerEndpoints = [
  endpoint({
    method: 'get',
    path: '/v1/offers',
    operationId: 'listOffers',
    summary: 'Offers, newest first; an agent sees their own.',
    tag,
    roles: ['agent', 'supervisor', 'admin'],
    update: null,
    repetition: 'none',
    query: offerQuery,
    status: 200,
    answer: listOf(offerRecord),
    handle: async ({ caller, deps, query }) => {
      const agent = caller.agent === null ? query.agent : agentOf(caller, query.agent);
      const { state, limit = 50 } = query;
      return ok({ data: await listOffers(deps.pool, caller.tenant, { agent, state, limit }) });
    },
  }),
  endpoint({
    method: 'post',
    path: '/v1/offers/{id}/accept',
    operationId: 'acceptOffer',
    summary: 'Take the offered case; exactly one agent wins.',
    tag,
    roles: answering,
    update: 'acceptOffer',
    repetition: 'natural',
    params,
    body: emptyBody,
    status: 200,
    answer,
    pending: pendingAnswer,
    handle: async (call) => {
      const agent = await offeredTo(call);
      const claim = { tenant: call.caller.tenant, offer: call.params.id, agent };
      const { conversation } = wonBy(await claimOffer(call.deps.pool, claim), call.params.id);
      return tellConversation(call, conversation, { agent, answer: 'accept' });
    },
  }),
  endpoint({
    method: 'post',
    path: '/v1/offers/{id}/reject',
    operationId: 'rejectOffer',
    summary: 'Leave the offered case to the next agent.',
    tag,
    roles: answering,
    update: 'rejectOffer',
    repetition: 'natural',
    params,
    body: rejectRequest,
    status: 200,
    answer,
    pending: pendingAnswer,
    handle: async (call) => {
      const agent = await offeredTo(call);
      const { reason, reoffer } = call.body;
      const why = {
        ...(reason !== undefined && { reason }),
        ...(reoffer !== undefined && { reoffer }),
      };
      const claim = { tenant: call.caller.tenant, offer: call.params.id, agent };
      const declined = await declineOffer(call.deps.pool, { ...claim, ...why });
      const { conversation } = wonBy(declined, call.params.id);
      return tellConversation(call, conversation, { agent, answer: 'reject', ...why });
    },
  }),
];
