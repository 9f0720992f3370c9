/** `baton rebuild`: the derived tables from the log, held against the running workflows where that is asked for. */
import pc from 'picocolors';
import { createPool } from '../adapters/postgres/pool.ts';
import { rebuild, type RebuildReport } from '../adapters/postgres/rebuild.ts';
import type { Config } from '../config.ts';
import { createLogger } from '../workers/telemetry.ts';
import { findDatabase } from './find-database.ts';
import { say, sayJson, showProgress } from './output.ts';
import { openParts } from './parts.ts';
import { findPlaces } from './places.ts';
import { verifyWorkflows, type WorkflowFinding, type WorkflowReport } from './verify-workflows.ts';

export interface RebuildFlags {
  /** Also ask the workflow of every conversation that is not over. */
  verifyWorkflows: boolean;
  json: boolean;
}

/** Rebuilds and says what was otherwise: 1 when a table came out changed, or a workflow says another thing than the store. */
export async function runRebuild(config: Config, flags: RebuildFlags): Promise<number> {
  const report = await rebuildTables(config);
  const workflows = flags.verifyWorkflows ? await verifyAll(config) : null;
  if (flags.json) sayJson({ ...report, ...(workflows !== null && { workflows }) });
  else {
    printTables(report);
    if (workflows !== null) printWorkflows(workflows);
  }
  const same = report.tables.every((table) => table.same);
  return same && (workflows === null || workflows.findings.length === 0) ? 0 : 1;
}

async function rebuildTables(config: Config): Promise<RebuildReport & { seconds: number }> {
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
    return { ...report, seconds: (Date.now() - startedAt) / 1000 };
  } finally {
    await pool.end();
  }
}

async function verifyAll(config: Config): Promise<WorkflowReport> {
  const log = createLogger(config.logLevel, 'rebuild');
  const parts = await openParts(config, await findPlaces(config), log);
  try {
    return await verifyWorkflows(parts);
  } finally {
    await parts.close();
  }
}

function printTables({ events, seconds, tables }: RebuildReport & { seconds: number }): void {
  say(`${events} events folded in ${seconds.toFixed(1)} s`);
  for (const { table, rows, same } of tables)
    say(
      `${same ? pc.green('same   ') : pc.red('changed')} ${table.padEnd(14)} ${rows.before} rows before, ${rows.after} after`,
    );
}

function printWorkflows({ asked, findings }: WorkflowReport): void {
  say(`${asked} workflows asked, ${findings.length} of them say another thing than the store`);
  for (const finding of findings) for (const line of linesOf(finding)) say(line);
}

/** Every difference of a conversation as a line. */
export function linesOf({ tenant, conversation, fault, differences }: WorkflowFinding): string[] {
  const head = `${pc.red('differs')} ${tenant}/${conversation}`;
  if (fault !== null) return [`${head} ${fault}`];
  return differences.map(
    ({ field, place, workflow, store }) =>
      `${head} ${field}: ${JSON.stringify(workflow)} in the workflow, ${JSON.stringify(store)} in ${place}`,
  );
}
