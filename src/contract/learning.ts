/** Reviews and the six KPIs. */
import { z } from 'zod';
import { armWords, verdictWords } from '../domain/words.ts';
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

export const kpiGroups = [
  'day',
  'week',
  'queue',
  'reason',
  'rule',
  'tier',
  'language',
  'policy_version',
  'arm',
] as const;

export const kpiQuery = z.strictObject({
  since: instant.optional(),
  until: instant.optional(),
  group_by: z.enum(kpiGroups).optional(),
});

const estimate = z.object({
  value: z.number().nullable().describe('null: not enough data'),
  low: z.number().nullable().describe('of the 95 % interval'),
  high: z.number().nullable(),
});
const share = estimate.extend({ of: z.int() });
const duration = z.object({
  median: z.number().nullable(),
  p90: z.number().nullable(),
  of: z.int(),
});

const meetingCounts = {
  sent: z.int().describe('slots or a link were shown, none was taken'),
  booked: z.int().describe('nothing was told of it when the case ended'),
  canceled: z.int(),
  attended: z.int(),
  missed: z.int(),
};

const kpiFigures = z.object({
  group: z.string().nullable(),
  escalation_accuracy: z.object({
    precision: share,
    recall: share.extend({
      missed: z.int().describe('reviewed conversations that needed a handoff and had none'),
      by: z
        .enum(['sampled', 'counted'])
        .describe('sampled: weighted reviews stand for all; counted: for themselves alone'),
    }),
    golden_transfer: share.describe('within two turns of the turn a reviewer names'),
  }),
  time_to_first_action_seconds: duration,
  time_to_human_seconds: duration,
  handoff_completion_rate: share.extend({ canceled: z.int(), deflected: z.int() }),
  handle_seconds: duration,
  handoff_rate: share,
  durable_rate: share,
  rating: z.object({ mean: z.number().nullable(), of: z.int() }),
  meetings: z
    .object({
      ...meetingCounts,
      attendance: share.describe('of the meetings whose time came: attended / (attended + missed)'),
    })
    .describe('ended handoffs by how their meeting came out'),
});

const side = z.object({ arm: z.enum(armWords), value: z.number().nullable(), of: z.int() });

const comparison = estimate
  .extend({
    treatment: side,
    control: side,
    verdict: z
      .enum(['better', 'worse', 'no_difference_seen', 'not_enough_data'])
      .describe('better and worse only where the whole interval lies on one side of zero'),
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
