/** The report of a round: figures of the week and the one before, what reviewers found, and what would mend it. */
import type { z } from 'zod';
import type { reviewReport, weekFigures } from '../../contract/reviews.ts';
import { emptyTally, type Judged } from '../../domain/backtest.ts';
import { accuracyOf } from '../../domain/backtest-report.ts';
import { knowledgeGaps, type Unanswered } from '../../domain/knowledge-gaps.ts';
import { kappaOf } from '../../domain/review-sample.ts';
import { suggestChanges } from '../../domain/suggest-policy.ts';
import type { Verdict } from '../../domain/words.ts';
import { activePolicyOf } from './backtest-run.ts';
import { readKpis } from './kpis.ts';
import { reviewedCases } from './past-cases.ts';
import type { Pool } from './pool.ts';
import { listReviewRounds } from './review-rounds.ts';

export type ReviewReport = z.output<typeof reviewReport>;
type WeekFigures = z.output<typeof weekFigures>;

const weekMs = 7 * 24 * 3_600_000;
/** Reviewed conversations of so long before the round take part in the search for better thresholds. */
const suggestFromMs = 12 * weekMs;

interface Window {
  since: Date;
  until: Date;
}

/** Builds the report and keeps it; the round's first report stands. */
export async function writeReviewReport(
  pool: Pool,
  tenant: string,
  round: string,
): Promise<ReviewReport> {
  const [known] = await listReviewRounds(pool, tenant, { id: round, limit: 1 });
  if (known === undefined) throw new Error(`there is no round ${round}`);
  if (known.report !== null) return known.report;
  const window = { since: new Date(known.since), until: new Date(known.until) };
  const report = await buildReport(pool, tenant, round, window);
  await pool.query(
    `update review_rounds set report = $3, reported_at = now() where tenant = $1 and id = $2 and report is null`,
    [tenant, round, JSON.stringify(report)],
  );
  return report;
}

async function buildReport(
  pool: Pool,
  tenant: string,
  round: string,
  window: Window,
): Promise<ReviewReport> {
  const before = { since: new Date(window.since.getTime() - weekMs), until: window.since };
  const active = await activePolicyOf(pool, tenant);
  const labels = await labelsOf(pool, tenant, round);
  const from = new Date(window.until.getTime() - suggestFromMs);
  return {
    this_week: await figuresOf(pool, tenant, window),
    last_week: await figuresOf(pool, tenant, before),
    reviewed: labels.filter(({ verdict }) => verdict !== null).length,
    open: labels.filter(({ verdict }) => verdict === null).length,
    accuracy: accuracyOf(judgedOf(labels)),
    agreement: kappaOf(pairsOf(labels)),
    worst_rules: await worstRules(pool, tenant, window.until),
    missed: missedOf(labels),
    knowledge_gaps: knowledgeGaps(await unansweredOf(pool, tenant, window)),
    policy: { name: active.name, version: active.version },
    suggestions: suggestChanges(
      active,
      await reviewedCases(pool, tenant, { ...window, since: from }),
    ),
  };
}

async function figuresOf(pool: Pool, tenant: string, window: Window): Promise<WeekFigures> {
  const { total } = await readKpis(pool, tenant, window, null);
  return {
    handoffs: total.handoff_completion_rate.of,
    handoff_rate: total.handoff_rate.value,
    precision: total.escalation_accuracy.precision.value,
    completion_rate: total.handoff_completion_rate.value,
    time_to_first_action_seconds: total.time_to_first_action_seconds.median,
    time_to_human_seconds: total.time_to_human_seconds.median,
    handle_seconds: total.handle_seconds.median,
  };
}

interface LabelRow {
  conversation: string;
  handoff: string | null;
  verdict: Verdict | null;
  needed_at_turn: number | null;
  weight: number;
  nearest_rule: string | null;
}

async function labelsOf(pool: Pool, tenant: string, round: string): Promise<LabelRow[]> {
  const { rows } = await pool.query<LabelRow>(
    `select r.conversation, r.handoff, r.verdict, r.needed_at_turn, r.weight,
        (select d.nearest ->> 'rule' from decisions d
          where d.tenant = r.tenant and d.conversation = r.conversation and d.nearest is not null
          order by (d.nearest ->> 'distance')::float8 limit 1) as nearest_rule
       from reviews r where r.tenant = $1 and r.round = $2 order by r.conversation, r.id`,
    [tenant, round],
  );
  return rows;
}

/** One verdict per conversation, the first; by its weight it speaks for those that were not drawn. */
function judgedOf(labels: LabelRow[]): Judged {
  const { judged } = emptyTally().before;
  const seen = new Set<string>();
  for (const { conversation, handoff, verdict, weight } of labels) {
    if (verdict === null || seen.has(conversation)) continue;
    seen.add(conversation);
    if (verdict === 'avoidable') judged.needless += handoff === null ? 0 : weight;
    else if (handoff === null || verdict === 'too_late') judged.missed += weight;
    else judged.right += weight;
  }
  return judged;
}

function pairsOf(labels: LabelRow[]): [string, string][] {
  const byConversation = new Map<string, string[]>();
  for (const { conversation, verdict } of labels)
    if (verdict !== null)
      byConversation.set(conversation, [...(byConversation.get(conversation) ?? []), verdict]);
  return [...byConversation.values()].flatMap(([one, other]): [string, string][] =>
    one === undefined || other === undefined ? [] : [[one, other]],
  );
}

function missedOf(labels: LabelRow[]): ReviewReport['missed'] {
  const seen = new Set<string>();
  return labels.flatMap(({ conversation, handoff, verdict, needed_at_turn, nearest_rule }) => {
    const missed =
      verdict === 'too_late' || (handoff === null && verdict !== null && verdict !== 'avoidable');
    if (!missed || seen.has(conversation)) return [];
    seen.add(conversation);
    return [{ conversation, needed_at_turn, nearest_rule, verdict }];
  });
}

/** Rules by how often their handoffs were needless, of four weeks, so that one unlucky case names nobody. */
async function worstRules(
  pool: Pool,
  tenant: string,
  until: Date,
): Promise<ReviewReport['worst_rules']> {
  const { rows } = await pool.query<ReviewReport['worst_rules'][number]>(
    `with judged as (
       select coalesce(h.rule, 'none') as rule, coalesce(
           (select r.verdict from reviews r where r.tenant = h.tenant and r.conversation = h.conversation
               and r.verdict is not null and (r.handoff is null or r.handoff = h.id) order by r.reviewed_at desc limit 1),
           o.verdict) as verdict
         from handoffs h left join outcomes o on o.tenant = h.tenant and o.handoff = h.id
        where h.tenant = $1 and h.requested_at < $2 and h.requested_at >= $2 - interval '28 days')
     select rule, count(*) as handoffs, count(verdict) as reviewed,
         count(*) filter (where verdict = 'avoidable') as needless,
         (count(*) filter (where verdict <> 'avoidable'))::float8 / nullif(count(verdict), 0) as precision
       from judged group by rule having count(*) filter (where verdict = 'avoidable') > 0
      order by count(*) filter (where verdict = 'avoidable')::float8
          * (1 + count(*) filter (where verdict = 'avoidable')) / (2 + count(verdict)) desc, rule limit 5`,
    [tenant, until],
  );
  return rows;
}

/** The customer's turn before each turn at which the assistant had no answer. */
async function unansweredOf(pool: Pool, tenant: string, window: Window): Promise<Unanswered[]> {
  const { rows } = await pool.query<Unanswered>(
    `select d.conversation, q.sequence as turn, q.content
       from decisions d
       join lateral (select t.sequence, t.content from turns t
          where t.tenant = d.tenant and t.conversation = d.conversation and t.role = 'customer' and t.sequence < d.turn
          order by t.sequence desc limit 1) q on true
      where d.tenant = $1 and d.at >= $2 and d.at < $3
        and (d.features ->> 'refuses' = 'true' or d.features ->> 'signal_unanswered' = 'true')
      order by d.at desc limit 2000`,
    [tenant, window.since, window.until],
  );
  return rows;
}
