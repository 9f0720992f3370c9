/** Reviews and the six KPIs. */
import { z } from 'zod';
import { verdictWords } from '../domain/words.ts';
import { id, instant, limit } from './fields.ts';

export const reviewCreate = z
  .strictObject({
    conversation: id,
    handoff: id.optional(),
    verdict: z.enum(verdictWords),
    needed_at_turn: z.int().min(1).optional(),
  })
  .meta({ id: 'ReviewCreate' });

export const reviewQuery = z.strictObject({ conversation: id.optional(), limit });

export const reviewRecord = z
  .object({
    id: z.string(),
    conversation_id: z.string(),
    handoff_id: z.string().nullable(),
    reviewer: z.string().nullable(),
    verdict: z.enum(verdictWords).nullable(),
    needed_at_turn: z.int().nullable(),
    assigned_at: instant,
    reviewed_at: instant.nullable(),
  })
  .meta({ id: 'Review' });

export const kpiGroups = ['day', 'week', 'queue', 'reason', 'rule', 'tier', 'arm'] as const;

export const kpiQuery = z.strictObject({
  since: instant.optional(),
  until: instant.optional(),
  group_by: z.enum(kpiGroups).optional(),
});

const share = z.object({
  value: z.number().nullable().describe('null: not enough data'),
  of: z.int(),
});
const duration = z.object({
  median: z.number().nullable(),
  p90: z.number().nullable(),
  of: z.int(),
});

const kpiFigures = z.object({
  group: z.string().nullable(),
  escalation_accuracy: z.object({ precision: share, recall: share }),
  time_to_first_action_seconds: duration,
  time_to_human_seconds: duration,
  handoff_completion_rate: share.extend({ canceled: z.int(), deflected: z.int() }),
  handle_seconds: duration,
  handoff_rate: share,
});

const comparison = z
  .object({
    value: z.number().nullable().describe('null: not enough data'),
    brief: z.object({ value: z.number().nullable(), of: z.int() }),
    no_brief: z.object({ value: z.number().nullable(), of: z.int() }),
    verdict: z.enum(['measured', 'not_enough_data']),
  })
  .meta({ id: 'ArmComparison' });

/** All six, over handoffs requested and conversations begun in the window. */
export const kpiReport = z
  .object({
    since: instant,
    until: instant,
    group_by: z.enum(kpiGroups).nullable(),
    total: kpiFigures,
    groups: z.array(kpiFigures),
    handle_time_reduction: comparison,
    handoff_deflection_lift: comparison,
  })
  .meta({ id: 'KpiReport' });

export type KpiGroup = (typeof kpiGroups)[number];
