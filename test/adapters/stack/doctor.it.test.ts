import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { loadConfig } from '../../../src/config.ts';
import { checkParts } from '../../../src/adapters/stack/doctor.ts';
import type { PartReport } from '../../../src/adapters/stack/part-report.ts';
import { openHome, writeRuntime } from '../../../src/adapters/stack/home.ts';
import { freePort } from '../../../src/adapters/stack/ports.ts';
import { queryOnce } from '../../../src/adapters/stack/one-query.ts';
import { startPostgres } from '../../../src/adapters/stack/postgres.ts';
import { startTemporal } from '../../../src/adapters/stack/temporal.ts';

const cleanups: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function environment(): Promise<Record<string, string>> {
  const folder = mkdtempSync(path.join(tmpdir(), 'baton-doctor-'));
  cleanups.push(() => rm(folder, { recursive: true, force: true }));
  const ports = await Promise.all([1, 2, 3, 4].map(freePort));
  const [api, postgres, temporal, ui] = ports.map(String);
  return {
    BATON_HOME: folder,
    BATON_API_PORT: api ?? '',
    BATON_POSTGRES_PORT: postgres ?? '',
    BATON_TEMPORAL_PORT: temporal ?? '',
    BATON_TEMPORAL_UI_PORT: ui ?? '',
  };
}

const about = (reports: readonly PartReport[], part: string) =>
  reports.find((report) => report.part === part);

async function listen(status: number): Promise<number> {
  const server = createServer((_, response) => response.writeHead(status).end('{"data":[]}'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  cleanups.push(() => new Promise((resolve) => server.close(resolve)));
  return (server.address() as AddressInfo).port;
}

test('on a machine where nothing runs yet, every part is well or says its way out', async () => {
  const reports = await checkParts(loadConfig(await environment()));
  for (const part of ['node', 'home', 'disk', 'ports', 'postgres', 'temporal', 'model']) {
    expect(about(reports, part)).toMatchObject({ ok: true });
  }
  for (const report of reports) expect(report.ok || report.fix !== undefined).toBe(true);
  expect(about(reports, 'model')?.detail).toContain('deterministic brief');
});

test('a taken port is named with the variable to change', async () => {
  const port = await listen(200);
  const reports = await checkParts(
    loadConfig({ ...(await environment()), BATON_API_PORT: String(port) }),
  );
  expect(about(reports, 'ports')).toMatchObject({ ok: false });
  expect(about(reports, 'ports')?.detail).toContain(String(port));
  expect(about(reports, 'ports')?.fix).toContain('BATON_API_PORT');
});

test.each([
  [200, true],
  [401, false],
])('a model server that answers %i is well: %s', async (status, ok) => {
  const port = await listen(status);
  const env = { ...(await environment()), LLM_MODEL: 'any' };
  const reports = await checkParts(
    loadConfig({ ...env, LLM_BASE_URL: `http://127.0.0.1:${port}/v1` }),
  );
  expect(about(reports, 'model')).toMatchObject({ ok });
});

test('a database that does not answer is reported without its password', async () => {
  const env = await environment();
  const url = `postgres://me:hunter2@127.0.0.1:${env['BATON_API_PORT'] ?? ''}/x`;
  const report = about(await checkParts(loadConfig({ ...env, DATABASE_URL: url })), 'postgres');
  expect(report).toMatchObject({ ok: false });
  expect(JSON.stringify(report)).not.toContain('hunter2');
});

test('a running stack is inspected: schema, clock, namespace and search attributes', async () => {
  const config = loadConfig(await environment());
  const home = await openHome(config.home);
  const postgres = await startPostgres({ home, port: 0 });
  cleanups.push(postgres.stop);
  const temporal = await startTemporal({
    home,
    port: 0,
    uiPort: 0,
    searchAttributes: { BatonStatus: 'Keyword' },
  });
  cleanups.push(temporal.stop);
  const addresses = { database: postgres.url, temporal: temporal.address };
  await writeRuntime(home, { startedAt: Date.now(), version: '0', addresses, pids: {} });

  const before = await checkParts(config, { searchAttributes: ['BatonStatus', 'BatonQueue'] });
  expect(about(before, 'schema')).toMatchObject({ ok: false });
  expect(about(before, 'schema')?.fix).toContain('baton migrate');
  expect(about(before, 'clock')).toMatchObject({ ok: true });
  expect(about(before, 'temporal')).toMatchObject({ ok: true });
  expect(about(before, 'search attributes')).toMatchObject({
    ok: false,
    detail: 'not registered: BatonQueue',
  });

  await queryOnce(postgres.url, 'create table schema_migrations as select 1 as name');
  const after = await checkParts(config, { searchAttributes: ['BatonStatus'] });
  expect(after.filter(({ ok }) => !ok)).toEqual([]);
  expect(about(after, 'schema')?.detail).toBe('1 migrations applied');
}, 120_000);
