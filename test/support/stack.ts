/**
 * Real servers for the integration tests: one Postgres and one Temporal for the whole run, a database per test file.
 * `DATABASE_URL` and `TEMPORAL_ADDRESS` in the environment are used instead where they are set.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { cacheFolder } from '../../scripts/cache-folder.js';
import { migrate } from '../../src/adapters/postgres/migrate.ts';
import { createPool } from '../../src/adapters/postgres/pool.ts';
import { openHome } from '../../src/adapters/stack/home.ts';
import { lockHome } from '../../src/adapters/stack/home-lock.ts';
import { queryOnce } from '../../src/adapters/stack/one-query.ts';
import { startPostgres } from '../../src/adapters/stack/postgres.ts';
import { startTemporal } from '../../src/adapters/stack/temporal.ts';
import { searchAttributeKinds } from '../../src/adapters/temporal/search-attributes.ts';
import { bundleSource } from './workflow-code.ts';

export interface TestStack {
  /** Of this run; gone after it. */
  folder: string;
  /** A URL of the server's `postgres` database. */
  databaseUrl: string;
  temporalAddress: string;
  /** The Web UI of our own server; null for an outside one. */
  temporalUiUrl: string | null;
  /** A migrated database to copy. */
  template: string;
  /** The workflow code of the source, bundled once for all workers that encrypt. */
  workflowBundle: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    stack: TestStack;
  }
}

/** Nothing here outlives the run, and a process that is killed loses nothing that the kernel has. */
async function spareTheDisk(url: string): Promise<void> {
  for (const setting of ['fsync', 'full_page_writes', 'synchronous_commit'])
    await queryOnce(url, `alter system set ${setting} = off`);
  await queryOnce(url, 'select pg_reload_conf()');
}

async function createTemplate(serverUrl: string): Promise<string> {
  const template = 'template_baton';
  await queryOnce(serverUrl, `create database ${template}`);
  const url = new URL(serverUrl);
  url.pathname = `/${template}`;
  const pool = createPool(url.href, { max: 1 });
  await migrate(pool);
  await pool.end();
  return template;
}

async function writeWorkflowBundle(folder: string): Promise<string> {
  const file = path.join(folder, 'workflow-bundle.js');
  await writeFile(file, await bundleSource({ encrypting: true }));
  return file;
}

/** Starts the servers before the first integration test and stops them after the last. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(path.join(tmpdir(), 'baton-test-'));
  const home = { ...(await openHome(folder)), cacheFolder: cacheFolder() };
  const lock = await lockHome(home);
  const postgres = await startPostgres({ home, port: 0 });
  await spareTheDisk(postgres.url);
  const temporal = await startTemporal({
    home,
    port: 0,
    uiPort: 0,
    searchAttributes: searchAttributeKinds,
  });
  project.provide('stack', {
    folder,
    databaseUrl: postgres.url,
    temporalAddress: temporal.address,
    temporalUiUrl: temporal.uiUrl ?? null,
    template: await createTemplate(postgres.url),
    workflowBundle: await writeWorkflowBundle(folder),
  });
  return async () => {
    await temporal.stop();
    await postgres.stop();
    await lock.release();
    await rm(folder, { recursive: true, force: true });
  };
}
