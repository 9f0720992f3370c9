import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { openHome, type Home } from '../../../src/adapters/stack/home.ts';
import { identify } from '../../../src/adapters/stack/processes.ts';
import type { ProgressStep } from '../../../src/adapters/stack/progress.ts';
import {
  startTemporal,
  type RunningTemporal,
  type TemporalOptions,
} from '../../../src/adapters/stack/temporal.ts';
import { withClient } from '../../support/temporal-client.ts';

const running: RunningTemporal[] = [];
const folders: string[] = [];

afterEach(async () => {
  for (const server of running.splice(0)) await server.stop();
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

async function newHome(): Promise<Home> {
  const folder = mkdtempSync(path.join(tmpdir(), 'baton-temporal-'));
  folders.push(folder);
  return openHome(folder);
}

async function start(home: Home, more: Partial<TemporalOptions> = {}): Promise<RunningTemporal> {
  const server = await startTemporal({
    home,
    port: 0,
    uiPort: 0,
    searchAttributes: { BatonStatus: 'Keyword', BatonOwner: 'Keyword' },
    ...more,
  });
  running.push(server);
  return server;
}

test('the next start goes on with its workflows and search attributes', async () => {
  const home = await newHome();
  const first = await start(home);
  await withClient(first.address, (client) =>
    client.workflow.start('never', { taskQueue: 'none', workflowId: 'kept' }),
  );
  await first.stop();
  expect(await identify(first.pid ?? 0)).toBeUndefined();
  const second = await start(home);
  await withClient(second.address, async (client) => {
    const described = await client.workflow.getHandle('kept').describe();
    expect(described.status.name).toBe('RUNNING');
    const listed = await client.connection.operatorService.listSearchAttributes({
      namespace: second.namespace,
    });
    expect(Object.keys(listed.customAttributes)).toEqual(
      expect.arrayContaining(['BatonStatus', 'BatonOwner']),
    );
  });
}, 180_000);

test('the Web UI answers, with the codec endpoint it was given', async () => {
  const endpoint = 'http://127.0.0.1:65000/codec';
  const server = await start(await newHome(), { uiCodecEndpoint: endpoint });
  expect(await (await fetch(`${server.uiUrl}/api/v1/settings`)).text()).toContain(endpoint);
}, 180_000);

test('an orphan of a start that died is stopped before the next one opens its file', async () => {
  const home = await newHome();
  const orphan = await startTemporal({ home, port: 0, uiPort: 0 });
  const steps: ProgressStep[] = [];
  await start(home, { onProgress: (step) => steps.push(step) });
  expect(steps.map(({ phase }) => phase)).toContain('stopping orphan');
  expect(await identify(orphan.pid ?? 0)).toBeUndefined();
}, 180_000);

test('a namespace of the operator is made at the start', async () => {
  const server = await start(await newHome(), { namespace: 'support' });
  expect(server.namespace).toBe('support');
}, 180_000);

test.each([
  ['port', 'BATON_TEMPORAL_PORT'],
  ['uiPort', 'BATON_TEMPORAL_UI_PORT'],
])('a taken %s is reported with its number and the variable to change', async (which, variable) => {
  const blocker = createServer();
  await new Promise<void>((resolve) => blocker.listen(0, '127.0.0.1', resolve));
  const address = blocker.address();
  const taken = typeof address === 'object' ? (address?.port ?? 0) : 0;
  const attempt = startTemporal({ home: await newHome(), port: 0, uiPort: 0, [which]: taken });
  await expect(attempt).rejects.toThrow(new RegExp(`${taken}[^]*${variable}`));
  blocker.close();
});
