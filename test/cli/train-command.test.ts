import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { decodeModel } from '../../src/adapters/files/model-file.ts';
import { runEvaluate, type EvaluateFlags } from '../../src/cli/evaluate-command.ts';
import type { IntentReport } from '../../src/cli/evaluate/intent.ts';
import type { UtteranceReport } from '../../src/cli/evaluate/utterance.ts';
import { runTrain, type TrainFlags } from '../../src/cli/train-command.ts';

const openings = 'examples/intents.jsonl';
const conversations = 'examples/utterances.jsonl';

let folder = '';
const printed: string[] = [];
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'baton-train-'));
});
afterAll(() => rm(folder, { recursive: true }));
beforeEach(() => {
  printed.length = 0;
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => printed.push(String(text)) > 0);
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
});
afterEach(() => {
  vi.restoreAllMocks();
});

const at = (name: string): string => path.join(folder, name);
const taken = (): unknown => JSON.parse(printed.splice(0).join(''));

async function train(files: string[], flags: Partial<TrainFlags> = {}): Promise<unknown> {
  const all = { task: 'intent', out: at('m'), json: true, seed: 1, licence: 'CC BY 4.0', ...flags };
  expect(await runTrain(files, all as TrainFlags)).toBe(0);
  return taken();
}

async function evaluate(file: string, flags: Partial<EvaluateFlags>): Promise<unknown> {
  const all = { task: 'intent', json: true, seed: 1, ...flags };
  expect(await runEvaluate(file, all as EvaluateFlags)).toBe(0);
  return taken();
}

async function write(name: string, lines: object[]): Promise<string> {
  await writeFile(at(name), lines.map((line) => JSON.stringify(line)).join('\n'));
  return at(name);
}

/** The example openings in two files: every third one is for evaluation. */
async function parted(): Promise<{ some: string; others: string }> {
  const lines = (await readFile(openings, 'utf8')).trim().split('\n');
  const parse = (line: string): object => JSON.parse(line) as object;
  const some = await write('some', lines.filter((_, index) => index % 3 > 0).map(parse));
  const others = await write('others', lines.filter((_, index) => index % 3 === 0).map(parse));
  return { some, others };
}

describe('baton train and evaluate for intents', () => {
  it('train a file that says how it was made, and measure it on what it has not seen', async () => {
    const { some, others } = await parted();
    const summary = await train([some]);
    expect(summary).toMatchObject({ task: 'intent', training: { examples: 48, intents: 6 } });
    const { card } = decodeModel(await readFile(at('m')), 'm');
    expect(card).toMatchObject({
      task: 'intent',
      licence: 'CC BY 4.0',
      measured: { accuracy: expect.any(Number) },
    });
    const report = (await evaluate(others, { model: at('m') })) as IntentReport;
    expect(report).toMatchObject({ examples: 24, basis: { kind: 'model', from: card.version } });
    expect(report.figures.accuracy).toBeGreaterThan(0.7);
    expect(report.intervals.accuracy?.[0]).toBeLessThan(report.figures.accuracy);
  });

  it('refuse to measure a model on the file it was trained on', async () => {
    await train([openings]);
    await expect(evaluate(openings, { model: at('m') })).rejects.toThrow(/was trained on/);
  });

  it('leave evaluated openings out of a training file', async () => {
    const { others } = await parted();
    const report = (await evaluate(others, { train: openings })) as IntentReport;
    expect(report.basis).toMatchObject({ kind: 'train', training_examples: 48, left_out: 24 });
  });

  it('cap the openings of an intent', async () => {
    const { some, others } = await parted();
    const report = (await evaluate(others, { train: some, perIntent: 5 })) as IntentReport;
    expect(report.basis.training_examples).toBe(30);
  });

  it('cross-validate a file alone and write a line for each opening', async () => {
    const report = (await evaluate(openings, { predictions: at('p') })) as IntentReport;
    expect(report.basis.kind).toBe('cross_validation');
    const lines = (await readFile(at('p'), 'utf8')).trim().split('\n');
    expect(lines).toHaveLength(72);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      id: 'b77-train-00000',
      expected: 'card_arrival',
      predicted: expect.any(String),
      probability: expect.any(Number),
    });
  });

  it.each([
    ['token ids', (word: number) => ({ firstCustomerTurns: [[1, word, 2]] })],
    ['text in Chinese', (word: number) => ({ text: word === 7 ? '我要退款' : '忘记密码了' })],
    [
      'turns',
      (word: number) => ({ turns: [{ role: 'user', content: word === 7 ? 'seven' : 'eight' }] }),
    ],
  ])('take %s', async (_, said) => {
    const lines = Array.from({ length: 20 }, (_, index) => ({
      id: String(index),
      intent: index % 2 === 0 ? 'refund' : 'login',
      ...said(index % 2 === 0 ? 7 : 8),
    }));
    const report = (await evaluate(await write('lines', lines), {})) as IntentReport;
    expect(report.figures.accuracy).toBe(1);
  });

  it.each([
    ['one intent', [{ text: 'a', intent: 'x' }], /have 1 intent/],
    [
      'few openings',
      [
        { text: 'a', intent: 'x' },
        { text: 'b', intent: 'y' },
      ],
      /Too little data/,
    ],
    ['no label', [{ text: 'a' }], /has no labels/],
    ['no words', [{ intent: 'x' }], /line 1: the customer says nothing/],
    [
      'a wrong field',
      [
        { text: 'a', intent: 'x' },
        { text: 5, intent: 'x' },
      ],
      /line 2: text/,
    ],
  ])('refuse %s with a message', async (_, lines, message) => {
    await expect(train([await write('bad', lines)])).rejects.toThrow(message);
  });

  it('refuse a file that is not there and two bases at once', async () => {
    await expect(train([at('none')])).rejects.toThrow(/cannot be read/);
    await expect(evaluate(openings, { model: 'a', train: 'b' })).rejects.toThrow(/both given/);
  });
});

describe('baton train and evaluate for utterances', () => {
  it('train, store and measure on what was not seen', async () => {
    const lines = (await readFile(conversations, 'utf8')).trim().split('\n');
    const parse = (line: string): object => JSON.parse(line) as object;
    const some = await write('some', lines.slice(0, 28).map(parse));
    const others = await write('others', lines.slice(28).map(parse));
    const flags = { task: 'utterance' as const, model: at('m'), predictions: at('p') };
    expect(await train([some], flags)).toMatchObject({ training: { conversations: 28 } });
    const report = (await evaluate(others, flags)) as UtteranceReport;
    expect(report.basis).toMatchObject({ kind: 'model', training_examples: 28 });
    expect(report.figures.f1).toBeGreaterThan(0.7);
    expect(report.figures.gt_i).toBeGreaterThan(0.7);
    const [line] = (await readFile(at('p'), 'utf8')).split('\n');
    expect(JSON.parse(line ?? '')).toMatchObject({ id: 'u-29', probabilities: expect.any(Array) });
    await expect(evaluate(some, flags)).rejects.toThrow(/was trained on/);
  });

  it('refuse too little data and missing labels with a message', async () => {
    const one = { id: 'a', turns: [{ role: 'user', tokens: [1], transferable: 1 }] };
    const flags = { task: 'utterance' as const };
    await expect(train([await write('bad', [one])], flags)).rejects.toThrow(/Too little data/);
    const unlabelled = { id: 'a', turns: [{ role: 'user', tokens: [1] }] };
    await expect(train([await write('bad', [unlabelled])], flags)).rejects.toThrow(
      /line 1: turns\[0\] has no transferable/,
    );
  });
});
