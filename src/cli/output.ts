/** What a person at a terminal reads: progress in place with a terminal, plain lines without. */
import pc from 'picocolors';
import type { ProgressStep } from '../adapters/stack/progress.ts';
import { CommandError } from './command-error.ts';

const nameWidth = 10;

/** Prints a result for people, to standard output. */
export function say(line = ''): void {
  process.stdout.write(`${line}\n`);
}

/** Prints one object on one line, for programs. */
export function sayJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}

/** Shows the steps of parts on standard error, one line each. */
export function showProgress(step: ProgressStep): void {
  const seconds = (step.elapsedMs / 1000).toFixed(1).padStart(6);
  const detail = step.detail === undefined ? '' : pc.dim(` ${step.detail}`);
  process.stderr.write(
    `${pc.dim(`${seconds} s`)}  ${pc.cyan(step.part.padEnd(nameWidth))} ${step.phase}${detail}\n`,
  );
}

/** Says what went wrong and what to do; the trace only when asked for. */
export function sayError(error: unknown): void {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`${pc.red('error')}  ${message}\n`);
  if (error instanceof CommandError)
    process.stderr.write(`${pc.bold('what to do')}  ${error.fix}\n`);
}
