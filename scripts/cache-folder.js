/** Where tests and benches keep what they download or build, over runs and checkouts: `BATON_CACHE`, or the user's cache. */
import { homedir } from 'node:os';
import path from 'node:path';

/** @type {() => string} */
export function cacheFolder() {
  const base = process.env.XDG_CACHE_HOME ?? path.join(homedir(), '.cache');
  return process.env.BATON_CACHE ?? path.join(base, 'baton');
}
