import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { messageOf, parseJson, readIfThere, writeAtomically, type Home } from './home.ts';
import type { Say } from './progress.ts';
import { StackError } from './stack-error.ts';

/**
 * Postgres refuses to run as root. Started as root we run it as the account `postgres`, which is
 * made when there is none, and keep its data where that account can reach it.
 */

const run = promisify(execFile);

/** Used when the home lies in a folder that only root may pass through, such as /root. */
const sharedFolder = '/var/lib/baton';

export interface Account {
  /** Empty: the account of this process. */
  readonly ids: { readonly uid?: number; readonly gid?: number };
}

export interface Place {
  readonly dataFolder: string;
  /** For a copy of the binaries, if one is needed. */
  readonly binariesFolder: string;
}

/** The account Postgres runs under: this process's own, or for root `postgres`, made if missing. */
export async function findAccount(say: Say, name = 'postgres'): Promise<Account> {
  if (process.getuid?.() !== 0) return { ids: {} };
  const existing = await lookUp(name);
  if (existing !== undefined) return existing;
  say('making account', `Postgres does not run as root: making the system account ${name}`);
  try {
    const shell = '/usr/sbin/nologin';
    await run('useradd', ['--system', '--user-group', '--no-create-home', '--shell', shell, name]);
  } catch (error) {
    throw cannotRunAsRoot(name, messageOf(error).trim(), error);
  }
  const made = await lookUp(name);
  if (made === undefined) throw cannotRunAsRoot(name, 'it does not appear in the user list');
  return made;
}

function cannotRunAsRoot(name: string, problem: string, cause?: unknown): StackError {
  return new StackError(
    'postgres_unusable',
    `Postgres does not run as root, and the account ${name} could not be made: ${problem}.`,
    'Start Baton as an ordinary user, make that account, or set DATABASE_URL to a Postgres 15+.',
    cause,
  );
}

async function lookUp(name: string): Promise<Account | undefined> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])]);
    return { ids: { uid: Number(uid.stdout), gid: Number(gid.stdout) } };
  } catch {
    return undefined;
  }
}

const placeSchema = z.object({ data_folder: z.string() });

/** Where data and copied binaries lie: in the home, or where `account` can reach them. */
export async function choosePlace(home: Home, account: Account, say: Say): Promise<Place> {
  const pointer = path.join(home.folder, 'postgres-place.json');
  const stored = placeSchema.safeParse(parseJson(await readIfThere(pointer)));
  if (stored.success) {
    return { dataFolder: stored.data.data_folder, binariesFolder: sharedFolder };
  }
  const inHome = path.join(home.folder, 'postgres');
  if (await canEnter(home.folder, account)) {
    // The cache folder of the home is closed to other accounts.
    const open = account.ids.uid === undefined ? home.cacheFolder : home.folder;
    return { dataFolder: inHome, binariesFolder: open };
  }
  if (existsSync(inHome)) throw closedHome(home, `the database in ${inHome} cannot be reached`);
  const dataFolder = path.join(await makeSharedFolder(home), 'postgres');
  await writeAtomically(pointer, `${JSON.stringify({ data_folder: dataFolder })}\n`);
  say('data outside the home', `only root may enter ${home.folder}: data is in ${dataFolder}`);
  return { dataFolder, binariesFolder: sharedFolder };
}

/** A new folder under a new name: the data of a home that was deleted is not taken for this one's. */
async function makeSharedFolder(home: Home): Promise<string> {
  const folder = path.join(sharedFolder, randomBytes(6).toString('hex'));
  try {
    for (const part of [sharedFolder, folder]) {
      await mkdir(part, { recursive: true });
      await chmod(part, 0o711);
    }
    return folder;
  } catch (error) {
    throw closedHome(home, `${folder} cannot be made`, error);
  }
}

function closedHome(home: Home, problem: string, cause?: unknown): StackError {
  return new StackError(
    'postgres_unusable',
    `Only root may enter ${home.folder}, Postgres runs under another account, and ${problem}.`,
    'Set BATON_HOME to a folder every user may pass through, or DATABASE_URL to a Postgres 15+.',
    cause,
  );
}

async function canEnter(folder: string, account: Account): Promise<boolean> {
  if (account.ids.uid === undefined) return true;
  try {
    await run('/bin/sh', ['-c', 'cd "$0"', folder], { ...account.ids, cwd: '/' });
    return true;
  } catch {
    return false;
  }
}
