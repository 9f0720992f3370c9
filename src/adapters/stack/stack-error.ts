export type StackErrorCode =
  | 'home_unusable'
  | 'home_locked'
  | 'port_taken'
  | 'postgres_unusable'
  | 'postgres_failed'
  | 'temporal_not_found'
  | 'temporal_failed'
  | 'temporal_unreachable';

/** A part of the local stack that cannot run, with the way out. */
export class StackError extends Error {
  readonly code: StackErrorCode;
  /** What the operator can do, one way per line. */
  readonly fix: string;

  constructor(code: StackErrorCode, detail: string, fix: string, cause?: unknown) {
    super(`${detail}\n${fix}`, { cause });
    this.name = 'StackError';
    this.code = code;
    this.fix = fix;
  }
}
