import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parsePolicy } from '../../src/contract/policy.ts';
import type { PastCase } from '../../src/domain/backtest.ts';
import type { Policy } from '../../src/domain/policy.ts';
import { riskInputNames, type RiskModel } from '../../src/domain/risk.ts';
import { halvesOf, retrainRisk } from '../../src/learn/retrain.ts';
import { playPast } from '../support/past-cases.ts';

const source = readFileSync(
  new URL('../../policies/general-support.yaml', import.meta.url),
  'utf8',
);
const parsed = parsePolicy(source, 'yaml');
if (!parsed.ok) throw new Error('the shipped policy');
/** Only the model decides. */
const policy: Policy = {
  ...parsed.policy,
  rules: [
    {
      id: 'risky',
      when: { feature: 'risk', at_least: 0.5 },
      action: 'handoff',
      reason: 'low_confidence',
      rank: 1,
    },
  ],
};
const active = { policy, version: 1 };

/** A model that sees nothing. */
const blind: RiskModel = {
  kind: 'risk',
  inputs: riskInputNames,
  means: new Float32Array(riskInputNames.length),
  scales: new Float32Array(riskInputNames.length).fill(1),
  weights: new Float32Array(riskInputNames.length + 1).fill(0, 0, -1).fill(-5, -1),
  calibration: { kind: 'sigmoid', slope: 1, offset: 0 },
};

/** Where the assistant refuses twice a person was needed, where it answers none was. */
const reviewed = Array.from({ length: 120 }, (_, n): PastCase => {
  const needed = n % 2 === 0;
  const content = needed
    ? 'I am unable to look into your order from here, so I cannot say where the parcel is.'
    : 'Your parcel left our house on Monday and will be with you tomorrow morning.';
  const { past } = playPast(`c${n}`, policy, [
    { role: 'customer', content: 'Where is my parcel?' },
    { role: 'assistant', content },
    { role: 'customer', content: 'And when does it come?' },
    { role: 'assistant', content },
  ]);
  return { ...past, verdict: needed ? 'needed' : 'avoidable' };
});

describe('retraining on reviews', () => {
  it('finds a model that decides better on reviews it never saw', () => {
    const { held_out: held, better } = retrainRisk(active, blind, reviewed, 1);
    expect(held.before).toMatchObject({ recall: 0 });
    expect(held.after.f1).toBeGreaterThan(0.9);
    expect(better).toBe(true);
  });

  it('lets the present model stay where the new one is no better', () => {
    const { model } = retrainRisk(active, blind, reviewed, 1);
    expect(retrainRisk(active, model, reviewed, 1).better).toBe(false);
  });

  it('learns from about one half and judges by the other, also where ids are numbered', () => {
    const { learn, judge } = halvesOf(reviewed);
    expect(learn.length + judge.length).toBe(reviewed.length);
    expect(learn.length).toBeGreaterThan(45);
    expect(judge.length).toBeGreaterThan(45);
  });
});
