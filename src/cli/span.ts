import { InvalidArgumentError } from 'commander';

const units = { h: 3_600_000, d: 86_400_000, w: 7 * 86_400_000 };

/** A span such as `12w`, `30d` or `6h`, in ms. */
export function span(text: string): number {
  const match = /^([1-9][0-9]{0,4})([hdw])$/.exec(text);
  const unit = match?.[2] as keyof typeof units | undefined;
  if (match === null || unit === undefined)
    throw new InvalidArgumentError('Give a span such as 12w, 30d or 6h.');
  return Number(match[1]) * units[unit];
}
