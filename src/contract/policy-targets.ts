/** The section `fields` of a policy: what a ticket or CRM takes, and the codes an agent confirms. */
import { z } from 'zod';
import { fieldSources, fieldTypes } from '../domain/target-fields.ts';

const code = z
  .string()
  .regex(/^[A-Za-z0-9_.-]{1,64}$/, 'use 1 to 64 characters of A-Z a-z 0-9 _ . -');

const targetField = z
  .strictObject({
    name: z.string().min(1).max(120),
    from: z.enum(fieldSources),
    type: z.enum(fieldTypes),
    required: z.boolean().optional(),
    choices: z.record(z.string().max(200), z.string().max(200)).optional(),
    max_length: z.number().int().min(1).max(65_536).optional(),
  })
  .refine((field) => field.type !== 'choice' || field.choices !== undefined, {
    message: 'a choice needs choices',
    path: ['choices'],
  });

export const fieldsSection = z.strictObject({
  targets: z
    .array(z.strictObject({ target: code, fields: z.array(targetField).min(1).max(100) }))
    .max(20)
    .optional(),
  reason_codes: z.array(code).max(100).optional(),
  resolution_codes: z.array(code).max(100).optional(),
});
