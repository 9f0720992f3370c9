/** Parses what a caller sent, and says for each wrong field where it stands and how to mend it. */
import type { z } from 'zod';
import { nearestName } from '../contract/policy-errors.ts';
import { BatonError, type FieldError } from '../errors.ts';

/** JSON nested deeper than this is refused before anything walks it. */
const maxDepth = 64;
const maxFieldErrors = 20;

function pointerOf(path: readonly PropertyKey[]): string {
  return path
    .map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`)
    .join('');
}

const longestName = 64;

interface Definition {
  shape?: Record<string, z.core.$ZodType>;
  innerType?: z.core.$ZodType;
  element?: z.core.$ZodType;
  options?: z.core.$ZodType[];
}

/** Every field name a schema knows, at any depth. */
function namesIn(schema: z.core.$ZodType, names = new Set<string>(), depth = 0): Set<string> {
  const { shape, innerType, element, options } = schema._zod.def as unknown as Definition;
  if (depth > 8) return names;
  for (const [name, child] of Object.entries(shape ?? {})) {
    names.add(name);
    namesIn(child, names, depth + 1);
  }
  for (const child of [innerType, element, ...(options ?? [])])
    if (child !== undefined) namesIn(child, names, depth + 1);
  return names;
}

function unknownFields(
  issue: z.core.$ZodIssueUnrecognizedKeys,
  schema: z.core.$ZodType,
): FieldError[] {
  const known = [...namesIn(schema)];
  return issue.keys.slice(0, maxFieldErrors).map((name) => {
    const near = nearestName(name, known);
    const shown = name.slice(0, longestName);
    return {
      pointer: pointerOf([...issue.path, shown]),
      code: 'unknown_field',
      message:
        near === null
          ? 'this field is not known'
          : `this field is not known; did you mean ${near}?`,
    };
  });
}

function fieldErrors(error: z.core.$ZodError, schema: z.core.$ZodType): FieldError[] {
  return error.issues
    .flatMap((issue): FieldError[] =>
      issue.code === 'unrecognized_keys'
        ? unknownFields(issue, schema)
        : [{ pointer: pointerOf(issue.path), code: issue.code, message: issue.message }],
    )
    .slice(0, maxFieldErrors);
}

/** The parsed value, or `invalid_request` with every wrong field. `where` names the part of the request. */
export function parsePart(schema: z.ZodType, value: unknown, where: string): unknown {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const fields = fieldErrors(parsed.error, schema);
  const first = fields[0];
  const detail = first === undefined ? '' : `: ${first.pointer || '/'} ${first.message}`;
  throw new BatonError('invalid_request', `the ${where} is not valid${detail}`, { fields });
}

/** Index behind the string that begins at `start`. */
function endOfString(text: string, start: number): number {
  let index = start + 1;
  while (index < text.length && text.charAt(index) !== '"')
    index += text.charAt(index) === '\\' ? 2 : 1;
  return index;
}

function isTooDeep(text: string): boolean {
  let depth = 0;
  for (let index = 0; index < text.length && depth <= maxDepth; index += 1) {
    const char = text.charAt(index);
    if (char === '"') index = endOfString(text, index);
    else if (char === '{' || char === '[') depth += 1;
    else if (char === '}' || char === ']') depth -= 1;
  }
  return depth > maxDepth;
}

/** A body's JSON. An empty body reads as `{}`. Throws `malformed_body`. */
export function parseJson(bytes: Uint8Array): unknown {
  if (bytes.byteLength === 0) return {};
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new BatonError('malformed_body', 'the body is not UTF-8', { cause });
  }
  if (isTooDeep(text))
    throw new BatonError('malformed_body', `the body is nested deeper than ${maxDepth} levels`);
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw new BatonError('malformed_body', 'the body is not JSON', { cause });
  }
}
