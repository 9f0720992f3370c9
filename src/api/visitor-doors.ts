/**
 * The widget's doors. A visitor's token leads to one conversation and no other (I11): no route of theirs names one. What
 * they may do is what a customer may do; the command's actor is the customer.
 */
import type { z } from 'zod';
import type { Visitor } from '../adapters/postgres/visitors.ts';
import { readVisitorMessages, readVisitorState } from '../adapters/postgres/visitors-read.ts';
import { channelChoice, proposalAnswer, ratingRequest } from '../contract/actions.ts';
import { meetingOptions } from '../contract/agreements.ts';
import { emptyBody } from '../contract/fields.ts';
import {
  visitorAnswer,
  visitorDetails,
  visitorMeeting,
  visitorPage,
  visitorQuery,
  visitorTaken,
  visitorTurn,
} from '../contract/visitor.ts';
import type {
  CustomerFacts,
  CustomerKnowledge,
  MessageArgument,
  TurnAnswer,
} from '../domain/commands.ts';
import { BatonError } from '../errors.ts';
import type { AnsweredCommand } from '../workflows/messages.ts';
import { invitationOf, meetingOptionsOf } from './agreements.ts';
import { checkAttachments } from './attachments.ts';
import { answerIn, commandIdOf, hashId } from './command.ts';
import { knownOf } from './customer-known.ts';
import { accepted, endpoint, ok, type Handling, type Reply } from './endpoint.ts';
import { answerStream, pageSize, wantsStream } from './stream.ts';
import { typingForVisitor } from './typing.ts';
import { placeOf, visitorOf } from './visitor-place.ts';
import { sessionEndpoint } from './visitor-session.ts';
import { inlineText, maskedText } from './turn-text.ts';

const tag = 'Visitor';
const bodyLimit = 64 * 1024;
const messagePage = 200;
const slotCount = 24;

type Call = Handling<unknown, unknown, unknown>;

/** The host's own id of the customer may be an e-mail address; ours is a hash of it (I12). */
function customerOf(visitor: Visitor): CustomerFacts {
  const { name, email, tier, language, time_zone } = visitor.facts;
  return {
    ...(visitor.subject !== null && { id: hashId('cu', visitor.site, visitor.subject) }),
    ...(name !== undefined && { name }),
    ...(email !== undefined && { email }),
    ...(tier !== undefined && { tier }),
    ...(language !== undefined && { language }),
    ...(time_zone !== undefined && { time_zone }),
  };
}

/** The CRM is asked by the host's own id and the signed address; whoever signed nothing is unknown to it. */
async function knownOfVisitor(
  { deps }: Call,
  { tenant, subject, facts }: Visitor,
): Promise<{ known?: CustomerKnowledge }> {
  if (subject === null) return {};
  return knownOf(deps, tenant, { id: subject, email: facts.email });
}

function actorOf(visitor: Visitor): { kind: 'customer'; id: string } {
  return { kind: 'customer', id: `visitor_${visitor.id.slice(0, 16)}` };
}

type Body<T extends AnsweredCommand> = Omit<MessageArgument<T>, 'id' | 'actor'>;

/** Sends a command of the customer; the answer is how things stand for them. */
async function send<T extends AnsweredCommand>(
  call: Call,
  type: T,
  body: Body<T>,
): Promise<Reply<z.output<typeof visitorAnswer>>> {
  const visitor = visitorOf(call);
  const argument = {
    ...body,
    id: commandIdOf(type, call.idempotencyKey),
    actor: actorOf(visitor),
  } as unknown as MessageArgument<T>;
  const sent = await call.deps.conversations.send(placeOf(call), type, argument);
  if (sent.kind === 'pending') return accepted({ status: 'pending' });
  answerIn(sent.result);
  return ok({ state: await readVisitorState(call.deps.pool, placeOf(call)) });
}

/** A page without a bot asks for a person with the first message; the id makes it once per message. */
async function askWithoutBot(call: Call, turn: string, answer: TurnAnswer): Promise<void> {
  const visitor = visitorOf(call);
  if (visitor.hasBot || answer.owner !== 'ai' || answer.decision?.action === 'propose') return;
  await call.deps.conversations.send(placeOf(call), 'requestHuman', {
    id: hashId('k', 'no-bot', turn),
    actor: actorOf(visitor),
    customer: customerOf(visitor),
    ...(await knownOfVisitor(call, visitor)),
  });
}

async function takeTurn(
  call: Handling<unknown, unknown, z.output<typeof visitorTurn>>,
): Promise<Reply<z.output<typeof visitorTaken>>> {
  const { body, deps } = call;
  const visitor = visitorOf(call);
  const { attachments = [] } = body;
  await checkAttachments(deps, placeOf(call), attachments);
  const text = await inlineText(deps, visitor.tenant, maskedText(body.content, 'a message'));
  const sent = await deps.conversations.send(placeOf(call), 'turn', {
    id: hashId('t', body.id),
    actor: actorOf(visitor),
    turns: [
      {
        id: body.id,
        role: 'customer',
        ...text,
        ...(attachments.length > 0 && { attachments }),
      },
    ],
    customer: customerOf(visitor),
    ...(await knownOfVisitor(call, visitor)),
  });
  if (sent.kind === 'pending') return accepted({ status: 'pending', turn: { id: body.id } });
  answerIn(sent.result);
  const answer = sent.result.kind === 'done' ? (sent.result.answer as TurnAnswer) : null;
  if (answer !== null) await askWithoutBot(call, body.id, answer);
  const state = await readVisitorState(deps.pool, placeOf(call));
  return ok({ turn: { id: body.id, sequence: answer?.turn.sequence ?? null }, state });
}

async function chooseChannel(
  call: Handling<unknown, unknown, z.output<typeof channelChoice>>,
): Promise<Reply<z.output<typeof visitorAnswer>>> {
  const { handoff } = await readVisitorState(call.deps.pool, placeOf(call));
  const { channel } = call.body;
  // Back to the chat they write in is always possible, also when nobody would answer there now.
  const isOpen = channel === 'chat' || handoff === null || channel === handoff.channel;
  if (!isOpen && !handoff.channels.includes(channel))
    throw new BatonError('invalid_request', `${channel} is not offered`);
  return send(call, 'chooseChannel', { channel });
}

async function conversation(
  call: Handling<unknown, z.output<typeof visitorQuery>, unknown>,
): Promise<Reply<z.output<typeof visitorPage>> | Response> {
  const { pool } = call.deps;
  const place = placeOf(call);
  const resumed = call.context.req.header('last-event-id');
  const after = /^\d{1,15}$/.test(resumed ?? '') ? Number(resumed) : (call.query.after ?? 0);
  if (!wantsStream(call.context)) {
    // The state first: a message that comes between is there twice, not missing.
    const state = await readVisitorState(pool, place);
    return ok({ messages: await readVisitorMessages(pool, place, after, messagePage), state });
  }
  const run = { position: after, version: -1 };
  return answerStream(call.context, {
    caller: call.caller,
    conversation: place.conversation,
    position: () => run.version,
    typing: typingForVisitor,
    next: async () => {
      const state = await readVisitorState(pool, place);
      const messages = await readVisitorMessages(pool, place, run.position, pageSize);
      run.position = messages.at(-1)?.sequence ?? run.position;
      const changed = state.version !== run.version;
      run.version = state.version;
      const id = String(run.position);
      return [
        ...messages.map((data) => ({ id: String(data.sequence), type: 'message', data })),
        ...(changed ? [{ id, type: 'state', data: state }] : []),
      ];
    },
  });
}

const post = {
  method: 'post',
  tag,
  audience: 'visitor',
  roles: [],
  repetition: 'key',
  bodyLimit,
  status: 200,
} as const;

const get = {
  method: 'get',
  tag,
  audience: 'visitor',
  roles: [],
  update: null,
  repetition: 'none',
  status: 200,
} as const;

const reads = [
  endpoint({
    ...get,
    path: '/v1/visitor/conversation',
    operationId: 'getVisitorConversation',
    summary: "The visitor's own conversation; a stream when text/event-stream is accepted.",
    query: visitorQuery,
    answer: visitorPage,
    alsoAnswers: ['text/event-stream'],
    handle: conversation,
  }),
  endpoint({
    ...get,
    path: '/v1/visitor/meeting/options',
    operationId: 'getVisitorMeetingOptions',
    summary: 'Free slots and a booking link.',
    answer: meetingOptions,
    handle: async (call) =>
      ok(await meetingOptionsOf(call.deps, { ...placeOf(call), agent: null }, slotCount)),
  }),
  endpoint({
    ...get,
    path: '/v1/visitor/meeting/invitation',
    operationId: 'getVisitorInvitation',
    summary: "The visitor's meeting as text/calendar.",
    alsoAnswers: ['text/calendar'],
    handle: (call) => invitationOf(call.deps, { ...placeOf(call), agent: null }),
  }),
];

const commands = [
  endpoint({
    ...post,
    path: '/v1/visitor/turns',
    operationId: 'postVisitorTurn',
    summary: 'Write. The same id again is the same message.',
    update: 'turn',
    body: visitorTurn,
    answer: visitorTaken,
    handle: takeTurn,
  }),
  endpoint({
    ...post,
    path: '/v1/visitor/handoff',
    operationId: 'askForPerson',
    summary: 'Ask for a person.',
    update: 'requestHuman',
    body: emptyBody,
    answer: visitorAnswer,
    handle: async (call) => {
      const visitor = visitorOf(call);
      const known = await knownOfVisitor(call, visitor);
      return send(call, 'requestHuman', { customer: customerOf(visitor), ...known });
    },
  }),
  endpoint({
    ...post,
    path: '/v1/visitor/handoff/cancel',
    operationId: 'cancelVisitorHandoff',
    summary: 'Stop waiting for a person.',
    update: 'cancelHandoff',
    body: emptyBody,
    answer: visitorAnswer,
    handle: (call) => send(call, 'cancelHandoff', {}),
  }),
  endpoint({
    ...post,
    path: '/v1/visitor/proposal',
    operationId: 'answerVisitorProposal',
    summary: 'Should a person take over? Yes or no.',
    update: 'answerProposal',
    body: proposalAnswer,
    answer: visitorAnswer,
    handle: (call) => send(call, 'answerProposal', call.body),
  }),
  endpoint({
    ...post,
    path: '/v1/visitor/channel',
    operationId: 'chooseVisitorChannel',
    summary: 'Choose how to be reached, of the channels that are offered.',
    update: 'chooseChannel',
    body: channelChoice,
    answer: visitorAnswer,
    handle: chooseChannel,
  }),
  endpoint({
    ...post,
    path: '/v1/visitor/details',
    operationId: 'leaveVisitorDetails',
    summary: 'Leave a name, an e-mail address or a phone number.',
    update: 'leaveDetails',
    body: visitorDetails,
    answer: visitorAnswer,
    handle: (call) => send(call, 'leaveDetails', call.body as object),
  }),
  endpoint({
    ...post,
    path: '/v1/visitor/rating',
    operationId: 'rateAsVisitor',
    summary: 'How were you helped? 1 to 5, once the conversation is resolved.',
    update: 'rate',
    body: ratingRequest,
    answer: visitorAnswer,
    handle: (call) => send(call, 'rate', call.body),
  }),
  endpoint({
    ...post,
    path: '/v1/visitor/meeting',
    operationId: 'bookVisitorMeeting',
    summary: 'Take a free slot, or move the meeting there.',
    update: 'bookMeeting',
    body: visitorMeeting,
    answer: visitorAnswer,
    handle: (call) => send(call, 'bookMeeting', { starts_at: Date.parse(call.body.starts) }),
  }),
  endpoint({
    ...post,
    path: '/v1/visitor/meeting/cancel',
    operationId: 'cancelVisitorMeeting',
    summary: 'Give the slot back.',
    update: 'cancelMeeting',
    body: emptyBody,
    answer: visitorAnswer,
    handle: (call) => send(call, 'cancelMeeting', {}),
  }),
];

export const visitorEndpoints = [sessionEndpoint, ...reads, ...commands];
