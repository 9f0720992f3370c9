/** One route as data: its schemas, who may call it, what it does to a conversation, how it repeats, and its handler. */
import type { Context } from 'hono';
import type { z } from 'zod';
import type { Role } from '../domain/words.ts';
import type { AnsweredCommand } from '../workflows/messages.ts';
import type { Caller } from './caller.ts';
import type { ApiDeps } from './deps.ts';

export interface Variables {
  deps: ApiDeps;
  requestId: string;
  operation: string;
  caller?: Caller;
}

export type ApiContext = Context<{ Variables: Variables }>;

/**
 * How a repeated request is recognised: by `Idempotency-Key`; by the key or by the id of what is sent; or by nothing,
 * because doing it twice changes nothing.
 */
export type Repetition = 'key' | 'key_or_id' | 'natural' | 'none';

export interface Handling<P, Q, B> {
  params: P;
  query: Q;
  body: B;
  caller: Caller;
  deps: ApiDeps;
  context: ApiContext;
  /** Takes one of the few sessions of a visitor, by what the handler knows them by; throws `too_many_requests`. */
  takeSession: (visitor: string) => void;
  /** The header, when the caller gave one. */
  idempotencyKey: string | undefined;
}

export interface Reply<T> {
  status: 200 | 201 | 202;
  body: T;
}

export interface Shape {
  params: z.ZodType;
  query: z.ZodType;
  body: z.ZodType;
  answer: z.ZodType;
}

export interface Endpoint<S extends Shape = Shape> {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** With `{name}` for parameters. */
  path: string;
  operationId: string;
  summary: string;
  tag: string;
  /** Whom it is for: callers with a role, a visitor of a widget, or anybody; keys unless given. */
  audience?: 'keys' | 'visitor' | 'public';
  /** Who may call it; everybody else gets 403. Empty for visitors. */
  roles: readonly Role[];
  /** Its answer holds what was said: governance decides which of the roles beside agent and backend may have it. */
  tellsTexts?: true;
  /** The command it sends to the conversation, if any. */
  update: AnsweredCommand | null;
  repetition: Repetition;
  /** Bytes; unless given 64 KB. */
  bodyLimit?: number;
  params?: S['params'];
  query?: S['query'];
  /** JSON, unless `rawBody` is set. */
  body?: S['body'];
  /** The body is any media type, read by the handler. */
  rawBody?: boolean;
  status: 200 | 201 | 204;
  answer?: S['answer'];
  /** The answer of 202, for routes that may take a command without knowing its outcome. */
  pending?: z.ZodType;
  /** Media types beside JSON that the handler may answer. */
  alsoAnswers?: string[];
  /** Takes secrets out of an answer before it is kept for repetition. */
  withoutSecrets?: (answer: z.output<S['answer']>) => unknown;
  handle: (
    call: Handling<z.output<S['params']>, z.output<S['query']>, z.output<S['body']>>,
  ) => Promise<Reply<unknown> | Response>;
}

type Handler<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, A extends z.ZodType> = (
  call: Handling<z.output<P>, z.output<Q>, z.output<B>>,
) => Promise<Reply<z.output<A>> | Reply<never> | Response>;

/** Declares a route; the handler's types follow from the schemas. */
export function endpoint<
  P extends z.ZodType = z.ZodUndefined,
  Q extends z.ZodType = z.ZodUndefined,
  B extends z.ZodType = z.ZodUndefined,
  A extends z.ZodType = z.ZodUndefined,
>(
  declaration: Omit<Endpoint<{ params: P; query: Q; body: B; answer: A }>, 'handle'> & {
    handle: Handler<P, Q, B, A>;
  },
): Endpoint {
  return declaration as unknown as Endpoint;
}

/** An answer of 200. */
export function ok<T>(body: T): Reply<T> {
  return { status: 200, body };
}

/** An answer of 201. */
export function created<T>(body: T): Reply<T> {
  return { status: 201, body };
}

/** An answer of 202: durably taken, its outcome not known yet. The schema is `pending` of the route. */
export function accepted(body: { status: 'pending'; turn?: { id: string } }): Reply<never> {
  return { status: 202, body: body as never };
}

/** An answer of 204. */
export function nothing(): Response {
  return new Response(null, { status: 204 });
}
