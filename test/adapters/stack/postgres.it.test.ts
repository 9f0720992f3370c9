import { execFile, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { cp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { afterEach, expect, test } from 'vitest';
import { openHome, type Home } from '../../../src/adapters/stack/home.ts';
import { findNativePackage, makeLinks } from '../../../src/adapters/stack/postgres-binaries.ts';
import { startPostgres, type RunningPostgres } from '../../../src/adapters/stack/postgres.ts';
import { identify } from '../../../src/adapters/stack/processes.ts';
import type { ProgressStep } from '../../../src/adapters/stack/progress.ts';

const running: RunningPostgres[] = [];
const folders: string[] = [];

afterEach(async () => {
  for (const server of running.splice(0)) await server.stop();
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

function newHome(): Promise<Home> {
  const folder = mkdtempSync(path.join(tmpdir(), 'baton-pg-'));
  folders.push(folder);
  // Started as root, Postgres runs as another account, which must be able to pass through.
  chmodSync(folder, 0o755);
  return openHome(path.join(folder, 'home'));
}

async function start(home: Home, port = 0, steps: ProgressStep[] = []): Promise<RunningPostgres> {
  const server = await startPostgres({ home, port, onProgress: (step) => steps.push(step) });
  running.push(server);
  return server;
}

async function ask(url: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

test('the next start goes on with the data, and nothing runs after a stop', async () => {
  const home = await newHome();
  const first = await start(home);
  await ask(first.url, 'create table kept as select 7 as n');
  await first.stop();
  expect(await identify(first.pid)).toBeUndefined();
  const second = await start(home);
  expect(await ask(second.url, 'select n from kept')).toEqual([{ n: 7 }]);
  expect(readdirSync(home.folder).filter((name) => name.includes('draft'))).toEqual([]);
});

test('only the generated password opens it, and only from this machine', async () => {
  const server = await start(await newHome());
  const wrong = new URL(server.url);
  wrong.password = 'postgres';
  await expect(ask(wrong.href, 'select 1')).rejects.toThrow(/password authentication failed/);
  expect(await ask(server.url, 'show listen_addresses')).toEqual([
    { listen_addresses: '127.0.0.1' },
  ]);
});

test('an orphan of a start that died is stopped, and its committed rows are there', async () => {
  const home = await newHome();
  const orphan = await startPostgres({ home, port: 0 });
  await ask(orphan.url, 'create table kept as select 1 as n');
  const steps: ProgressStep[] = [];
  const next = await start(home, orphan.port, steps);
  expect(steps.map(({ phase }) => phase)).toContain('stopping orphan');
  expect(next.pid).not.toBe(orphan.pid);
  expect(await identify(orphan.pid)).toBeUndefined();
  expect(await ask(next.url, 'select n from kept')).toEqual([{ n: 1 }]);
});

test('a server killed without warning recovers at the next start', async () => {
  const home = await newHome();
  const killed = await start(home);
  await ask(killed.url, 'create table kept as select 1 as n');
  process.kill(killed.pid, 'SIGKILL');
  const next = await start(home);
  expect(await ask(next.url, 'select n from kept')).toEqual([{ n: 1 }]);
});

test('a stale pid file that names another program does not stop the start', async () => {
  const home = await newHome();
  const first = await start(home);
  await first.stop();
  const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
  writeFileSync(path.join(first.dataFolder, 'postmaster.pid'), `${other.pid}\n/elsewhere\n`);
  await start(home);
  expect(other.exitCode).toBeNull();
  other.kill();
});

test.skipIf(!existsSync('/proc/self/stat'))(
  'it leads a process group of its own, so a Ctrl-C of the terminal does not reach it',
  async () => {
    const server = await start(await newHome());
    const stat = readFileSync(`/proc/${server.pid}/stat`, 'utf8');
    const group = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[2];
    expect(group).toBe(String(server.pid));
  },
);

test('libraries whose links npm dropped are linked again', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'baton-links-'));
  folders.push(folder);
  const { native } = findNativePackage();
  const copy = path.join(folder, 'native');
  await cp(native, copy, { recursive: true, verbatimSymlinks: true });
  const links = readdirSync(path.join(copy, 'lib'), { withFileTypes: true });
  for (const link of links) if (link.isSymbolicLink()) rmSync(path.join(copy, 'lib', link.name));
  expect(await makeLinks(copy)).toBeGreaterThan(5);
  expect(await makeLinks(copy)).toBe(0);
  const { stdout } = await promisify(execFile)(path.join(copy, 'bin', 'initdb'), ['--version']);
  expect(stdout).toContain('PostgreSQL');
});

test('data made with other secrets is reported, not waited for', async () => {
  const home = await newHome();
  const first = await start(home);
  await first.stop();
  rmSync(path.join(home.folder, 'secrets.json'));
  await expect(startPostgres({ home, port: 0 })).rejects.toThrow(/secrets\.json/);
});

test('a taken port is reported with its number and the variable to change', async () => {
  const blocker = createServer();
  await new Promise<void>((resolve) => blocker.listen(0, '127.0.0.1', resolve));
  const address = blocker.address();
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  await expect(startPostgres({ home: await newHome(), port })).rejects.toThrow(
    new RegExp(`${port}[^]*BATON_POSTGRES_PORT`),
  );
  blocker.close();
});
