import { randomBytes, randomInt } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseJson, processSchema, readIfThere, writeAtomically, type Home } from './home.ts';
import { isRunning, ownProcess } from './processes.ts';
import { StackError } from './stack-error.ts';

/**
 * At most one running process holds a home. Each writes a file of its own name first and looks for
 * others after: of two that come together, at least one sees the other and steps back. The file of
 * a dead process is taken away by whoever finds it; a name is never used twice, so that cannot hit
 * a living one.
 */

/** Two that stepped back from each other try again; a holder that stays is reported after these. */
const attempts = 12;

const lockName = /^lock\.[0-9a-f]{16}\.json$/;

/** A home held by this process. */
export interface HomeLock {
  readonly release: () => Promise<void>;
}

/** Takes the home for this process, or throws a `StackError` naming the process that has it. */
export async function lockHome(home: Home): Promise<HomeLock> {
  let holder: number | undefined;
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const name = `lock.${randomBytes(8).toString('hex')}.json`;
    const file = path.join(home.folder, name);
    await writeAtomically(file, JSON.stringify(await ownProcess()));
    holder = await findOther(home, name);
    if (holder === undefined) return { release: () => rm(file, { force: true }) };
    await rm(file, { force: true });
    await sleep(randomInt(5, 60));
  }
  throw new StackError(
    'home_locked',
    `${home.folder} is in use by process ${String(holder)}.`,
    'Stop it first, or set BATON_HOME (and the BATON_*_PORT variables) for a second stack.',
  );
}

async function findOther(home: Home, own: string): Promise<number | undefined> {
  for (const name of await readdir(home.folder)) {
    if (name === own || !lockName.test(name)) continue;
    const file = path.join(home.folder, name);
    const holder = processSchema.safeParse(parseJson(await readIfThere(file)));
    if (holder.success && (await isRunning(holder.data))) return holder.data.pid;
    await rm(file, { force: true });
  }
  return undefined;
}
