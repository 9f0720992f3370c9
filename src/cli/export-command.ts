/** `baton export`: the event log, and what is derived from it, as JSONL or CSV; row by row, so any size goes. */
import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { exportRows } from '../adapters/postgres/export-rows.ts';
import { createPool } from '../adapters/postgres/pool.ts';
import type { Config } from '../config.ts';
import { rowWriter, type ExportFormat, type ExportKind } from '../contract/export.ts';
import { CommandError } from './command-error.ts';
import { findDatabase } from './find-database.ts';
import { insistTenant } from './tenant-option.ts';

export interface ExportFlags {
  json: boolean;
  tenant: string;
  format: ExportFormat;
  what: readonly ExportKind[];
  since?: number;
  until?: number;
  out?: string;
}

async function put(out: Writable, text: string): Promise<void> {
  if (!out.write(text)) await once(out, 'drain');
}

/** Writes the rows to the file, or to standard output, and says on standard error how many there were. */
export async function runExport(config: Config, flags: ExportFlags): Promise<number> {
  insistTenant(flags.tenant);
  if (flags.format === 'csv' && flags.what.length !== 1)
    throw new CommandError('A CSV file holds one kind of row.', 'Give --what event, or another.');
  const pool = createPool(await findDatabase(config), { max: 1, name: 'baton-export' });
  const out: Writable = flags.out === undefined ? process.stdout : createWriteStream(flags.out);
  try {
    const toText = rowWriter(flags.format);
    const request = {
      tenant: flags.tenant,
      kinds: flags.what,
      since: new Date(flags.since ?? 0),
      until: new Date(flags.until ?? Date.now() + 1),
    };
    const counts = await exportRows(pool, request, (row) => put(out, toText(row)));
    process.stderr.write(flags.json ? `${JSON.stringify(counts)}\n` : `${sentence(counts)}\n`);
    return 0;
  } finally {
    if (flags.out !== undefined) {
      out.end();
      await once(out, 'finish');
    }
    await pool.end();
  }
}

function sentence(counts: Record<ExportKind, number>): string {
  const shown = Object.entries(counts).filter(([, count]) => count > 0);
  return shown.length === 0
    ? 'nothing to export in this window'
    : shown.map(([kind, count]) => `${count} ${kind}s`).join(', ');
}
