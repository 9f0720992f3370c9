/**
 * The short number by which a customer names their case, on the phone or in a mail: seven signs that can't be taken for
 * one another, and no vowels, so that no words come up. Shown as `CDF-3467`, read with or without the hyphen.
 */
const signs = '34679CDFGHJKMNPQRTVWXY';
const length = 7;
const head = 3;
const form = new RegExp(`^[${signs}]{${length}}$`);

/** A number from a source of whole numbers below a bound; 2.5 milliards of them, so that few are ever drawn twice. */
export function drawCaseNumber(below: (bound: number) => number): string {
  return Array.from({ length }, () => signs.charAt(below(signs.length))).join('');
}

/** The number in what somebody typed: case, blanks and hyphens don't matter; null when it is none. */
export function readCaseNumber(text: string): string | null {
  const number = text.replace(/[\s-]/g, '').toUpperCase();
  return form.test(number) ? number : null;
}

/** As people read it. */
export function showCaseNumber(number: string): string {
  return `${number.slice(0, head)}-${number.slice(head)}`;
}
