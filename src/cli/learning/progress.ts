/** Progress of training on standard error: one line per step, so that results on standard output stay clean. */
import { showProgress } from '../output.ts';

/** A printer for one command; times are from its making. */
export function progressOf(part: string): (step: string, done: number, of: number) => void {
  const startedAt = performance.now();
  return (step, done, of) => {
    showProgress({
      part,
      phase: step,
      detail: `${done} of ${of}`,
      elapsedMs: performance.now() - startedAt,
    });
  };
}
