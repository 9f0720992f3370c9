/**
 * Lets a few updates of this process into one workflow at a time, in the order they came. Temporal refuses the eleventh
 * that is in flight (`history.maxInFlightUpdates`, 10), and its client then backs off for seconds, in no order.
 */
export interface Turnstile {
  /** Waits for a place in the line of `place` and enters; `false` when `deadline` (epoch ms) came first. */
  enter(place: string, deadline: number): Promise<Entry | false>;
}

export interface Entry {
  /** Whether others were before; what was true when the line began may have changed. */
  waited: boolean;
  /** Lets the next one in. To be called once. */
  leave: () => void;
}

interface Place {
  inside: number;
  line: ((entered: boolean) => void)[];
}

/** Creates one with so many places for each workflow. It holds nothing for a workflow that nobody is at. */
export function createTurnstile(places: number): Turnstile {
  const open = new Map<string, Place>();

  const leave = (name: string, place: Place): void => {
    const next = place.line.shift();
    if (next !== undefined) {
      next(true);
      return;
    }
    place.inside -= 1;
    if (place.inside === 0) open.delete(name);
  };

  return {
    enter: async (name, deadline) => {
      const place = open.get(name) ?? { inside: 0, line: [] };
      open.set(name, place);
      const entry = (waited: boolean): Entry => ({
        waited,
        leave: () => {
          leave(name, place);
        },
      });
      if (place.inside < places) {
        place.inside += 1;
        return entry(false);
      }
      return (await standInLine(place, deadline)) && entry(true);
    },
  };
}

function standInLine(place: Place, deadline: number): Promise<boolean> {
  return new Promise((resolve) => {
    const called = (entered: boolean): void => {
      clearTimeout(patience);
      resolve(entered);
    };
    const patience = setTimeout(
      () => {
        place.line.splice(place.line.indexOf(called), 1);
        resolve(false);
      },
      Math.max(0, deadline - Date.now()),
    );
    place.line.push(called);
  });
}
