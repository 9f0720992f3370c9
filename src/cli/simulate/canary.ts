/** Things that must be masked before they enter a row (I12): a payment card that passes its checksum, and a password. */
import type { Chance } from './random.ts';

function checkDigit(digits: string): number {
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const digit = Number(digits[digits.length - 1 - index]);
    const value = digit * (index % 2 === 0 ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  }
  return (10 - (sum % 10)) % 10;
}

export interface Canary {
  /** What the customer writes. */
  content: string;
  /** What must be found nowhere. */
  secrets: string[];
}

/** A fresh canary; no two are alike within a run. */
export function hatchCanary(draw: Chance): Canary {
  let body = '4';
  while (body.length < 15) body += String(draw.between(0, 9));
  const card = `${body}${checkDigit(body)}`;
  const spaced = card.replace(/(.{4})(?=.)/g, '$1 ');
  let password = 'Zq7';
  while (password.length < 14) password += draw.pick(['k', 'w', 'R', 'T', '3', '8', 'x']);
  return {
    content: `For your records, my card number is ${spaced} and my password is ${password}`,
    secrets: [card, spaced, password],
  };
}
