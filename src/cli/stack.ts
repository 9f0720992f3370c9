/**
 * The whole stack in one process: Postgres, Temporal, worker, API. What the environment names is used, the rest is
 * started here. Parts are stopped in the reverse order of their start, also when a start fails half-way.
 */
import { pino, type Logger } from 'pino';
import { createLoginToken } from '../adapters/postgres/sign-in.ts';
import { seedDemoTenant } from '../adapters/postgres/demo-tenant.ts';
import { startMailSink, type MailSink } from '../adapters/mail/sink.ts';
import { migrate } from '../adapters/postgres/migrate.ts';
import { sealStoredSecrets } from '../adapters/postgres/stored-secrets.ts';
import { lockHome } from '../adapters/stack/home-lock.ts';
import { openHome, removeRuntime, writeRuntime, type Home } from '../adapters/stack/home.ts';
import { startPostgres } from '../adapters/stack/postgres.ts';
import { sayFor, type Progress } from '../adapters/stack/progress.ts';
import { startTemporal } from '../adapters/stack/temporal.ts';
import {
  registerSearchAttributes,
  searchAttributeKinds,
} from '../adapters/temporal/search-attributes.ts';
import type { RunningApi } from '../api/server.ts';
import type { Config } from '../config.ts';
import { installRuntime } from '../workers/telemetry.ts';
import { createDemo } from './demo/control.ts';
import { fillPast } from './demo/past.ts';
import { demoKeys, type DemoKeys } from './demo-keys.ts';
import { keyringOf, openParts, type Parts, type Places } from './parts.ts';
import { masterKeysOf } from './places.ts';
import { readShippedPolicy, readShippedPolicyTests } from './shipped-policy.ts';
import { runApi, runWorker } from './services.ts';
import { version } from './version.ts';

export interface Stack {
  apiUrl: string;
  databaseUrl: string;
  temporalAddress: string;
  temporalUiUrl: string | null;
  keys: DemoKeys;
  parts: Parts;
  /** A fresh one-time link for the console, as admin of the tenant `demo`. */
  loginLink(): Promise<string>;
  /** Rejects when the worker dies. */
  readonly died: Promise<void>;
  stop(): Promise<void>;
}

export interface StackOptions {
  /** Whether a fresh database is given a simulated past, in the background. */
  past?: boolean;
}

/** Undoes what was done, last first; a failure does not keep the others from being undone. */
class Undo {
  private readonly steps: (() => Promise<void>)[] = [];

  add(step: () => Promise<void>): void {
    this.steps.unshift(step);
  }

  async all(): Promise<void> {
    for (const step of this.steps.splice(0)) await step().catch(() => undefined);
  }
}

/** Brings everything up; throws `StackError` with the way out. */
export async function startStack(
  config: Config,
  onProgress: Progress,
  options: StackOptions = {},
): Promise<Stack> {
  const undo = new Undo();
  try {
    return await bringUp({ config, options }, onProgress, undo);
  } catch (error) {
    await undo.all();
    throw error;
  }
}

interface Servers extends Places {
  temporalUiUrl: string | null;
  address: string;
}

/** Without a mail server, mail goes into a sink of this process, which the operator can look into. */
async function withMail(config: Config, undo: Undo): Promise<{ config: Config; sink?: MailSink }> {
  const { delivery } = config;
  if (delivery.mail.smtpUrl !== undefined) return { config };
  const sink = await startMailSink();
  undo.add(() => sink.close());
  const from = delivery.mail.from ?? 'Support <support@baton.localhost>';
  const mail = { ...delivery.mail, smtpUrl: sink.url, from };
  return { config: { ...config, delivery: { ...delivery, mail } }, sink };
}

async function bringUp(
  given: { config: Config; options: StackOptions },
  onProgress: Progress,
  undo: Undo,
): Promise<Stack> {
  const { config, sink } = await withMail(given.config, undo);
  const home = await openHome(config.home);
  const lock = await lockHome(home);
  undo.add(() => lock.release());
  const servers = await startServers(config, home, onProgress, undo);
  const log = createFileLogger(config, home);
  installRuntime(log);
  const parts = await openParts(config, servers, log);
  undo.add(() => parts.close());
  const isFresh = await prepare(parts, servers, onProgress);
  const keys = await demoKeys(home, parts.pool);
  const worker = await runWorkerPart(config, parts, onProgress, undo);
  const api = await runApiPart(
    { config, parts, servers, sink, keys, past: isFresh && given.options.past === true },
    onProgress,
    undo,
  );
  const publicUrl = config.apiPort === 0 ? api.url : config.publicUrl;
  await writeRuntime(home, runtimeOf(servers, api.url));
  undo.add(() => removeRuntime(home));
  return {
    apiUrl: publicUrl,
    databaseUrl: servers.databaseUrl,
    temporalAddress: servers.address,
    temporalUiUrl: servers.temporalUiUrl,
    keys,
    parts,
    loginLink: async () => {
      const token = await createLoginToken(parts.pool, { tenant: 'demo', role: 'admin' });
      return `${publicUrl}/login?token=${token}`;
    },
    died: worker.done,
    stop: () => undo.all(),
  };
}

/** The API with the demo of the tenant `demo`, whose bot and customers come by its door. */
async function runApiPart(
  given: {
    config: Config;
    parts: Parts;
    servers: Servers;
    sink: MailSink | undefined;
    keys: DemoKeys;
    past: boolean;
  },
  onProgress: Progress,
  undo: Undo,
): Promise<RunningApi> {
  const { config, parts, servers, sink, keys, past } = given;
  const say = sayFor('api', onProgress);
  say('starting');
  const { demo, wake, stop } = await createDemo({
    ...parts,
    ...(past && { fill: (signal) => fillPast(config, parts, signal) }),
  });
  const api = await runApi(config, parts, {
    temporalUiUrl: servers.temporalUiUrl,
    ...(sink && { outbox: () => sink.mails() }),
    demo,
  });
  undo.add(() => api.close());
  wake({ url: api.url, key: keys.backend });
  undo.add(stop);
  say('ready', api.url);
  return api;
}

function runtimeOf(servers: Servers, apiUrl: string): Parameters<typeof writeRuntime>[1] {
  return {
    startedAt: Date.now(),
    version,
    addresses: {
      api: apiUrl,
      database: servers.databaseUrl,
      temporal: servers.address,
      ...(servers.temporalUiUrl === null ? {} : { temporal_ui: servers.temporalUiUrl }),
    },
    pids: {},
  };
}

/** Logs go to a file: the terminal is for the person who started the stack. */
function createFileLogger(config: Config, home: Home): Logger {
  const destination = pino.destination({
    dest: `${home.logFolder}/baton.log`,
    mkdir: true,
    sync: false,
  });
  return pino({ level: config.logLevel, base: { pid: process.pid } }, destination);
}

async function startServers(
  config: Config,
  home: Home,
  onProgress: Progress,
  undo: Undo,
): Promise<Servers> {
  let { databaseUrl } = config;
  if (databaseUrl === undefined) {
    const postgres = await startPostgres({ home, port: config.postgresPort, onProgress });
    undo.add(() => postgres.stop());
    databaseUrl = postgres.url;
  }
  const { external, port, uiPort, uiUrl, namespace } = config.temporal;
  const temporal = await startTemporal({
    home,
    external,
    port,
    uiPort,
    namespace,
    searchAttributes: searchAttributeKinds,
    uiCodecEndpoint: `${config.publicUrl}/codec`,
    onProgress,
  });
  undo.add(() => temporal.stop());
  return {
    databaseUrl,
    temporalAddress: external ? undefined : temporal.address,
    address: temporal.address,
    namespace: temporal.namespace,
    temporalUiUrl: temporal.uiUrl ?? uiUrl ?? null,
    masterKeys: await masterKeysOf(config),
  };
}

/** Migrations, search attributes and the demo tenant: all safe to run at every start. Whether the database was empty. */
async function prepare(parts: Parts, servers: Servers, onProgress: Progress): Promise<boolean> {
  const say = sayFor('setup', onProgress);
  say('migrating the database');
  const applied = await migrate(parts.pool);
  await sealStoredSecrets({ pool: parts.pool, keyring: keyringOf(servers.masterKeys) });
  await registerSearchAttributes(parts.connection, servers.namespace);
  const policySource = await readShippedPolicy();
  const policyTests = await readShippedPolicyTests();
  await seedDemoTenant(parts.pool, { policySource, policyTests });
  say(
    'ready',
    applied.length === 0 ? 'nothing to migrate' : `${applied.length} migrations applied`,
  );
  return applied[0]?.startsWith('000001_') === true;
}

async function runWorkerPart(
  config: Config,
  parts: Parts,
  onProgress: Progress,
  undo: Undo,
): Promise<{ done: Promise<void> }> {
  const say = sayFor('worker', onProgress);
  say('starting');
  const worker = await runWorker(config, parts);
  undo.add(() => worker.close());
  say('ready', `task queue ${config.taskQueue}`);
  return { done: worker.done };
}
