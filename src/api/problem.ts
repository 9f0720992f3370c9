/** The one translator of faults and refusals into RFC 9457 problem documents. */
import type { z } from 'zod';
import { isStoreAway } from '../adapters/postgres/pool.ts';
import type { problem } from '../contract/problem.ts';
import type { Answer } from '../domain/commands.ts';
import { BatonError, errorCatalogue, type ErrorCode, type FieldError } from '../errors.ts';
import type { ApiContext } from './endpoint.ts';

export type ProblemDocument = z.output<typeof problem>;

/** A refusal of a conversation: a normal answer of the domain on its way to a problem document. */
export class Refused extends BatonError {
  readonly current: Answer | null;

  constructor(code: ErrorCode, detail: string, current: Answer | null) {
    super(code, detail);
    this.current = current;
  }
}

const defaultRetryAfterSeconds = 1;

function asBatonError(error: unknown): BatonError {
  if (error instanceof BatonError) return error;
  if (isStoreAway(error))
    return new BatonError('store_unavailable', 'the database does not answer', { cause: error });
  return new BatonError('internal', 'the request could not be finished; try again', {
    cause: error,
  });
}

function optional(error: BatonError): {
  errors?: FieldError[];
  current?: ProblemDocument['current'];
} {
  return {
    ...(error.fields.length > 0 && { errors: error.fields }),
    ...(error instanceof Refused && { current: error.current }),
  };
}

/** The document of an error; what is not ours becomes `internal` without its text. */
export function problemOf(
  error: unknown,
  place: { path: string; requestId: string },
): ProblemDocument {
  const fault = asBatonError(error);
  const entry = errorCatalogue[fault.code];
  return {
    type: `/docs/errors#${fault.code}`,
    title: entry.title,
    status: entry.status,
    detail:
      fault.code === 'internal' ? 'the request could not be finished; try again' : fault.message,
    code: fault.code,
    instance: place.path,
    request_id: place.requestId,
    ...optional(fault),
  };
}

/** Answers an error. Unexpected ones are told to `onFault`, once, here. */
export function problemResponse(error: unknown, context: ApiContext): Response {
  const { deps, requestId, operation } = context.var;
  const document = problemOf(error, { path: context.req.path, requestId });
  if (document.status >= 500) deps.onFault({ error, requestId, operation });
  const entry = errorCatalogue[document.code as ErrorCode];
  const retry = error instanceof BatonError ? error.retryAfterSeconds : undefined;
  return new Response(JSON.stringify(document), {
    status: document.status,
    headers: {
      'content-type': 'application/problem+json',
      'x-request-id': requestId,
      ...(entry.retryable && { 'retry-after': String(retry ?? defaultRetryAfterSeconds) }),
      ...(document.status === 401 && { 'www-authenticate': 'Bearer' }),
    },
  });
}
