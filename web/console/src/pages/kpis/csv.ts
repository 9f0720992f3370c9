/** What the page shows, as a file for a spreadsheet. */
import type { Report } from './specs.ts';

function cell(value: string | number | null): string {
  if (value === null) return '';
  const text = String(value);
  // A spreadsheet runs what begins so.
  const safe = typeof value === 'string' && /^[=+\-@\t]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const columns: [name: string, read: (row: Report['total']) => number | null][] = [
  ['precision', (row) => row.escalation_accuracy.precision.value],
  ['precision_of', (row) => row.escalation_accuracy.precision.of],
  ['recall', (row) => row.escalation_accuracy.recall.value],
  ['recall_of', (row) => row.escalation_accuracy.recall.of],
  ['golden_transfer', (row) => row.escalation_accuracy.golden_transfer.value],
  ['time_to_first_action_median_seconds', (row) => row.time_to_first_action_seconds.median],
  ['time_to_human_median_seconds', (row) => row.time_to_human_seconds.median],
  ['time_to_human_p90_seconds', (row) => row.time_to_human_seconds.p90],
  ['completion_rate', (row) => row.handoff_completion_rate.value],
  ['completion_of', (row) => row.handoff_completion_rate.of],
  ['canceled', (row) => row.handoff_completion_rate.canceled],
  ['deflected', (row) => row.handoff_completion_rate.deflected],
  ['handle_median_seconds', (row) => row.handle_seconds.median],
  ['handoff_rate', (row) => row.handoff_rate.value],
  ['durable_rate', (row) => row.durable_rate.value],
  ['rating_mean', (row) => row.rating.mean],
  ['meetings_sent', (row) => row.meetings.sent],
  ['meetings_booked', (row) => row.meetings.booked],
  ['meetings_canceled', (row) => row.meetings.canceled],
  ['meetings_attended', (row) => row.meetings.attended],
  ['meetings_missed', (row) => row.meetings.missed],
  ['meeting_attendance', (row) => row.meetings.attendance.value],
];

/** The report as CSV: the total first, then its groups. */
export function csvOf(report: Report): string {
  const head = [report.group_by ?? 'group', ...columns.map(([name]) => name)];
  const line = (name: string | null, row: Report['total']) =>
    [name, ...columns.map(([, read]) => read(row))].map(cell).join(',');
  const rows = report.groups.map((row) => line(row.group, row));
  return [head.join(','), line('total', report.total), ...rows, ''].join('\r\n');
}

/** Offers text as a download. */
export function download(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
