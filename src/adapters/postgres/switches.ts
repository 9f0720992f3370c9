/** The switches of a tenant's floor: humans off, AI off. */
import { audit } from './audit.ts';
import { configurationCacheMs } from './working-hours.ts';
import { inTransaction, type Pool, type Queryable } from './pool.ts';

export interface Switches {
  humansOff: boolean;
  aiOff: boolean;
}

const allOn: Switches = { humansOff: false, aiOff: false };
const cache = new Map<string, { until: number; switches: Switches }>();
const maxTenants = 1_000;

/** How the switches of a tenant stand, at most a second old. */
export async function readSwitches(connection: Queryable, tenant: string): Promise<Switches> {
  const now = Date.now();
  const cached = cache.get(tenant);
  if (cached !== undefined && cached.until > now) return cached.switches;
  const { rows } = await connection.query<{ humans_off: boolean; ai_off: boolean }>(
    'select humans_off, ai_off from switches where tenant = $1',
    [tenant],
  );
  const [row] = rows;
  const switches = row === undefined ? allOn : { humansOff: row.humans_off, aiOff: row.ai_off };
  if (cache.size >= maxTenants) cache.clear();
  cache.set(tenant, { until: now + configurationCacheMs, switches });
  return switches;
}

export interface SwitchRecord {
  humans_off: boolean;
  ai_off: boolean;
  note: string | null;
  changed_at: string | null;
  changed_by: string | null;
}

/** The switches with who set them last, and why. */
export async function describeSwitches(pool: Queryable, tenant: string): Promise<SwitchRecord> {
  const { rows } = await pool.query<Omit<SwitchRecord, 'changed_at'> & { changed_at: Date }>(
    'select humans_off, ai_off, note, changed_at, changed_by from switches where tenant = $1',
    [tenant],
  );
  const [row] = rows;
  if (row === undefined)
    return { humans_off: false, ai_off: false, note: null, changed_at: null, changed_by: null };
  return { ...row, changed_at: row.changed_at.toISOString() };
}

export interface SwitchChange {
  humans_off?: boolean | undefined;
  ai_off?: boolean | undefined;
  note?: string | null | undefined;
}

/** Changes what is given. Switching humans on again has every queue looked at. */
export async function changeSwitches(
  pool: Pool,
  tenant: string,
  change: SwitchChange,
  by: string,
): Promise<void> {
  await inTransaction(pool, async (connection) => {
    await connection.query(
      `insert into switches (tenant, humans_off, ai_off, note, changed_by)
       values ($1, coalesce($2, false), coalesce($3, false), $4, $5)
       on conflict (tenant) do update set humans_off = coalesce($2, switches.humans_off),
         ai_off = coalesce($3, switches.ai_off), note = $4, changed_at = now(), changed_by = $5`,
      [tenant, change.humans_off ?? null, change.ai_off ?? null, change.note ?? null, by],
    );
    await audit(connection, {
      tenant,
      actor: by,
      action: 'switches.changed',
      subject: tenant,
      detail: { humans_off: change.humans_off, ai_off: change.ai_off },
    });
    if (change.humans_off === false)
      await connection.query(
        'insert into wakeups (tenant, queue) select $1, id from queues where tenant = $1',
        [tenant],
      );
  });
}
