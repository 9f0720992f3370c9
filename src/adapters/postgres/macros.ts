/** Macros of a tenant. */
import type { Pool } from './pool.ts';

export interface MacroRecord {
  id: string;
  name: string;
  content: string;
  language: string | null;
  updated_at: string;
}

type MacroRow = Omit<MacroRecord, 'updated_at'> & { updated_at: Date };

const columns = 'id, name, content, language, updated_at';

function recordOf(row: MacroRow): MacroRecord {
  return { ...row, updated_at: row.updated_at.toISOString() };
}

/** All macros of a tenant, by name. */
export async function listMacros(pool: Pool, tenant: string): Promise<MacroRecord[]> {
  const { rows } = await pool.query<MacroRow>(
    `select ${columns} from macros where tenant = $1 order by name, id limit 1000`,
    [tenant],
  );
  return rows.map(recordOf);
}

/** One macro. */
export async function readMacro(
  pool: Pool,
  tenant: string,
  id: string,
): Promise<MacroRecord | undefined> {
  const { rows } = await pool.query<MacroRow>(
    `select ${columns} from macros where tenant = $1 and id = $2`,
    [tenant, id],
  );
  return rows[0] && recordOf(rows[0]);
}

/** Puts a macro in place, new or changed. */
export async function putMacro(
  pool: Pool,
  tenant: string,
  macro: { id: string; name: string; content: string; language: string | null },
): Promise<void> {
  await pool.query(
    `insert into macros (tenant, id, name, content, language) values ($1, $2, $3, $4, $5)
     on conflict (tenant, id) do update set name = excluded.name, content = excluded.content,
       language = excluded.language, updated_at = now()`,
    [tenant, macro.id, macro.name, macro.content, macro.language],
  );
}

/** Takes a macro away; false when there is none. */
export async function removeMacro(pool: Pool, tenant: string, id: string): Promise<boolean> {
  const { rowCount } = await pool.query('delete from macros where tenant = $1 and id = $2', [
    tenant,
    id,
  ]);
  return (rowCount ?? 0) > 0;
}
