/** The weekly review: settings, the queue of reviewers, what they read, and the report. */
import { z } from 'zod';
import { strata } from '../domain/review-sample.ts';
import { turnRoles, verdictWords } from '../domain/words.ts';
import { id, instant, limit, text } from './fields.ts';
import { patchSteps } from './policy-patch.ts';

const address = z.email().max(254);
const longestNote = 2_000;

export const reviewSettingsWrite = z
  .strictObject({
    enabled: z.boolean().optional(),
    reviewers: z
      .array(id)
      .max(50)
      .optional()
      .describe('ids of agents, or of people who review with a key of role supervisor'),
    report_to: z.array(address).max(20).optional(),
    time_zone: z.string().max(64).optional(),
    hour: z.int().min(0).max(23).optional().describe('on Thursday, when the sample is drawn'),
    sample_size: z.int().min(2).max(500).optional(),
    double_share: z.number().min(0).max(1).optional().describe('judged by two people'),
    due_hours: z.int().min(1).max(240).optional(),
    report_hours: z
      .int()
      .min(1)
      .max(336)
      .optional()
      .describe('97 after Thursday 6:00 is Monday 7:00'),
  })
  .meta({ id: 'ReviewSettingsWrite' });

export const reviewSettings = z
  .object({
    enabled: z.boolean(),
    reviewers: z.array(z.string()),
    report_to: z.array(z.string()),
    time_zone: z.string(),
    hour: z.int(),
    sample_size: z.int(),
    double_share: z.number(),
    due_hours: z.int(),
    report_hours: z.int(),
  })
  .meta({ id: 'ReviewSettings' });

export const reviewTask = z
  .object({
    id: z.string(),
    conversation_id: z.string(),
    handoff_id: z.string().nullable(),
    round: z.string(),
    stratum: z.enum(strata),
    assigned_to: z.string(),
    due_at: instant,
    verdict: z.enum(verdictWords).nullable(),
    reviewed_at: instant.nullable(),
  })
  .meta({ id: 'ReviewTask' });

export const reviewQueueQuery = z.strictObject({
  assigned_to: id.optional(),
  round: id.optional(),
  limit,
});

/** What a reviewer reads: the transcript, redacted where the tenant says so, and what was decided on each turn. */
export const reviewMaterial = reviewTask
  .extend({
    redacted: z.boolean(),
    turns: z.array(
      z.object({
        sequence: z.int(),
        role: z.enum(turnRoles),
        content: z.string(),
        at: instant,
        action: z.string().nullable(),
        rule: z.string().nullable(),
        reason: z.string().nullable(),
        nearest: z.object({ rule: z.string(), distance: z.number() }).nullable(),
      }),
    ),
  })
  .meta({ id: 'ReviewMaterial' });

export const reviewLabel = z
  .strictObject({
    verdict: z.enum(verdictWords),
    needed_at_turn: z.int().min(1).optional(),
    note: text(longestNote).optional(),
  })
  .meta({ id: 'ReviewLabel' });

const figure = z.number().nullable();
const accuracy = z.object({ precision: figure, recall: figure, f1: figure, of: z.number() });
const compared = z.object({ before: accuracy, after: accuracy });

export const weekFigures = z.object({
  handoffs: z.int(),
  handoff_rate: figure,
  precision: figure,
  completion_rate: figure,
  time_to_first_action_seconds: figure,
  time_to_human_seconds: figure,
  handle_seconds: figure,
});

/** A change that reviews speak for, with its figures. */
export const policySuggestion = z
  .object({
    rule: z.string(),
    kind: z.enum(['threshold', 'ask_first', 'remove']),
    patch: patchSteps.describe('JSON Patch over the policy that decides now'),
    from: figure,
    to: figure,
    found_on: compared,
    held_out: compared,
  })
  .meta({ id: 'PolicySuggestion' });

export const reviewReport = z
  .object({
    this_week: weekFigures,
    last_week: weekFigures,
    reviewed: z.int(),
    open: z.int(),
    accuracy: accuracy.describe('estimated over the whole week by sampling weights'),
    agreement: z.object({ pairs: z.int(), value: figure }).describe("Cohen's kappa"),
    worst_rules: z.array(
      z.object({
        rule: z.string(),
        handoffs: z.int(),
        reviewed: z.int(),
        needless: z.int(),
        precision: figure,
      }),
    ),
    missed: z.array(
      z.object({
        conversation: z.string(),
        needed_at_turn: z.int().nullable(),
        nearest_rule: z.string().nullable(),
        verdict: z.enum(verdictWords),
      }),
    ),
    knowledge_gaps: z.array(
      z.object({
        terms: z.array(z.string()),
        conversations: z.int(),
        examples: z.array(z.object({ conversation: z.string(), turn: z.int() })),
      }),
    ),
    policy: z.object({ name: z.string(), version: z.int() }),
    suggestions: z.array(policySuggestion),
  })
  .meta({ id: 'ReviewReport' });

export const reviewRound = z
  .object({
    id: z.string(),
    since: instant,
    until: instant,
    due_at: instant,
    strata: z.record(z.enum(strata), z.object({ of: z.int(), drawn: z.int() })),
    report: reviewReport.nullable(),
    reported_at: instant.nullable(),
    mailed_at: instant.nullable(),
  })
  .meta({ id: 'ReviewRound' });

export const reviewRoundQuery = z.strictObject({ limit });
