/** What the weekly review may do to the world. Each is safe to run twice; each says why. */
import { ApplicationFailure, heartbeat, log } from '@temporalio/activity';
import { instantText } from '../adapters/calendar/instant-text.ts';
import { overviewReminder, reviewerReminder, type Letter } from '../adapters/mail/reminder-mail.ts';
import { composeReport } from '../adapters/mail/report-mail.ts';
import type { PersonMail } from '../adapters/mail/smtp.ts';
import type { Pool } from '../adapters/postgres/pool.ts';
import {
  noteReminder,
  openReviews,
  remindedAt,
  type OpenReviews,
  type StageRef,
} from '../adapters/postgres/review-reminders.ts';
import { openReviewRound } from '../adapters/postgres/review-rounds.ts';
import { writeReviewReport } from '../adapters/postgres/review-report.ts';
import { readReviewSettings } from '../adapters/postgres/review-settings.ts';
import type { AttemptOutcome } from '../domain/delivery.ts';

/** What the activities are built from. */
export interface ReviewDeps {
  pool: Pool;
  /** Null where no mail server is configured: then the report is on its page only. */
  sendReport: ((mail: PersonMail) => Promise<AttemptOutcome>) | null;
  /** What links begin with, without a trailing slash. */
  publicUrl: string;
}

/** A round of a tenant. Instants are epoch ms. */
export interface RoundRef {
  tenant: string;
  round: string;
}

/** All that the workflow may ask for. */
export interface ReviewActivities {
  openRound(
    input: RoundRef & { since: number; until: number; dueAt: number },
  ): Promise<{ drawn: number }>;
  remindReviewers(input: RoundRef & { late: boolean }): Promise<{ open: number }>;
  writeReport(input: RoundRef): Promise<{ open: number; mailed: boolean }>;
}

/** The activities over their parts. Workflows import the type only. */
export function createReviewActivities(deps: ReviewDeps): ReviewActivities {
  return {
    openRound: async ({ tenant, round, since, until, dueAt }) => ({
      drawn: await openReviewRound(deps.pool, {
        tenant,
        round,
        since: new Date(since),
        until: new Date(until),
        dueAt: new Date(dueAt),
      }),
    }),
    remindReviewers: (input) => remind(deps, input),
    writeReport: (input) => report(deps, input),
  };
}

interface Reminder {
  /** A reviewer, or the place among those who get the report. */
  recipient: string;
  to: string;
  letter: Letter;
}

async function remindersOf(
  deps: ReviewDeps,
  { tenant, stage }: StageRef,
  waiting: OpenReviews[],
): Promise<Reminder[]> {
  const { report_to: leads, time_zone: timeZone } = await readReviewSettings(deps.pool, tenant);
  const url = `${deps.publicUrl}/reviews`;
  const now = Date.now();
  const toReviewers = waiting.flatMap(({ reviewer, open, dueAt, address }) => {
    if (address === null) return [];
    const due = instantText(dueAt.getTime(), { now, language: 'en', timeZone });
    const letter = reviewerReminder({ open }, { stage, due, url });
    return [{ recipient: reviewer, to: address, letter }];
  });
  const overview = overviewReminder(waiting, { stage, url });
  const toLeads = leads.map((to, index) => ({
    recipient: `report_to:${index}`,
    to,
    letter: overview,
  }));
  return [...toReviewers, ...toLeads];
}

/**
 * Each reviewer is told of their own, those who get the report of all. Safe to run twice: who was told at this stage is
 * noted, and not told again; a process that dies between mail and note sends the same Message-ID.
 */
async function remind(
  deps: ReviewDeps,
  { tenant, round, late }: RoundRef & { late: boolean },
): Promise<{ open: number }> {
  const at: StageRef = { tenant, round, stage: late ? 'late' : 'first' };
  const waiting = await openReviews(deps.pool, tenant, round);
  const open = waiting.reduce((sum, reviewer) => sum + reviewer.open, 0);
  if (open === 0 || deps.sendReport === null) return { open };
  const reminded = await remindedAt(deps.pool, at);
  let away = 0;
  for (const { recipient, to, letter } of await remindersOf(deps, at, waiting)) {
    if (reminded.has(recipient)) continue;
    heartbeat();
    const messageId = messageIdOf(deps, at, `reminder-${at.stage}-${recipient}`);
    const outcome = await deps.sendReport({ to, ...letter, messageId });
    if (outcome.kind === 'retry') away += 1;
    else await noteReminder(deps.pool, at, recipient);
    if (outcome.kind === 'refused') log.warn('a reminder was refused', { round, recipient });
  }
  // The others have theirs by now: one mailbox that is full holds nobody up.
  if (away > 0) throw mailUnavailable();
  return { open };
}

function mailUnavailable(): ApplicationFailure {
  return ApplicationFailure.retryable('the mail server did not take it', 'mail_unavailable');
}

/** Of two tenants too, whose rounds are named alike. */
function messageIdOf({ publicUrl }: ReviewDeps, { tenant, round }: RoundRef, key: string): string {
  const name = `${tenant}-${round}-${key}`.replaceAll(/[^\w-]/g, '.');
  return `<${name}@${new URL(publicUrl).hostname}>`;
}

/** The first report of a round stands; the mail has one Message-ID and is marked when it was taken. */
async function report(
  deps: ReviewDeps,
  { tenant, round }: RoundRef,
): Promise<{ open: number; mailed: boolean }> {
  const written = await writeReviewReport(deps.pool, tenant, round);
  const { rows } = await deps.pool.query<{ mailed: boolean }>(
    'select mailed_at is not null as mailed from review_rounds where tenant = $1 and id = $2',
    [tenant, round],
  );
  if (rows[0]?.mailed === true) return { open: written.open, mailed: true };
  const mail = composeReport(written, { url: `${deps.publicUrl}/reviews/${round}`, round });
  const mailed = await mailAll(deps, { tenant, round }, mail);
  if (mailed)
    await deps.pool.query(
      'update review_rounds set mailed_at = now() where tenant = $1 and id = $2',
      [tenant, round],
    );
  return { open: written.open, mailed };
}

/** True when every address took it. A server that is away is tried again; a refused address is logged. */
async function mailAll(
  deps: ReviewDeps,
  { tenant, round }: RoundRef,
  mail: Letter,
): Promise<boolean> {
  const { report_to: addresses } = await readReviewSettings(deps.pool, tenant);
  if (deps.sendReport === null || addresses.length === 0) return false;
  for (const [index, to] of addresses.entries()) {
    heartbeat();
    const messageId = messageIdOf(deps, { tenant, round }, `report-${index}`);
    const outcome = await deps.sendReport({ to, ...mail, messageId });
    if (outcome.kind === 'retry') throw mailUnavailable();
    if (outcome.kind === 'refused') log.warn('a report was refused', { round, index });
  }
  return true;
}
