import { randomBytes } from 'node:crypto';

const alphabet = '0123456789abcdefghijklmnopqrstuvwxyz';

/** A fresh id, `prefix_` + time + 80 random bits in base 36: sorts by time, can't be guessed, fits an id's alphabet. */
export function newId(prefix: string): string {
  const time = Date.now().toString(36).padStart(9, '0');
  const random = Array.from(randomBytes(16), (byte) => alphabet[byte % 36]).join('');
  return `${prefix}_${time}${random}`;
}
