/** The built pages, read once: served from memory, so that no path of a request reaches the file system. */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { StaticFile } from '../api/deps.ts';

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.json': 'application/json',
  '.woff2': 'font/woff2',
};

/** Every file under the folder by its path with a leading slash; none when the folder is not there. */
export async function readStaticFiles(folder: string): Promise<Map<string, StaticFile>> {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  const files = new Map<string, StaticFile>();
  for (const name of names) {
    const type = types[path.extname(name)];
    if (type === undefined) continue;
    const url = `/${name.split(path.sep).join('/')}`;
    files.set(url, { body: await readFile(path.join(folder, name)), type });
  }
  return files;
}
