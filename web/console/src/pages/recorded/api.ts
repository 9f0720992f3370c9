/** Calls of the public API with the session's cookie. */
import type { Problem } from './api-types.ts';

export type Result<T> = { ok: true; body: T } | { ok: false; problem: Problem };

const unreachable: Problem = {
  title: 'Baton does not answer',
  status: 0,
  detail: 'Look whether `npm start` still runs, then try again.',
  code: 'unreachable',
};

/** One request. Never throws: what goes wrong comes back as a problem. */
export async function request<T>(
  method: 'GET' | 'POST',
  path: string,
  body?: unknown,
): Promise<Result<T>> {
  const init: RequestInit = { method, credentials: 'same-origin' };
  if (body !== undefined) {
    init.body = JSON.stringify(body);
    init.headers = { 'content-type': 'application/json' };
  }
  try {
    const response = await fetch(path, init);
    const text = await response.text();
    const value: unknown = text === '' ? null : JSON.parse(text);
    if (response.ok) return { ok: true, body: value as T };
    return { ok: false, problem: problemOf(value, response.status) };
  } catch {
    return { ok: false, problem: unreachable };
  }
}

function problemOf(value: unknown, status: number): Problem {
  if (typeof value === 'object' && value !== null && 'code' in value && 'detail' in value)
    return value as Problem;
  return { title: 'The request failed', status, detail: `HTTP ${status}`, code: 'unknown' };
}

const advice: Record<string, string> = {
  unauthenticated: 'Sign in again: `npx baton login-link` prints a new link.',
  forbidden: 'Your role may not do this. Sign in with a link for another role.',
  rate_limited: 'Wait a few seconds, then press again.',
  store_unavailable: 'The database is away for the moment. Nothing is lost; press again.',
  orchestrator_unavailable: 'Temporal is away for the moment. Nothing is lost; press again.',
  offer_gone: 'The offer went to someone else or ran out. The next one appears by itself.',
  wrong_state: 'The conversation has moved on. Look at its state and go on from there.',
};

/** What to do about a problem, in words; empty when its detail says it all. */
export function adviceFor(problem: Problem): string {
  return advice[problem.code] ?? '';
}
