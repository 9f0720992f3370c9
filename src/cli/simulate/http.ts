/** The public API as a backend, an agent or an administrator sees it: JSON in, status and JSON out. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Reply } from './observations.ts';

export interface Api {
  url: string;
  key: string;
}

/** A field of an answer, however deep; undefined where the shape is another. */
export function at(value: unknown, ...path: string[]): unknown {
  let current = value;
  for (const name of path) {
    if (typeof current !== 'object' || current === null) return undefined;
    current = (current as Record<string, unknown>)[name];
  }
  return current;
}

/** A text field of an answer; empty where there is none. */
export function textAt(value: unknown, ...path: string[]): string {
  const found = at(value, ...path);
  return typeof found === 'string' ? found : '';
}

/** A number of an answer; undefined where there is none. */
export function numberAt(value: unknown, ...path: string[]): number | undefined {
  const found = at(value, ...path);
  return typeof found === 'number' ? found : undefined;
}

/** The items of a page: the first array among the answer's fields, or the answer itself. */
export function itemsOf(body: unknown): unknown[] {
  if (Array.isArray(body)) return body;
  if (typeof body !== 'object' || body === null) return [];
  const list = Object.values(body).find((value) => Array.isArray(value));
  return Array.isArray(list) ? list : [];
}

const requestTimeoutMs = 15_000;

/** One request. A connection that fails is status 0, never a throw. */
export async function request(
  api: Api,
  method: string,
  path: string,
  body?: object,
): Promise<Reply> {
  try {
    const response = await fetch(new URL(path, api.url), {
      method,
      headers: {
        authorization: `Bearer ${api.key}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(requestTimeoutMs),
    });
    const text = await response.text();
    return { status: response.status, body: text === '' ? null : parsed(text) };
  } catch (error) {
    return { status: 0, body: error instanceof Error ? error.message : String(error) };
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

const tries = 40;
/** Answers that say "not now": asking again with the same id is safe. */
const again = new Set([0, 202, 429, 502, 503, 504]);

/** As {@link request}, asked again while the answer is "not now". The last answer is given, whatever it is. */
export async function insist(
  api: Api,
  method: string,
  path: string,
  body?: object,
): Promise<Reply> {
  let reply = await request(api, method, path, body);
  for (let number = 1; number < tries && again.has(reply.status); number += 1) {
    await sleep(Math.min(2_000, 50 * 2 ** Math.min(number, 6)));
    reply = await request(api, method, path, body);
  }
  return reply;
}

/** All pages of a list, by cursor. */
export async function readAll(api: Api, path: string): Promise<unknown[]> {
  const all: unknown[] = [];
  let cursor = '';
  for (let page = 0; page < 1_000; page += 1) {
    const join = path.includes('?') ? '&' : '?';
    const next = cursor === '' ? '' : `${join}cursor=${encodeURIComponent(cursor)}`;
    const { status, body } = await insist(api, 'GET', `${path}${next}`);
    if (status !== 200) return all;
    const items = itemsOf(body);
    all.push(...items);
    const following = textAt(body, 'next_cursor');
    if (items.length === 0 || following === '' || following === cursor) return all;
    cursor = following;
  }
  return all;
}
