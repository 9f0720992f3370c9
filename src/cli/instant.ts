import { InvalidArgumentError } from 'commander';

/** An option's value as an instant, epoch ms. */
export function instant(text: string): number {
  const at = Date.parse(text);
  if (Number.isNaN(at))
    throw new InvalidArgumentError('Give an instant such as 2026-03-01T00:00:00Z.');
  return at;
}
