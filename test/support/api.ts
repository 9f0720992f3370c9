/** The API over a test's database, without a port, with a key for each role. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ratingTokens } from '../../src/adapters/crypto/rating-token.ts';
import { makeMasterKey, parseKeyring } from '../../src/adapters/crypto/envelope.ts';
import { createAttachmentStore } from '../../src/adapters/files/attachment-store.ts';
import { createApiKey } from '../../src/adapters/postgres/api-keys.ts';
import type { Pool } from '../../src/adapters/postgres/pool.ts';
import { createApp, type App } from '../../src/api/app.ts';
import type { ApiDeps } from '../../src/api/deps.ts';
import { createLive } from '../../src/api/live.ts';
import type { ConversationClient } from '../../src/client/conversation-client.ts';
import type { Role } from '../../src/domain/words.ts';

/** One message that reached the door of Temporal. */
export interface Recorded {
  tenant: string;
  conversation: string;
  type: string;
  argument: Record<string, unknown>;
}

/** Stands where Temporal would be, answers `pending` and remembers who came: for requests that must not get there. */
export function recordingClient(): ConversationClient & { sent: Recorded[] } {
  const sent: Recorded[] = [];
  const record = (
    ref: { tenant: string; conversation: string },
    type: string,
    argument: object,
  ) => {
    sent.push({ ...ref, type, argument: { ...argument } });
  };
  return {
    sent,
    send: (ref, type, argument) => {
      record(ref, type, argument);
      return Promise.resolve({ kind: 'pending' as const });
    },
    signal: (ref, name, argument) => {
      record(ref, name, argument);
      return Promise.resolve();
    },
  };
}

export interface TestApi {
  app: App;
  deps: ApiDeps;
  faults: unknown[];
  close: () => Promise<void>;
}

/** The master key of every API of a test file, and of senders that read what it stored. */
export const testKeyring = parseKeyring(makeMasterKey('test'));

/** Builds the API; answers are checked against their schemas. */
export async function testApi(
  pool: Pool,
  conversations: ConversationClient,
  change: Partial<ApiDeps> = {},
): Promise<TestApi> {
  const folder = await mkdtemp(path.join(tmpdir(), 'baton-api-'));
  const faults: unknown[] = [];
  const deps: ApiDeps = {
    pool,
    keyring: testKeyring,
    conversations,
    attachments: createAttachmentStore({ folder, maxBytes: 10 * 1024 * 1024 }),
    live: createLive(pool),
    config: {
      publicUrl: 'http://127.0.0.1:8787',
      version: 'test',
      rateLimit: { burst: 10_000, perSecond: 10_000 },
      trustedProxies: 0,
      sessionsPerMinute: 10_000,
      checkAnswers: true,
    },
    now: () => Date.now(),
    health: () => Promise.resolve({ postgres: true, temporal: true }),
    temporalUiUrl: 'http://127.0.0.1:8233',
    temporalNamespace: 'default',
    ratings: ratingTokens([Buffer.alloc(32, 7)]),
    onFault: ({ error }) => faults.push(error),
    ...change,
  };
  return {
    app: createApp(deps),
    deps,
    faults,
    close: async () => {
      await deps.live.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A key of the tenant; `agent` for role agent. */
export async function keyOf(
  pool: Pool,
  tenant: string,
  role: Role,
  agent?: string,
): Promise<string> {
  const { secret } = await createApiKey(pool, { tenant, role, agent, label: `test ${role}` });
  return secret;
}

/** A body as it came; a wrong shape fails the assertion beside it. */
export type Json = ReturnType<typeof JSON.parse>;

export interface Answered {
  status: number;
  body: Json;
  headers: Headers;
}

/** One JSON request with a key. */
// eslint-disable-next-line max-params -- a request, in the order in which it is read
export async function call(
  app: Pick<App, 'request'>,
  key: string | null,
  method: string,
  url: string,
  options: { body?: unknown; headers?: Record<string, string> } = {},
): Promise<Answered> {
  const response = await app.request(url, {
    method,
    headers: {
      ...(key !== null && { authorization: `Bearer ${key}` }),
      ...(options.body !== undefined && { 'content-type': 'application/json' }),
      ...options.headers,
    },
    ...(options.body !== undefined && { body: JSON.stringify(options.body) }),
  });
  const text = await response.text();
  const json = (response.headers.get('content-type') ?? '').includes('json');
  return {
    status: response.status,
    body: json && text !== '' ? JSON.parse(text) : text,
    headers: response.headers,
  };
}
