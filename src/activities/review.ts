/** What the weekly review may do to the world. Each is safe to run twice; each says why. */
import { ApplicationFailure, heartbeat, log } from '@temporalio/activity';
import { composeReport } from '../adapters/mail/report-mail.ts';
import type { PersonMail } from '../adapters/mail/smtp.ts';
import type { Pool } from '../adapters/postgres/pool.ts';
import { openByReviewer, openReviewRound } from '../adapters/postgres/review-rounds.ts';
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

/** Who has how many open. Twice is a mail with the same Message-ID. */
async function remind(
  deps: ReviewDeps,
  { tenant, round, late }: RoundRef & { late: boolean },
): Promise<{ open: number }> {
  const waiting = await openByReviewer(deps.pool, tenant, round);
  const open = waiting.reduce((sum, reviewer) => sum + reviewer.open, 0);
  if (open === 0) return { open };
  const lines = waiting.map((reviewer) => `${reviewer.reviewer}: ${reviewer.open}`);
  const text = [
    late ? 'The time for these reviews is over:' : 'Reviews that are still open:',
    ...lines,
    `${deps.publicUrl}/reviews`,
  ].join('\n');
  const subject = late ? `Reviews are late: ${open}` : `Reviews are open: ${open}`;
  const html = `<p>${lines.join('<br>')}</p>`;
  const key = `reminder-${late ? 'late' : 'first'}`;
  await mailAll(deps, { tenant, round }, { subject, text, html, key });
  return { open };
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
  const mailed = await mailAll(deps, { tenant, round }, { ...mail, key: 'report' });
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
  mail: { subject: string; text: string; html: string; key: string },
): Promise<boolean> {
  const { report_to: addresses } = await readReviewSettings(deps.pool, tenant);
  if (deps.sendReport === null || addresses.length === 0) return false;
  const host = new URL(deps.publicUrl).hostname;
  const { subject, text, html, key } = mail;
  for (const [index, to] of addresses.entries()) {
    heartbeat();
    const messageId = `<${round}-${key}-${index}@${host}>`;
    const outcome = await deps.sendReport({ to, subject, text, html, messageId });
    if (outcome.kind === 'retry')
      throw ApplicationFailure.retryable('the mail server did not take it', 'mail_unavailable');
    if (outcome.kind === 'refused') log.warn('a report was refused', { round, index });
  }
  return true;
}
