import { Connection, type ConnectionOptions } from '@temporalio/client';
import { loadClientConnectConfig } from '@temporalio/envconfig';
import type { Config } from '../../config.ts';
import type { PartReport } from './part-report.ts';
import { homeAt, messageOf, type RuntimeState } from './home.ts';
import { locateTemporal } from './temporal-binary.ts';
import { checkNamespace } from './temporal.ts';

/** The Temporal server in use: reachable, with its namespace and search attributes. */
export async function inspectTemporal(
  config: Config,
  runtime: RuntimeState,
  searchAttributes: readonly string[],
): Promise<PartReport[]> {
  const target = findTarget(config, runtime);
  if (target === undefined) {
    const detail = 'not running; `baton start` starts it';
    return [{ part: 'temporal', ok: true, detail }];
  }
  const { options, namespace } = target;
  const where = `${options.address ?? ''}, namespace ${namespace}`;
  try {
    await checkNamespace(options, namespace);
  } catch (error) {
    const detail = `${where} does not answer: ${messageOf(error)}`;
    const fix = 'Check TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE and the credentials beside them.';
    return [{ part: 'temporal', ok: false, detail, fix }];
  }
  const reachable: PartReport = { part: 'temporal', ok: true, detail: where };
  return [reachable, await checkAttributes(options, namespace, searchAttributes)];
}

interface Target {
  readonly options: ConnectionOptions;
  readonly namespace: string;
}

function findTarget({ temporal }: Config, runtime: RuntimeState): Target | undefined {
  if (temporal.external) {
    const { connectionOptions, namespace: configured } = loadClientConnectConfig();
    const address = connectionOptions.address ?? 'localhost:7233';
    const namespace = temporal.namespace ?? configured ?? 'default';
    return { options: { ...connectionOptions, address }, namespace };
  }
  const address = runtime.kind === 'running' ? runtime.info.addresses['temporal'] : undefined;
  if (address === undefined) return undefined;
  return { options: { address }, namespace: temporal.namespace ?? 'default' };
}

async function checkAttributes(
  options: ConnectionOptions,
  namespace: string,
  wanted: readonly string[],
): Promise<PartReport> {
  const part = 'search attributes';
  const known = await listAttributes(options, namespace);
  const missing = wanted.filter((name) => !known.includes(name));
  if (missing.length === 0) {
    return { part, ok: true, detail: `${wanted.length} wanted, all registered` };
  }
  const fix = 'Run `baton migrate`, with a Temporal account that may register them.';
  return { part, ok: false, detail: `not registered: ${missing.join(', ')}`, fix };
}

async function listAttributes(options: ConnectionOptions, namespace: string): Promise<string[]> {
  const connection = await Connection.connect({ ...options, connectTimeout: 5_000 });
  try {
    const answer = await connection.withDeadline(Date.now() + 5_000, () =>
      connection.operatorService.listSearchAttributes({ namespace }),
    );
    return Object.keys(answer.customAttributes);
  } finally {
    await connection.close();
  }
}

/** Where the program of our own server would come from; nothing when an outside one is used. */
export async function inspectTemporalProgram(config: Config): Promise<PartReport[]> {
  if (config.temporal.external) return [];
  const part = 'temporal program';
  const result = await locateTemporal(homeAt(config.home));
  if ('binary' in result) {
    const { command, version, source } = result.binary;
    return [{ part, ok: true, detail: `${command} (${source}), ${version}` }];
  }
  const fix =
    '`baton start` downloads it, or builds it with Go 1.24+ (some minutes, once). To choose\n' +
    'yourself: put the Temporal CLI on PATH, or set TEMPORAL_ADDRESS to a server that runs.';
  return [{ part, ok: false, detail: result.attempt.outcome, fix }];
}
