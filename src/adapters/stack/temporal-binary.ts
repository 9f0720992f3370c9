import { execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { childEnvironment } from '../../config.ts';
import { messageOf, type Home } from './home.ts';
import type { Say } from './progress.ts';
import { StackError } from './stack-error.ts';

/** Finds the `temporal` program, or gets it: by the SDK's own download, else built with Go. */

const run = promisify(execFile);
const program = process.platform === 'win32' ? 'temporal.exe' : 'temporal';

/** The newest tag that `go install` takes; later ones have a `replace` in their module file. */
const goPackage = 'github.com/temporalio/cli/cmd/temporal@v1.5.1';

/** A network that drops packets must not hold up the start longer than this. */
const downloadBeginsWithinMs = 20_000;
const downloadEndsWithinMs = 5 * 60_000;
/** About 5 minutes on two busy cores; a start that hangs is worse than one that gives up. */
const buildEndsWithinMs = 30 * 60_000;

export type TemporalSource = 'path' | 'cache' | 'go folder' | 'sdk download' | 'go install';

export interface TemporalBinary {
  /** Absolute, or the bare name when it is found on PATH. */
  readonly command: string;
  readonly source: TemporalSource;
  readonly version: string;
}

/** One way that was tried, and why it gave nothing. */
interface Attempt {
  readonly way: string;
  readonly outcome: string;
}

type Result = { readonly binary: TemporalBinary } | { readonly attempt: Attempt };

/** A `temporal` that is here already: on PATH, in the home's cache, in Go's folder of programs. */
export async function locateTemporal(home: Home): Promise<Result> {
  const places: (readonly [TemporalSource, string])[] = [
    ['path', program],
    ['cache', path.join(binFolder(home), program)],
    ...(await goFolders()).map((folder) => ['go folder', path.join(folder, program)] as const),
  ];
  for (const [source, command] of places) {
    const version = await versionOf(command);
    if (version !== undefined) return { binary: { command, source, version } };
  }
  const looked = places.map(([, command]) => (command === program ? 'PATH' : command));
  return { attempt: { way: 'an installed temporal', outcome: `none in ${looked.join(', ')}` } };
}

/**
 * Finds or gets a `temporal` program. Getting it can take minutes; each step is said at least every
 * two seconds. Throws `StackError` `temporal_not_found` with every way that was tried.
 */
export async function obtainTemporal(home: Home, say: Say): Promise<TemporalBinary> {
  const attempts: Attempt[] = [];
  for (const way of [locateTemporal, downloadWithSdk, installWithGo]) {
    const result = await way(home, say);
    if ('binary' in result) {
      const { version, source } = result.binary;
      say('program found', `${version} (${source})`);
      return result.binary;
    }
    say('not available', `${result.attempt.way}: ${result.attempt.outcome}`);
    attempts.push(result.attempt);
  }
  const lines = attempts.map(({ way, outcome }) => `  ${way}: ${outcome}`);
  throw new StackError(
    'temporal_not_found',
    `No Temporal server could be found or got. Tried:\n${lines.join('\n')}`,
    'Install the Temporal CLI so that `temporal` is on PATH, or install Go 1.24+ and start again,\n' +
      'or set TEMPORAL_ADDRESS to a server that runs.',
  );
}

/** Lets the SDK download the program into the cache, in a process of its own (see `bin/`). */
export async function downloadWithSdk(
  home: Home,
  say: Say,
  beginsWithinMs = downloadBeginsWithinMs,
): Promise<Result> {
  const way = "the SDK's download";
  const script = fileURLToPath(new URL('../../../bin/fetch-temporal.cjs', import.meta.url));
  const folder = await newDraftFolder(home, 'sdk');
  try {
    say('downloading');
    const task = watch(process.execPath, [script, folder]);
    const failure = await waitForDownload(task, { folder, beginsWithinMs }, say);
    if (failure !== undefined) return { attempt: { way, outcome: failure } };
    const file = (await readdir(folder)).find((name) => name.startsWith('temporal'));
    if (file === undefined) return { attempt: { way, outcome: 'it left no program' } };
    return await keep(home, path.join(folder, file), { way, source: 'sdk download' });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function waitForDownload(
  task: Task,
  { folder, beginsWithinMs }: { folder: string; beginsWithinMs: number },
  say: Say,
): Promise<string | undefined> {
  const startedAt = performance.now();
  let hasBegun = false;
  return finish(task, async () => {
    const elapsedMs = performance.now() - startedAt;
    hasBegun ||= (await readdir(folder)).length > 0;
    say('downloading', hasBegun ? 'under way' : 'waiting for the server');
    if (!hasBegun && elapsedMs > beginsWithinMs) {
      return `it did not begin within ${beginsWithinMs / 1_000} s`;
    }
    return elapsedMs > downloadEndsWithinMs ? 'it did not end within 5 minutes' : undefined;
  });
}

/** Builds the program at its pinned version with `go install`, into the cache. */
export async function installWithGo(home: Home, say: Say): Promise<Result> {
  const way = `go install ${goPackage}`;
  if ((await versionOfGo()) === undefined) return { attempt: { way, outcome: 'no go on PATH' } };
  const folder = await newDraftFolder(home, 'go');
  try {
    say('building with Go', 'some minutes, once');
    const task = watch('go', ['install', '-v', goPackage], { GOBIN: folder });
    const failure = await waitForBuild(task, say);
    if (failure !== undefined) return { attempt: { way, outcome: failure } };
    return await keep(home, path.join(folder, program), { way, source: 'go install' });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function waitForBuild(task: Task, say: Say): Promise<string | undefined> {
  const startedAt = performance.now();
  return finish(task, () => {
    const downloaded = task.lines.filter((line) => line.startsWith('go: ')).length;
    const compiled = task.lines.length - downloaded;
    const counts = `${downloaded} modules fetched, ${compiled} packages compiled`;
    say('building with Go', counts);
    const isLate = performance.now() - startedAt > buildEndsWithinMs;
    return Promise.resolve(isLate ? 'it did not end within 30 minutes' : undefined);
  });
}

/** Moves a complete program into the cache, if it runs. */
async function keep(
  home: Home,
  file: string,
  { way, source }: { way: string; source: TemporalSource },
): Promise<Result> {
  const version = await versionOf(file);
  if (version === undefined) return { attempt: { way, outcome: 'the program does not run' } };
  const command = path.join(binFolder(home), program);
  await rename(file, command);
  return { binary: { command, source, version } };
}

function binFolder(home: Home): string {
  return path.join(home.cacheFolder, 'bin');
}

async function newDraftFolder(home: Home, name: string): Promise<string> {
  await mkdir(binFolder(home), { recursive: true });
  return mkdtemp(path.join(binFolder(home), `.${name}-`));
}

async function goFolders(): Promise<string[]> {
  const asked = await run('go', ['env', 'GOBIN', 'GOPATH'], { timeout: 10_000 }).catch(() => null);
  const [goBin = '', goPath = ''] = asked?.stdout.split('\n').map((line) => line.trim()) ?? [];
  const folders = goPath.split(path.delimiter).map((part) => part && path.join(part, 'bin'));
  const all = [goBin, ...folders, path.join(homedir(), 'go', 'bin')];
  return [...new Set(all.filter((folder) => folder !== ''))];
}

async function versionOfGo(): Promise<string | undefined> {
  const asked = await run('go', ['version'], { timeout: 10_000 }).catch(() => undefined);
  return asked?.stdout.trim();
}

async function versionOf(command: string): Promise<string | undefined> {
  if (path.isAbsolute(command) && !existsSync(command)) return undefined;
  try {
    const { stdout } = await run(command, ['--version'], { timeout: 20_000 });
    return stdout.trim().replace(/^temporal version /, '');
  } catch {
    return undefined;
  }
}

interface Task {
  readonly lines: readonly string[];
  /** The end of the process: undefined for success. */
  readonly ended: Promise<string | undefined>;
  readonly giveUp: () => void;
}

function watch(command: string, args: readonly string[], env: Record<string, string> = {}): Task {
  const lines: string[] = [];
  // A group of its own, so that giving up also ends the compilers it started.
  const child = spawn(command, [...args], {
    detached: true,
    env: childEnvironment(env),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  createInterface({ input: child.stderr }).on('line', (line) => lines.push(line));
  const giveUp = () => {
    if (child.pid !== undefined && child.exitCode === null) killGroup(child.pid);
  };
  // The parent may be ended by Ctrl-C while it waits; the group does not get that signal.
  process.once('exit', giveUp);
  const ended = new Promise<string | undefined>((resolve) => {
    child.once('error', (error) => resolve(messageOf(error)));
    child.once('close', (code) => {
      process.off('exit', giveUp);
      resolve(
        code === 0
          ? undefined
          : shortened(lines.slice(-3).join('; ')) || `exit code ${String(code)}`,
      );
    });
  });
  return { lines, ended, giveUp };
}

/** Nested causes repeat themselves; the first and the last words say it. */
function shortened(text: string): string {
  return text.length <= 240 ? text : `${text.slice(0, 100)} ... ${text.slice(-130)}`;
}

function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // Gone already.
  }
}

/** Waits for the end, or for a reason of `check` to give up, asked every two seconds. */
async function finish(
  task: Task,
  check: () => Promise<string | undefined>,
): Promise<string | undefined> {
  const tick = Symbol('tick');
  for (;;) {
    const pause = new AbortController();
    const result = await Promise.race([task.ended, after(2_000, tick, pause.signal)]);
    pause.abort();
    if (result !== tick) return result;
    const reason = await check();
    if (reason === undefined) continue;
    task.giveUp();
    await task.ended;
    return reason;
  }
}

function after<T>(ms: number, value: T, signal: AbortSignal): Promise<T> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(value), ms);
    signal.addEventListener('abort', () => clearTimeout(timer));
  });
}
