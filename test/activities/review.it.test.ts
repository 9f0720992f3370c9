import { readFile } from 'node:fs/promises';
import { MockActivityEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createReviewActivities, type ReviewActivities } from '../../src/activities/review.ts';
import { createMailer, type Mailer } from '../../src/adapters/mail/smtp.ts';
import { runBacktest } from '../../src/adapters/postgres/backtest-run.ts';
import { labelReview, listReviewTasks } from '../../src/adapters/postgres/review-rounds.ts';
import { writeReviewReport } from '../../src/adapters/postgres/review-report.ts';
import { changeReviewSettings } from '../../src/adapters/postgres/review-settings.ts';
import { parsePolicy } from '../../src/contract/policy.ts';
import type { Policy } from '../../src/domain/policy.ts';
import { applyPatch } from '../../src/domain/suggest-policy.ts';
import { testDatabase, type TestDatabase } from '../support/baton.ts';
import { storePast } from '../support/past-weeks.ts';
import { startSmtp, type SmtpProcess } from '../support/smtp.ts';
import { seedTenant } from '../support/tenant.ts';

const tenant = 'quarterly';
const weekMs = 7 * 24 * 3_600_000;
const begin = Date.parse('2026-06-01T00:00:00Z');
const weeks = 10;
const at = (week: number, n: number): Date => new Date(begin + week * weekMs + n * 3_600_000);

let database: TestDatabase;
let smtp: SmtpProcess;
let mailer: Mailer;
let activities: ReviewActivities;
let planted: Policy;

/** A quarter: every mention of an order is handed off by a rule that somebody added, and need not have been. */
async function storeWeek(week: number): Promise<void> {
  const said = [
    ['Where is my order?', 'avoidable'],
    ['My order is late', 'avoidable'],
    ['I want to talk to a person', 'needed'],
    ['Thank you very much', null],
  ] as const;
  for (let n = 0; n < 12; n += 1) {
    const [content, verdict] = said[n % said.length] ?? said[0];
    const entry = { id: `w${week}-${n}`, at: at(week, n), said: content };
    // The latest week is what the round is about: nobody has looked at it yet.
    const known = week === weeks - 1 ? null : verdict;
    await storePast(database.pool, tenant, planted, { ...entry, verdict: known });
  }
}

beforeAll(async () => {
  database = await testDatabase();
  smtp = await startSmtp();
  mailer = createMailer(smtp.url, { timeoutMs: 5_000 });
  const source = await readFile(
    new URL('../../policies/general-support.yaml', import.meta.url),
    'utf8',
  );
  const parsed = parsePolicy(source, 'yaml');
  if (!parsed.ok) throw new Error('the shipped policy');
  planted = {
    ...parsed.policy,
    phrases: { ...parsed.policy.phrases, order: ['order'] },
    rules: [
      ...parsed.policy.rules,
      {
        id: 'order-word',
        when: { says: 'order' },
        action: 'handoff',
        reason: 'frustration',
        rank: 1,
      },
    ],
  };
  await seedTenant(database.pool, tenant, () => ({ ...planted }));
  for (let week = 0; week < weeks + 2; week += 1) await storeWeek(week);
  await changeReviewSettings(
    database.pool,
    tenant,
    {
      reviewers: ['ana', 'ben'],
      report_to: ['lead@example.com'],
      sample_size: 8,
      double_share: 0.5,
    },
    'test',
  );
  activities = createReviewActivities({
    pool: database.pool,
    publicUrl: 'https://baton.example.com',
    sendReport: (mail) => mailer.send({ from: 'baton@example.com', ...mail }),
  });
});
afterAll(async () => {
  mailer.close();
  await smtp.stop();
  await database.close();
});

const round = { tenant, round: 'r20260810' };
const run = <T>(work: () => Promise<T>): Promise<T> => new MockActivityEnvironment().run(work);

describe('a round of the weekly review', () => {
  it('is drawn once, however often it is begun, and half of it is given to two people', async () => {
    const since = at(weeks - 1, 0).getTime();
    const open = () =>
      activities.openRound({ ...round, since, until: since + weekMs, dueAt: since + 2 * weekMs });
    const { drawn } = await open();
    expect(await open()).toEqual({ drawn });
    expect(drawn).toBe(12);
    const tasks = await listReviewTasks(database.pool, tenant, {
      assignedTo: 'ana',
      round: null,
      limit: 50,
    });
    expect(tasks.length).toBe(6);
    expect(tasks.every(({ assigned_to: who }) => who === 'ana')).toBe(true);
  });

  it('reminds by mail of what is open, by name of the reviewer', async () => {
    expect(await run(() => activities.remindReviewers({ ...round, late: true }))).toEqual({
      open: 12,
    });
    const mail = smtp.mails.at(-1);
    expect(mail?.to).toEqual(['lead@example.com']);
    expect(mail?.raw).toContain('ana: 6');
  });

  it('ends with a report that names the planted rule, and a change that mends weeks it never saw', async () => {
    const filter = { assignedTo: null, round: null, limit: 50 };
    for (const task of await listReviewTasks(database.pool, tenant, filter))
      await labelReview(database.pool, tenant, task.id, {
        verdict: task.handoff_id === null ? 'avoidable' : 'needed',
        neededAtTurn: null,
        note: null,
        reviewer: task.assigned_to,
        assignedTo: null,
      });
    const report = await writeReviewReport(database.pool, tenant, round.round);
    expect(report).toMatchObject({ reviewed: 12, open: 0, agreement: { pairs: 4 } });
    expect(report.worst_rules[0]).toMatchObject({ rule: 'order-word' });
    expect(report.this_week.handoff_rate).toBeCloseTo(0.75);
    const [suggestion] = report.suggestions;
    expect(suggestion).toMatchObject({ rule: 'order-word' });

    const candidate = applyPatch(planted, suggestion?.patch ?? []);
    for (let week = weeks; week < weeks + 2; week += 1) {
      const window = { since: at(week, 0), until: at(week + 1, 0) };
      const { before, after, gate } = await runBacktest(database.pool, {
        tenant,
        candidate,
        ...window,
      });
      expect(before.accuracy.precision).toBeCloseTo(1 / 3);
      expect(after.accuracy).toMatchObject({ precision: 1, recall: 1 });
      expect(gate.passed).toBe(true);
    }
  });

  it('is mailed once, as HTML in which nothing is markup but ours', async () => {
    const before = smtp.mails.length;
    expect(await run(() => activities.writeReport(round))).toMatchObject({ mailed: true });
    expect(await run(() => activities.writeReport(round))).toMatchObject({ mailed: true });
    expect(smtp.mails.length).toBe(before + 1);
    const raw = smtp.mails.at(-1)?.raw ?? '';
    expect(raw).toContain('text/html');
    expect(raw).toContain('order-word');
    expect(raw).toContain('/reviews/r20260810');
  });
});
