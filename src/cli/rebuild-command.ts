/** `baton rebuild`: the derived tables from the log. */
import pc from 'picocolors';
import { createPool } from '../adapters/postgres/pool.ts';
import { rebuild } from '../adapters/postgres/rebuild.ts';
import type { Config } from '../config.ts';
import { findDatabase } from './find-database.ts';
import { say, sayJson, showProgress } from './output.ts';

/** Rebuilds and says which tables came out otherwise than they were; 1 when any did. */
export async function runRebuild(config: Config, flags: { json: boolean }): Promise<number> {
  const pool = createPool(await findDatabase(config), { max: 1, name: 'baton-rebuild' });
  const startedAt = Date.now();
  let shownAt = startedAt;
  try {
    const report = await rebuild(pool, (events) => {
      const now = Date.now();
      if (now - shownAt < 2_000) return;
      shownAt = now;
      showProgress({
        part: 'rebuild',
        phase: 'log',
        detail: `${events} events`,
        elapsedMs: now - startedAt,
      });
    });
    const seconds = (Date.now() - startedAt) / 1000;
    if (flags.json) sayJson({ ...report, seconds });
    else {
      say(`${report.events} events folded in ${seconds.toFixed(1)} s`);
      for (const { table, rows, same } of report.tables)
        say(
          `${same ? pc.green('same   ') : pc.red('changed')} ${table.padEnd(14)} ${rows.before} rows before, ${rows.after} after`,
        );
    }
    return report.tables.every(({ same }) => same) ? 0 : 1;
  } finally {
    await pool.end();
  }
}
