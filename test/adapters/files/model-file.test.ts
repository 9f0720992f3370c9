import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  decodeModel,
  encodeModel,
  ModelFileError,
  readModelFile,
  writeModelFile,
} from '../../../src/adapters/files/model-file.ts';
import { trainLinear } from '../../../src/learn/train-linear.ts';
import { openings, smallGrams } from '../../support/model-examples.ts';

const { model } = trainLinear(openings(60), {
  classes: ['card', 'login', 'refund'],
  grams: smallGrams,
});
const card = {
  task: 'intent',
  trainedAt: '2026-01-01T00:00:00.000Z',
  training: { examples: 60 },
  measured: { accuracy: 1 },
  licence: 'made up',
};
const { bytes } = encodeModel({ card, model });

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'baton-model-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('a model file', () => {
  it('gives back the model and its card', async () => {
    const file = path.join(folder, 'intent.model');
    const { version, size } = await writeModelFile(file, { card, model });
    expect((await readFile(file)).length).toBe(size);
    expect(await readModelFile(file, 'intent')).toEqual({ card: { ...card, version }, model });
    expect(await readdir(folder)).toEqual(['intent.model']);
  });

  it('says in its first line what it is', () => {
    const line = bytes.subarray(0, bytes.indexOf(10)).toString();
    expect(JSON.parse(line)).toMatchObject({ task: 'intent', training: { examples: 60 } });
  });

  it('is refused for another task', async () => {
    const file = path.join(folder, 'intent.model');
    await writeModelFile(file, { card, model });
    await expect(readModelFile(file, 'handoff')).rejects.toThrow(
      /is a model for intent; one for handoff is needed/,
    );
  });

  it('that is missing is named', async () => {
    await expect(readModelFile(path.join(folder, 'none'), 'intent')).rejects.toThrow(
      /The model file .*none cannot be read/,
    );
  });

  it('of a later format asks for training, not for a repair', () => {
    const later = Buffer.from(
      bytes.toString('latin1').replace('baton-model/1', 'baton-model/9'),
      'latin1',
    );
    expect(() => decodeModel(later, 'm')).toThrow(/"baton-model\/9".*train it again/);
  });

  it('is refused whichever byte is altered or missing', () => {
    const end = bytes.indexOf(10);
    const inNumbers = [end + 15, Math.floor((end + bytes.length) / 2), bytes.length - 9];
    for (const at of inNumbers) {
      const altered = Buffer.from(bytes);
      altered[at] = (altered[at] ?? 0) ^ 0x55;
      expect(() => decodeModel(altered, 'm'), `byte ${at}`).toThrow(ModelFileError);
    }
    for (const length of [0, 5, end, end + 1, bytes.length - 1])
      expect(() => decodeModel(bytes.subarray(0, length), 'm'), `cut at ${length}`).toThrow(
        ModelFileError,
      );
  });

  it('whose numbers do not fit together is refused, however well it is packed', () => {
    const broken = [
      { ...model, starts: model.starts.slice(1) },
      { ...model, columns: model.columns.map(() => 9) },
      { ...model, bias: model.bias.slice(1) },
      { ...model, rowOf: model.rowOf.map(() => 1_000_000) },
      { ...model, calibration: { kind: 'sigmoid' as const, slope: 1, offset: 0 } },
    ];
    for (const one of broken)
      expect(() => decodeModel(encodeModel({ card, model: one }).bytes, 'm')).toThrow(/is damaged/);
  });

  it('that is something else is refused', async () => {
    await writeFile(path.join(folder, 'x'), '{"id":"a"}\n{"id":"b"}\n');
    await expect(readModelFile(path.join(folder, 'x'), 'intent')).rejects.toThrow(
      /has the format undefined/,
    );
    expect(() => decodeModel(Buffer.from('hello'), 'm')).toThrow(/is not a model file/);
  });
});
