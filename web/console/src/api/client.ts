/** The public API, typed from docs/openapi.json. The session's cookie goes with each request. */
import createClient from 'openapi-fetch';
import type { components, paths } from './schema.d.ts';
import { ApiProblem, problemInBody } from './problem.ts';

/** Schemas of the API by name. */
export type Schemas = components['schemas'];

/** `api.GET('/v1/queues')`, `api.POST('/v1/offers/{id}/accept', { params: { path: { id } } })`. */
export const api = createClient<paths>({ baseUrl: '/', credentials: 'same-origin' });

interface Asked<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** The body of the answer. Throws an `ApiProblem` for a refusal, a `TypeError` when no answer came. */
export async function ask<T>(request: Promise<Asked<T>>): Promise<NonNullable<T>> {
  const { data, error, response } = await request;
  if (response.ok) return (data ?? {}) as NonNullable<T>;
  throw new ApiProblem(problemInBody(error, response.status));
}

/** A request outside `/v1` (sign-in and sessions), with the same errors. */
export async function askPlain<T>(method: string, path: string, body?: unknown): Promise<T> {
  const response = await fetch(path, {
    method,
    credentials: 'same-origin',
    ...(body !== undefined && {
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
    }),
  });
  const text = await response.text();
  const isJson = (response.headers.get('content-type') ?? '').includes('json');
  const value: unknown = isJson && text !== '' ? JSON.parse(text) : null;
  if (!response.ok) throw new ApiProblem(problemInBody(value, response.status));
  return value as T;
}
