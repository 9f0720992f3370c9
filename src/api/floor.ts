/** The floor of a tenant: what a supervisor sees and switches, when people work, who is told of alerts. */
import { z } from 'zod';
import {
  listDestinations,
  putDestination,
  removeDestination,
} from '../adapters/postgres/alert-destinations.ts';
import { listCalendars, putCalendar, removeCalendar } from '../adapters/postgres/calendars.ts';
import { readFloor } from '../adapters/postgres/floor-view.ts';
import { changeSwitches, describeSwitches } from '../adapters/postgres/switches.ts';
import { explainWaiting } from '../adapters/postgres/why-waiting.ts';
import { isTimeZone } from '../adapters/calendars/expand.ts';
import { deliveryDetail } from '../contract/deliveries.ts';
import { emptyBody, id, listOf } from '../contract/fields.ts';
import {
  calendarRecord,
  calendarWrite,
  destinationRecord,
  destinationWrite,
  floorRecord,
  switchChange,
  switchRecord,
  waitingRecord,
} from '../contract/floor.ts';
import type { Role } from '../domain/words.ts';
import { BatonError } from '../errors.ts';
import { created, endpoint, nothing, ok } from './endpoint.ts';
import { floorStream } from './floor-stream.ts';
import { wantsStream } from './stream.ts';
import { testDelivery } from './test-delivery.ts';

const params = z.strictObject({ id });
const byName = z.strictObject({ name: id });
const viewers: readonly Role[] = ['agent', 'supervisor', 'operator', 'admin'];
const writers: readonly Role[] = ['operator', 'admin'];
const read = { method: 'get', update: null, repetition: 'none', status: 200 } as const;
const write = { method: 'put', update: null, repetition: 'natural', status: 200 } as const;
const remove = { method: 'delete', update: null, repetition: 'natural', status: 204 } as const;

/** The one row, or 404. */
function one<T>(rows: T[], what: string): T {
  const [row] = rows;
  if (row === undefined) throw new BatonError('not_found', `no ${what}`);
  return row;
}

const calendarEndpoints = [
  endpoint({
    ...read,
    path: '/v1/calendars',
    operationId: 'listCalendars',
    summary: 'When queues and agents work.',
    tag: 'Floor',
    roles: viewers,
    answer: listOf(calendarRecord),
    handle: async ({ caller, deps }) => ok({ data: await listCalendars(deps.pool, caller.tenant) }),
  }),
  endpoint({
    ...write,
    path: '/v1/calendars/{id}',
    operationId: 'putCalendar',
    summary: 'Write a calendar whole; running clocks count by it from now on.',
    tag: 'Floor',
    roles: writers,
    params,
    body: calendarWrite,
    answer: calendarRecord,
    handle: async ({ caller, deps, params: path, body }) => {
      if (!isTimeZone(body.time_zone))
        throw new BatonError('invalid_request', `there is no time zone ${body.time_zone}`);
      const calendar = { tenant: caller.tenant, id: path.id, by: caller.id };
      await putCalendar(deps.pool, calendar, body);
      return ok(one(await listCalendars(deps.pool, caller.tenant, path.id), 'calendar'));
    },
  }),
  endpoint({
    ...remove,
    path: '/v1/calendars/{id}',
    operationId: 'deleteCalendar',
    summary: 'Remove a calendar; what used it works at all hours.',
    tag: 'Floor',
    roles: writers,
    params,
    handle: async ({ caller, deps, params: path }) => {
      const calendar = { tenant: caller.tenant, id: path.id, by: caller.id };
      const removed = await removeCalendar(deps.pool, calendar);
      if (!removed) throw new BatonError('not_found', `no calendar ${path.id}`);
      return nothing();
    },
  }),
];

const switchEndpoints = [
  endpoint({
    ...read,
    path: '/v1/floor',
    operationId: 'getFloor',
    summary:
      'Every queue with what waits, how long and how near its targets; every agent with their load. A stream when text/event-stream is accepted: the floor as it stands, and again whenever it is another.',
    tag: 'Floor',
    roles: ['supervisor', 'operator', 'admin'],
    answer: floorRecord,
    alsoAnswers: ['text/event-stream'],
    handle: async ({ caller, deps, context }) =>
      wantsStream(context)
        ? floorStream(context, caller)
        : ok(await readFloor(deps.pool, caller.tenant)),
  }),
  endpoint({
    ...read,
    path: '/v1/conversations/{id}/waiting',
    operationId: 'explainWaiting',
    summary:
      'Why this case still waits: causes, open offer, routing step, and what hinders each agent.',
    tag: 'Floor',
    roles: ['supervisor', 'operator', 'admin'],
    params,
    answer: waitingRecord,
    handle: async ({ caller, deps, params: path }) => {
      const ref = { tenant: caller.tenant, conversation: path.id };
      const explained = await explainWaiting(deps.pool, ref);
      return ok(one(explained === undefined ? [] : [explained], `conversation ${path.id}`));
    },
  }),
  endpoint({
    ...read,
    path: '/v1/switches',
    operationId: 'getSwitches',
    summary: 'Whether humans or the AI are switched off.',
    tag: 'Floor',
    roles: ['backend', ...viewers],
    answer: switchRecord,
    handle: async ({ caller, deps }) => ok(await describeSwitches(deps.pool, caller.tenant)),
  }),
  endpoint({
    ...write,
    path: '/v1/switches',
    operationId: 'changeSwitches',
    summary: 'Switch humans or the AI off or on; seen by running conversations within a second.',
    tag: 'Floor',
    roles: ['supervisor', ...writers],
    body: switchChange,
    answer: switchRecord,
    handle: async ({ caller, deps, body }) => {
      await changeSwitches(deps.pool, caller.tenant, body, caller.id);
      return ok(await describeSwitches(deps.pool, caller.tenant));
    },
  }),
];

const destinationEndpoints = [
  endpoint({
    ...read,
    path: '/v1/alert-destinations',
    operationId: 'listAlertDestinations',
    summary: 'Who is told of SLA alerts.',
    tag: 'Floor',
    roles: ['supervisor', 'operator', 'admin'],
    answer: listOf(destinationRecord),
    handle: async ({ caller, deps }) =>
      ok({ data: await listDestinations(deps.pool, caller.tenant) }),
  }),
  endpoint({
    ...write,
    path: '/v1/alert-destinations/{name}',
    operationId: 'putAlertDestination',
    summary:
      'Name a webhook or a mailbox that is told of warnings, breaches or what supervisors must hear.',
    tag: 'Floor',
    roles: writers,
    params: byName,
    body: destinationWrite,
    answer: destinationRecord,
    handle: async ({ caller, deps, params: path, body }) => {
      const destination = { tenant: caller.tenant, name: path.name, by: caller.id };
      const secret = await putDestination(deps, destination, body);
      const stored = await listDestinations(deps.pool, caller.tenant, path.name);
      return ok({ ...one(stored, 'destination'), secret });
    },
  }),
  endpoint({
    method: 'post',
    update: null,
    path: '/v1/alert-destinations/{name}/test',
    operationId: 'testAlertDestination',
    summary:
      'Send this destination a test, once, and say how it went; `pending` when no worker sent it in time.',
    tag: 'Floor',
    roles: writers,
    repetition: 'key',
    params: byName,
    body: emptyBody,
    status: 201,
    answer: deliveryDetail,
    handle: async ({ caller, deps, params: path }) => {
      const stored = await listDestinations(deps.pool, caller.tenant, path.name);
      one(stored, `alert destination ${path.name}`);
      const target = { tenant: caller.tenant, channel: 'alert', id: path.name } as const;
      return created(await testDelivery(deps, target));
    },
  }),
  endpoint({
    ...remove,
    path: '/v1/alert-destinations/{name}',
    operationId: 'deleteAlertDestination',
    summary: 'Tell this destination no more.',
    tag: 'Floor',
    roles: writers,
    params: byName,
    handle: async ({ caller, deps, params: path }) => {
      const destination = { tenant: caller.tenant, name: path.name, by: caller.id };
      const removed = await removeDestination(deps.pool, destination);
      if (!removed) throw new BatonError('not_found', `no alert destination ${path.name}`);
      return nothing();
    },
  }),
];

export const floorEndpoints = [...switchEndpoints, ...calendarEndpoints, ...destinationEndpoints];
