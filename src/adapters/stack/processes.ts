import { execFile, spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { childEnvironment } from '../../config.ts';

/**
 * Server processes that outlive a Ctrl-C of the terminal: each is its own session, so only we stop
 * it, in order. A process is named by pid and start mark, because pids are used again.
 */

const run = promisify(execFile);

/** Above this, the log of the last runs makes room for a new one. */
const maxLogBytes = 8 * 1024 * 1024;

export interface ProcessId {
  readonly pid: number;
  /** The same for the whole life of the process, another for the next one under this pid. */
  readonly mark: string;
}

export interface ServerProcess {
  readonly pid: number;
  /** Set once the process has ended: its exit code, signal, or reason it never began. */
  readonly ended: () => string | undefined;
}

interface ServerOptions {
  readonly command: string;
  readonly args: readonly string[];
  /** Absolute path; standard output and error are appended. */
  readonly logFile: string;
  readonly cwd?: string;
  readonly uid?: number;
  readonly gid?: number;
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** Starts a server in a session of its own. It keeps running if this process dies. */
export function startServer(options: ServerOptions): ServerProcess {
  const { command, args, logFile, env, ...rest } = options;
  makeRoomForLog(logFile);
  const log = openSync(logFile, 'a', 0o600);
  try {
    const child = spawn(command, [...args], {
      ...rest,
      env: childEnvironment(env),
      detached: true,
      stdio: ['ignore', log, log],
    });
    let ended: string | undefined;
    child.once('error', (error) => (ended = error.message));
    child.once('exit', (code, signal) => (ended ??= signal ?? `exit code ${String(code)}`));
    child.unref();
    return { pid: child.pid ?? 0, ended: () => ended };
  } finally {
    closeSync(log);
  }
}

function makeRoomForLog(logFile: string): void {
  if (existsSync(logFile) && statSync(logFile).size > maxLogBytes) {
    renameSync(logFile, `${logFile}.1`);
  }
}

/** The last lines of a log, for an error message. */
export function lastLines(logFile: string, count = 8): string {
  if (!existsSync(logFile)) return '';
  const lines = readFileSync(logFile, 'utf8').trimEnd().split('\n');
  return lines.slice(-count).join('\n');
}

/** The running process under this pid, or undefined when there is none. */
export async function identify(pid: number): Promise<ProcessId | undefined> {
  if (!isAlive(pid)) return undefined;
  const mark = existsSync('/proc/self/stat') ? markFromProc(pid) : await askPs(pid, 'lstart=');
  return mark === undefined || mark === '' ? undefined : { pid, mark };
}

/** This process. */
export async function ownProcess(): Promise<ProcessId> {
  return (await identify(process.pid)) ?? { pid: process.pid, mark: 'unknown' };
}

/** The command line of a running process; empty when it cannot be read. */
export async function commandLineOf(pid: number): Promise<string> {
  if (!existsSync('/proc/self/cmdline')) return (await askPs(pid, 'args=')) ?? '';
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}

function markFromProc(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // After the last parenthesis: state is field 3 of the manual page, the start time field 22.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? undefined : fields[19];
  } catch {
    return undefined;
  }
}

async function askPs(pid: number, column: string): Promise<string | undefined> {
  try {
    return (await run('ps', ['-o', column, '-p', String(pid)])).stdout.trim();
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 1) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Whether exactly this process still runs. */
export async function isRunning({ pid, mark }: ProcessId): Promise<boolean> {
  return (await identify(pid))?.mark === mark;
}

/** One signal and how long to wait for it to work. */
export type StopStep = readonly [signal: NodeJS.Signals, waitMs: number];

/**
 * Stops a process with one signal after another until it is gone; resolves with the signal that
 * ended it, or undefined when it was gone already. Never touches a later process under the pid.
 */
export async function stopProcess(
  id: ProcessId,
  steps: readonly StopStep[],
): Promise<NodeJS.Signals | undefined> {
  for (const [signal, waitMs] of steps) {
    if (!(await isRunning(id))) return undefined;
    process.kill(id.pid, signal);
    const deadline = performance.now() + waitMs;
    while (performance.now() < deadline) {
      if (!(await isRunning(id))) return signal;
      await sleep(25);
    }
  }
  throw new Error(`Process ${id.pid} does not end; last signal ${String(steps.at(-1)?.[0])}.`);
}
