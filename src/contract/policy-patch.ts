/** A change of a stored policy as a JSON Patch, put into its text: comments, order and words of the rest stay. */
import { isMap, isNode, isScalar, isSeq, parseDocument, type Document } from 'yaml';
import { z } from 'zod';
import { jsonPointer, pointerParts } from '../domain/json-pointer.ts';
import type { PatchStep } from '../domain/suggest-policy.ts';

const path = z
  .string()
  .regex(
    jsonPointer,
    'must be a JSON pointer: /rules/3/action, with ~1 for / and ~0 for ~ in a name',
  );

/** The steps that suggestions are made of (RFC 6902). */
export const patchSteps = z.array(
  z.discriminatedUnion('op', [
    z.object({
      op: z.literal('replace'),
      path,
      value: z.union([z.number(), z.string()]),
    }),
    z.object({ op: z.literal('remove'), path }),
  ]),
);

/** What a draft is made of: steps over the document of the version that is named in the address. */
export const policyPatch = z
  .strictObject({ patch: patchSteps.min(1).max(20) })
  .meta({ id: 'PolicyPatch' });

/** The keys as the document has them: a list is counted, a name may be written as a number. Null: nothing is there. */
function placeOf(document: Document, pointer: string): unknown[] | null {
  const place: unknown[] = [];
  let node: unknown = document.contents;
  for (const part of pointerParts(pointer)) {
    const key = keyIn(node, part);
    if (key === undefined) return null;
    place.push(key);
    node = document.getIn(place, true);
  }
  return place;
}

function keyIn(node: unknown, part: string): unknown {
  if (isSeq(node)) return /^(?:0|[1-9]\d*)$/.test(part) ? Number(part) : undefined;
  if (!isMap(node)) return undefined;
  const keys = node.items.map(({ key }) => (isScalar(key) ? key.value : key));
  return keys.find((key) => String(key) === part);
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
  const place = placeOf(document, step.path) ?? [];
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
