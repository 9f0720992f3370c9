/** Who has reviews open and was reminded of them: once per round and stage. */
import type { Pool, Queryable } from './pool.ts';

/** Before the deadline, and when it is over. */
export type ReminderStage = 'first' | 'late';

export interface StageRef {
  tenant: string;
  round: string;
  stage: ReminderStage;
}

/** One reviewer with what they have not judged yet. */
export interface OpenReviews {
  reviewer: string;
  open: number;
  dueAt: Date;
  /** Of the person who signs in as this reviewer, else of the agent; null where neither has one. */
  address: string | null;
}

/** Reviewers with open tasks, by name; the tasks are marked as reminded. */
export async function openReviews(
  pool: Queryable,
  tenant: string,
  round: string,
): Promise<OpenReviews[]> {
  const { rows } = await pool.query<OpenReviews>(
    `with reminded as (
       update reviews set reminded_at = now()
        where tenant = $1 and round = $2 and verdict is null returning assigned_to, due_at),
     open as (
       select assigned_to as reviewer, count(*)::int as open, min(due_at) as due_at from reminded group by 1)
     select o.reviewer, o.open, o.due_at as "dueAt", coalesce(
         (select u.email from users u
           where u.tenant = $1 and u.disabled_at is null and o.reviewer in (u.agent, u.id)
           order by u.created_at, u.id limit 1),
         (select a.email from agents a where a.tenant = $1 and a.id = o.reviewer)) as address
       from open o order by o.reviewer`,
    [tenant, round],
  );
  return rows;
}

/** Those who were reminded at this stage already. */
export async function remindedAt(pool: Queryable, at: StageRef): Promise<Set<string>> {
  const { rows } = await pool.query<{ recipient: string }>(
    'select recipient from review_reminders where tenant = $1 and round = $2 and stage = $3',
    [at.tenant, at.round, at.stage],
  );
  return new Set(rows.map(({ recipient }) => recipient));
}

/** Notes that somebody was reminded; again changes nothing. */
export async function noteReminder(pool: Pool, at: StageRef, recipient: string): Promise<void> {
  await pool.query(
    `insert into review_reminders (tenant, round, stage, recipient) values ($1, $2, $3, $4)
     on conflict do nothing`,
    [at.tenant, at.round, at.stage, recipient],
  );
}
