import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, chown, mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { codeOf, loadSecrets, messageOf, readIfThere, writeAtomically, type Home } from './home.ts';
import { queryOnce } from './one-query.ts';
import { claimPort } from './ports.ts';
import { choosePlace, findAccount, type Account } from './postgres-account.ts';
import {
  dataVersionOf,
  preparePostgresBinaries,
  type PostgresBinaries,
} from './postgres-binaries.ts';
import {
  commandLineOf,
  identify,
  lastLines,
  startServer,
  stopProcess,
  type ProcessId,
  type ServerProcess,
  type StopStep,
} from './processes.ts';
import { sayFor, type Progress, type Say } from './progress.ts';
import { StackError } from './stack-error.ts';

/**
 * The local Postgres of a home. The caller holds the home's lock (`lockHome`): a server found on
 * the data folder is then an orphan of a start that died, and is stopped before a new one starts.
 */

const run = promisify(execFile);
const user = 'baton';
const database = 'baton';

/** The server runs, and was made with other secrets than those of this home. */
const wrongPassword = '28P01';

/** Recovery after a crash replays the log before it answers. */
const readyWithinMs = 90_000;

/** Fast shutdown; then without a checkpoint (replayed at the next start); then by force. */
const stopSteps: readonly StopStep[] = [
  ['SIGINT', 10_000],
  ['SIGQUIT', 5_000],
  ['SIGKILL', 5_000],
];

/** A running local server, and the way to stop it. */
export interface RunningPostgres {
  /** With the password. */
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  readonly dataFolder: string;
  readonly logFile: string;
  /** Clean stop: resolves when the server is gone, also when it was gone already. */
  readonly stop: () => Promise<void>;
}

export interface PostgresOptions {
  readonly home: Home;
  /** 0 takes a free one. */
  readonly port: number;
  readonly onProgress?: Progress | undefined;
}

interface Site {
  readonly account: Account;
  readonly binaries: PostgresBinaries;
  readonly dataFolder: string;
  readonly logFile: string;
  readonly password: string;
  readonly say: Say;
}

/**
 * Starts Postgres on the data of this home, made at the first start, with a database `baton`.
 * Throws `StackError` with codes `port_taken`, `postgres_unusable`, `postgres_failed`.
 */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  const say = sayFor('postgres', options.onProgress);
  const site = await openSite(options.home, say);
  await stopOrphan(site);
  const variable = 'BATON_POSTGRES_PORT';
  const port = await claimPort({ port: options.port, part: 'Postgres', variable });
  await initialise(site);
  const server = await startUntilReady(site, port);
  const url = urlOf(site.password, port, database);
  await createDatabase(site, port);
  const id = (await identify(server.pid)) ?? { pid: server.pid, mark: 'gone' };
  say('ready', `127.0.0.1:${port}`);
  return {
    url,
    port,
    pid: server.pid,
    dataFolder: site.dataFolder,
    logFile: site.logFile,
    stop: () => stop(id, say),
  };
}

async function openSite(home: Home, say: Say): Promise<Site> {
  say('preparing');
  const account = await findAccount(say);
  const { dataFolder, binariesFolder } = await choosePlace(home, account, say);
  const binaries = await preparePostgresBinaries(account, binariesFolder, say);
  const { postgresPassword: password } = await loadSecrets(home);
  const logFile = path.join(home.logFolder, 'postgres.log');
  return { account, binaries, dataFolder, logFile, password, say };
}

async function stop(id: ProcessId, say: Say): Promise<void> {
  say('stopping');
  await stopProcess(id, stopSteps);
  say('stopped');
}

async function stopOrphan({ dataFolder, say }: Site): Promise<void> {
  const file = path.join(dataFolder, 'postmaster.pid');
  const pid = Number((await readIfThere(file))?.split('\n')[0]);
  const id = Number.isNaN(pid) ? undefined : await identify(pid);
  if (id === undefined) return;
  if ((await commandLineOf(pid)).includes(dataFolder)) {
    say('stopping orphan', `process ${pid} of a start that did not end cleanly`);
    await stopProcess(id, stopSteps);
  } else {
    // The pid was given to another program since; Postgres would refuse to start because of it.
    await rm(file, { force: true });
  }
}

async function initialise(site: Site): Promise<void> {
  const version = await dataVersionOf(site.dataFolder);
  if (version === undefined) return makeData(site);
  await checkData(site, version);
}

async function checkData({ dataFolder, binaries, account }: Site, version: string): Promise<void> {
  if (version !== binaries.majorVersion) {
    throw new StackError(
      'postgres_unusable',
      `${dataFolder} was made by Postgres ${version}; the installed one is ${binaries.majorVersion}.`,
      `Install the earlier version and dump the data, or move ${dataFolder} away to start anew.`,
    );
  }
  const owner = (await stat(dataFolder)).uid;
  const own = account.ids.uid ?? process.getuid?.() ?? owner;
  if (owner === own) return;
  if (process.getuid?.() === 0) return chownAll(dataFolder, account);
  throw new StackError(
    'postgres_unusable',
    `${dataFolder} belongs to user ${owner}; Postgres would run as user ${own}.`,
    `Start as the same user as before, or: sudo chown -R ${own} ${dataFolder}`,
  );
}

async function chownAll(entry: string, account: Account): Promise<void> {
  await own(entry, account);
  if (!(await stat(entry)).isDirectory()) return;
  for (const inner of await readdir(entry)) await chownAll(path.join(entry, inner), account);
}

async function own(entry: string, { ids }: Account): Promise<void> {
  if (ids.uid !== undefined && ids.gid !== undefined) await chown(entry, ids.uid, ids.gid);
}

/** Made aside and moved into place whole: a start that dies here leaves no half-made folder. */
async function makeData(site: Site): Promise<void> {
  const { account, binaries, dataFolder, password, say } = site;
  say('making database', dataFolder);
  await removeDrafts(dataFolder);
  const draft = `${dataFolder}.draft.${randomBytes(4).toString('hex')}`;
  const passwordFile = `${draft}.password`;
  try {
    await mkdir(draft, { mode: 0o700 });
    await own(draft, account);
    await writeAtomically(passwordFile, `${password}\n`);
    await own(passwordFile, account);
    await run(binaries.initdb, initdbArgs(draft, passwordFile), { ...account.ids, cwd: '/' });
    await chmod(draft, 0o700);
    await rename(draft, dataFolder);
  } catch (error) {
    throw new StackError(
      'postgres_failed',
      `Postgres could not make its data folder ${dataFolder}: ${messageOf(error).trim()}`,
      'Check space and rights there, or set DATABASE_URL to a Postgres 15+.',
      error,
    );
  } finally {
    await rm(passwordFile, { force: true });
    await rm(draft, { recursive: true, force: true });
  }
}

async function removeDrafts(dataFolder: string): Promise<void> {
  const parent = path.dirname(dataFolder);
  for (const name of await readdir(parent)) {
    if (!name.startsWith(`${path.basename(dataFolder)}.draft.`)) continue;
    await rm(path.join(parent, name), { recursive: true, force: true });
  }
}

function initdbArgs(folder: string, passwordFile: string): string[] {
  return [
    `--pgdata=${folder}`,
    `--username=${user}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // The same order and case rules on every machine, whatever locales it has.
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    '--no-instructions',
  ];
}

async function startUntilReady(site: Site, port: number): Promise<ServerProcess> {
  const deadline = performance.now() + readyWithinMs;
  for (;;) {
    site.say('starting', `port ${port}`);
    const server = launch(site, port);
    const failure = await waitUntilReady(site, port, server, deadline);
    if (failure === undefined) return server;
    const log = lastLines(site.logFile);
    // Its children see that a killed server is gone only a moment later, and hold its memory.
    const isHeld = log.includes('pre-existing shared memory block');
    if (isHeld && performance.now() < deadline) {
      await sleep(500);
      continue;
    }
    await endFailed(server);
    throw new StackError(
      'postgres_failed',
      `Postgres does not start (${failure}). The end of ${site.logFile}:\n${log}`,
      'Mend what the log says, or set DATABASE_URL to a Postgres 15+.',
    );
  }
}

function launch({ account, binaries, dataFolder, logFile }: Site, port: number): ServerProcess {
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '200',
    timezone: 'UTC',
    log_timezone: 'UTC',
  };
  const flags = Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`]);
  return startServer({
    command: binaries.postgres,
    args: ['-D', dataFolder, '-p', String(port), ...flags],
    logFile,
    cwd: '/',
    ...account.ids,
  });
}

async function waitUntilReady(
  { password }: Site,
  port: number,
  server: ServerProcess,
  deadline: number,
): Promise<string | undefined> {
  let last = 'no answer';
  while (performance.now() < deadline) {
    const ended = server.ended();
    if (ended !== undefined) return ended;
    try {
      await queryOnce(urlOf(password, port, 'postgres'), 'select 1');
      return undefined;
    } catch (error) {
      last = messageOf(error);
      if (codeOf(error) === wrongPassword) {
        return 'its password is not the one in secrets.json: put the right file back';
      }
      await sleep(50);
    }
  }
  return last;
}

async function endFailed(server: ServerProcess): Promise<void> {
  const id = await identify(server.pid);
  if (id !== undefined && server.ended() === undefined) await stopProcess(id, stopSteps);
}

async function createDatabase({ password, say }: Site, port: number): Promise<void> {
  const url = urlOf(password, port, 'postgres');
  const found = await queryOnce(url, `select 1 from pg_database where datname = '${database}'`);
  if (found.length > 0) return;
  say('creating database', database);
  await queryOnce(url, `create database ${database}`);
}

function urlOf(password: string, port: number, name: string): string {
  return `postgres://${user}:${encodeURIComponent(password)}@127.0.0.1:${port}/${name}`;
}
