/** One step of a part that is being built, started or stopped. */
export interface ProgressStep {
  /** `postgres`, `temporal`, `api`, ... */
  readonly part: string;
  /** What is being done: a few words, stable enough to compare. */
  readonly phase: string;
  /** Which one, how much: free text for people. */
  readonly detail?: string;
  /** Time since this part began. */
  readonly elapsedMs: number;
}

/** Receives the steps of every part of the process. Must not throw. */
export type Progress = (step: ProgressStep) => void;

/** Says one step of a part. */
export type Say = (phase: string, detail?: string) => void;

/** A `Say` for one part whose clock starts now; without a receiver it says nothing. */
export function sayFor(part: string, onProgress: Progress | undefined): Say {
  const startedAt = performance.now();
  return (phase, detail) => {
    const elapsedMs = Math.round(performance.now() - startedAt);
    onProgress?.({ part, phase, elapsedMs, ...(detail === undefined ? {} : { detail }) });
  };
}
