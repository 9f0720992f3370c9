/** Mails that remind of open reviews: counts, a deadline and a link; nothing of a conversation. */
import type { OpenReviews, ReminderStage } from '../postgres/review-reminders.ts';
import { htmlMail, paragraphsOf } from './compose.ts';

/** What a mail to a person says. */
export interface Letter {
  subject: string;
  text: string;
  html: string;
}

function letter(subject: string, lines: string[]): Letter {
  const text = lines.join('\n');
  return { subject, text, html: htmlMail('en', subject, paragraphsOf(text)) };
}

function counted(open: number): string {
  return open === 1 ? '1 conversation' : `${open} conversations`;
}

/** To one reviewer: how many of their own are open, and until when. `due` is the deadline in words. */
export function reviewerReminder(
  { open }: Pick<OpenReviews, 'open'>,
  { stage, due, url }: { stage: ReminderStage; due: string; url: string },
): Letter {
  return stage === 'late'
    ? letter(`Your reviews are late: ${open}`, [
        `The time to judge ${counted(open)} was over on ${due}. What is judged before the report is written still counts.`,
        url,
      ])
    : letter(`Your reviews are open: ${open}`, [
        `${counted(open)} wait for your judgement until ${due}.`,
        url,
      ]);
}

/** To those who get the report: who has how many open, and who could not be told. */
export function overviewReminder(
  waiting: readonly OpenReviews[],
  { stage, url }: { stage: ReminderStage; url: string },
): Letter {
  const open = waiting.reduce((sum, reviewer) => sum + reviewer.open, 0);
  const lines = waiting.map(
    ({ reviewer, open: own, address }) =>
      `${reviewer}: ${own}${address === null ? ' (no e-mail address, not reminded)' : ''}`,
  );
  return stage === 'late'
    ? letter(`Reviews are late: ${open}`, ['The time for these reviews is over:', ...lines, url])
    : letter(`Reviews are open: ${open}`, ['Reviews that are still open:', ...lines, url]);
}
