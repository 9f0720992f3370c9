/** A change of a stored policy as a JSON Patch, put into its text: comments, order and words of the rest stay. */
import { isNode, parseDocument } from 'yaml';
import { z } from 'zod';
import type { PatchStep } from '../domain/suggest-policy.ts';

/** The steps that suggestions are made of (RFC 6902). */
export const patchSteps = z.array(
  z.discriminatedUnion('op', [
    z.object({
      op: z.literal('replace'),
      path: z.string(),
      value: z.union([z.number(), z.string()]),
    }),
    z.object({ op: z.literal('remove'), path: z.string() }),
  ]),
);

/** What a draft is made of: steps over the document of the version that is named in the address. */
export const policyPatch = z
  .strictObject({ patch: patchSteps.min(1).max(20) })
  .meta({ id: 'PolicyPatch' });

function placeOf({ path }: PatchStep): (string | number)[] {
  const parts = path.split('/').slice(1);
  return parts.map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}

/** The text with the steps applied in order, or the path of the first that leads nowhere. */
export function patchSource(
  source: string,
  patch: readonly PatchStep[],
): { source: string } | { missing: string } {
  let text = source;
  for (const step of patch) {
    const next = stepIn(text, step);
    if (next === null) return { missing: step.path };
    text = next;
  }
  return { source: text };
}

/** Only the place itself is written anew where that can be; what has no lines of its own is printed with the whole. */
function stepIn(text: string, step: PatchStep): string | null {
  const document = parseDocument(text);
  const place = placeOf(step);
  const node = place.length === 0 ? undefined : document.getIn(place, true);
  if (!isNode(node) || node.range == null) return null;
  const [start, valueEnd, end] = node.range;
  const value = step.op === 'replace' ? JSON.stringify(step.value) : null;
  if (value !== null) return text.slice(0, start) + value + text.slice(valueEnd);
  const line = text.lastIndexOf('\n', start) + 1;
  if (/^ *- $/.test(text.slice(line, start))) return text.slice(0, line) + text.slice(end);
  document.deleteIn(place);
  const isJson = text.trimStart().startsWith('{');
  return isJson
    ? `${JSON.stringify(document.toJS(), null, 2)}\n`
    : document.toString({ lineWidth: 0 });
}
