/** Promises and meetings: what was agreed with a customer, and the ways to a meeting. */
import { z } from 'zod';
import { invitationText, methodOf, readReply } from '../adapters/calendar/invitation.ts';
import { takeReply, type ReplyParts } from '../adapters/calendar/take-reply.ts';
import { readConversation } from '../adapters/postgres/conversations-read.ts';
import { freeSlots } from '../adapters/postgres/meetings.ts';
import { activePolicy } from '../adapters/postgres/active-policy.ts';
import {
  lastMeeting,
  linkFor,
  listLinks,
  putLink,
  removeLink,
} from '../adapters/postgres/meetings-read.ts';
import {
  calendarReply,
  calendarReplyResult,
  keepRequest,
  meetingLink,
  meetingLinkRequest,
  meetingOptions,
  meetingReport,
  meetingRequest,
  promiseRequest,
  slotQuery,
} from '../contract/agreements.ts';
import { emptyBody, id, listOf } from '../contract/fields.ts';
import { bookingLink, readLinkTemplate } from '../domain/meeting-link.ts';
import { customerPolicy } from '../domain/policy-customer.ts';
import type { Role } from '../domain/words.ts';
import { BatonError } from '../errors.ts';
import { action, actingAgent, customerSide, humanSide } from './action.ts';
import { commandIdOf, sendCommand } from './command.ts';
import type { ApiDeps } from './deps.ts';
import { endpoint, nothing, ok, type Handling } from './endpoint.ts';

const params = z.strictObject({ id });
const everyone: readonly Role[] = ['backend', 'agent', 'supervisor', 'operator', 'admin'];
const customersAndAgents = [...customerSide, 'agent', 'supervisor'] as const;
const operators: readonly Role[] = ['operator', 'admin'];
const defaultSlots = 30;

const promiseActions = [
  action({
    path: '/promises',
    update: 'makePromise',
    summary: 'Promise the customer to write or call by an instant; a timer holds you to it.',
    roles: humanSide,
    body: promiseRequest,
    handle: async (call) =>
      sendCommand(call, 'makePromise', {
        kind: call.body.kind,
        due_at: Date.parse(call.body.due),
        agent: await actingAgent(call),
      }),
  }),
  action({
    path: '/promises/keep',
    update: 'keepPromise',
    summary: 'Say that what was promised was done in a way Baton cannot see, such as a call.',
    roles: humanSide,
    body: keepRequest,
    handle: async (call) =>
      sendCommand(call, 'keepPromise', { ...call.body, agent: await actingAgent(call) }),
  }),
];

const meetingActions = [
  action({
    path: '/meeting',
    update: 'bookMeeting',
    summary: 'Take a free slot for a meeting, or move the meeting there.',
    roles: customersAndAgents,
    body: meetingRequest,
    handle: (call) =>
      sendCommand(call, 'bookMeeting', {
        starts_at: Date.parse(call.body.starts),
        ...(call.body.agent !== undefined && { agent: call.body.agent }),
      }),
  }),
  action({
    path: '/meeting/cancel',
    update: 'cancelMeeting',
    summary: 'Give the slot of the meeting back; the case stays open.',
    roles: customersAndAgents,
    body: emptyBody,
    handle: (call) => sendCommand(call, 'cancelMeeting', {}),
  }),
  action({
    path: '/meeting/report',
    update: 'recordMeeting',
    summary: 'What became of a meeting: booked in another calendar, canceled, attended, missed.',
    roles: customersAndAgents,
    body: meetingReport,
    handle: (call) => {
      const { result, starts, ends } = call.body;
      return sendCommand(call, 'recordMeeting', {
        result,
        ...(starts !== undefined && { starts_at: Date.parse(starts) }),
        ...(ends !== undefined && { ends_at: Date.parse(ends) }),
      });
    },
  }),
];

/** Whose conversation it is and where its case waits. */
export interface MeetingPlace {
  tenant: string;
  agent: string | null;
  conversation: string;
}

/** Free slots and the booking link for the open handoff of a conversation. */
export async function meetingOptionsOf(
  deps: ApiDeps,
  place: MeetingPlace,
  limit: number,
): Promise<z.output<typeof meetingOptions>> {
  const viewer = { tenant: place.tenant, agent: place.agent };
  const found = await readConversation(deps.pool, viewer, place.conversation);
  if (found === undefined)
    throw new BatonError('not_found', `no conversation ${place.conversation}`);
  const { handoff } = found.head;
  if (handoff === null) return { slots: [], link: null };
  const policy = await activePolicy(deps.pool, place.tenant);
  const target = { queue: handoff.queue, agent: handoff.agent };
  const rules = customerPolicy(policy ?? {}).meeting;
  const span = { now: deps.now(), rules, limit };
  const slots = await freeSlots(deps.pool, { tenant: place.tenant, ...target }, span);
  const link = await linkFor(deps.pool, place.tenant, target);
  const text = (value: unknown) => (typeof value === 'string' ? { text: value } : {});
  const { name, email } = found.customer;
  const values = { name: text(name).text ?? '', email: text(email).text ?? '' };
  const about = { queue: handoff.queue, agent: handoff.agent ?? '', conversation: found.head.id };
  return {
    slots: slots.map(({ startsAt, endsAt, agents }) => ({
      starts_at: startsAt,
      ends_at: endsAt,
      starts: new Date(startsAt).toISOString(),
      agents: agents.length,
    })),
    link: link
      ? { provider: link.provider, url: bookingLink(link.template, { ...about, ...values }) }
      : null,
  };
}

/** The invitation to the last meeting of a conversation, as a file that calendars read. */
export async function invitationOf(deps: ApiDeps, place: MeetingPlace): Promise<Response> {
  const meeting = await lastMeeting(deps.pool, place);
  if (meeting === undefined) throw new BatonError('not_found', 'no meeting was booked');
  const method = methodOf(meeting.state);
  const { hostname } = new URL(deps.config.publicUrl);
  const { tenant, conversation } = place;
  // Without mail of ours a backend mails the invitation itself, and posts what comes back.
  const email = (await deps.organizerOf?.({ tenant, conversation })) ?? `meetings@${hostname}`;
  const organizer = { name: meeting.agentName, email };
  return new Response(invitationText({ ...meeting, organizer, now: deps.now() }), {
    headers: {
      'content-type': `text/calendar; charset=utf-8; method=${method}`,
      'content-disposition': 'attachment; filename="meeting.ics"',
    },
  });
}

function placeOf({
  caller,
  params: path,
}: Handling<{ id: string }, unknown, unknown>): MeetingPlace {
  return { tenant: caller.tenant, agent: caller.agent, conversation: path.id };
}

const meetingReads = [
  endpoint({
    method: 'get',
    path: '/v1/conversations/{id}/meeting/options',
    operationId: 'getMeetingOptions',
    summary:
      'Free slots of the agents who may take the case, and a booking link where there is one.',
    tag: 'Meetings',
    roles: everyone,
    update: null,
    repetition: 'none',
    params,
    query: slotQuery,
    status: 200,
    answer: meetingOptions,
    handle: async (call) =>
      ok(await meetingOptionsOf(call.deps, placeOf(call), call.query.limit ?? defaultSlots)),
  }),
  endpoint({
    method: 'get',
    path: '/v1/conversations/{id}/meeting/invitation',
    operationId: 'getMeetingInvitation',
    summary: 'The last meeting as text/calendar: a request, or a cancellation.',
    tag: 'Meetings',
    roles: everyone,
    update: null,
    repetition: 'none',
    params,
    status: 200,
    alsoAnswers: ['text/calendar'],
    handle: async (call) => {
      const viewer = { tenant: call.caller.tenant, agent: call.caller.agent };
      const found = await readConversation(call.deps.pool, viewer, call.params.id);
      if (found === undefined)
        throw new BatonError('not_found', `no conversation ${call.params.id}`);
      return invitationOf(call.deps, placeOf(call));
    },
  }),
  endpoint({
    method: 'post',
    path: '/v1/meetings/replies',
    operationId: 'takeCalendarReply',
    summary:
      "A customer's calendar answered an invitation: kept, and a decline cancels the meeting.",
    tag: 'Meetings',
    roles: customerSide,
    update: null,
    repetition: 'key',
    body: calendarReply,
    bodyLimit: 128 * 1024,
    status: 200,
    answer: calendarReplyResult,
    handle: async (call) => {
      const reply = readReply(call.body.calendar);
      if (reply === null) return ok({ meeting_id: null, answer: null });
      const { meetingId: meeting, answer } = reply;
      const { pool, conversations } = call.deps;
      const parts: ReplyParts = {
        pool,
        send: (ref, type, argument) => conversations.send(ref, type, argument),
      };
      const commandId = commandIdOf('cancelMeeting', call.idempotencyKey);
      if (!(await takeReply(parts, { tenant: call.caller.tenant, commandId }, reply)))
        throw new BatonError('not_found', `no meeting ${meeting}`);
      return ok({ meeting_id: meeting, answer });
    },
  }),
];

const linkEndpoints = [
  endpoint({
    method: 'get',
    path: '/v1/meeting-links',
    operationId: 'listMeetingLinks',
    summary: 'Booking links of other calendars, by queue or agent.',
    tag: 'Meetings',
    roles: operators,
    update: null,
    repetition: 'none',
    status: 200,
    answer: listOf(meetingLink),
    handle: async ({ deps, caller }) => ok({ data: await listLinks(deps.pool, caller.tenant) }),
  }),
  endpoint({
    method: 'post',
    path: '/v1/meeting-links',
    operationId: 'setMeetingLink',
    summary:
      'Set the booking link of a queue or an agent (Cal.com, Calendly, Meet, Zoom, Jitsi, any https).',
    tag: 'Meetings',
    roles: operators,
    update: null,
    repetition: 'key',
    body: meetingLinkRequest,
    status: 200,
    answer: meetingLink,
    handle: async ({ deps, caller, body }) => {
      const read = readLinkTemplate(body.template);
      if (!read.ok)
        throw new BatonError('invalid_request', `the template ${read.message}`, {
          fields: [{ pointer: '/template', code: 'invalid', message: read.message }],
        });
      const link = { ...body, provider: read.provider };
      if (!(await putLink(deps.pool, caller.tenant, link)))
        throw new BatonError('not_found', `no ${body.scope} ${body.id}`);
      return ok(link);
    },
  }),
  endpoint({
    method: 'delete',
    path: '/v1/meeting-links/{scope}/{id}',
    operationId: 'removeMeetingLink',
    summary: 'Take a booking link away.',
    tag: 'Meetings',
    roles: operators,
    update: null,
    repetition: 'natural',
    params: z.strictObject({ scope: z.enum(['queue', 'agent']), id }),
    status: 204,
    handle: async ({ deps, caller, params: path }) => {
      if (!(await removeLink(deps.pool, caller.tenant, path)))
        throw new BatonError('not_found', `no link of ${path.scope} ${path.id}`);
      return nothing();
    },
  }),
];

export const agreementEndpoints = [
  ...promiseActions,
  ...meetingActions,
  ...meetingReads,
  ...linkEndpoints,
];
