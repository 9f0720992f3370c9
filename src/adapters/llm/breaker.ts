/** Keeps an outage of a model from slowing every turn: after failures in a row nobody asks for a while, then one does. */
export interface Breaker {
  /** Whether to ask now. After the rest one caller may, the others go on resting until it has succeeded. */
  mayAsk(): boolean;
  succeeded(): void;
  /** True when this failure begins a rest. */
  failed(): boolean;
}

/** `now` is epoch ms. */
export function createBreaker(
  limit: { failures: number; restMs: number },
  now: () => number,
): Breaker {
  let inARow = 0;
  let restsUntil = 0;
  return {
    mayAsk() {
      if (inARow < limit.failures) return true;
      if (now() < restsUntil) return false;
      restsUntil = now() + limit.restMs;
      return true;
    },
    succeeded() {
      inARow = 0;
    },
    failed() {
      inARow += 1;
      if (inARow < limit.failures) return false;
      restsUntil = now() + limit.restMs;
      return true;
    },
  };
}
