/** `baton retrain`: the risk model from what reviewers said; it takes the present one's place only if it decides better. */
import { existsSync } from 'node:fs';
import { copyFile, rename, rm } from 'node:fs/promises';
import pc from 'picocolors';
import { writeModelFile } from '../adapters/files/model-file.ts';
import { activePolicyOf } from '../adapters/postgres/backtest-run.ts';
import { addModelVersion, markRolledBack } from '../adapters/postgres/model-versions.ts';
import { reviewedCases } from '../adapters/postgres/past-cases.ts';
import { createPool } from '../adapters/postgres/pool.ts';
import type { Config } from '../config.ts';
import type { Accuracy } from '../domain/backtest-report.ts';
import { exampleOf, halvesOf, retrainRisk, type Retrained } from '../learn/retrain.ts';
import { CommandError } from './command-error.ts';
import { findDatabase } from './find-database.ts';
import { say, sayJson } from './output.ts';
import { readRiskModel } from './shipped-model.ts';
import { insistEnoughOutcomes } from './train/handoff.ts';

export interface RetrainFlags {
  tenant: string;
  /** How far back; ms. */
  since: number;
  out: string;
  seed: number;
  json: boolean;
}

const minuteMs = 60_000;

/** Trains, compares, keeps the better one; the exit code is 1 when the present one stays. */
export async function retrain(config: Config, flags: RetrainFlags): Promise<number> {
  const databaseUrl = await findDatabase(config);
  const pool = createPool(databaseUrl, { max: 2, statementTimeoutMs: minuteMs });
  try {
    const until = new Date();
    const window = { since: new Date(until.getTime() - flags.since), until };
    const cases = await reviewedCases(pool, flags.tenant, window);
    insistEnoughOutcomes(halvesOf(cases).learn.flatMap((past) => exampleOf(past) ?? []));
    const present = await readRiskModel(config.riskModel);
    const active = await activePolicyOf(pool, flags.tenant);
    const result = retrainRisk(active, present.model, cases, flags.seed);
    const version = await keep(flags, result);
    const report = { ...result.held_out, beside: present.version };
    await addModelVersion(pool, flags.tenant, {
      task: 'handoff',
      version,
      by: 'baton retrain',
      examples: result.trained_on,
      report,
      promoted: result.better,
      reason: result.reason,
    });
    print(flags, version, result);
    return result.better ? 0 : 1;
  } finally {
    await pool.end();
  }
}

/** Writes the file beside its place, and moves it there only when it is better. */
async function keep(flags: RetrainFlags, result: Retrained): Promise<string> {
  const part = `${flags.out}.candidate`;
  const { of, before, after } = result.held_out;
  const card = {
    task: 'handoff' as const,
    trainedAt: new Date().toISOString(),
    training: { conversations: result.trained_on, seed: flags.seed, files: [] },
    measured: { held_out: of, f1_before: before.f1 ?? 0, f1: after.f1 ?? 0 },
    licence: 'our own reviewed conversations',
  };
  const { version } = await writeModelFile(part, { card, model: result.model });
  if (result.better) await promote(part, flags.out);
  else await rm(part, { force: true });
  return version;
}

const previousOf = (file: string): string => `${file}.previous`;

/** The file before stays beside it, for a way back. */
async function promote(part: string, out: string): Promise<void> {
  if (existsSync(out)) await copyFile(out, previousOf(out));
  await rename(part, out);
}

/** `baton retrain --roll-back`: the file from before the last promotion decides again. */
export async function rollBackModel(
  config: Config,
  { out, tenant }: Pick<RetrainFlags, 'out' | 'tenant'>,
): Promise<number> {
  if (!existsSync(previousOf(out)))
    throw new CommandError(
      `There is no ${previousOf(out)}: nothing was promoted over another model.`,
      'Unset BATON_RISK_MODEL to go back to the model that ships.',
    );
  const pool = createPool(await findDatabase(config), { max: 1 });
  try {
    const [left, back] = [await readRiskModel(out), await readRiskModel(previousOf(out))];
    await rename(previousOf(out), out);
    await markRolledBack(pool, tenant, { task: 'handoff', version: left.version });
    say(`${back.version} decides again, ${left.version} no longer`);
    return 0;
  } finally {
    await pool.end();
  }
}

function figures({ precision, recall, f1 }: Accuracy): string {
  const percent = (value: number | null) =>
    value === null ? 'none' : `${(100 * value).toFixed(1)} %`;
  return `precision ${percent(precision)}, recall ${percent(recall)}, F1 ${percent(f1)}`;
}

function print(flags: RetrainFlags, version: string, result: Retrained): void {
  const { model: _, ...shown } = result;
  if (flags.json) return sayJson({ version, ...shown });
  say(`${version}: trained on ${result.trained_on} reviewed conversations`);
  say(`on ${result.held_out.of} held-out reviews, as the policy decides with each:`);
  say(`  present  ${figures(result.held_out.before)}`);
  say(`  new      ${figures(result.held_out.after)}`);
  say(
    result.better
      ? `${pc.green('promoted')}: ${flags.out}; workers whose BATON_RISK_MODEL it is take it within seconds`
      : `${pc.yellow('not promoted')}, ${result.reason}`,
  );
}
