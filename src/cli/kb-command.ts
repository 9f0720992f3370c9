/** `baton kb import`: Markdown and HTML files and pages into a tenant's knowledge. */
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { importDocument, searchKnowledge, type Imported } from '../adapters/postgres/knowledge.ts';
import { createPool, type Pool } from '../adapters/postgres/pool.ts';
import type { Config } from '../config.ts';
import { readDocument } from '../domain/knowledge.ts';
import { CommandError } from './command-error.ts';
import { say, sayJson } from './output.ts';
import { findPlaces } from './places.ts';
import { insistTenant } from './tenant-option.ts';

export interface KbFlags {
  tenant: string;
  language?: string;
  /** What the paths below a folder are appended to, to become links. */
  baseUrl?: string;
  json: boolean;
}

/** A document with where it came from. */
interface Found {
  source: string;
  kind: 'markdown' | 'html';
  content: string;
  url: string | null;
}

const kinds: Record<string, Found['kind']> = {
  '.md': 'markdown',
  '.markdown': 'markdown',
  '.txt': 'markdown',
  '.html': 'html',
  '.htm': 'html',
};
const maxPageBytes = 2 * 1024 * 1024;
const pageTimeoutMs = 20_000;

async function bodyOf(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let read = 0;
  for await (const chunk of response.body ?? []) {
    read += (chunk as Uint8Array).byteLength;
    if (read > maxPageBytes)
      throw new CommandError(`${response.url} is longer than 2 MB.`, 'Import its parts.');
    chunks.push(chunk as Uint8Array);
  }
  return Buffer.concat(chunks).toString('utf8');
}

async function readPage(url: string): Promise<Found> {
  const signal = AbortSignal.timeout(pageTimeoutMs);
  const response = await fetch(url, { signal }).catch((error: unknown) => {
    throw new CommandError(`${url} could not be read.`, `${String(error)}. Check the address.`);
  });
  if (!response.ok)
    throw new CommandError(`${url} answers ${response.status}.`, 'Check the address.');
  const type = response.headers.get('content-type') ?? '';
  const kind = type.includes('html') ? 'html' : 'markdown';
  return { source: url, kind, content: await bodyOf(response), url };
}

async function readOne(file: string, source: string, flags: KbFlags): Promise<Found | null> {
  const kind = kinds[path.extname(file).toLowerCase()];
  if (kind === undefined) return null;
  const base = flags.baseUrl?.replace(/\/+$/u, '');
  const place = source.split(path.sep).map(encodeURIComponent).join('/');
  const url = base === undefined ? null : `${base}/${place.replace(/\.(?:md|markdown)$/u, '')}`;
  return {
    source: source.split(path.sep).join('/'),
    kind,
    content: await readFile(file, 'utf8'),
    url,
  };
}

async function readPath(place: string, flags: KbFlags): Promise<Found[]> {
  if (/^https?:\/\//iu.test(place)) return [await readPage(place)];
  const info = await stat(place).catch(() => null);
  if (info === null)
    throw new CommandError(`${place} is not there.`, 'Give a file, folder or URL.');
  if (!info.isDirectory()) {
    const one = await readOne(place, path.basename(place), flags);
    return one === null ? [] : [one];
  }
  const names = await readdir(place, { recursive: true, withFileTypes: true });
  const files = names
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
  const read = await Promise.all(
    files.map((file) => readOne(file, path.relative(place, file), flags)),
  );
  return read.filter((one) => one !== null);
}

async function openKnowledge(config: Config, flags: KbFlags): Promise<Pool> {
  insistTenant(flags.tenant);
  const databaseUrl = config.databaseUrl ?? (await findPlaces(config)).databaseUrl;
  return createPool(databaseUrl, { max: 2 });
}

/** Imports files, folders and addresses; what has not changed is left alone. */
export async function runKbImport(config: Config, places: string[], flags: KbFlags): Promise<void> {
  const found = (await Promise.all(places.map((place) => readPath(place, flags)))).flat();
  if (found.length === 0)
    throw new CommandError('There is no Markdown or HTML to import.', 'Give .md or .html files.');
  const pool = await openKnowledge(config, flags);
  try {
    const counts: Record<Imported, number> = { added: 0, changed: 0, unchanged: 0 };
    for (const { source, kind, content, url } of found) {
      const read = readDocument(content, kind, path.basename(source));
      const document = {
        ...read,
        source,
        url: read.url ?? url,
        language: read.language ?? flags.language ?? null,
      };
      counts[(await importDocument(pool, flags.tenant, document)).result] += 1;
    }
    if (flags.json) sayJson(counts);
    else say(`${counts.added} added, ${counts.changed} changed, ${counts.unchanged} unchanged`);
  } finally {
    await pool.end();
  }
}

/** Prints what the knowledge answers. */
export async function runKbSearch(config: Config, text: string, flags: KbFlags): Promise<void> {
  const pool = await openKnowledge(config, flags);
  try {
    const { tenant, language } = flags;
    const found = await searchKnowledge(pool, tenant, { text, language, limit: 5 });
    if (flags.json) sayJson({ data: found });
    else if (found.length === 0) say('nothing found');
    else
      for (const { score, title, heading, url } of found)
        say(`${score.toFixed(2)}  ${title} | ${heading}${url === null ? '' : `  ${url}`}`);
  } finally {
    await pool.end();
  }
}
