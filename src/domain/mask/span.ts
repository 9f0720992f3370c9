/** What was found; the word stands in the placeholder. */
export type MaskKind = 'card' | 'iban' | 'ssn' | 'cvv' | 'password' | 'secret';

/** Something to hide: UTF-16 offsets into the text that was scanned, `end` exclusive. `tail` may stay readable. */
export interface Span {
  readonly kind: MaskKind;
  readonly start: number;
  readonly end: number;
  readonly tail?: string;
}
