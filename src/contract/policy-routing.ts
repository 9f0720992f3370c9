/** The shape of a policy's `routing` section. */
import { z } from 'zod';
import { channelWords } from '../domain/words.ts';
import { id, reason } from './policy-fields.ts';

const name = z.string().min(1).max(64);
const language = z
  .string()
  .regex(/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})?$/, 'must be a language such as en');

/** Head starts within a week either way: beyond it nothing could tell two cases apart by waiting. */
const headStart = z.number().int().min(-604_800).max(604_800);

function oneOf<T extends z.ZodType>(item: T): z.ZodUnion<[T, z.ZodArray<T>]> {
  return z.union([item, z.array(item).min(1).max(50)]);
}

const queueRule = z.strictObject({
  topic: oneOf(name).optional(),
  intent: oneOf(name).optional(),
  reason: oneOf(reason).optional(),
  tier: oneOf(name).optional(),
  language: oneOf(language).optional(),
  channel: oneOf(z.enum(channelWords)).optional(),
  queue: id,
  skills: z.record(id, z.number().int().min(1).max(5)).optional(),
});

const steps = z
  .array(z.strictObject({ at_least: z.number().min(0), seconds: headStart.min(0) }))
  .max(20);

const priority = z
  .strictObject({
    patience_seconds: z.number().int().min(0).max(604_800),
    by_priority: z.partialRecord(z.enum(['1', '2', '3', '4', '5']), headStart),
    by_tier: z.record(name, headStart),
    by_reason: z.partialRecord(reason, headStart),
    by_value: steps,
    by_open_tickets: steps,
  })
  .partial();

/** Which queue a handoff goes to, and what gives it precedence there. */
export const routingSection = z.strictObject({
  default_queue: id,
  by_reason: z.partialRecord(reason, id),
  by_topic: z.record(name, id),
  queue_rules: z.array(queueRule).max(200).optional(),
  priority: priority.optional(),
});
