import { describe, expect, it } from 'vitest';
import { decodeModel, encodeModel } from '../../src/adapters/files/model-file.ts';
import { assessRisk, riskInputNames, type RiskInputs } from '../../src/domain/risk.ts';
import { trainRisk, type RiskConversation } from '../../src/learn/train-risk.ts';

const calm: RiskInputs = Object.fromEntries(riskInputNames.map((name) => [name, 0]));
const refused = { ...calm, refused: 1, refused_last: 1 };

/** Those that needed a person were refused before; a few of the others too. */
const conversations = Array.from({ length: 60 }, (_, index): RiskConversation => {
  const positive = index % 2 === 0;
  const troubled = positive ? index % 10 !== 0 : index % 9 === 0;
  return {
    group: `g${Math.floor(index / 4)}`,
    positive,
    label: 'handoff',
    turns: [calm, troubled ? refused : calm, troubled ? refused : calm],
  };
});

describe('training the risk', () => {
  it('learns what comes before handoffs, and holds no weight below zero', () => {
    const { model } = trainRisk(conversations);
    const weights = model.weights.slice(0, -1);
    expect(Math.min(...weights)).toBeGreaterThanOrEqual(0);
    expect(assessRisk(model, refused).probability).toBeGreaterThan(0.6);
    expect(assessRisk(model, calm).probability).toBeLessThan(0.4);
  });

  it('is the same for the same seed, and keeps groups whole', () => {
    const one = trainRisk(conversations, { seed: 3 });
    expect(trainRisk(conversations, { seed: 3 })).toEqual(one);
    const foldsOfGroup = new Map<string, Set<number>>();
    conversations.forEach(({ group }, at) => {
      foldsOfGroup.set(group, (foldsOfGroup.get(group) ?? new Set()).add(one.folds[at] ?? -1));
    });
    for (const folds of foldsOfGroup.values()) expect(folds.size).toBe(1);
  });

  it('gives a model that its file holds', () => {
    const { model } = trainRisk(conversations);
    const card = { task: 'handoff', trainedAt: '', training: {}, measured: {}, licence: 'ours' };
    const { bytes, version } = encodeModel({ card, model });
    const stored = decodeModel(bytes, 'file');
    expect(stored.card.version).toBe(version);
    expect(stored.model).toEqual(model);
  });
});
