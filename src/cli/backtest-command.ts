/** `baton backtest`: what a candidate would have done to past conversations, and whether the gate lets it pass. */
import pc from 'picocolors';
import { activePolicyOf, runBacktest } from '../adapters/postgres/backtest-run.ts';
import { createPool, type Pool } from '../adapters/postgres/pool.ts';
import type { Config } from '../config.ts';
import type { Accuracy, BacktestReport } from '../domain/backtest-report.ts';
import type { Policy } from '../domain/policy.ts';
import type { PolicySuggestion } from '../domain/suggest-policy.ts';
import { openJudge } from '../workers/backtest-threads.ts';
import { findDatabase } from './find-database.ts';
import { say, sayJson } from './output.ts';
import { loadPolicyFile } from './policy-files.ts';

export interface BacktestFlags {
  policy: string;
  /** How far back; ms. */
  since: number;
  tenant: string;
  suggest: boolean;
  json: boolean;
}

const minuteMs = 60_000;

/** Runs it; the exit code is 1 when the gate refuses the candidate. */
export async function backtestPolicy(config: Config, flags: BacktestFlags): Promise<number> {
  const candidate = await loadPolicyFile(flags.policy);
  const databaseUrl = await findDatabase(config);
  const pool = createPool(databaseUrl, { max: 2, statementTimeoutMs: minuteMs });
  try {
    const begun = Date.now();
    const { report, suggestions } = await play({ pool, databaseUrl, candidate }, flags, begun);
    const seconds = (Date.now() - begun) / 1000;
    if (flags.json) sayJson({ ...report, suggestions, seconds });
    else print(report, suggestions, seconds);
    return report.gate.passed ? 0 : 1;
  } finally {
    await pool.end();
  }
}

async function play(
  { pool, databaseUrl, candidate }: { pool: Pool; databaseUrl: string; candidate: Policy },
  { tenant, since, suggest }: BacktestFlags,
  now: number,
): Promise<{ report: BacktestReport; suggestions: PolicySuggestion[] }> {
  const before = await activePolicyOf(pool, tenant);
  const after = { policy: candidate, version: 0 };
  const window = { tenant, since: new Date(now - since), until: new Date(now) };
  const judge = openJudge(pool, databaseUrl, { before, after });
  try {
    const report = await runBacktest(pool, { ...window, candidate }, judge);
    return { report, suggestions: suggest ? await judge.suggest(window) : [] };
  } finally {
    await judge.close();
  }
}

function percent(value: number | null): string {
  return value === null ? 'not reviewed' : `${(100 * value).toFixed(1)} %`;
}

function accuracyLine({ precision, recall }: Accuracy): string {
  return `precision ${percent(precision)}, recall ${percent(recall)}`;
}

function print(report: BacktestReport, suggestions: PolicySuggestion[], seconds: number): void {
  const { conversations, changes, before, after, gate, examples } = report;
  const rate = Math.round(conversations / Math.max(seconds, 0.001));
  say(`${conversations} conversations in ${seconds.toFixed(1)} s (${rate} a second)`);
  say(`replayed as it was decided: ${percent(report.fidelity.share)}`);
  say(`handoffs         ${before.handoffs} now, ${after.handoffs} with the candidate`);
  for (const [word, count] of Object.entries(changes)) {
    const [example] = examples[word as keyof typeof examples];
    const such = example === undefined ? '' : pc.dim(`  such as ${example.conversation}`);
    say(`  ${word.padEnd(14)} ${count}${such}`);
  }
  say(`reviewed         ${report.reviewed}`);
  say(`  now            ${accuracyLine(before.accuracy)}`);
  say(`  candidate      ${accuracyLine(after.accuracy)}`);
  for (const [queue, load] of Object.entries(after.queues)) {
    const was = before.queues[queue]?.agent_hours_per_week ?? 0;
    const hours = `${was.toFixed(1)} -> ${load.agent_hours_per_week.toFixed(1)} agent hours a week`;
    say(`queue ${queue.padEnd(10)} ${hours}, ${load.agents_needed} agents in the busiest hour`);
  }
  for (const suggestion of suggestions) say(`suggestion       ${lineOf(suggestion)}`);
  say(gate.passed ? pc.green('the gate lets it pass') : pc.red('the gate refuses it'));
  for (const finding of gate.findings) say(`  ${finding}`);
}

function lineOf({ rule, kind, from, to, held_out: held, patch }: PolicySuggestion): string {
  const what = kind === 'threshold' ? `${from ?? '?'} -> ${to ?? '?'}` : kind;
  return `${rule}: ${what}; held out ${accuracyLine(held.before)} -> ${accuracyLine(held.after)} ${JSON.stringify(patch)}`;
}
