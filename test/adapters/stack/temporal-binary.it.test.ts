import { chmodSync, mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { openHome, type Home } from '../../../src/adapters/stack/home.ts';
import {
  downloadWithSdk,
  locateTemporal,
  obtainTemporal,
} from '../../../src/adapters/stack/temporal-binary.ts';

const folders: string[] = [];

afterEach(async () => {
  vi.unstubAllEnvs();
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

function newFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'baton-bin-'));
  folders.push(folder);
  return folder;
}

function newHome(): Promise<Home> {
  return openHome(newFolder());
}

function plant(folder: string, version: string): string {
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, 'temporal');
  writeFileSync(file, `#!/bin/sh\necho "temporal version ${version}"\n`);
  chmodSync(file, 0o755);
  return file;
}

/** Only the system's own programs: no temporal, no Go. */
function emptyMachine(): void {
  const folder = newFolder();
  vi.stubEnv('HOME', folder);
  vi.stubEnv('PATH', folder);
}

const quiet = () => undefined;

test('a program on PATH comes before the cache, the cache before the folder of Go', async () => {
  emptyMachine();
  const home = await newHome();
  const inGo = plant(path.join(process.env['HOME'] ?? '', 'go', 'bin'), '1');
  expect(await locateTemporal(home)).toMatchObject({
    binary: { command: inGo, source: 'go folder', version: '1' },
  });
  const cached = plant(path.join(home.cacheFolder, 'bin'), '2');
  expect(await locateTemporal(home)).toMatchObject({ binary: { command: cached, version: '2' } });
  const onPath = newFolder();
  plant(onPath, '3');
  vi.stubEnv('PATH', onPath);
  expect(await locateTemporal(home)).toMatchObject({ binary: { source: 'path', version: '3' } });
});

/** A network that takes everything and answers nothing. */
async function silentProxy(): Promise<() => Promise<void>> {
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    sockets.push(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  for (const name of ['HTTPS_PROXY', 'https_proxy']) vi.stubEnv(name, url);
  return async () => {
    expect(sockets.length).toBeGreaterThan(0);
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  };
}

test('a download that does not begin is given up, and leaves nothing behind', async () => {
  const close = await silentProxy();
  const home = await newHome();
  expect(await downloadWithSdk(home, quiet, 1_000)).toMatchObject({
    attempt: { outcome: 'it did not begin within 1 s' },
  });
  expect(readdirSync(path.join(home.cacheFolder, 'bin'))).toEqual([]);
  await close();
});

test('when nothing works, every way that was tried is listed with what to do', async () => {
  emptyMachine();
  for (const name of ['HTTPS_PROXY', 'https_proxy']) vi.stubEnv(name, 'http://127.0.0.1:1');
  const attempt = obtainTemporal(await newHome(), quiet);
  await expect(attempt).rejects.toThrow(
    /installed temporal: none[^]*SDK's download: [^]*go install [^]*no go on PATH[^]*TEMPORAL_ADDRESS/,
  );
});
