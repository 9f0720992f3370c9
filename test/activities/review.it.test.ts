import { readFile } from 'node:fs/promises';
import { MockActivityEnvironment } from '@temporalio/testing';
import { simpleParser } from 'mailparser';
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
      time_zone: 'Europe/Berlin',
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

  const remind = (late: boolean) => run(() => activities.remindReviewers({ ...round, late }));
  const textOf = async (to: string, after: number): Promise<string> => {
    const mails = smtp.mails.slice(after).filter((mail) => mail.taken && mail.to.includes(to));
    expect(mails, `one mail to ${to}`).toHaveLength(1);
    const { subject, text } = await simpleParser(mails[0]?.raw ?? '');
    return `${subject ?? ''}\n${text ?? ''}`;
  };

  it('reminds each reviewer of their own, and the lead of all, once at each stage', async () => {
    await database.pool.query(
      `insert into users (id, tenant, email, name, role, agent, created_by)
       values ('us_ana', $1, 'ana@example.com', 'Ana', 'agent', 'ana', 'test')`,
      [tenant],
    );
    // Her mail is put off once: the others are told meanwhile, and nobody twice.
    await database.pool.query(
      `update agents set email = case id when 'ben' then 'later.ben@example.com' else 'x@example.com' end where tenant = $1`,
      [tenant],
    );
    for (const [late, word] of [
      [false, 'open'],
      [true, 'late'],
    ] as const) {
      const before = smtp.mails.length;
      await expect(remind(late)).rejects.toThrow('the mail server did not take it');
      expect(await remind(late)).toEqual({ open: 12 });
      expect(await remind(late)).toEqual({ open: 12 });
      for (const to of ['ana@example.com', 'later.ben@example.com']) {
        const text = await textOf(to, before);
        expect(text).toContain(`Your reviews are ${word}: 6`);
        expect(text).toContain('Mon, Aug 17, 02:00 AM GMT+2');
        expect(text).toContain('https://baton.example.com/reviews');
      }
      expect(await textOf('lead@example.com', before)).toMatch(/ana: 6\s+ben: 6/);
    }
  });

  it('tells the lead of a reviewer whom no mail reaches', async () => {
    await database.pool.query('update agents set email = null where tenant = $1', [tenant]);
    await database.pool.query('delete from review_reminders where tenant = $1', [tenant]);
    const before = smtp.mails.length;
    await remind(false);
    expect(await textOf('lead@example.com', before)).toContain(
      'ben: 6 (no e-mail address, not reminded)',
    );
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
    const html = raw.replaceAll(/=\r?\n/g, '').replaceAll('=3D', '=');
    expect(html).toContain('<html lang="en">');
    expect(html).toContain('<title>Weekly review r20260810');
    expect(raw).toContain('order-word');
    expect(raw).toContain('/reviews/r20260810');
  });
});
