import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { lockHome } from '../../../src/adapters/stack/home-lock.ts';
import { openHome, type Home } from '../../../src/adapters/stack/home.ts';

const stale = 'lock.0123456789abcdef.json';
const folders: string[] = [];

afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

function newHome(): Promise<Home> {
  const folder = mkdtempSync(path.join(tmpdir(), 'baton-lock-'));
  folders.push(folder);
  return openHome(folder);
}

test('a second start is refused by name until the first lets go', async () => {
  const home = await newHome();
  const first = await lockHome(home);
  await expect(lockHome(home)).rejects.toThrow(new RegExp(`process ${process.pid}`));
  await first.release();
  await (await lockHome(home)).release();
  expect(readdirSync(home.folder).filter((name) => name.startsWith('lock'))).toEqual([]);
});

test.each([
  ['of a process that is gone', '{"pid":999999999,"mark":"1"}'],
  ['of a pid that was given away', JSON.stringify({ pid: process.pid, mark: 'another' })],
  ['that is half written', '{"pid":'],
])('a lock %s does not block, and is taken away', async (_, text) => {
  const home = await newHome();
  writeFileSync(path.join(home.folder, stale), text);
  await (await lockHome(home)).release();
  expect(readdirSync(home.folder)).not.toContain(stale);
});

test('of many that find a stale lock, exactly one gets it', async () => {
  const home = await newHome();
  writeFileSync(path.join(home.folder, stale), '{"pid":999999999,"mark":"1"}');
  const results = await Promise.allSettled(Array.from({ length: 6 }, () => lockHome(home)));
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});
