/** What leaves for analysis, as JSON Lines or CSV: which rows, and how a row is written. */
import { z } from 'zod';
import { instant } from './fields.ts';

/** What may be exported. Events and reviews are sources; the rest is derived from them, for convenience. */
export const exportKinds = ['event', 'review', 'conversation', 'handoff', 'outcome'] as const;
export type ExportKind = (typeof exportKinds)[number];

/** The forms. */
export const exportFormats = ['jsonl', 'csv'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** One row as it is written; its columns are the same for every row of a kind. */
export type ExportRow = { kind: ExportKind } & Record<string, unknown>;

const oneOfKinds = z.enum(exportKinds);

export const exportQuery = z
  .strictObject({
    what: z
      .string()
      .transform((text) => text.split(','))
      .pipe(z.array(oneOfKinds).min(1))
      .optional()
      .describe(`some of ${exportKinds.join(', ')}; event,review unless given; CSV takes one`),
    format: z.enum(exportFormats).optional().describe('jsonl unless given'),
    since: instant.optional(),
    until: instant.optional().describe('before then'),
  })
  .refine(({ format, what }) => format !== 'csv' || what?.length === 1, {
    message: 'a CSV file holds one kind of row: give one kind in what',
  });

/** A spreadsheet runs what begins so. */
const formula = /^[=+\-@\t\r]/;

function cell(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const safe = formula.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Rows of one kind as CSV (RFC 4180) with a head; what a spreadsheet would run is quoted by an apostrophe. */
function csvWriter(): (row: ExportRow) => string {
  let columns: string[] | null = null;
  return ({ kind: _kind, ...row }) => {
    const head = columns === null;
    columns ??= Object.keys(row);
    const line = columns.map((name) => cell(row[name])).join(',');
    return head ? `${columns.join(',')}\r\n${line}\r\n` : `${line}\r\n`;
  };
}

/** Writes row after row; one writer for one export. */
export function rowWriter(format: ExportFormat): (row: ExportRow) => string {
  return format === 'csv' ? csvWriter() : (row) => `${JSON.stringify(row)}\n`;
}
