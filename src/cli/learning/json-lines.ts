/** Labelled data, one JSON object per line. The first malformed line ends the reading, and is named. */
import type { z } from 'zod';
import { CommandError } from '../command-error.ts';
import { textLines } from '../text-lines.ts';

/** The values of a file's lines in order, each checked. `shape` tells in the error what a line should look like. */
export async function readJsonLines<T>(
  file: string,
  schema: z.ZodType<T>,
  shape: string,
): Promise<T[]> {
  const values: T[] = [];
  for await (const { number, text } of textLines(file)) {
    const parsed = parseLine(text, schema);
    if ('problem' in parsed)
      throw new CommandError(`${file}, line ${number}: ${parsed.problem}`, shape);
    values.push(parsed.value);
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
