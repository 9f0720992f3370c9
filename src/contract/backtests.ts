/** Back-tests: what a policy would have done to past conversations. */
import { z } from 'zod';
import { changeWords } from '../domain/backtest.ts';
import { verdictWords } from '../domain/words.ts';
import { id, instant, limit } from './fields.ts';
import { policySuggestion } from './reviews.ts';

const maxSource = 64 * 1024;

export const backtestCreate = z
  .strictObject({
    policy: id.optional().describe('a stored policy, with `version`'),
    version: z.int().min(1).optional(),
    source: z.string().max(maxSource).optional().describe('a candidate that is not stored'),
    since: instant.optional().describe('default: four weeks ago'),
    until: instant.optional(),
  })
  .refine(
    ({ policy, version, source }) =>
      source === undefined ? policy !== undefined && version !== undefined : policy === undefined,
    { message: 'name a stored version by policy and version, or give a source' },
  )
  .meta({ id: 'BacktestCreate' });

export const backtestQuery = z.strictObject({ limit });

const count = z.record(z.string(), z.number());
const figure = z.number().nullable().describe('null: nobody reviewed');

const side = z.object({
  handoffs: z.int(),
  proposals: z.int(),
  by_rule: count,
  queues: z.record(
    z.string(),
    z.object({
      handoffs_per_week: z.number(),
      agent_hours_per_week: z.number(),
      busiest_hour: z.number().describe('cases in the busiest hour of the week, on average'),
      agents_needed: z.int().describe('then, for 80 % within two minutes (Erlang C)'),
    }),
  ),
  accuracy: z.object({ precision: figure, recall: figure, f1: figure, of: z.number() }),
});

const example = z.object({
  conversation: z.string(),
  turn_before: z.int().nullable(),
  turn_after: z.int().nullable(),
  rule_before: z.string().nullable(),
  rule_after: z.string().nullable(),
  verdict: z.enum(verdictWords).nullable(),
});

const changes = z.enum(changeWords);

export const backtestReport = z
  .object({
    conversations: z.int(),
    turns: z.int(),
    reviewed: z.int(),
    weeks: z.number(),
    fidelity: z
      .object({ of: z.int(), same: z.int(), share: z.number().nullable() })
      .describe('how often the policy of now, replayed, hands off where it was really done'),
    changes: z.record(changes, z.int()),
    examples: z.record(changes, z.array(example)),
    before: side,
    after: side,
    must_hand_off: z.record(
      z.string(),
      z.object({
        of: z.int(),
        before: z.int(),
        after: z.int(),
        lost: z.array(z.string()),
      }),
    ),
    gate: z.object({ passed: z.boolean(), findings: z.array(z.string()) }),
    suggested: z
      .object({
        policy: z.object({ name: z.string(), version: z.int() }),
        changes: z.array(policySuggestion),
      })
      .optional()
      .describe(
        'what the reviewed conversations of the window speak for: changes of the policy that decides now; absent in reports from before it',
      ),
  })
  .meta({ id: 'BacktestReport' });

export const backtestRecord = z
  .object({
    id: z.string(),
    state: z.enum(['running', 'done', 'failed']),
    policy: z.string().nullable(),
    version: z.int().nullable(),
    since: instant,
    until: instant,
    created_at: instant,
    created_by: z.string(),
    finished_at: instant.nullable(),
    error: z.string().nullable(),
    report: backtestReport.nullable(),
  })
  .meta({ id: 'Backtest' });
