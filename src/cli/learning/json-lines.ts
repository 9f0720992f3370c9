/** Labelled data, one JSON object per line. The first malformed line ends the reading, and is named. */
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { z } from 'zod';
import { CommandError } from '../command-error.ts';

/** The values of a file's lines in order, each checked. `shape` tells in the error what a line should look like. */
export async function readJsonLines<T>(
  file: string,
  schema: z.ZodType<T>,
  shape: string,
): Promise<T[]> {
  const values: T[] = [];
  let number = 0;
  try {
    const input = createReadStream(file, 'utf8');
    for await (const text of createInterface({ input, crlfDelay: Infinity })) {
      number += 1;
      if (text.trim() === '') continue;
      const parsed = parseLine(text.replace(/^\uFEFF/, ''), schema);
      if ('problem' in parsed)
        throw new CommandError(`${file}, line ${number}: ${parsed.problem}`, shape);
      values.push(parsed.value);
    }
  } catch (error) {
    if (error instanceof CommandError) throw error;
    const why = error instanceof Error ? error.message : String(error);
    throw new CommandError(
      `${file} cannot be read: ${why}`,
      'Give the path of a JSONL file.',
      error,
    );
  }
  if (values.length === 0) throw new CommandError(`${file} is empty.`, shape);
  return values;
}

function parseLine<T>(text: string, schema: z.ZodType<T>): { value: T } | { problem: string } {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return { problem: `not JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return { value: parsed.data };
  const [issue] = parsed.error.issues;
  const place = issue?.path.map(String).join('.') ?? '';
  return { problem: `${place === '' ? '' : `${place}: `}${issue?.message ?? 'not as expected'}` };
}
