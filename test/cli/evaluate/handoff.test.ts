import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { evaluateHandoff, type Prediction } from '../../../src/cli/evaluate/handoff.ts';
import type { HandoffReport } from '../../../src/cli/evaluate/handoff-report.ts';

let folder = '';
const printed: string[] = [];
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'baton-evaluate-'));
});
afterAll(() => rm(folder, { recursive: true }));
beforeEach(() => {
  printed.length = 0;
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => printed.push(String(text)) > 0);
});
afterEach(() => {
  vi.restoreAllMocks();
});

const customer = (content: string) => ({ role: 'customer', content });
const assistant = (content: string) => ({ role: 'assistant', content });

const labelled = [
  {
    id: 'asks',
    turns: [customer('my kettle leaks'), assistant('Which one?'), customer('get me a human')],
    expected: { handoff: true, reason: 'explicit_request', turn: 2 },
  },
  {
    id: 'calm',
    turns: [customer('where is my order?'), assistant('It arrives on Monday.'), customer('thanks')],
    expected: { handoff: false, reason: 'resolved' },
  },
];

async function evaluate(lines: object[], flags: object = {}): Promise<string> {
  const file = path.join(folder, 'file.jsonl');
  await writeFile(file, lines.map((each) => JSON.stringify(each)).join('\n'));
  expect(await evaluateHandoff(file, { json: true, ...flags })).toBe(0);
  return printed.join('');
}

describe('baton evaluate', () => {
  it('prints the figures of a labelled file as one object', async () => {
    const report = JSON.parse(await evaluate(labelled)) as HandoffReport;
    expect(report).toMatchObject({
      policy: 'general-support',
      conversations: 2,
      counts: { positives: 1, negatives: 1, found: 1, false_alarms: 0 },
      figures: { f1: 1, gt_i: 1 },
      reasons: { explicit_request: { expected: 1, found: 1, right_reason: 1 } },
    });
    expect(report.microseconds_per_turn.p50).toBeGreaterThan(0);
  });

  it('takes a file without labels', async () => {
    const unlabelled = labelled.map(({ id, turns }) => ({ id, turns }));
    const report = JSON.parse(await evaluate(unlabelled)) as HandoffReport;
    expect(report).toMatchObject({ labelled: 0, fired: 1, figures: { f1: null } });
  });

  it('writes a line of predictions for every conversation', async () => {
    const predictions = path.join(folder, 'predictions.jsonl');
    await evaluate(labelled, { predictions });
    const lines = (await readFile(predictions, 'utf8')).trim().split('\n');
    const [asks, calm] = lines.map((text) => JSON.parse(text) as Prediction);
    expect(asks).toMatchObject({ id: 'asks', fire_turn: 2, reason: 'customer_request' });
    expect(calm).toMatchObject({ id: 'calm', fire_turn: null, reason: null, rule: null });
  });

  it('says in lines for people what went wrong where', async () => {
    const [asks = labelled[0]] = labelled;
    const missed = { ...asks, turns: [customer('hello'), assistant('Hi'), customer('bye')] };
    const text = await evaluate([missed], { json: false });
    expect(text).toMatch(/missed +asks right 2 to 2/);
  });

  it('judges by another policy where one is given', async () => {
    const policy = path.join(folder, 'policy.yaml');
    await writeFile(policy, 'name: broken\nrules: 3\n');
    await expect(evaluateHandoff('none', { json: true, policy })).rejects.toThrow(/not valid/);
  });

  it('fails where the predictions cannot be written', async () => {
    const predictions = path.join(folder, 'no', 'such', 'folder.jsonl');
    await expect(evaluate(labelled, { predictions })).rejects.toThrow(/cannot be written/);
  });
});
