/** From what reviewers said to a model that decides, and back, while the worker runs. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeModelFile } from '../../src/adapters/files/model-file.ts';
import { commitCommand } from '../../src/adapters/postgres/commit.ts';
import { followRiskModel } from '../../src/cli/followed-model.ts';
import { retrain, rollBackModel } from '../../src/cli/retrain-command.ts';
import { readRiskModel } from '../../src/cli/shipped-model.ts';
import { loadConfig, type Config } from '../../src/config.ts';
import { riskInputNames, type RiskModel } from '../../src/domain/risk.ts';
import type { Turn } from '../../src/domain/turn.ts';
import { eventually, testBaton, type TestBaton } from '../support/baton.ts';
import { drive } from '../support/driver.ts';

const refusal =
  'I am unable to look into your order from here, so I cannot say where the parcel is.';
const answer = 'Your parcel left our house on Monday and will be with you tomorrow morning.';
/** A model that sees nothing. */
const blind: RiskModel = {
  kind: 'risk',
  inputs: riskInputNames,
  means: new Float32Array(riskInputNames.length),
  scales: new Float32Array(riskInputNames.length).fill(1),
  weights: new Float32Array(riskInputNames.length + 1).fill(0, 0, -1).fill(-5, -1),
  calibration: { kind: 'sigmoid', slope: 1, offset: 0 },
};
/** Only the model decides. */
const risky = {
  id: 'risky',
  when: { feature: 'risk', at_least: 0.5 },
  action: 'handoff',
  reason: 'low_confidence',
  rank: 1,
};

let baton: TestBaton;
let folder: string;
let out: string;
let config: Config;
let risk: Awaited<ReturnType<typeof followRiskModel>>;
let blindVersion: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'baton-retrain-'));
  out = path.join(folder, 'risk.model');
  const card = { task: 'handoff', trainedAt: '', training: {}, measured: {}, licence: '' };
  blindVersion = (await writeModelFile(out, { card, model: blind })).version;
  risk = await followRiskModel(out, () => undefined);
  baton = await testBaton({ risk, policy: (policy) => ({ ...policy, rules: [risky] }) });
  config = { ...loadConfig(), databaseUrl: baton.url, riskModel: out };
  await reviewed(64);
});
afterAll(async () => {
  risk.stop();
  await baton.close();
  await rm(folder, { recursive: true, force: true });
});

const turnsWith = (said: string): Turn[] => [
  { id: 't1', role: 'customer', content: 'Where is my parcel?' },
  { id: 't2', role: 'assistant', content: said },
  { id: 't3', role: 'assistant', content: said },
];

/** What the policy decides in the running worker on what the assistant says. */
async function talk(said: string) {
  const conversation = drive(baton);
  const [asked, once] = turnsWith(said);
  if (asked !== undefined) await conversation.post(asked);
  return (await conversation.post({ content: said, ...once })).decision;
}

/** Half of them needed a person, as people said later; nobody got one. */
async function reviewed(count: number): Promise<void> {
  const { pool, tenant } = baton;
  for (let n = 0; n < count; n += 1)
    await commitCommand(pool, {
      ref: { tenant, conversation: `c${n}` },
      knownVersion: null,
      command: {
        type: 'turn',
        id: 'all',
        actor: { kind: 'backend', id: 'bot' },
        turns: turnsWith(n % 2 === 0 ? refusal : answer),
      },
      at: Date.now(),
      risk,
    });
  await baton.pool.query(
    `insert into reviews (tenant, id, conversation, reviewer, verdict, reviewed_at)
     select tenant, 'rv_' || id, id, 'ana',
       case when substr(id, 2)::int % 2 = 0 then 'needed' else 'avoidable' end, now()
     from conversations where tenant = $1`,
    [baton.tenant],
  );
}

async function ledger() {
  const { rows } = await baton.pool.query(
    `select version, promoted, reason, examples, rolled_back_at is not null as "rolledBack"
       from model_versions where tenant = $1 and task = 'handoff' order by trained_at`,
    [baton.tenant],
  );
  return rows;
}

const flags = () => ({ tenant: baton.tenant, since: 86_400_000, out, seed: 1, json: true });
/** The worker looks at its file every other second. */
const decidesBy = (version: string) =>
  eventually(`${version} decides`, () => Promise.resolve(risk.version === version));

describe('a model trained on reviews', () => {
  it('that decides better takes the place of the present one, in the ledger and in the running worker', async () => {
    expect(await talk(refusal)).toMatchObject({ action: 'continue' });
    expect(await retrain(config, flags())).toBe(0);
    const { version } = await readRiskModel(out);
    expect(version).not.toBe(blindVersion);
    expect(await ledger()).toEqual([
      {
        version,
        promoted: true,
        rolledBack: false,
        examples: expect.any(Number) as number,
        reason: expect.stringMatching(/^better: on \d+ held-out reviews/) as string,
      },
    ]);
    await decidesBy(version);
    expect(await talk(refusal)).toMatchObject({ action: 'handoff', rule: 'risky' });
    expect(await talk(answer)).toMatchObject({ action: 'continue' });
  });

  it('that is not better is refused, and the ledger says why', async () => {
    const { version } = await readRiskModel(out);
    expect(await retrain(config, { ...flags(), seed: 2 })).toBe(1);
    expect((await readRiskModel(out)).version).toBe(version);
    const refused = (await ledger()).filter(({ promoted }) => promoted === false);
    for (const { reason } of refused) expect(reason).toMatch(/^not better: on \d+ held-out/);
    expect((await ledger()).find((row) => row.version === version)).toMatchObject({
      promoted: true,
    });
  });

  it('is rolled back to the one before, which the running worker takes too', async () => {
    const { version } = await readRiskModel(out);
    expect(await rollBackModel(config, flags())).toBe(0);
    expect((await ledger()).find((row) => row.version === version)).toMatchObject({
      rolledBack: true,
    });
    await decidesBy(blindVersion);
    expect(await talk(refusal)).toMatchObject({ action: 'continue' });
    await expect(rollBackModel(config, flags())).rejects.toThrow(/nothing was promoted/);
  });
});
