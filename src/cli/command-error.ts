/** A mistake the person at the terminal can mend: what is wrong and what to do, without a stack trace. */
export class CommandError extends Error {
  readonly fix: string;

  constructor(problem: string, fix: string, cause?: unknown) {
    super(problem, { cause });
    this.name = 'CommandError';
    this.fix = fix;
  }
}
