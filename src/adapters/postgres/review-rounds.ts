/** Rounds of the weekly review and the tasks of reviewers. A round is drawn once, however often it is asked for. */
import type { z } from 'zod';
import type { reviewMaterial, reviewRound, reviewTask } from '../../contract/reviews.ts';
import { redact, type KnownPerson } from '../../domain/redact.ts';
import {
  assign,
  drawSample,
  type Drawable,
  type StrataCounts,
} from '../../domain/review-sample.ts';
import type { TurnRole, Verdict } from '../../domain/words.ts';
import { readGovernance } from './governance.ts';
import { newId } from './new-id.ts';
import { inTransaction, type Pool } from './pool.ts';
import { readReviewSettings } from './review-settings.ts';

export type ReviewRoundRecord = z.output<typeof reviewRound>;
export type ReviewTask = z.output<typeof reviewTask>;
export type ReviewMaterial = z.output<typeof reviewMaterial>;

export interface NewRound {
  tenant: string;
  round: string;
  since: Date;
  until: Date;
  dueAt: Date;
}

/** Beyond so many a week, the sample is drawn from that many of them. */
const mostDrawable = 200_000;

const drawables = `
  select c.id as conversation,
      (select h.id from handoffs h where h.tenant = c.tenant and h.conversation = c.id order by number limit 1) as handoff,
      (select min((d.nearest ->> 'distance')::float8) from decisions d
        where d.tenant = c.tenant and d.conversation = c.id) as distance
    from conversations c
   where c.tenant = $1 and c.created_at >= $2 and c.created_at < $3 and c.erased_at is null
   order by c.id limit ${mostDrawable}`;

/** Draws the sample and gives it to the reviewers; returns how many tasks the round has. */
export async function openReviewRound(pool: Pool, round: NewRound): Promise<number> {
  const { tenant, since, until } = round;
  const settings = await readReviewSettings(pool, tenant);
  const { rows } = await pool.query<Drawable>(drawables, [tenant, since, until]);
  const { drawn, counts } = drawSample(rows, settings.sample_size, round.round);
  const tasks = assign(drawn, settings.reviewers, settings.double_share);
  return inTransaction(pool, async (connection) => {
    const added = await connection.query(
      `insert into review_rounds (tenant, id, since, until, due_at, strata) values ($1, $2, $3, $4, $5, $6)
       on conflict do nothing`,
      [tenant, round.round, since, until, round.dueAt, JSON.stringify(counts)],
    );
    if (added.rowCount === 1)
      for (const { item, reviewer } of tasks)
        await connection.query(
          `insert into reviews (tenant, id, conversation, handoff, round, stratum, weight, assigned_to, due_at)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
          [
            tenant,
            newId('rv'),
            item.conversation,
            item.handoff,
            round.round,
            item.stratum,
            item.weight,
            reviewer,
            round.dueAt,
          ],
        );
    const count = await connection.query<{ count: number }>(
      'select count(*) as count from reviews where tenant = $1 and round = $2',
      [tenant, round.round],
    );
    return count.rows[0]?.count ?? 0;
  });
}

interface TaskRow {
  id: string;
  conversation: string;
  handoff: string | null;
  round: string;
  stratum: ReviewTask['stratum'];
  assigned_to: string;
  due_at: Date;
  verdict: Verdict | null;
  reviewed_at: Date | null;
}

const taskColumns =
  'id, conversation, handoff, round, stratum, assigned_to, due_at, verdict, reviewed_at';

function taskOf(row: TaskRow): ReviewTask {
  return {
    id: row.id,
    conversation_id: row.conversation,
    handoff_id: row.handoff,
    round: row.round,
    stratum: row.stratum,
    assigned_to: row.assigned_to,
    due_at: row.due_at.toISOString(),
    verdict: row.verdict,
    reviewed_at: row.reviewed_at?.toISOString() ?? null,
  };
}

/** Open tasks, those due first come first, near misses before the rest; of a round, also those that are done. */
export async function listReviewTasks(
  pool: Pool,
  tenant: string,
  filter: { assignedTo: string | null; round: string | null; limit: number },
): Promise<ReviewTask[]> {
  const { rows } = await pool.query<TaskRow>(
    `select ${taskColumns} from reviews
      where tenant = $1 and round is not null and ($2::text is null or assigned_to = $2)
        and (case when $3::text is null then verdict is null else round = $3 end)
      order by verdict is not null, due_at, array_position(array['close_miss', 'near_miss', 'handoff', 'quiet'], stratum), id
      limit $4`,
    [tenant, filter.assignedTo, filter.round, filter.limit],
  );
  return rows.map(taskOf);
}

interface TurnRow {
  sequence: number;
  role: TurnRole;
  content: string;
  at: Date;
  action: string | null;
  rule: string | null;
  reason: string | null;
  nearest: { rule: string; distance: number } | null;
}

/** One task with what the reviewer reads; undefined when there is none, or it is somebody else's. */
export async function readReviewMaterial(
  pool: Pool,
  tenant: string,
  id: string,
  assignedTo: string | null,
): Promise<ReviewMaterial | undefined> {
  const { rows } = await pool.query<TaskRow & { customer: KnownPerson }>(
    `select ${taskColumns
      .split(', ')
      .map((name) => `r.${name}`)
      .join(', ')}, c.customer
       from reviews r join conversations c on c.tenant = r.tenant and c.id = r.conversation
      where r.tenant = $1 and r.id = $2 and r.round is not null and ($3::text is null or r.assigned_to = $3)`,
    [tenant, id, assignedTo],
  );
  const [row] = rows;
  if (row === undefined) return undefined;
  const { redact_reviews: redacted } = await readGovernance(pool, tenant);
  const turns = await turnsOf(pool, tenant, row.conversation);
  const show = (text: string) => (redacted ? redact(text, row.customer) : text);
  return {
    ...taskOf(row),
    redacted,
    turns: turns.map((turn) => ({
      ...turn,
      content: show(turn.content),
      at: turn.at.toISOString(),
    })),
  };
}

async function turnsOf(pool: Pool, tenant: string, conversation: string): Promise<TurnRow[]> {
  const { rows } = await pool.query<TurnRow>(
    `select t.sequence, t.role, t.content, t.at, d.action, d.rule, d.reason, d.nearest
       from turns t left join decisions d on d.tenant = t.tenant and d.conversation = t.conversation and d.turn = t.sequence
      where t.tenant = $1 and t.conversation = $2 order by t.sequence limit 500`,
    [tenant, conversation],
  );
  return rows;
}

export interface ReviewLabel {
  verdict: Verdict;
  neededAtTurn: number | null;
  note: string | null;
  reviewer: string;
}

/** Keeps the verdict; a later one replaces it until the report is written. False when there is no such task. */
export async function labelReview(
  pool: Pool,
  tenant: string,
  id: string,
  label: ReviewLabel & { assignedTo: string | null },
): Promise<boolean> {
  const { rowCount } = await pool.query(
    `update reviews set verdict = $3, needed_at_turn = $4, note = $5, reviewer = $6, reviewed_at = now()
      where tenant = $1 and id = $2 and round is not null and ($7::text is null or assigned_to = $7)`,
    [tenant, id, label.verdict, label.neededAtTurn, label.note, label.reviewer, label.assignedTo],
  );
  return rowCount === 1;
}

interface RoundRow {
  id: string;
  since: Date;
  until: Date;
  due_at: Date;
  strata: StrataCounts;
  report: ReviewRoundRecord['report'];
  reported_at: Date | null;
  mailed_at: Date | null;
}

/** Rounds, latest first. */
export async function listReviewRounds(
  pool: Pool,
  tenant: string,
  filter: { id?: string; limit: number },
): Promise<ReviewRoundRecord[]> {
  const { rows } = await pool.query<RoundRow>(
    `select id, since, until, due_at, strata, report, reported_at, mailed_at from review_rounds
      where tenant = $1 and ($2::text is null or id = $2) order by until desc limit $3`,
    [tenant, filter.id ?? null, filter.limit],
  );
  return rows.map((row) => ({
    ...row,
    since: row.since.toISOString(),
    until: row.until.toISOString(),
    due_at: row.due_at.toISOString(),
    reported_at: row.reported_at?.toISOString() ?? null,
    mailed_at: row.mailed_at?.toISOString() ?? null,
  }));
}
