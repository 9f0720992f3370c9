/** One API key per role for the tenant `demo`, made once per home and shown at every start. */
import path from 'node:path';
import { z } from 'zod';
import { createApiKey, findApiKey, keyIdOf } from '../adapters/postgres/api-keys.ts';
import type { Pool } from '../adapters/postgres/pool.ts';
import { parseJson, readIfThere, writeAtomically, type Home } from '../adapters/stack/home.ts';
import { roleWords, type Role } from '../domain/words.ts';

export type DemoKeys = Record<Role, string>;

const stored = z.object({
  backend: z.string(),
  agent: z.string(),
  supervisor: z.string(),
  operator: z.string(),
  admin: z.string(),
});

/** The keys kept in this home, made anew when the database does not know them. */
export async function demoKeys(home: Home, pool: Pool): Promise<DemoKeys> {
  const file = path.join(home.folder, 'demo-keys.json');
  const kept = stored.safeParse(parseJson(await readIfThere(file)));
  if (kept.success && (await isKnown(pool, kept.data.admin))) return kept.data;
  const keys: Partial<DemoKeys> = {};
  for (const role of roleWords) {
    const agent = role === 'agent' ? { agent: 'ana' } : {};
    const key = { tenant: 'demo', role, label: `demo ${role}`, env: 'demo', ...agent };
    keys[role] = (await createApiKey(pool, key)).secret;
  }
  const complete = stored.parse(keys);
  await writeAtomically(file, `${JSON.stringify(complete, null, 2)}\n`);
  return complete;
}

async function isKnown(pool: Pool, secret: string): Promise<boolean> {
  const id = keyIdOf(secret);
  return id !== undefined && (await findApiKey(pool, id)) !== undefined;
}
