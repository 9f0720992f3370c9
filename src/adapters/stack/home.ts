import { randomBytes } from 'node:crypto';
import { chmod, link, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { parseMasterKeys, type MasterKey } from '../../config.ts';
import { isRunning, ownProcess } from './processes.ts';
import { StackError } from './stack-error.ts';

/**
 * The folder of one local stack: data, caches, logs, generated secrets, and what runs in it.
 * H1 Nobody else can list it; every file in it that holds a secret is readable by its owner only.
 * H2 A file is replaced as a whole or not at all.
 * H3 A secret once generated is never generated again: an unreadable file is an error.
 */

export interface Home {
  /** Absolute path. */
  readonly folder: string;
  readonly cacheFolder: string;
  readonly logFolder: string;
}

/** Generated once per home. */
export interface Secrets {
  readonly masterKeys: readonly MasterKey[];
  /** Mixed into the hash of API keys. */
  readonly apiKeyPepper: string;
  /** Signs console sessions. */
  readonly sessionSecret: string;
  readonly postgresPassword: string;
}

const isRoot = process.getuid?.() === 0;

/** The names of a home's folders; makes nothing. */
export function homeAt(folder: string): Home {
  const home = path.resolve(folder);
  return {
    folder: home,
    cacheFolder: path.join(home, 'cache'),
    logFolder: path.join(home, 'logs'),
  };
}

/** Opens the folder, and makes what is missing of it. */
export async function openHome(folder: string): Promise<Home> {
  const opened = homeAt(folder);
  const home = opened.folder;
  try {
    // Folders above it that are missing get the usual mode: they are not ours to close.
    await mkdir(path.dirname(home), { recursive: true });
    await mkdir(home, { recursive: true, mode: 0o700 });
    // Started as root, Postgres runs as another user and must be able to pass through (not list).
    await chmod(home, isRoot ? 0o711 : 0o700);
    for (const inner of [opened.cacheFolder, opened.logFolder]) {
      await mkdir(inner, { recursive: true, mode: 0o700 });
    }
    await writeAtomically(path.join(home, '.gitignore'), '*\n');
  } catch (error) {
    throw new StackError(
      'home_unusable',
      `The folder ${home} cannot be used: ${messageOf(error)}.`,
      'Set BATON_HOME to a folder this user may write to.',
      error,
    );
  }
  return opened;
}

/** Replaces a file as a whole; a reader sees the old or the new content. Mode 0600 by default. */
export async function writeAtomically(file: string, text: string, mode = 0o600): Promise<void> {
  const draft = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
  await writeSynced(draft, text, mode);
  await rename(draft, file);
}

/** Writes a new file through to the disk; rejects with `EEXIST` when there is one. */
export async function writeSynced(file: string, text: string, mode: number): Promise<void> {
  const handle = await open(file, 'wx', mode);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

const secretsSchema = z.object({
  master_keys: z.string().refine((text) => parseMasterKeys(text) !== undefined),
  api_key_pepper: z.string().min(32),
  session_secret: z.string().min(32),
  postgres_password: z.string().min(16),
});

/** The secrets of this home, generated on the first call; two first calls agree on one set. */
export async function loadSecrets(home: Home): Promise<Secrets> {
  const file = path.join(home.folder, 'secrets.json');
  const text = (await readIfThere(file)) ?? (await createSecrets(file));
  let stored;
  try {
    stored = secretsSchema.parse(JSON.parse(text));
  } catch (error) {
    throw new StackError(
      'home_unusable',
      `${file} is not readable as the secrets of this home.`,
      'Put it back from a backup. Without it, encrypted conversations of this home stay unreadable.',
      error,
    );
  }
  return {
    masterKeys: parseMasterKeys(stored.master_keys) ?? [],
    apiKeyPepper: stored.api_key_pepper,
    sessionSecret: stored.session_secret,
    postgresPassword: stored.postgres_password,
  };
}

async function createSecrets(file: string): Promise<string> {
  const stored: z.infer<typeof secretsSchema> = {
    master_keys: `k1:${randomBytes(32).toString('base64')}`,
    api_key_pepper: randomBytes(32).toString('base64url'),
    session_secret: randomBytes(32).toString('base64url'),
    postgres_password: randomBytes(18).toString('base64url'),
  };
  const draft = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
  await writeSynced(draft, `${JSON.stringify(stored, null, 2)}\n`, 0o600);
  try {
    await link(draft, file);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  } finally {
    await rm(draft, { force: true });
  }
  return readFile(file, 'utf8');
}

/** A process as it is written into a file. */
export const processSchema = z.object({ pid: z.number().int(), mark: z.string() });

const runtimeSchema = z.object({
  process: processSchema,
  started_at: z.number(),
  version: z.string(),
  addresses: z.record(z.string(), z.string()),
  pids: z.record(z.string(), z.number()),
});

/** What runs in a home now. Other commands find the running stack by it. */
export interface RuntimeInfo {
  /** Instant of the start. */
  readonly startedAt: number;
  readonly version: string;
  /** By part: `api`, `database` (a URL with its password), `temporal`, `temporal_ui`, ... */
  readonly addresses: Readonly<Record<string, string>>;
  readonly pids: Readonly<Record<string, number>>;
}

export type RuntimeState =
  | { readonly kind: 'running'; readonly pid: number; readonly info: RuntimeInfo }
  /** The process that wrote it is gone without a clean stop. */
  | { readonly kind: 'stale'; readonly pid: number; readonly info: RuntimeInfo }
  | { readonly kind: 'none' };

/** Says what this process runs, until `removeRuntime`. */
export async function writeRuntime(home: Home, info: RuntimeInfo): Promise<void> {
  const stored: z.infer<typeof runtimeSchema> = {
    process: await ownProcess(),
    started_at: info.startedAt,
    version: info.version,
    addresses: { ...info.addresses },
    pids: { ...info.pids },
  };
  await writeAtomically(runtimeFile(home.folder), `${JSON.stringify(stored, null, 2)}\n`);
}

/** What runs in this folder, which need not exist. An unreadable file counts as none. */
export async function readRuntime(folder: string): Promise<RuntimeState> {
  const parsed = runtimeSchema.safeParse(parseJson(await readIfThere(runtimeFile(folder))));
  if (!parsed.success) return { kind: 'none' };
  const { process: writer, started_at: startedAt, version, addresses, pids } = parsed.data;
  const info = { startedAt, version, addresses, pids };
  return { kind: (await isRunning(writer)) ? 'running' : 'stale', pid: writer.pid, info };
}

/** After a clean stop. */
export async function removeRuntime(home: Home): Promise<void> {
  await rm(runtimeFile(home.folder), { force: true });
}

function runtimeFile(folder: string): string {
  return path.join(path.resolve(folder), 'runtime.json');
}

/** The text of a file, or undefined when there is none. */
export async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** The parsed text, or undefined when there is none or it is not JSON. */
export function parseJson(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The system's code of an error, such as `ENOENT`. */
export function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException | undefined)?.code;
}

/** What went wrong, in words, whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
