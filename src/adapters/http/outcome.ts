/** What an HTTP answer, or none, means for a delivery. Bodies of answers are never kept: they may hold what tenants must not see. */
import type { AttemptOutcome } from '../../domain/delivery.ts';
import { UnreachableError, type SafeAnswer } from './safe-fetch.ts';

/** `Retry-After` as milliseconds from `now`, seconds or a date; undefined when there is none to read. */
export function retryAfterMs(
  header: string | string[] | undefined,
  now: number,
): number | undefined {
  const text = Array.isArray(header) ? header[0] : header;
  if (text === undefined) return undefined;
  if (/^\d{1,9}$/.test(text.trim())) return Number(text) * 1000;
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}

/**
 * 2xx is taken, 410 means the endpoint is gone for good. Everything else may be mended on the other side, a wrong
 * address or key included, so it is tried again: a message is given up by time, not by a guess.
 */
export function httpOutcome(answer: SafeAnswer, now: number = Date.now()): AttemptOutcome {
  const { status } = answer;
  if (status >= 200 && status < 300) return { kind: 'delivered', status };
  if (status === 410) return { kind: 'gone', status, error: 'http_410' };
  const wait = retryAfterMs(answer.headers['retry-after'], now);
  return {
    kind: 'retry',
    status,
    error: status >= 300 && status < 400 ? 'redirect_not_followed' : `http_${status}`,
    ...(wait !== undefined && { retryAfterMs: wait }),
  };
}

/** No answer: tried again, also when the address is refused, because an operator may allow it or a name may change. */
export function unreachableOutcome(error: unknown): AttemptOutcome {
  if (!(error instanceof UnreachableError)) throw error;
  if (error.reason === 'bad_url') return { kind: 'refused', status: null, error: error.reason };
  return { kind: 'retry', status: null, error: error.reason };
}
