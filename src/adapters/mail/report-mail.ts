/** The weekly report as a mail: ids, figures and words of rules; no text of a customer. */
import type { ReviewReport } from '../postgres/review-report.ts';
import { escapeHtml, htmlMail } from './compose.ts';
import type { Letter } from './reminder-mail.ts';

interface Place {
  url: string;
  round: string;
}

type Row = [string, string, string];

function percent(value: number | null): string {
  return value === null ? '–' : `${(100 * value).toFixed(1)} %`;
}

function seconds(value: number | null): string {
  return value === null ? '–' : `${Math.round(value)} s`;
}

function figureRows({ this_week: now, last_week: before }: ReviewReport): Row[] {
  const row = (
    name: string,
    show: (value: number | null) => string,
    of: (week: typeof now) => number | null,
  ): Row => [name, show(of(now)), show(of(before))];
  return [
    row('Handoffs', String, (week) => week.handoffs),
    row('Conversations handed off', percent, (week) => week.handoff_rate),
    row('Precision', percent, (week) => week.precision),
    row('Completion', percent, (week) => week.completion_rate),
    row('Time to first action, median', seconds, (week) => week.time_to_first_action_seconds),
    row('Time to human, median', seconds, (week) => week.time_to_human_seconds),
    row('Handle time, median', seconds, (week) => week.handle_seconds),
  ];
}

/** Findings as sentences, the most useful first. */
function findingsOf(report: ReviewReport): string[] {
  const { accuracy, agreement, worst_rules: worst, missed, knowledge_gaps: gaps } = report;
  return [
    `Reviewed: ${report.reviewed}, still open: ${report.open}. Estimated over the week: precision ${percent(accuracy.precision)}, recall ${percent(accuracy.recall)}.`,
    agreement.value === null
      ? `Two reviewers judged ${agreement.pairs} conversations: too few to say how far they agree.`
      : `Two reviewers judged ${agreement.pairs} conversations: kappa ${agreement.value.toFixed(2)}.`,
    ...worst.map(
      ({ rule, needless, reviewed }) =>
        `Rule ${rule}: ${needless} of ${reviewed} judged handoffs were needless.`,
    ),
    ...missed.map(
      ({ conversation, nearest_rule: nearest }) =>
        `Missed or late: ${conversation}${nearest === null ? '' : `, nearest rule ${nearest}`}.`,
    ),
    ...gaps.map(
      ({ terms, conversations }) =>
        `No answer for ${conversations} customers about: ${terms.join(', ')}.`,
    ),
    ...report.suggestions.map(
      ({ rule, kind, from, to, held_out: held }) =>
        `Suggested for ${rule}: ${kind === 'threshold' ? `${from ?? '?'} to ${to ?? '?'}` : kind.replace('_', ' ')}; F1 on held-out reviews ${percent(held.before.f1)} to ${percent(held.after.f1)}.`,
    ),
  ];
}

/** Subject, plain text, and HTML in which nothing is markup but ours. */
export function composeReport(report: ReviewReport, { url, round }: Place): Letter {
  const rows: Row[] = [['', 'this week', 'last week'], ...figureRows(report)];
  const findings = findingsOf(report);
  const cells = rows.map((row, index) => {
    const tag = index === 0 ? 'th' : 'td';
    return `<tr>${row.map((cell) => `<${tag} align="left">${escapeHtml(cell)}</${tag}>`).join('')}</tr>`;
  });
  const subject = `Weekly review ${round}: ${report.this_week.handoffs} handoffs, ${report.suggestions.length} suggestions`;
  const items = findings.map((finding) => `<li>${escapeHtml(finding)}</li>`);
  const link = `<p><a href="${escapeHtml(url)}">${escapeHtml(url)}</a></p>`;
  const body = `<table cellpadding="6">${cells.join('')}</table><ul>${items.join('')}</ul>${link}`;
  return {
    subject,
    text: [
      ...rows.map((row) =>
        row
          .map((cell) => cell.padEnd(30))
          .join('')
          .trimEnd(),
      ),
      '',
      ...findings.map((finding) => `- ${finding}`),
      '',
      url,
    ].join('\n'),
    html: htmlMail('en', subject, body),
  };
}
