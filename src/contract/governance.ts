/** Who may read what was said, how long it is kept, and what was erased. */
import { z } from 'zod';
import { id, instant, limit, queryNumber } from './fields.ts';

/** Agents read the cases that are theirs to work on, a backend reads what it sent: those two need no permission. */
const readers = z.enum(['supervisor', 'operator', 'admin']);

const longestDays = 36_500;

export const governanceWrite = z
  .strictObject({
    transcript_roles: z
      .array(readers)
      .max(3)
      .optional()
      .describe('Roles that may read what was said; others see ids, decisions and figures.'),
    redact_reviews: z
      .boolean()
      .optional()
      .describe('Leave names, addresses and numbers out of what reviewers read.'),
    retention_days: z
      .int()
      .min(1)
      .max(longestDays)
      .nullable()
      .optional()
      .describe(
        'A resolved conversation is erased so many days after its last change; null: never.',
      ),
  })
  .meta({ id: 'GovernanceWrite' });

export const governanceRecord = z
  .object({
    transcript_roles: z.array(readers),
    redact_reviews: z.boolean(),
    retention_days: z.int().nullable(),
  })
  .meta({ id: 'Governance' });

export const retentionQuery = z.strictObject({ days: queryNumber(1, longestDays) });

export const retentionRecord = z
  .object({
    conversations: z.int().describe('resolved, and untouched for so many days: erased at once'),
    oldest_at: instant.nullable().describe('when the longest untouched of them last changed'),
  })
  .meta({ id: 'Retention' });

export const erasureCreate = z
  .strictObject({ customer: z.string().min(1).max(200).optional(), conversation: id.optional() })
  .refine((target) => (target.customer === undefined) !== (target.conversation === undefined), {
    message: 'name either a customer or a conversation',
  })
  .meta({ id: 'ErasureCreate' });

export const erasureQuery = z.strictObject({ limit });

export const erasureRecord = z
  .object({
    id: z.string(),
    conversation_id: z.string(),
    cause: z.enum(['request', 'retention']),
    requested_by: z.string(),
    requested_at: instant,
    rows_erased_at: instant.nullable(),
    key_destroyed_at: instant.nullable(),
    history_deleted_at: instant.nullable(),
    done: z.boolean(),
    error: z.string().nullable(),
  })
  .meta({ id: 'Erasure' });
