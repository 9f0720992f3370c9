/** The shape of governed topics and of what follows a failing bot. */
import { z } from 'zod';
import { handlingWords } from '../domain/policy-governance.ts';
import { id, priority, reason } from './policy-fields.ts';

const handling = z
  .enum(handlingWords)
  .describe('always_human: handed off at once, never answered by the AI; ask_first: proposed');

const governedTopic = z.strictObject({
  handling,
  reason: reason.optional(),
  queue: id.optional(),
  priority: priority.optional(),
  tier: z.string().min(1).max(64).optional(),
  sla: id.optional(),
});

/** Topics and how they are handled. */
export const governance = z.record(
  z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,47}$/, 'must be a topic such as legal'),
  z.union([handling, governedTopic]),
);

/** What follows assistant turns with `error` set. */
export const onFailure = z.strictObject({
  action: z.enum(['handoff', 'propose', 'continue']),
  after: z.int().min(1).max(10).describe('failed assistant turns in a row'),
  reason: reason.optional(),
  queue: id.optional(),
  priority: priority.optional(),
});
