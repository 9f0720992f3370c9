/** Files of one JSON object per line, read as they come. */
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { CommandError } from './command-error.ts';

/** A line that is not blank; the first is number 1. */
export interface TextLine {
  number: number;
  text: string;
}

/**
 * The lines of a file in order, without blank ones and without a byte order mark.
 * @throws CommandError when the file cannot be read
 */
export async function* textLines(file: string): AsyncGenerator<TextLine> {
  const input = createReadStream(file, 'utf8');
  let number = 0;
  try {
    for await (const text of createInterface({ input, crlfDelay: Infinity })) {
      number += 1;
      if (text.trim() !== '') yield { number, text: text.replace(/^\uFEFF/, '') };
    }
  } catch (error) {
    throw unreadable(file, error);
  } finally {
    input.destroy();
  }
}

function unreadable(file: string, error: unknown): CommandError {
  const why = error instanceof Error ? error.message : String(error);
  return new CommandError(
    `${file} cannot be read: ${why}`,
    'Give the path of a JSONL file.',
    error,
  );
}
