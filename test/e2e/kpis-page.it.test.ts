/** What stands on the KPI page is what a script that knows nothing of Baton makes of the exported log. */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runExport } from '../../src/cli/export-command.ts';
import { readPastTranscripts } from '../../src/cli/history-command.ts';
import { writeHistory } from '../../src/cli/history/history.ts';
import { loadConfig } from '../../src/config.ts';
import type { Json } from '../support/api.ts';
import {
  complaintsOf,
  hasChromium,
  openStage,
  shoot,
  type ConsoleStage,
} from '../support/console.ts';
import { sampleReviews } from '../support/sampled-reviews.ts';

const run = promisify(execFile);
const day = 86_400_000;
/** The page's range: whole days up to the end of today, by UTC. */
const until = (Math.floor(Date.now() / day) + 1) * day;
const since = until - 84 * day;

let stage: ConsoleStage;
let folder: string;
/** The script's report over the page's range, by queue. */
let recomputed: Json;

async function exportLog(): Promise<string> {
  const log = path.join(folder, 'log.jsonl');
  const config = { ...loadConfig(), databaseUrl: stage.baton.url };
  const flags = { format: 'jsonl', what: ['event', 'review'], json: true } as const;
  const all = { ...flags, what: [...flags.what], tenant: stage.baton.tenant, out: log };
  expect(await runExport(config, all)).toBe(0);
  return log;
}

beforeAll(async () => {
  if (!hasChromium) return;
  folder = await mkdtemp(path.join(tmpdir(), 'baton-kpis-'));
  stage = await openStage({
    policy: (policy) => ({
      ...policy,
      arms: {
        no_brief: { share: 0.42 },
        propose: { share: 0.2, reasons: ['tool_failure', 'missing_knowledge'] },
      },
    }),
  });
  const { pool, tenant } = stage.baton;
  const transcripts = await readPastTranscripts();
  const over = { since, until: until - day, handoffs: 95, seed: 7 };
  await writeHistory(pool, { tenant, transcripts, ...over });
  await sampleReviews(pool, new Date(until - day));
  const window = [
    '--since',
    new Date(since).toISOString(),
    '--until',
    new Date(until).toISOString(),
  ];
  const script = path.resolve('scripts/kpis-from-export.js');
  const args = [script, await exportLog(), ...window, '--group-by', 'queue'];
  recomputed = JSON.parse((await run(process.execPath, args)).stdout);
}, 180_000);
afterAll(async () => {
  if (!hasChromium) return;
  await rm(folder, { recursive: true, force: true });
  await stage.close();
});

/** What the columns of the page's file are in the script's report. */
const columns: Record<string, (figures: Json) => number | null> = {
  precision: (row) => row.escalation_accuracy.precision.value,
  precision_of: (row) => row.escalation_accuracy.precision.of,
  recall: (row) => row.escalation_accuracy.recall.value,
  recall_of: (row) => row.escalation_accuracy.recall.of,
  golden_transfer: (row) => row.escalation_accuracy.golden_transfer.value,
  time_to_first_action_median_seconds: (row) => row.time_to_first_action_seconds.median,
  time_to_human_median_seconds: (row) => row.time_to_human_seconds.median,
  time_to_human_p90_seconds: (row) => row.time_to_human_seconds.p90,
  completion_rate: (row) => row.handoff_completion_rate.value,
  completion_of: (row) => row.handoff_completion_rate.of,
  canceled: (row) => row.handoff_completion_rate.canceled,
  deflected: (row) => row.handoff_completion_rate.deflected,
  handle_median_seconds: (row) => row.handle_seconds.median,
  handoff_rate: (row) => row.handoff_rate.value,
  durable_rate: (row) => row.durable_rate.value,
  rating_mean: (row) => row.rating.mean,
  meetings_sent: (row) => row.meetings.sent,
  meetings_booked: (row) => row.meetings.booked,
  meetings_canceled: (row) => row.meetings.canceled,
  meetings_attended: (row) => row.meetings.attended,
  meetings_missed: (row) => row.meetings.missed,
  meeting_attendance: (row) => row.meetings.attendance.value,
};

/** Equal but for the last digits of a sum taken in another order. */
const rounded = (value: number | null): string =>
  value === null ? '' : String(Number(value.toPrecision(9)));

async function fileOf(page: Page): Promise<Record<string, Record<string, string>>> {
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download CSV' }).click(),
  ]);
  const text = await readFile(await file.path(), 'utf8');
  const [head = [], ...rows] = text
    .trim()
    .split('\r\n')
    .map((line) => line.split(','));
  return Object.fromEntries(
    rows.map(([name = '', ...cells]) => [
      name,
      Object.fromEntries(
        cells.map((cell, at) => [head[at + 1] ?? '', cell === '' ? '' : rounded(Number(cell))]),
      ),
    ]),
  );
}

function expectedRows(): Record<string, Record<string, string>> {
  const rows: [string, Json][] = [
    ['total', recomputed.total],
    ...recomputed.groups.map((row: Json): [string, Json] => [row.group, row]),
  ];
  return Object.fromEntries(
    rows.map(([name, row]) => [
      name,
      Object.fromEntries(Object.entries(columns).map(([key, read]) => [key, rounded(read(row))])),
    ]),
  );
}

const percent = (value: number): string => `${(value * 100).toFixed(1)}\u00a0%`;
/** Which conversations fall into an arm is drawn anew each time: sometimes too few. */
const signed = (value: number | null): string =>
  value === null ? 'Not enough data' : `${value > 0 ? '+' : ''}${percent(value)}`;

describe.skipIf(!hasChromium)('the KPI page', () => {
  it('shows on its cards, and gives as a file, what the exported log gives a stranger', async () => {
    const page = await stage.open({ role: 'supervisor' }, '/kpis?range=last84&by=queue');
    await page.getByText('By queue: Precision').waitFor();
    const rows = expectedRows();
    expect(Object.keys(rows).length).toBeGreaterThan(3);
    expect(await fileOf(page)).toEqual(rows);

    const { total, handle_time_reduction: handle, handoff_deflection_lift: lift } = recomputed;
    const { precision, recall } = total.escalation_accuracy;
    expect(recall.by).toBe('sampled');
    const cards: Record<string, string[]> = {
      'Escalation accuracy': [percent(precision.value), percent(recall.value)],
      'Handoff completion': [percent(total.handoff_completion_rate.value)],
      'Handle-time reduction': [signed(handle.value)],
      'Handoff deflection lift': [signed(lift.value)],
    };
    for (const [name, figures] of Object.entries(cards)) {
      const card = await page.getByRole('button', { name }).innerText();
      for (const figure of figures) expect(card, name).toContain(figure);
    }
    await shoot(page, 'kpis-by-queue');
    expect(complaintsOf(page)).toEqual([]);
    await page.context().close();
  });
});
