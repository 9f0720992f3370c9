/** Features as small whole numbers: bin 0 is "not measured", the others hold about as many examples each. */

export interface Binned {
  /** Per feature, per example. */
  bins: Uint8Array[];
  /** Per feature the upper edge of each bin from 1 on, the last one excepted: a split after bin `b` is at `edges[b - 1]`. */
  edges: Float32Array[];
}

/** More bins find finer splits and noise; 64 are enough for counts and shares. */
const mostBins = 64;

/** Bins every column by its own quantiles. */
export function binFeatures(columns: readonly Float32Array[]): Binned {
  const edges = columns.map(edgesOf);
  const bins = columns.map((column, feature) => {
    const own = edges[feature] ?? new Float32Array();
    return Uint8Array.from(column, (value) => (Number.isNaN(value) ? 0 : 1 + binOf(own, value)));
  });
  return { bins, edges };
}

/** Edges lie between neighbouring values, so that equal values never part. */
function edgesOf(column: Float32Array): Float32Array {
  const sorted = column.filter((value) => !Number.isNaN(value)).sort();
  const edges: number[] = [];
  const share = sorted.length / mostBins;
  let taken = 0;
  for (let at = 1; at < sorted.length; at += 1) {
    const [before, after] = [sorted[at - 1] ?? 0, sorted[at] ?? 0];
    if (before === after || at - taken < share) continue;
    edges.push(Math.fround((before + after) / 2) < after ? (before + after) / 2 : before);
    taken = at;
  }
  return Float32Array.from(edges);
}

/** How many edges lie below the value. */
function binOf(edges: Float32Array, value: number): number {
  let [low, high] = [0, edges.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value <= (edges[middle] ?? 0)) high = middle;
    else low = middle + 1;
  }
  return low;
}
