import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import { loadClientConnectConfig } from '@temporalio/envconfig';
import {
  messageOf,
  parseJson,
  processSchema,
  readIfThere,
  writeAtomically,
  type Home,
} from './home.ts';
import { claimPort } from './ports.ts';
import {
  commandLineOf,
  identify,
  isRunning,
  lastLines,
  startServer,
  stopProcess,
  type ProcessId,
  type ServerProcess,
  type StopStep,
} from './processes.ts';
import { sayFor, type Progress, type Say } from './progress.ts';
import { StackError } from './stack-error.ts';
import { obtainTemporal } from './temporal-binary.ts';

/**
 * The Temporal server of a home, or the outside one the environment names. The caller holds the
 * home's lock (`lockHome`): a server found on the database file is then an orphan of a start that
 * died, and is stopped before a new one starts (two servers on one file damage it).
 */

/** A first start makes its schema; on a busy machine that takes some seconds. */
const readyWithinMs = 60_000;

const stopSteps: readonly StopStep[] = [
  ['SIGTERM', 10_000],
  ['SIGKILL', 5_000],
];

export type SearchAttributeKind =
  'Text' | 'Keyword' | 'Int' | 'Double' | 'Bool' | 'Datetime' | 'KeywordList';

export interface TemporalOptions {
  readonly home: Home;
  /** True: no server is started, the one of `@temporalio/envconfig` is checked. */
  readonly external?: boolean;
  /** Default `default`, or that of the environment for an outside server. */
  readonly namespace?: string | undefined;
  /** 0 takes a free one, as for `uiPort`. */
  readonly port: number;
  readonly uiPort: number;
  /** Registered at the start of our own server; an outside one is left as it is. */
  readonly searchAttributes?: Readonly<Record<string, SearchAttributeKind>>;
  /** Where the Web UI lets payloads be decoded. */
  readonly uiCodecEndpoint?: string | undefined;
  readonly onProgress?: Progress | undefined;
}

export interface RunningTemporal {
  readonly address: string;
  readonly namespace: string;
  /** Undefined for an outside server. */
  readonly uiUrl: string | undefined;
  readonly pid: number | undefined;
  readonly logFile: string | undefined;
  /** Clean stop of our own server; leaves an outside one alone. */
  readonly stop: () => Promise<void>;
}

/**
 * Starts the development server with Web UI on the database file of this home, or checks the
 * outside server. Throws `StackError` with codes `port_taken`, `temporal_not_found`,
 * `temporal_failed`, `temporal_unreachable`.
 */
export async function startTemporal(options: TemporalOptions): Promise<RunningTemporal> {
  const say = sayFor('temporal', options.onProgress);
  if (options.external === true) return useOutside(options, say);
  await stopOrphan(options.home, say);
  const ports = await claimPorts(options);
  const { command } = await obtainTemporal(options.home, say);
  const namespace = options.namespace ?? 'default';
  const logFile = path.join(options.home.logFolder, 'temporal.log');
  const args = serverArgs(options, namespace, ports);
  say('starting', `port ${ports.port}, Web UI ${ports.uiPort}`);
  const server = startServer({ command, args, logFile, cwd: options.home.folder });
  const id = await remember(options.home, server.pid);
  const address = `127.0.0.1:${ports.port}`;
  await waitUntilReady({ server, id, address, namespace, logFile });
  say('ready', `${address}, Web UI http://127.0.0.1:${ports.uiPort}`);
  return {
    address,
    namespace,
    uiUrl: `http://127.0.0.1:${ports.uiPort}`,
    pid: server.pid,
    logFile,
    stop: () => stop(id, say),
  };
}

async function useOutside(options: TemporalOptions, say: Say): Promise<RunningTemporal> {
  const { connectionOptions, namespace: configured } = loadClientConnectConfig();
  const namespace = options.namespace ?? configured ?? 'default';
  const address = connectionOptions.address ?? 'localhost:7233';
  say('connecting', address);
  try {
    await checkNamespace({ ...connectionOptions, address }, namespace);
  } catch (error) {
    throw new StackError(
      'temporal_unreachable',
      `Temporal at ${address}, namespace ${namespace}, does not answer: ${messageOf(error)}`,
      'Check TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE and the TLS or API key settings beside them, or\n' +
        'take them away to let Baton start its own server.',
      error,
    );
  }
  say('ready', address);
  const nothing = () => Promise.resolve();
  return {
    address,
    namespace,
    uiUrl: undefined,
    pid: undefined,
    logFile: undefined,
    stop: nothing,
  };
}

interface Ports {
  readonly port: number;
  readonly uiPort: number;
}

async function claimPorts({ port, uiPort }: TemporalOptions): Promise<Ports> {
  const ui = { part: 'The Temporal Web UI', variable: 'BATON_TEMPORAL_UI_PORT' };
  return {
    port: await claimPort({ port, part: 'Temporal', variable: 'BATON_TEMPORAL_PORT' }),
    uiPort: await claimPort({ port: uiPort, ...ui }),
  };
}

function databaseFile(home: Home): string {
  return path.join(home.folder, 'temporal.db');
}

function serverArgs(options: TemporalOptions, namespace: string, ports: Ports): string[] {
  const attributes = Object.entries(options.searchAttributes ?? {});
  return [
    ...['server', 'start-dev', '--log-level', 'error', '--ip', '127.0.0.1'],
    ...['--db-filename', databaseFile(options.home), '--namespace', namespace],
    ...['--port', String(ports.port), '--ui-port', String(ports.uiPort)],
    ...attributes.flatMap(([name, kind]) => ['--search-attribute', `${name}=${kind}`]),
    // Activities of the same worker start without a trip over the task queue.
    ...['--dynamic-config-value', 'system.enableActivityEagerExecution=true'],
    ...(options.uiCodecEndpoint === undefined
      ? []
      : ['--ui-codec-endpoint', options.uiCodecEndpoint]),
  ];
}

function pidFile(home: Home): string {
  return path.join(home.folder, 'temporal.pid.json');
}

async function remember(home: Home, pid: number): Promise<ProcessId> {
  const id = (await identify(pid)) ?? { pid, mark: 'gone' };
  await writeAtomically(pidFile(home), `${JSON.stringify(id)}\n`);
  return id;
}

async function stopOrphan(home: Home, say: Say): Promise<void> {
  const parsed = processSchema.safeParse(parseJson(await readIfThere(pidFile(home))));
  if (!parsed.success || !(await isRunning(parsed.data))) return;
  if (!(await commandLineOf(parsed.data.pid)).includes(databaseFile(home))) return;
  say('stopping orphan', `process ${parsed.data.pid} of a start that did not end cleanly`);
  await stopProcess(parsed.data, stopSteps);
}

async function stop(id: ProcessId, say: Say): Promise<void> {
  say('stopping');
  await stopProcess(id, stopSteps);
  say('stopped');
}

interface Starting {
  readonly server: ServerProcess;
  readonly id: ProcessId;
  readonly address: string;
  readonly namespace: string;
  readonly logFile: string;
}

async function waitUntilReady(starting: Starting): Promise<void> {
  const { server, id, address, namespace, logFile } = starting;
  const deadline = performance.now() + readyWithinMs;
  let last = 'no answer';
  while (performance.now() < deadline && server.ended() === undefined) {
    try {
      await checkNamespace({ address }, namespace);
      return;
    } catch (error) {
      last = messageOf(error);
      await sleep(100);
    }
  }
  const reason = server.ended() ?? last;
  await stopProcess(id, stopSteps);
  throw new StackError(
    'temporal_failed',
    `Temporal does not start (${reason}). The end of ${logFile}:\n${lastLines(logFile)}`,
    'Mend what the log says, or set TEMPORAL_ADDRESS to a server that runs.',
  );
}

/** Connects and describes the namespace; rejects when either does not work within 5 s each. */
export async function checkNamespace(
  connectionOptions: Parameters<typeof Connection.connect>[0],
  namespace: string,
): Promise<void> {
  const connection = await Connection.connect({ ...connectionOptions, connectTimeout: 5_000 });
  try {
    await connection.withDeadline(Date.now() + 5_000, () =>
      connection.workflowService.describeNamespace({ namespace }),
    );
  } finally {
    await connection.close();
  }
}
