/** How one part is, and how to mend it when it is not well. */
export interface PartReport {
  readonly part: string;
  readonly ok: boolean;
  readonly detail: string;
  /** Present when `ok` is false. */
  readonly fix?: string;
}
