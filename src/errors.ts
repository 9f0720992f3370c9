/**
 * The catalogue of faults and refusals: stable code, HTTP status, whether a retry can help, title.
 * `docs/errors.md` documents each code; a test compares both ways.
 */
interface ErrorEntry {
  status: number;
  retryable: boolean;
  title: string;
}

export const errorCatalogue = {
  invalid_request: { status: 422, retryable: false, title: 'The request is not valid' },
  malformed_body: { status: 400, retryable: false, title: 'The body is not valid JSON' },
  unsupported_media_type: { status: 415, retryable: false, title: 'Send application/json' },
  unauthenticated: { status: 401, retryable: false, title: 'A valid API key is needed' },
  forbidden: { status: 403, retryable: false, title: 'The key may not do this' },
  not_found: { status: 404, retryable: false, title: 'There is nothing here for this key' },
  payload_too_large: { status: 413, retryable: false, title: 'The content is too large' },
  too_many_requests: { status: 429, retryable: true, title: 'Too many requests' },
  idempotency_mismatch: {
    status: 422,
    retryable: false,
    title: 'The Idempotency-Key was used with another body',
  },
  idempotency_in_progress: {
    status: 409,
    retryable: true,
    title: 'The first request with this Idempotency-Key still runs',
  },
  command_conflict: { status: 409, retryable: false, title: 'This id was used with other content' },
  transcript_conflict: {
    status: 409,
    retryable: false,
    title: 'The messages do not continue the stored transcript',
  },
  not_owner: { status: 409, retryable: false, title: 'The sender does not own the conversation' },
  wrong_state: {
    status: 409,
    retryable: false,
    title: 'The conversation is not in a state that allows this',
  },
  conversation_erased: { status: 410, retryable: false, title: 'The conversation was erased' },
  offer_gone: { status: 409, retryable: false, title: 'The offer is no longer open' },
  slot_taken: { status: 409, retryable: false, title: 'The slot is taken' },
  no_capacity: { status: 409, retryable: true, title: 'The agent has no free capacity' },
  not_permitted: {
    status: 403,
    retryable: false,
    title: 'The agent may not take cases of this queue',
  },
  unknown_agent: { status: 422, retryable: false, title: 'There is no such agent' },
  unknown_queue: { status: 422, retryable: false, title: 'There is no such queue' },
  last_admin: { status: 409, retryable: false, title: 'The last admin stays one' },
  already_exists: { status: 409, retryable: false, title: 'This id is taken' },
  policy_invalid: { status: 422, retryable: false, title: 'The policy is not valid' },
  queue_full: {
    status: 429,
    retryable: true,
    title: 'Too many commands wait in this conversation',
  },
  store_unavailable: { status: 503, retryable: true, title: 'The database does not answer' },
  workflow_unavailable: { status: 503, retryable: true, title: 'Temporal does not answer' },
  internal: { status: 500, retryable: true, title: 'An unexpected fault' },
} as const satisfies Record<string, ErrorEntry>;

export type ErrorCode = keyof typeof errorCatalogue;

/** One place in a request that is wrong, as a JSON pointer, with the way to mend it. */
export interface FieldError {
  pointer: string;
  code: string;
  message: string;
}

/** A fault with a code of the catalogue. Refusals of the domain are data, not this. */
export class BatonError extends Error {
  readonly code: ErrorCode;
  readonly fields: FieldError[];
  readonly retryAfterSeconds: number | undefined;

  constructor(
    code: ErrorCode,
    detail: string,
    options: { cause?: unknown; fields?: FieldError[]; retryAfterSeconds?: number } = {},
  ) {
    super(detail, { cause: options.cause });
    this.name = 'BatonError';
    this.code = code;
    this.fields = options.fields ?? [];
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}
