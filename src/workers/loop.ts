/** A background loop: runs when woken and at least every so often, one round at a time, and never dies of a fault. */
import type { Logger } from 'pino';

export interface Loop {
  /** Runs a round soon; a hint while one runs leads to one more. */
  wake(): void;
  /** Waits for the round under way, then stops. */
  close(): Promise<void>;
}

export interface LoopOptions {
  name: string;
  everyMs: number;
  log: Logger;
  work: () => Promise<void>;
}

/** Faults are logged at most this often; an outage would fill the disk else. */
const logEveryMs = 10_000;

export function startLoop(options: LoopOptions): Loop {
  let closed = false;
  let woken = false;
  let wakeUp: (() => void) | undefined;
  let loggedAt = 0;

  async function pause(): Promise<void> {
    if (woken || closed) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, options.everyMs);
      wakeUp = (): void => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  async function run(): Promise<void> {
    while (!closed) {
      woken = false;
      await options.work().catch((error: unknown) => {
        if (Date.now() - loggedAt < logEveryMs) return;
        loggedAt = Date.now();
        options.log.error({ loop: options.name, cause: String(error) }, 'a round failed');
      });
      await pause();
    }
  }

  const running = run();
  return {
    wake: () => {
      woken = true;
      wakeUp?.();
    },
    close: async () => {
      closed = true;
      wakeUp?.();
      await running;
    },
  };
}
