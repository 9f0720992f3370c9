import type { Config } from '../../config.ts';
import type { PartReport } from './part-report.ts';
import { messageOf, type RuntimeState } from './home.ts';
import { queryOnce } from './one-query.ts';
import { findNativePackage } from './postgres-binaries.ts';
import { StackError } from './stack-error.ts';

const leastVersion = 15;
/** Clocks further apart than this make promised times and deadlines visibly wrong. */
const mostSkewMs = 1_000;

/** The database: reachable, new enough, with its schema, and with the same clock as this machine. */
export async function inspectDatabase(
  config: Config,
  runtime: RuntimeState,
): Promise<PartReport[]> {
  const ownUrl = runtime.kind === 'running' ? runtime.info.addresses['database'] : undefined;
  const url = config.databaseUrl ?? ownUrl;
  if (url === undefined) return [checkPackage()];
  const where = withoutPassword(url);
  try {
    return [await checkVersion(url, where), await checkSchema(url), await checkClock(url)];
  } catch (error) {
    const detail = `${where} does not answer: ${messageOf(error) || 'no connection'}`;
    const fix = 'Check DATABASE_URL and that the server runs, or take DATABASE_URL away.';
    return [{ part: 'postgres', ok: false, detail, fix }];
  }
}

function checkPackage(): PartReport {
  try {
    const { version } = findNativePackage();
    const detail = `not running; \`baton start\` starts ${version} of the npm package`;
    return { part: 'postgres', ok: true, detail };
  } catch (error) {
    if (!(error instanceof StackError)) throw error;
    return { part: 'postgres', ok: false, detail: messageOf(error), fix: error.fix };
  }
}

async function checkVersion(url: string, where: string): Promise<PartReport> {
  const rows = await queryOnce(url, "select current_setting('server_version_num')::int as version");
  const version = Math.floor(Number(rows[0]?.['version']) / 10_000);
  const ok = version >= leastVersion;
  const fix = `Use Postgres ${leastVersion} or newer.`;
  return { part: 'postgres', ok, detail: `${where}, version ${version}`, ...(ok ? {} : { fix }) };
}

async function checkSchema(url: string): Promise<PartReport> {
  const found = await queryOnce(
    url,
    "select to_regclass('schema_migrations') is not null as found",
  );
  if (found[0]?.['found'] !== true) {
    const fix = 'Run `baton migrate`; `baton start` does it by itself.';
    return { part: 'schema', ok: false, detail: 'no migration has run', fix };
  }
  const rows = await queryOnce(url, 'select count(*)::int as count from schema_migrations');
  return { part: 'schema', ok: true, detail: `${Number(rows[0]?.['count'])} migrations applied` };
}

async function checkClock(url: string): Promise<PartReport> {
  const text = 'select extract(epoch from clock_timestamp()) * 1000 as at';
  // The first call pays for the connection as well; the time in the middle is the server's.
  const before = Date.now();
  const rows = await queryOnce(url, text);
  const after = Date.now();
  const skewMs = Math.round(Number(rows[0]?.['at']) - (before + after) / 2);
  const slackMs = mostSkewMs + (after - before) / 2;
  const ok = Math.abs(skewMs) <= slackMs;
  const detail = `Postgres is ${skewMs} ms ahead of this machine`;
  const fix = 'Let both machines take their time from the same source (NTP).';
  return { part: 'clock', ok, detail, ...(ok ? {} : { fix }) };
}

function withoutPassword(url: string): string {
  const shown = new URL(url);
  shown.password = '';
  shown.search = '';
  return shown.href;
}
