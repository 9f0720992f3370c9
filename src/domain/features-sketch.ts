/**
 * How alike two turns are, without keeping either: a sketch is the smallest hashes of a turn's words, and the overlap of
 * two sketches estimates the overlap of their words (bottom-k Jaccard). A sketch holds numbers only, no text (I12).
 */

/** More hashes tell finer, and cost memory in every head row: 20 hashes keep the error near 0.1. */
const sketchSize = 20;
/** Beyond this many words a turn is compared by its beginning. */
const wordLimit = 2_000;

/** Smallest hashes first. */
export type Sketch = number[];

const word = /[a-z0-9']{3,24}|[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2}/g;

/** FNV-1a, 32 bit. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}

/** The sketch of a read text; empty for a text without words. */
export function sketchOf(text: string): Sketch {
  const hashes = new Set<number>();
  let count = 0;
  for (const match of text.matchAll(word)) {
    count += 1;
    if (count > wordLimit) break;
    hashes.add(hashOf(match[0]));
  }
  return [...hashes].sort((a, b) => a - b).slice(0, sketchSize);
}

/** Estimated share of common words, 0 to 1. Turns of fewer than three words are alike only when equal. */
export function similarity(one: Sketch, other: Sketch): number {
  if (one.length === 0 || other.length === 0) return 0;
  const known = new Set(other);
  const shared = one.filter((hash) => known.has(hash)).length;
  if (one.length < 3 || other.length < 3) {
    return shared === one.length && shared === other.length ? 1 : 0;
  }
  const full = one.length === sketchSize && other.length === sketchSize;
  return full ? bottomShare(one, other) : shared / (one.length + other.length - shared);
}

function bottomShare(one: Sketch, other: Sketch): number {
  const left = new Set(one);
  const right = new Set(other);
  const union = [...new Set([...one, ...other])].sort((a, b) => a - b).slice(0, sketchSize);
  return union.filter((hash) => left.has(hash) && right.has(hash)).length / sketchSize;
}

/** The highest likeness of a sketch to any of the earlier ones. */
export function bestSimilarity(sketch: Sketch, earlier: Sketch[]): number {
  return earlier.reduce((best, other) => Math.max(best, similarity(sketch, other)), 0);
}
