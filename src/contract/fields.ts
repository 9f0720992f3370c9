/** The small parts every message of the API is made of. */
import { z } from 'zod';
import { reasonWords, roleWords } from '../domain/words.ts';

/** Postgres stores no NUL, and a lone surrogate is no text. */
// eslint-disable-next-line no-control-regex -- NUL is what is looked for
export const storable = (text: string): boolean => !/\u0000/.test(text) && text.isWellFormed();
const storableFix = 'the text holds NUL or half a character';

/** An id as it stands in paths and bodies. */
export const id = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,64}$/, 'use 1 to 64 characters of A-Z a-z 0-9 _ -');

/** A text of at most `max` UTF-16 units that Postgres can hold. */
export function text(max: number): z.ZodString {
  return z.string().max(max).refine(storable, storableFix);
}

/** Names, labels, codes. */
export const shortText = text(512);

/** Epoch milliseconds. */
export const epochMs = z.int().min(0);

/** RFC 3339 in UTC, as answers carry it. */
export const instant = z.iso.datetime({ offset: true });

/** Why a person takes over: a word of ours or a tenant's own `x_...`. */
export const reason = z.union([
  z.enum(reasonWords),
  z.templateLiteral(['x_', z.string().regex(/^[a-z0-9_]{1,40}$/)]),
]);

export const role = z.enum(roleWords);

/** Free JSON of a caller; depth and size are bounded by the body and by masking. */
export const json = z.record(z.string().max(128), z.unknown());

/** What a bot may measure about its own turn; each door adds what only it takes. */
export const signalFields = {
  confidence: z.number().min(0).max(1),
  retrieval_score: z.number().min(0).max(1),
  intent: shortText,
  topic: shortText,
  sentiment: z.number().min(-1).max(1),
  unanswered: z.boolean(),
  policy_block: z.boolean(),
  identity_check: z.enum(['passed', 'failed']),
  urgency: z.enum(['low', 'normal', 'high']),
  handoff_requested: z.boolean(),
  handoff_reason: reason,
};

/** A whole number in a query string. */
export function queryNumber(least: number, most: number): z.ZodType<number, string> {
  return z
    .string()
    .regex(/^\d{1,15}$/, 'must be a whole number')
    .transform(Number)
    .refine((value) => value >= least && value <= most, `must lie from ${least} to ${most}`);
}

/** How many rows of a page, 1 to 200. */
export const limit = queryNumber(1, 200).optional();

/** Where a page begins; opaque, from `next_cursor` of the page before. */
export const cursor = z.string().max(512).optional();

/** A page of a list. */
export function pageOf<T extends z.ZodType>(
  item: T,
): z.ZodObject<{
  data: z.ZodArray<T>;
  next_cursor: z.ZodNullable<z.ZodString>;
  has_more: z.ZodBoolean;
}> {
  return z.object({
    data: z.array(item),
    next_cursor: z.string().nullable(),
    has_more: z.boolean(),
  });
}

/** A list that is always whole. */
export function listOf<T extends z.ZodType>(item: T): z.ZodObject<{ data: z.ZodArray<T> }> {
  return z.object({ data: z.array(item) });
}

/** A body without fields. */
export const emptyBody = z.strictObject({});
