/** Signs that somebody writes: heard, they hold for a few seconds; told, they are told now and then. */
import type { Typing } from './api-types.ts';

/** A sign holds for so long; while the writing goes on, the next one comes before that. */
const holdMs = 6_000;
const everyMs = 3_000;

/** Keeps the last sign until it is old. */
export function createEar(
  changed: (typing: Typing | null) => void,
): (typing: Typing | null) => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return (typing) => {
    clearTimeout(timer);
    changed(typing);
    if (typing === null) return;
    timer = setTimeout(() => {
      changed(null);
    }, holdMs);
  };
}

/** Whether it is time to tell again; `reset` begins anew, as after a message. */
export function createPacer(): { isDue: () => boolean; reset: () => void } {
  let last = 0;
  return {
    isDue: () => {
      if (Date.now() - last < everyMs) return false;
      last = Date.now();
      return true;
    },
    reset: () => {
      last = 0;
    },
  };
}
