/** What customers, backends and agents do with a conversation: each route sends one command. */
import type { z } from 'zod';
import {
  channelChoice,
  claimRequest,
  contactDetails,
  handoffRequest,
  noteRequest,
  proposalAnswer,
  ratingRequest,
  replyRequest,
  resolveRequest,
  returnRequest,
  snoozeRequest,
  transferRequest,
} from '../contract/actions.ts';
import { emptyBody } from '../contract/fields.ts';
import { action, actingAgent, customerSide, humanSide } from './action.ts';
import { checkAttachments } from './attachments.ts';
import { actorOf, agentOf, answerIn, commandIdOf, sendCommand } from './command.ts';
import type { Caller } from './caller.ts';
import { knownOf } from './customer-known.ts';
import { accepted, ok } from './endpoint.ts';
import { inlineText, maskedCustomer, maskedRecord, maskedText } from './turn-text.ts';

const replyBodyLimit = 512 * 1024;

function requesterOf(
  caller: Caller,
  by: 'customer' | 'bot' | undefined,
): { kind: 'customer'; id: string } | undefined {
  return by === 'customer' ? { kind: 'customer', id: caller.id } : undefined;
}

const customerActions = [
  action({
    path: '/handoff',
    update: 'requestHuman',
    summary: 'Ask for a person.',
    roles: [...customerSide, 'supervisor'],
    body: handoffRequest,
    handle: async (call) => {
      const { by, customer, ...wanted } = call.body;
      const known = customer === undefined ? {} : { customer: maskedCustomer(customer as object) };
      const argument = {
        ...(wanted as object),
        ...known,
        ...(await knownOf(call.deps, call.caller.tenant, customer)),
        id: commandIdOf('requestHuman', call.idempotencyKey),
        actor: requesterOf(call.caller, by) ?? actorOf(call.caller),
      };
      const ref = { tenant: call.caller.tenant, conversation: call.params.id };
      const sent = await call.deps.conversations.send(ref, 'requestHuman', argument);
      return sent.kind === 'pending' ? accepted({ status: 'pending' }) : ok(answerIn(sent.result));
    },
  }),
  action({
    path: '/handoff/cancel',
    update: 'cancelHandoff',
    summary: 'The customer no longer wants to wait.',
    roles: [...customerSide, 'supervisor'],
    body: emptyBody,
    handle: (call) => sendCommand(call, 'cancelHandoff', {}),
  }),
  action({
    path: '/handoff/proposal',
    update: 'answerProposal',
    summary: "The customer's answer to a proposed handoff.",
    roles: customerSide,
    body: proposalAnswer,
    handle: (call) => sendCommand(call, 'answerProposal', call.body),
  }),
  action({
    path: '/channel',
    update: 'chooseChannel',
    summary: 'The customer chooses how to be reached.',
    roles: customerSide,
    body: channelChoice,
    handle: (call) => sendCommand(call, 'chooseChannel', call.body),
  }),
  action({
    path: '/details',
    update: 'leaveDetails',
    summary: 'The customer leaves contact details.',
    roles: customerSide,
    body: contactDetails,
    handle: (call) => sendCommand(call, 'leaveDetails', call.body as object),
  }),
  action({
    path: '/rating',
    update: 'rate',
    summary: 'The customer rates how they were helped, 1 to 5; the last rating counts.',
    roles: customerSide,
    body: ratingRequest,
    handle: (call) => sendCommand(call, 'rate', call.body),
  }),
];

const agentActions = [
  action({
    path: '/claim',
    update: 'claim',
    summary: 'Take the case, or as a supervisor push it to an agent.',
    roles: humanSide,
    body: claimRequest,
    handle: (call) => sendCommand(call, 'claim', { agent: agentOf(call.caller, call.body.agent) }),
  }),
  action({
    path: '/replies',
    update: 'reply',
    summary: 'Write to the customer; a supervisor in the name of the agent who holds the case.',
    roles: humanSide,
    body: replyRequest,
    bodyLimit: replyBodyLimit,
    handle: async (call) => {
      const { content, ...rest } = call.body;
      const { tenant } = call.caller;
      await checkAttachments(call.deps, { tenant, conversation: null }, rest.attachments ?? []);
      const agent = await actingAgent(call);
      const text = await inlineText(call.deps, tenant, maskedText(content, 'a reply'));
      return sendCommand(call, 'reply', { ...(rest as object), ...text, agent });
    },
  }),
  action({
    path: '/notes',
    update: 'note',
    summary: 'Leave an internal note; it never reaches the customer.',
    roles: humanSide,
    body: noteRequest,
    handle: (call) =>
      sendCommand(call, 'note', {
        agent: call.caller.agent ?? call.caller.id,
        content: maskedText(call.body.content, 'a note'),
      }),
  }),
  action({
    path: '/transfer',
    update: 'transfer',
    summary: 'Give the case to a queue or another agent.',
    roles: humanSide,
    body: transferRequest,
    handle: async (call) => {
      const { note, ...to } = call.body;
      const masked = note === undefined ? {} : { note: maskedText(note, 'a note') };
      return sendCommand(call, 'transfer', {
        ...(to as object),
        ...masked,
        agent: await actingAgent(call),
      });
    },
  }),
  action({
    path: '/return-to-ai',
    update: 'returnToAi',
    summary: 'Give the conversation back to the AI.',
    roles: humanSide,
    body: returnRequest,
    handle: async (call) => {
      const { summary, result } = call.body;
      const masked = summary === undefined ? {} : { summary: maskedText(summary, 'a summary') };
      const data = result === undefined ? {} : { result: maskedRecord(result, '/result') };
      return sendCommand(call, 'returnToAi', {
        ...masked,
        ...data,
        agent: await actingAgent(call),
      });
    },
  }),
  action({
    path: '/snooze',
    update: 'snooze',
    summary: 'Wait for the customer until an instant.',
    roles: humanSide,
    body: snoozeRequest,
    handle: async (call) =>
      sendCommand(call, 'snooze', {
        until_at: Date.parse(call.body.until),
        agent: await actingAgent(call),
      }),
  }),
  action({
    path: '/resolve',
    update: 'resolve',
    summary: 'End the conversation with its outcome; a backend ends one that the AI owns.',
    roles: [...humanSide, 'backend'],
    body: resolveRequest,
    handle: (call) => {
      const { summary, ...rest } = call.body;
      const masked = summary === undefined ? {} : { summary: maskedText(summary, 'a summary') };
      return sendCommand(call, 'resolve', {
        ...(rest as { outcome: z.output<typeof resolveRequest>['outcome'] }),
        ...masked,
        agent: call.caller.agent ?? call.caller.id,
      });
    },
  }),
  action({
    path: '/wrap-up/end',
    update: 'endWrapUp',
    summary: 'The paperwork is done before the wrap-up time of the queue is over.',
    roles: humanSide,
    body: emptyBody,
    handle: (call) =>
      sendCommand(call, 'endWrapUp', { agent: call.caller.agent ?? call.caller.id }),
  }),
];

export const actionEndpoints = [...customerActions, ...agentActions];
