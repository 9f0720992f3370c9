import { access, constants, statfs } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Config } from '../../config.ts';
import { inspectDatabase } from './doctor-postgres.ts';
import { inspectTemporal, inspectTemporalProgram } from './doctor-temporal.ts';
import { messageOf, readRuntime, type RuntimeState } from './home.ts';
import type { PartReport } from './part-report.ts';
import { isPortTaken } from './ports.ts';

export interface DoctorOptions {
  /** The search attributes Temporal should know. */
  readonly searchAttributes?: readonly string[];
}

const leastFreeBytes = 1024 ** 3;
const modelWithinMs = 3_000;

/** Looks at every part and changes nothing. Takes at most about 15 s; never rejects. */
export async function checkParts(
  config: Config,
  options: DoctorOptions = {},
): Promise<PartReport[]> {
  const runtime = await readRuntime(config.home);
  const checks: (readonly [string, () => Promise<PartReport[]> | PartReport[]])[] = [
    ['node', checkNode],
    ['home', () => checkHome(config, runtime)],
    ['disk', () => checkDisk(config)],
    ['ports', () => checkPorts(config, runtime)],
    ['postgres', () => inspectDatabase(config, runtime)],
    ['temporal', () => inspectTemporal(config, runtime, options.searchAttributes ?? [])],
    ['temporal program', () => inspectTemporalProgram(config)],
    ['model', () => checkModel(config)],
  ];
  const reports = await Promise.all(checks.map(([part, check]) => safely(part, check)));
  return reports.flat();
}

async function safely(
  part: string,
  check: () => Promise<PartReport[]> | PartReport[],
): Promise<PartReport[]> {
  try {
    return await check();
  } catch (error) {
    const fix = 'This check itself failed; the message says where.';
    return [{ part, ok: false, detail: messageOf(error), fix }];
  }
}

function checkNode(): PartReport[] {
  const version = process.versions.node;
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const ok = major > 20 || (major === 20 && minor >= 20);
  const fix = 'Install Node.js 20.20 or newer.';
  return [{ part: 'node', ok, detail: version, ...(ok ? {} : { fix }) }];
}

async function checkHome({ home }: Config, runtime: RuntimeState): Promise<PartReport[]> {
  const folder = existingPart(home);
  try {
    await access(folder, constants.W_OK | constants.X_OK);
  } catch {
    const fix = 'Set BATON_HOME to a folder this user may write to.';
    return [{ part: 'home', ok: false, detail: `${folder} is not writable`, fix }];
  }
  const fix = 'Nothing to do: the next `baton start` takes over its data.';
  const detail = {
    running: `${home}, in use by process ${runtime.kind === 'running' ? runtime.pid : 0}`,
    stale: `${home}, last stack ended without a clean stop. ${fix}`,
    none: folder === home ? home : `${home}, made at the first start`,
  }[runtime.kind];
  return [{ part: 'home', ok: true, detail }];
}

function existingPart(folder: string): string {
  return existsSync(folder) ? folder : existingPart(path.dirname(folder));
}

async function checkDisk({ home }: Config): Promise<PartReport[]> {
  const { bavail, bsize } = await statfs(existingPart(home));
  const free = bavail * bsize;
  const detail = `${(free / 1024 ** 3).toFixed(1)} GiB free at ${home}`;
  if (free >= leastFreeBytes) return [{ part: 'disk', ok: true, detail }];
  const fix = 'Free at least 1 GiB there, or set BATON_HOME to a larger disk.';
  return [{ part: 'disk', ok: false, detail, fix }];
}

async function checkPorts(config: Config, runtime: RuntimeState): Promise<PartReport[]> {
  const wanted: (readonly [string, number])[] = [
    ['BATON_API_PORT', config.apiPort],
    ...(config.databaseUrl === undefined
      ? [['BATON_POSTGRES_PORT', config.postgresPort] as const]
      : []),
    ...(config.temporal.external
      ? []
      : ([
          ['BATON_TEMPORAL_PORT', config.temporal.port],
          ['BATON_TEMPORAL_UI_PORT', config.temporal.uiPort],
        ] as const)),
  ];
  if (runtime.kind === 'running') {
    const detail = `in use by the running stack (process ${runtime.pid})`;
    return [{ part: 'ports', ok: true, detail }];
  }
  const states = await Promise.all(
    wanted.map(async ([variable, port]) => ({ variable, port, taken: await isPortTaken(port) })),
  );
  const taken = states.filter((state) => state.taken);
  if (taken.length === 0) {
    return [{ part: 'ports', ok: true, detail: `free: ${wanted.map(([, p]) => p).join(', ')}` }];
  }
  return taken.map(({ variable, port }) => ({
    part: 'ports',
    ok: false,
    detail: `another program listens on ${port}`,
    fix: `Stop that program, or set ${variable} to a free port.`,
  }));
}

async function checkModel({ llm }: Config): Promise<PartReport[]> {
  if (llm.baseUrl === undefined) {
    return [{ part: 'model', ok: true, detail: 'not configured, the deterministic brief is used' }];
  }
  const fix = 'Check LLM_BASE_URL and LLM_API_KEY. Meanwhile the deterministic brief is used.';
  try {
    const response = await fetch(`${llm.baseUrl.replace(/\/+$/, '')}/models`, {
      headers: llm.apiKey === undefined ? {} : { authorization: `Bearer ${llm.apiKey}` },
      signal: AbortSignal.timeout(modelWithinMs),
    });
    await response.body?.cancel();
    const detail = `${llm.baseUrl} answers ${response.status}, model ${llm.model ?? 'not named'}`;
    return [{ part: 'model', ok: response.ok, detail, ...(response.ok ? {} : { fix }) }];
  } catch (error) {
    return [{ part: 'model', ok: false, detail: `${llm.baseUrl}: ${messageOf(error)}`, fix }];
  }
}
