import { InvalidArgumentError } from 'commander';

/** An option's value as a whole number above 0. */
export function wholeNumber(text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < 1)
    throw new InvalidArgumentError('Give a whole number above 0.');
  return number;
}
