import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyMemory, readTurn } from '../../src/domain/features.ts';
import {
  assessRisk,
  riskInputNames,
  riskInputs,
  withRisk,
  type RiskModel,
} from '../../src/domain/risk.ts';
import type { TurnRole } from '../../src/domain/words.ts';

const model: RiskModel = {
  kind: 'risk',
  inputs: riskInputNames,
  means: new Float32Array(riskInputNames.length).fill(0.1),
  scales: new Float32Array(riskInputNames.length).fill(0.5),
  weights: new Float32Array(riskInputNames.length + 1).fill(0.3),
  calibration: { kind: 'sigmoid', slope: 1, offset: -1 },
};
const reader = { version: 'handoff-test', model };

function inputsAfter(turns: [TurnRole, string][]) {
  let memory = emptyMemory();
  let inputs = {};
  turns.forEach(([role, content], index) => {
    const before = memory;
    const reading = readTurn(before, { id: 't', role, content }, index + 1);
    memory = reading.memory;
    inputs = riskInputs(before, memory, reading.features);
  });
  return inputs;
}

describe('the inputs of the risk model', () => {
  it('are those that a model is trained on, and no others', () => {
    expect(Object.keys(inputsAfter([['customer', 'hi']]))).toEqual(riskInputNames);
  });

  it('tell refusals, offers, failing tools and locks', () => {
    const offered = inputsAfter([
      ['assistant', "I'm unable to do that. Would you like me to transfer you to a human agent?"],
      ['customer', 'hmm'],
    ]);
    expect(offered).toMatchObject({ offer_question: 1, refused_last: 1, refused_again: 0 });
    const failing = inputsAfter([
      ['tool', 'Error: no such order'],
      ['tool', 'Error: no such order'],
    ]);
    expect(failing).toMatchObject({ tool_failed: 1, tool_failures_in_a_row: 2 });
    expect(inputsAfter([['customer', 'SIM card status: locked']])).toMatchObject({ locked: 1 });
  });
});

describe('the risk', () => {
  it('is a probability, and never falls because one more thing goes wrong', () => {
    const inputs = fc.record(
      Object.fromEntries(
        riskInputNames.map((name) => [name, fc.double({ min: 0, max: 3, noNaN: true })]),
      ),
      { noNullPrototype: true },
    );
    fc.assert(
      fc.property(inputs, fc.constantFrom(...riskInputNames), (given, worse) => {
        const { probability, reasons } = assessRisk(model, given);
        expect(probability >= 0 && probability <= 1).toBe(true);
        expect(reasons.length).toBeLessThanOrEqual(3);
        const more = { ...given, [worse]: Number(given[worse]) + 1 } as Record<string, number>;
        expect(assessRisk(model, more).probability).toBeGreaterThanOrEqual(probability);
      }),
    );
  });

  it('enters the features with its top reasons as evidence', () => {
    const before = emptyMemory();
    const turn = { id: 't', role: 'assistant' as const, content: 'I am unable to do that.' };
    const risky = withRisk(reader, before, readTurn(before, turn, 7), 7);
    expect(risky.features['risk']).toBeGreaterThan(0);
    const evidence = risky.evidence.filter(({ feature }) => feature === 'risk');
    expect(evidence[0]).toMatchObject({ turn: 7, value: risky.features['risk'] });
    expect(evidence.slice(1).map(({ value }) => String(value).split(' ')[0])).toContain('refused');
  });

  it('is not measured without a model', () => {
    const before = emptyMemory();
    const reading = readTurn(before, { id: 't', role: 'customer', content: 'hi' }, 1);
    expect(withRisk(undefined, before, reading, 1)).toBe(reading);
  });
});
