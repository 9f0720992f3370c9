/** ROUGE-1, ROUGE-2 and ROUGE-L as F1 over lower-case words, without stemming; the best of several references counts. */

import { longestCommon } from '../../domain/longest-common.ts';

/** F1 scores, 0..1. */
export interface Rouge {
  rouge1: number;
  rouge2: number;
  rougeL: number;
}

function tokens(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

function counted(items: string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return counts;
}

function pairs(words: string[]): string[] {
  return words.slice(1).map((word, at) => `${words[at] ?? ''} ${word}`);
}

function f1(shared: number, written: number, wanted: number): number {
  return shared === 0 ? 0 : (2 * shared) / (written + wanted);
}

function overlap(written: string[], wanted: string[]): number {
  const counts = counted(wanted);
  let shared = 0;
  for (const [item, count] of counted(written)) shared += Math.min(count, counts.get(item) ?? 0);
  return f1(shared, written.length, wanted.length);
}

function against(written: string[], reference: string): Rouge {
  const wanted = tokens(reference);
  return {
    rouge1: overlap(written, wanted),
    rouge2: overlap(pairs(written), pairs(wanted)),
    rougeL: f1(longestCommon(written, wanted), written.length, wanted.length),
  };
}

/** The scores of a text against its references, each score the best over them; zeros without a reference. */
export function rougeOf(text: string, references: string[]): Rouge {
  const written = tokens(text);
  const scores = references.map((reference) => against(written, reference));
  const best = (key: keyof Rouge) => Math.max(0, ...scores.map((score) => score[key]));
  return { rouge1: best('rouge1'), rouge2: best('rouge2'), rougeL: best('rougeL') };
}
