/** The pages of `web/`, built once in a run of tests, whichever file wants them first. */
import { access, mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { build } from 'vite';
import { inject } from 'vitest';
import type { StaticFile } from '../../src/api/deps.ts';
import { readStaticFiles } from '../../src/cli/static-files.ts';

const waitMs = 120_000;

const isThere = (place: string): Promise<boolean> =>
  access(place).then(
    () => true,
    () => false,
  );

/** True for one caller at a time: a folder is made once. */
const claim = (lock: string): Promise<boolean> =>
  mkdir(lock).then(
    () => true,
    () => false,
  );

async function buildInto(target: string, app: string): Promise<void> {
  const outDir = `${target}.new`;
  await build({
    root: path.resolve('web', app),
    logLevel: 'error',
    build: { outDir, emptyOutDir: true },
  });
  await rename(outDir, target);
}

/** Every file of the app by its path, from memory. */
export async function builtPages(app: 'console' | 'widget'): Promise<Map<string, StaticFile>> {
  const target = path.join(inject('stack').folder, app);
  const lock = `${target}.lock`;
  const until = Date.now() + waitMs;
  while (!(await isThere(target))) {
    if (Date.now() > until) throw new Error(`web/${app} was not built within ${waitMs / 1_000} s`);
    if (await claim(lock))
      await buildInto(target, app).finally(() => rm(lock, { recursive: true }));
    else await pause(100);
  }
  return readStaticFiles(target);
}
