/**
 * Model files: one line of JSON that says what it is, then the compressed numbers. `head -1 FILE` reads it.
 * A file that was cut, altered or made for another format is refused with a message, never half loaded.
 */
import { createHash } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { gunzipSync, gzipSync } from 'node:zlib';
import { z } from 'zod';
import { modelProblem, type Model } from './model-check.ts';

/** What a model is for, how it was made and what may be done with it. */
export interface ModelCard {
  /** `intent`, `utterance`, `handoff`: what the model answers. */
  task: string;
  /** Task and a hash of the numbers, so that a decision can name the model that took part in it. */
  version: string;
  trainedAt: string;
  /** Settings and sizes of the training, as plain values. */
  training: Record<string, unknown>;
  /** Figures on data that the model had not seen. */
  measured: Record<string, unknown>;
  /** Where the data came from and under which terms. */
  licence: string;
}

/** A model with its card. */
export interface StoredModel {
  card: ModelCard;
  model: Model;
}

/** Says which file is wrong and what to do about it. */
export class ModelFileError extends Error {
  constructor(problem: string, cause?: unknown) {
    super(problem, { cause });
    this.name = 'ModelFileError';
  }
}

const arrayTypes = { Int8Array, Uint8Array, Uint16Array, Int32Array, Float32Array };
type ArrayType = keyof typeof arrayTypes;

const format = 'baton-model/1';
/** No model of ours comes near; a larger length in a header is a mistake or an attack. */
const mostBytes = 512 * 1024 * 1024;

const headerSchema = z.object({
  format: z.literal(format),
  task: z.string().regex(/^[a-z][a-z_-]{0,31}$/),
  version: z.string(),
  trained_at: z.string(),
  training: z.record(z.string(), z.unknown()),
  measured: z.record(z.string(), z.unknown()),
  licence: z.string(),
  bytes: z.number().int().min(0).max(mostBytes),
  sha256: z.string(),
  model: z.unknown(),
});
type Header = z.infer<typeof headerSchema>;

/** A model as the bytes of its file; gives it its version. The same model gives the same bytes. */
export function encodeModel(stored: { card: Omit<ModelCard, 'version'>; model: Model }): {
  bytes: Buffer;
  version: string;
} {
  const { card } = stored;
  const arrays: Buffer[] = [];
  const model = describe(stored.model, arrays);
  const numbers = Buffer.concat(arrays);
  const sha256 = hashOf(numbers);
  const version = `${card.task}-${hashOf(JSON.stringify(model) + sha256).slice(0, 12)}`;
  const header: Header = {
    format,
    task: card.task,
    version,
    trained_at: card.trainedAt,
    training: card.training,
    measured: card.measured,
    licence: card.licence,
    bytes: numbers.length,
    sha256,
    model,
  };
  const line = Buffer.from(`${JSON.stringify(header)}\n`);
  return { bytes: Buffer.concat([line, gzipSync(numbers, { level: 9 })]), version };
}

/** The model in the bytes of a file. `name` is what the message calls it. */
export function decodeModel(bytes: Buffer, name: string): StoredModel {
  const header = readHeader(bytes, name);
  const numbers = unpack(bytes.subarray(bytes.indexOf(10) + 1), header, name);
  const position = { at: 0 };
  const model = restore(header.model, numbers, position);
  const problem = position.at === numbers.length ? modelProblem(model) : 'it has numbers to spare';
  if (problem !== null) throw damaged(name, problem);
  return { card: cardOf(header), model: model as Model };
}

/** Writes the file whole or not at all; answers size and version. */
export async function writeModelFile(
  path: string,
  stored: { card: Omit<ModelCard, 'version'>; model: Model },
): Promise<{ size: number; version: string }> {
  const { bytes, version } = encodeModel(stored);
  await writeFile(`${path}.new`, bytes);
  await rename(`${path}.new`, path);
  return { size: bytes.length, version };
}

/** Reads a model file and makes sure that it is for `task`. */
export async function readModelFile(path: string, task: string): Promise<StoredModel> {
  let bytes: Buffer;
  try {
    bytes = await readFile(path);
  } catch (cause) {
    throw new ModelFileError(`The model file ${path} cannot be read.`, cause);
  }
  const stored = decodeModel(bytes, path);
  if (stored.card.task !== task)
    throw new ModelFileError(
      `${path} is a model for ${stored.card.task}; one for ${task} is needed.`,
    );
  return stored;
}

function readHeader(bytes: Buffer, name: string): Header {
  const end = bytes.indexOf(10);
  const line = bytes.subarray(0, Math.max(0, end)).toString('utf8');
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch (cause) {
    throw new ModelFileError(`${name} is not a model file: make one with baton train.`, cause);
  }
  const parsed = headerSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const given = (json as { format?: unknown } | null)?.format;
  if (given !== format)
    throw new ModelFileError(
      `${name} has the format ${JSON.stringify(given)}, this version reads ${format}: train it again.`,
    );
  throw damaged(name, z.prettifyError(parsed.error));
}

function unpack(packed: Buffer, header: Header, name: string): Buffer {
  let numbers: Buffer;
  try {
    numbers = gunzipSync(packed, { maxOutputLength: Math.max(1, header.bytes) });
  } catch (cause) {
    throw damaged(name, 'its numbers cannot be unpacked', cause);
  }
  if (numbers.length !== header.bytes || hashOf(numbers) !== header.sha256)
    throw damaged(name, 'its numbers do not match its checksum');
  return numbers;
}

function damaged(name: string, how: string, cause?: unknown): ModelFileError {
  return new ModelFileError(
    `The model file ${name} is damaged: ${how}. Copy or train it again.`,
    cause,
  );
}

function cardOf(header: Header): ModelCard {
  const { task, version, training, measured, licence } = header;
  return { task, version, trainedAt: header.trained_at, training, measured, licence };
}

function hashOf(content: Buffer | string): string {
  return createHash('sha256').update(content).digest('hex');
}

/** The model as JSON; typed arrays go to `arrays` and leave type and length. */
function describe(value: unknown, arrays: Buffer[]): unknown {
  if (ArrayBuffer.isView(value)) {
    const { buffer, byteOffset, byteLength } = value;
    arrays.push(Buffer.from(buffer, byteOffset, byteLength));
    const type = value.constructor.name;
    if (!Object.hasOwn(arrayTypes, type)) throw new Error(`a model cannot hold a ${type}`);
    return { array: type, length: (value as Int8Array).length };
  }
  if (Array.isArray(value)) return value.map((item) => describe(item, arrays));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, describe(item, arrays)]),
  );
}

function restore(value: unknown, numbers: Buffer, position: { at: number }): unknown {
  if (Array.isArray(value)) return value.map((item) => restore(item, numbers, position));
  if (typeof value !== 'object' || value === null) return value;
  if (isArrayMark(value)) return takeArray(value, numbers, position);
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, restore(item, numbers, position)]),
  );
}

interface ArrayMark {
  array: ArrayType;
  length: number;
}

function isArrayMark(value: object): value is ArrayMark {
  const { array, length } = value as Partial<ArrayMark>;
  return array !== undefined && Object.hasOwn(arrayTypes, array) && Number.isSafeInteger(length);
}

/** A copy, because a view needs an aligned offset. Empty when the file has too few numbers; the check then says so. */
function takeArray(mark: ArrayMark, numbers: Buffer, position: { at: number }): ArrayBufferView {
  const type = arrayTypes[mark.array];
  const end = position.at + mark.length * type.BYTES_PER_ELEMENT;
  const part = Uint8Array.from(numbers.subarray(position.at, end));
  position.at = end;
  return part.length % type.BYTES_PER_ELEMENT === 0 ? new type(part.buffer) : new type();
}
