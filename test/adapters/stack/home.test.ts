import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import {
  loadSecrets,
  openHome,
  readRuntime,
  removeRuntime,
  writeRuntime,
  type Home,
} from '../../../src/adapters/stack/home.ts';

const folders: string[] = [];

afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

function newHome(): Promise<Home> {
  const folder = mkdtempSync(path.join(tmpdir(), 'baton-home-'));
  folders.push(folder);
  return openHome(path.join(folder, 'inner', 'home'));
}

const modeOf = (file: string) => statSync(file).mode & 0o777;

test('nobody else can list the home or read its secrets', async () => {
  const home = await newHome();
  await loadSecrets(home);
  expect(modeOf(home.folder) & 0o066).toBe(0);
  expect(modeOf(home.cacheFolder)).toBe(0o700);
  expect(modeOf(path.join(home.folder, 'secrets.json'))).toBe(0o600);
});

test('secrets are generated once, also when two ask at the same time', async () => {
  const home = await newHome();
  const [one, two] = await Promise.all([loadSecrets(home), loadSecrets(home)]);
  expect(one).toEqual(two);
  expect(await loadSecrets(home)).toEqual(one);
  expect(one.masterKeys[0]?.key).toHaveLength(32);
});

test('two homes never share a secret', async () => {
  const [one, two] = await Promise.all([newHome().then(loadSecrets), newHome().then(loadSecrets)]);
  expect(one.apiKeyPepper).not.toBe(two.apiKeyPepper);
  expect(one.masterKeys[0]?.key.equals(two.masterKeys[0]?.key ?? Buffer.alloc(32))).toBe(false);
});

test('damaged secrets are an error and stay as they are', async () => {
  const home = await newHome();
  const file = path.join(home.folder, 'secrets.json');
  writeFileSync(file, '{"master_keys":');
  await expect(loadSecrets(home)).rejects.toThrow(/backup/);
  expect(readFileSync(file, 'utf8')).toBe('{"master_keys":');
});

test('a home that cannot be made is reported with the variable to change', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'baton-home-'));
  folders.push(folder);
  writeFileSync(path.join(folder, 'file'), '');
  await expect(openHome(path.join(folder, 'file', 'home'))).rejects.toThrow(/BATON_HOME/);
});

const info = { startedAt: 1, version: '0.1.0', addresses: { api: 'http://x' }, pids: { db: 2 } };

test('what runs is there from the start until the clean stop', async () => {
  const home = await newHome();
  expect(await readRuntime(home.folder)).toEqual({ kind: 'none' });
  await writeRuntime(home, info);
  expect(await readRuntime(home.folder)).toEqual({ kind: 'running', pid: process.pid, info });
  await removeRuntime(home);
  expect(await readRuntime(home.folder)).toEqual({ kind: 'none' });
});

test('what a dead process left behind is stale, also when its pid was given away', async () => {
  const home = await newHome();
  await writeRuntime(home, info);
  const file = path.join(home.folder, 'runtime.json');
  const stored = JSON.parse(readFileSync(file, 'utf8')) as { process: { mark: string } };
  stored.process.mark = 'another process';
  writeFileSync(file, JSON.stringify(stored));
  expect(await readRuntime(home.folder)).toMatchObject({ kind: 'stale', info });
});

test('an unreadable record of what runs counts as none', async () => {
  const home = await newHome();
  writeFileSync(path.join(home.folder, 'runtime.json'), 'half a fi');
  expect(await readRuntime(home.folder)).toEqual({ kind: 'none' });
});
