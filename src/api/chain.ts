/** The one way of every request: name, caller, role, share, size, repetition, schemas, handler, answer. */
import { createHash } from 'node:crypto';
import type { z } from 'zod';
import {
  abandonRequest,
  beginRequest,
  finishRequest,
  type KeyedRequest,
} from '../adapters/postgres/idempotency.ts';
import { BatonError } from '../errors.ts';
import type { Authentication } from './auth.ts';
import type { Caller } from './caller.ts';
import { addressOf } from './guesses.ts';
import type { ApiContext, Endpoint, Handling, Reply } from './endpoint.ts';
import { assertMayReadTranscripts } from './transcript-right.ts';
import { parseJson, parsePart } from './validate.ts';

const defaultBodyLimit = 64 * 1024;
const longestIdempotencyKey = 255;

/** What routes for callers with a key need beside the request; one per app. */
export interface KeyParts {
  authentication: Authentication;
  takeShare: (key: string) => void;
}

/** What the chain needs beside the request. */
export interface ChainParts extends KeyParts {
  /** The same for visitors. */
  takeVisitorShare: (visitor: string) => void;
  /** For those who have no token yet: by address generous, and tight by who they turn out to be. */
  takeAddressShare: (address: string) => void;
  takeSession: (visitor: string) => void;
}

/** The body, refused with `payload_too_large` past `limit` bytes while it still comes. */
export async function readBody(context: ApiContext, limit: number): Promise<Buffer> {
  const tooLarge = () =>
    new BatonError('payload_too_large', `the body may have at most ${limit} bytes`);
  if (Number(context.req.header('content-length') ?? 0) > limit) throw tooLarge();
  const parts: Uint8Array[] = [];
  let size = 0;
  const reader = context.req.raw.body?.getReader();
  for (;;) {
    const part = (await reader?.read()) ?? { done: true as const, value: undefined };
    if (part.done) return Buffer.concat(parts);
    const bytes = part.value as Uint8Array;
    size += bytes.byteLength;
    if (size > limit) {
      await reader?.cancel().catch(() => undefined);
      throw tooLarge();
    }
    parts.push(bytes);
  }
}

function checkMediaType(context: ApiContext, endpoint: Endpoint, bytes: Buffer): void {
  if (context.req.header('content-encoding') !== undefined)
    throw new BatonError('unsupported_media_type', 'send the body without a content encoding');
  if (endpoint.rawBody === true || bytes.byteLength === 0) return;
  const type = (context.req.header('content-type') ?? '').split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json')
    throw new BatonError('unsupported_media_type', 'send the body as application/json');
}

async function bodyOf(context: ApiContext, endpoint: Endpoint): Promise<Buffer> {
  if (endpoint.body === undefined && endpoint.rawBody !== true) return Buffer.alloc(0);
  const bytes = await readBody(context, endpoint.bodyLimit ?? defaultBodyLimit);
  checkMediaType(context, endpoint, bytes);
  return bytes;
}

function parse(schema: z.ZodType | undefined, value: unknown, where: string): unknown {
  return schema === undefined ? undefined : parsePart(schema, value, where);
}

function queryOf(context: ApiContext): Record<string, string> {
  const given = context.req.queries();
  for (const [name, values] of Object.entries(given))
    if (values.length > 1)
      throw new BatonError('invalid_request', `the query parameter ${name} is given twice`, {
        fields: [{ pointer: `/${name}`, code: 'repeated', message: 'give it once' }],
      });
  return context.req.query();
}

function idempotencyKeyOf(context: ApiContext, endpoint: Endpoint): string | undefined {
  if (endpoint.method !== 'post') return undefined;
  const key = context.req.header('idempotency-key');
  if (key === undefined || (/^[!-~]+$/.test(key) && key.length <= longestIdempotencyKey))
    return key;
  throw new BatonError(
    'invalid_request',
    `Idempotency-Key must be 1 to ${longestIdempotencyKey} visible ASCII characters`,
  );
}

function requestHash(context: ApiContext, caller: Caller, bytes: Buffer): Buffer {
  const url = new URL(context.req.url);
  const place = [caller.id, context.req.path, url.search, context.req.header('content-type') ?? ''];
  return createHash('sha256').update(JSON.stringify(place)).update(bytes).digest();
}

function toResponse(context: ApiContext, endpoint: Endpoint, reply: Reply<unknown>): Response {
  const schema = reply.status === 202 ? endpoint.pending : endpoint.answer;
  if (context.var.deps.config.checkAnswers && schema !== undefined) {
    const checked = schema.safeParse(reply.body);
    if (!checked.success)
      throw new Error(
        `${endpoint.operationId} answers other than it says: ${checked.error.message}`,
      );
  }
  return context.json(reply.body as object, reply.status);
}

/** Runs the handler under the caller's Idempotency-Key: the first success is what every repetition gets. */
async function runOnce(
  endpoint: Endpoint,
  call: Handling<unknown, unknown, unknown>,
  request: KeyedRequest,
): Promise<Response> {
  const { context, deps } = call;
  const begun = await beginRequest(deps.pool, request);
  if (begun.kind === 'mismatch')
    throw new BatonError('idempotency_mismatch', 'this Idempotency-Key came with another request');
  if (begun.kind === 'running')
    throw new BatonError('idempotency_in_progress', 'the first request with this key still runs');
  if (begun.kind === 'answered') {
    context.header('idempotency-replayed', 'true');
    return context.json(begun.response as object, begun.status as 200);
  }
  let kept = false;
  try {
    const reply = await endpoint.handle(call);
    if (reply instanceof Response || reply.status === 202) return finish(context, endpoint, reply);
    const response = endpoint.withoutSecrets?.(reply.body) ?? reply.body;
    await finishRequest(deps.pool, request, { status: reply.status, response });
    kept = true;
    return finish(context, endpoint, reply);
  } finally {
    if (!kept) await abandonRequest(deps.pool, request).catch(() => undefined);
  }
}

function finish(
  context: ApiContext,
  endpoint: Endpoint,
  reply: Reply<unknown> | Response,
): Response {
  return reply instanceof Response ? reply : toResponse(context, endpoint, reply);
}

function checkRole(caller: Caller, endpoint: Endpoint): void {
  if (endpoint.roles.includes(caller.role)) return;
  throw new BatonError(
    'forbidden',
    `role ${caller.role} may not ${endpoint.operationId}; it is for ${endpoint.roles.join(', ')}`,
  );
}

/** Nobody yet: a route that anybody may call looks at the body to find out for which tenant. */
const stranger: Caller = {
  kind: 'visitor',
  id: 'stranger',
  tenant: '',
  role: 'backend',
  agent: null,
};

async function callerOf(
  endpoint: Endpoint,
  parts: ChainParts,
  context: ApiContext,
): Promise<Caller> {
  const { audience = 'keys' } = endpoint;
  if (audience === 'public') {
    parts.takeAddressShare(addressOf(context));
    return stranger;
  }
  if (audience === 'visitor') {
    const caller = await parts.authentication.visitorCallerOf(context);
    parts.takeVisitorShare(caller.id);
    return caller;
  }
  const caller = await parts.authentication.callerOf(context);
  parts.takeShare(`${caller.tenant}/${caller.id}`);
  checkRole(caller, endpoint);
  if (endpoint.tellsTexts === true) await assertMayReadTranscripts(context.var.deps, caller);
  return caller;
}

/** The handler that Hono runs for an endpoint. */
export function chain(
  endpoint: Endpoint,
  parts: ChainParts,
): (context: ApiContext) => Promise<Response> {
  return async (context) => {
    context.set('operation', endpoint.operationId);
    const caller = await callerOf(endpoint, parts, context);
    context.set('caller', caller);
    const idempotencyKey = idempotencyKeyOf(context, endpoint);
    const params = parse(endpoint.params, context.req.param(), 'path');
    const query = parse(endpoint.query, queryOf(context), 'query');
    const bytes = await bodyOf(context, endpoint);
    const body = endpoint.rawBody === true ? bytes : parse(endpoint.body, parseJson(bytes), 'body');
    const { deps } = context.var;
    const { takeSession } = parts;
    const call = { params, query, body, caller, deps, context, idempotencyKey, takeSession };
    if (idempotencyKey === undefined || caller.kind === 'visitor')
      return finish(context, endpoint, await endpoint.handle(call));
    return runOnce(endpoint, call, {
      tenant: caller.tenant,
      route: endpoint.operationId,
      key: idempotencyKey,
      hash: requestHash(context, caller, bytes),
    });
  };
}
