/** The brief as it travels, and the part of it a model may write. One zod schema each; the JSON Schema comes from it. */
import { z } from 'zod';
import { briefSections } from '../domain/brief.ts';
import type { Brief } from '../domain/brief.ts';

const sequence = z.int().nonnegative();
const turns = z.array(sequence).min(1).max(40);
const text = z.string().min(1).max(600);

function cited<T extends z.ZodType>(value: T) {
  return z.strictObject({ value, turns });
}

const line = z.strictObject({ section: z.enum(briefSections), text, turns });
const entityType = z.enum([
  'order',
  'amount',
  'date',
  'email',
  'phone',
  'account',
  'name',
  'product',
  'other',
]);
const writtenEntity = z.strictObject({
  type: entityType,
  value: z.string().min(1).max(200),
  turns,
});
const entity = writtenEntity.extend({ normalised: z.string().max(200) });
const step = z.strictObject({
  step: z.string().min(1).max(400),
  result: z.enum(['ok', 'failed', 'unknown']),
  turns,
});

function fieldsWith<T extends z.ZodType>(entityShape: T) {
  return z.strictObject({
    intent: cited(text).nullable(),
    desired_outcome: cited(text).nullable(),
    account: z.array(entityShape).max(20),
    entities: z.array(entityShape).max(60),
    attempted_steps: z.array(step).max(60),
    sentiment: cited(z.enum(['calm', 'tense', 'angry'])).nullable(),
    urgency: cited(z.enum(['low', 'normal', 'high'])).nullable(),
    language: z.string().max(35).nullable(),
    next_action: cited(text).nullable(),
    open_questions: z.array(cited(text)).max(10),
    promises: z.array(cited(text)).max(10),
  });
}

/** A checked brief, version 1: at most 10 lines, every line and field with the turns that hold it. */
export const briefSchema = z.strictObject({
  version: z.literal(1),
  writer: z.string().min(1).max(200),
  lines: z.array(line).max(10),
  fields: fieldsWith(entity),
  supported: z.int().nonnegative(),
  dropped: z.int().nonnegative(),
}) satisfies z.ZodType<Brief>;

/** What a model is asked for: lines and fields. Who wrote it, normal forms and counts are added by code. */
export const writtenBriefSchema = z.strictObject({
  lines: z.array(line).min(1).max(14),
  fields: fieldsWith(writtenEntity),
});
export type WrittenBrief = z.infer<typeof writtenBriefSchema>;

/** The JSON Schema of a brief as stored and served; published as docs/brief.schema.json. */
export const briefJsonSchema: Record<string, unknown> = {
  $id: 'urn:baton:brief:1',
  title: 'Handoff brief, version 1',
  ...z.toJSONSchema(briefSchema),
};

/** Bounds that strict structured output does not know; zod holds the answer to them afterwards. */
const unknownToStrict = [
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
];

/** The JSON Schema of `writtenBriefSchema` in the subset that strict structured output takes. */
export const writtenBriefJsonSchema: Record<string, unknown> = withoutMeta(
  z.toJSONSchema(writtenBriefSchema, {
    override: ({ jsonSchema }) => {
      for (const bound of unknownToStrict) Reflect.deleteProperty(jsonSchema, bound);
    },
  }),
);

function withoutMeta(schema: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(schema).filter(([key]) => key !== '$schema'));
}
