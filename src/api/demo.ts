/** The demo: simulated customers come and go, and everything they made can be removed. Only where it was started. */
import type { z } from 'zod';
import { countDemo } from '../adapters/postgres/demo-clear.ts';
import { findDemoSite, findLastTried } from '../adapters/postgres/demo-marks.ts';
import { demoChange, demoCleared, demoRecord } from '../contract/demo.ts';
import { emptyBody } from '../contract/fields.ts';
import { BatonError } from '../errors.ts';
import type { Caller } from './caller.ts';
import type { ApiDeps, Demo } from './deps.ts';
import { endpoint, ok } from './endpoint.ts';

const tag = 'Demo';

function isOf(demo: Demo | undefined, caller: Caller): demo is Demo {
  return demo?.tenant === caller.tenant;
}

/** The demo of the caller's tenant. A production installation has none. */
function demoOf({ demo }: ApiDeps, caller: Caller): Demo {
  if (isOf(demo, caller)) return demo;
  throw new BatonError(
    'not_found',
    'this tenant has no demo; `npx baton start` has one, for its tenant demo',
  );
}

async function describe(
  { demo, pool }: ApiDeps,
  caller: Caller,
): Promise<z.output<typeof demoRecord>> {
  const available = isOf(demo, caller);
  const state = available ? demo.state() : { playing: false, customers: 0, filling: false };
  const conversations = await countDemo(pool, caller.tenant);
  const site = available ? await findDemoSite(pool, caller.tenant) : null;
  const lastTried = await findLastTried(pool, caller.tenant);
  return { available, ...state, conversations, site, last_tried: lastTried };
}

export const demoEndpoints = [
  endpoint({
    method: 'get',
    tag,
    path: '/v1/demo',
    operationId: 'getDemo',
    summary: 'What the demo holds, and whether simulated customers come.',
    roles: ['agent', 'supervisor', 'operator', 'admin'],
    update: null,
    repetition: 'none',
    status: 200,
    answer: demoRecord,
    handle: async ({ caller, deps }) => ok(await describe(deps, caller)),
  }),
  endpoint({
    method: 'put',
    tag,
    path: '/v1/demo',
    operationId: 'changeDemo',
    summary: 'Let simulated customers come, or no more.',
    roles: ['supervisor', 'operator', 'admin'],
    update: null,
    repetition: 'natural',
    body: demoChange,
    status: 200,
    answer: demoRecord,
    handle: async ({ caller, deps, body }) => {
      await demoOf(deps, caller).play(body.playing);
      return ok(await describe(deps, caller));
    },
  }),
  endpoint({
    method: 'post',
    tag,
    path: '/v1/demo/clear',
    operationId: 'clearDemo',
    summary:
      'Remove every conversation that the demo made, with all that hangs on it; nothing else is touched.',
    roles: ['admin'],
    update: null,
    repetition: 'natural',
    body: emptyBody,
    status: 200,
    answer: demoCleared,
    handle: async ({ caller, deps }) =>
      ok({ conversations: await demoOf(deps, caller).clear(caller.id) }),
  }),
];
