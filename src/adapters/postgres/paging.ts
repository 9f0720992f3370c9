/** Opaque cursors of keyset pages. */
import { BatonError } from '../../errors.ts';

/** A page of a list; `next_cursor` is null on the last. */
export interface Page<T> {
  data: T[];
  next_cursor: string | null;
  has_more: boolean;
}

/** The key of a row as an opaque text. */
export function encodeCursor(key: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

/** The key back; a text that is no cursor of ours is refused. */
export function decodeCursor(cursor: string, pattern: readonly RegExp[]): string[] {
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(key) && key.length === pattern.length) {
      const parts = key.map(String);
      if (pattern.every((part, index) => part.test(parts[index] ?? ''))) return parts;
    }
  } catch {
    // falls through to the refusal
  }
  throw new BatonError('invalid_request', 'the cursor is not one that this list gave out', {
    fields: [
      { pointer: '/cursor', code: 'invalid', message: 'use next_cursor of the page before' },
    ],
  });
}

/** Cuts the one row too many that was read to know whether more follow. */
export function pageFrom<T>(
  rows: T[],
  limit: number,
  keyOf: (row: T) => readonly (string | number)[],
): Page<T> {
  const data = rows.slice(0, limit);
  const last = data.at(-1);
  const more = rows.length > limit && last !== undefined;
  return { data, next_cursor: more ? encodeCursor(keyOf(last)) : null, has_more: more };
}
