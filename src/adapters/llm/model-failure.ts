import { APIConnectionError, APIConnectionTimeoutError, APIError } from 'openai';

/** What went wrong with a model: `refused` means the server answered 4xx, `bad_output` that its answer is no brief. */
export type ModelFailureCode =
  'rate_limited' | 'unavailable' | 'timeout' | 'network' | 'refused' | 'bad_output' | 'canceled';

const retryableCodes: ReadonlySet<ModelFailureCode> = new Set([
  'rate_limited',
  'unavailable',
  'timeout',
  'network',
]);
const longestRetryAfterMs = 3_600_000;

/** A model call failed. The message holds no text of the conversation and no key. */
export class ModelFailure extends Error {
  readonly code: ModelFailureCode;
  /** Whether the same call can succeed later. */
  readonly retryable: boolean;
  /** How long the server asks to wait; undefined when it does not say. */
  readonly retryAfterMs: number | undefined;
  readonly status: number | undefined;

  constructor(
    code: ModelFailureCode,
    message: string,
    options: {
      retryAfterMs?: number | undefined;
      status?: number | undefined;
      cause?: unknown;
    } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = 'ModelFailure';
    this.code = code;
    this.retryable = retryableCodes.has(code);
    this.retryAfterMs = options.retryAfterMs;
    this.status = options.status;
  }
}

/** Sorts a fault of the model client. `ended` says whether the caller gave up or the time ran out. */
export function classifyFault(
  fault: unknown,
  ended: { canceled: boolean; timedOut: boolean },
): ModelFailure {
  if (fault instanceof ModelFailure) return fault;
  if (ended.canceled)
    return new ModelFailure('canceled', 'The model call was canceled', { cause: fault });
  if (ended.timedOut || fault instanceof APIConnectionTimeoutError) {
    return new ModelFailure('timeout', 'The model did not answer in time', { cause: fault });
  }
  const inner = fault instanceof APIConnectionError ? fault.cause : fault;
  if (inner instanceof ModelFailure) return inner;
  if (fault instanceof APIError) {
    const { status, headers } = fault as APIError;
    if (status !== undefined) return classifyStatus(status, headers);
  }
  if (fault instanceof SyntaxError)
    return new ModelFailure('bad_output', 'The model server did not answer with JSON');
  return new ModelFailure('network', 'The model server could not be reached', {
    cause: withoutDetail(fault),
  });
}

function classifyStatus(status: number, headers: Headers | undefined): ModelFailure {
  const retryAfterMs = retryAfterOf(headers);
  const about = { status, retryAfterMs };
  if (status === 429)
    return new ModelFailure('rate_limited', 'The model server limits the rate (429)', about);
  if (status >= 500 || status === 408 || status === 409) {
    return new ModelFailure('unavailable', `The model server failed (${status})`, about);
  }
  return new ModelFailure('refused', `The model server refused the request (${status})`, about);
}

/** Servers echo requests in their errors: only the kind of a fault goes on. */
function withoutDetail(fault: unknown): string {
  const cause = fault instanceof Error && fault.cause instanceof Error ? fault.cause : fault;
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  return typeof code === 'string' ? code : cause instanceof Error ? cause.name : 'unknown';
}

/** Seconds, `retry-after-ms` or an HTTP date against the server's own clock; at most one hour. */
function retryAfterOf(headers: Headers | undefined): number | undefined {
  if (headers === undefined) return undefined;
  const inMs = Number(headers.get('retry-after-ms') ?? NaN);
  const found = Number.isFinite(inMs) ? inMs : waitOf(headers);
  return Number.isFinite(found) && found >= 0
    ? Math.min(Math.round(found), longestRetryAfterMs)
    : undefined;
}

function waitOf(headers: Headers): number {
  const value = headers.get('retry-after') ?? '';
  if (/^\d+(?:\.\d+)?$/.test(value)) return Number(value) * 1000;
  return Date.parse(value) - Date.parse(headers.get('date') ?? '');
}
