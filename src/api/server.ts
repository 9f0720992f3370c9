/** The API on a port. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { pruneIdempotencyKeys } from '../adapters/postgres/idempotency.ts';
import { createApp } from './app.ts';
import type { ApiDeps } from './deps.ts';

const pruneMs = 10 * 60_000;
const closeMs = 10_000;

export interface RunningApi {
  /** Without a trailing slash. */
  url: string;
  /** Takes no new request, ends the streams, waits for requests under way, at most 10 s. */
  close: () => Promise<void>;
}

function listen(server: Server, place: { host: string; port: number }): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE';
      const why = taken
        ? `port ${place.port} on ${place.host} is taken: stop what listens there, or set BATON_API_PORT`
        : `the API cannot listen on ${place.host}:${place.port}`;
      reject(new Error(why, { cause: error }));
    });
    server.listen(place.port, place.host, () => {
      resolve();
    });
  });
}

/** Serves the API; port 0 picks a free one. Throws with the way out when the port is taken. */
export async function startApi(
  deps: ApiDeps,
  place: { host: string; port: number },
): Promise<RunningApi> {
  const app = createApp(deps);
  const listener = getRequestListener((request, env) => app.fetch(request, env));
  const server = createServer((request, response) => void listener(request, response));
  server.headersTimeout = 15_000;
  server.requestTimeout = 60_000;
  server.keepAliveTimeout = 65_000;
  await listen(server, place);
  const prune = setInterval(() => {
    pruneIdempotencyKeys(deps.pool).catch(() => undefined);
  }, pruneMs);
  prune.unref();
  const { port } = server.address() as AddressInfo;
  const host = place.host.includes(':') ? `[${place.host}]` : place.host;
  return { url: `http://${host}:${port}`, close: () => stop(server, deps, prune) };
}

async function stop(server: Server, deps: ApiDeps, prune: NodeJS.Timeout): Promise<void> {
  clearInterval(prune);
  const closed = new Promise<void>((resolve) => {
    server.close(() => {
      resolve();
    });
  });
  await deps.live.close();
  server.closeIdleConnections();
  const force = setTimeout(() => {
    server.closeAllConnections();
  }, closeMs);
  await closed;
  clearTimeout(force);
}
