/** How long a place in a queue may wait, from how long such places waited of late. */

/** A wait that ended with an accept. */
export interface PastWait {
  /** Place in the queue at the request, 1 was next; null where it was not recorded. */
  place: number | null;
  seconds: number;
}

/** Fewer say too little to promise anything. */
const minWaits = 5;

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}

/** Places alike: the same one, or within a quarter of it. */
function isAlike(place: number, other: number | null): boolean {
  return other !== null && Math.abs(other - place) <= place / 4;
}

/**
 * The median wait of the places alike; where too few are alike, the median wait per place times the place; null where
 * too little is known of the queue to say anything. Whole seconds, rounded up.
 */
export function expectedWait(waits: readonly PastWait[], place: number): number | null {
  const alike = waits.filter((wait) => isAlike(place, wait.place));
  if (alike.length >= minWaits) return Math.ceil(median(alike.map(({ seconds }) => seconds)));
  if (waits.length < minWaits) return null;
  const perPlace = waits.map(({ place: was, seconds }) => seconds / Math.max(1, was ?? 1));
  return Math.ceil(median(perPlace) * place);
}
