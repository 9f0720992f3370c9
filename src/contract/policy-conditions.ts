/** The shape of conditions and of the tenant's phrases. */
import { z } from 'zod';
import { phraseLimits } from '../domain/phrases.ts';
import type { Condition } from '../domain/policy-conditions.ts';

/** Turns of these roles are decided on; an agent's is not. */
const roles = ['customer', 'assistant', 'tool'] as const;
const value = z.union([z.number(), z.boolean(), z.string().max(200)]);
const values = z.array(value).min(1).max(50);
const many = z.int().min(0).max(50);
const listName = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,47}$/, 'must be 1 to 48 of a-z 0-9 _, beginning with a letter');

/** The name of a feature; the JSON Schema lists them. */
export const featureName = z.string().describe('a measured fact about the turn');

const comparison = z.strictObject({
  feature: featureName,
  is: value.optional().describe('equal; a flag that was not measured is false'),
  is_not: value.optional().describe('measured, and different'),
  in: values.optional().describe('one of these'),
  not_in: values.optional().describe('measured, and none of these'),
  at_least: z.number().optional(),
  at_most: z.number().optional(),
  between: z.tuple([z.number(), z.number()]).optional().describe('from, to; both belong to it'),
});

const says = z.strictObject({
  says: listName.describe('a list of "phrases"'),
  role: z
    .enum([...roles, 'any'])
    .optional()
    .describe('whose turn; the customer, unless given'),
});

/** Parsed by its shape, so that a mistake inside names its own place and not that of the whole union. */
export const condition: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.strictObject({ all: z.array(condition).min(1).max(50) }),
    z.strictObject({ any: z.array(condition).min(1).max(50) }),
    z.strictObject({ not: condition }),
    z.strictObject({
      count: condition.describe('turns that fulfil this are counted'),
      role: z.enum(roles).optional().describe('only turns of this role; all, unless given'),
      within_turns: z.int().min(1).max(50).describe('of the latest so many turns'),
      at_least: many.optional(),
      at_most: many.optional(),
    }),
    says,
    comparison,
  ]),
) as z.ZodType<Condition>;

/** Lists of phrases by name. */
export const phraseLists = z.record(
  listName,
  z.array(z.string().min(1).max(phraseLimits.length)).min(1).max(phraseLimits.perList),
);
