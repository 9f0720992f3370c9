/** The small parts that the sections of a policy are made of. */
import { z } from 'zod';
import { reasonWords } from '../domain/words.ts';

/** An id as it stands in a policy. */
export const id = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, 'must be 1 to 64 of A-Z a-z 0-9 _ -');

/** A duration. */
export const seconds = z.number().int().min(1).max(31_536_000);

/** Why a person takes over: a word of ours, or one of the tenant's own. */
export const reason = z.union([
  z.enum(reasonWords),
  z.templateLiteral([z.literal('x_'), z.string().regex(/^[a-z0-9_]{1,48}$/)]),
]);

/** 1 is served first. */
export const priority = z.literal([1, 2, 3, 4, 5]);
