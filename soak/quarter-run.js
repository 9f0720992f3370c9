/**
 * A quarter with a bad rule in the policy: pleased customers are passed to sales. Transcripts are played as twelve weeks,
 * people review a sample of each week by what is true of the transcript, the weekly report is written, what it suggests
 * becomes a draft, and the draft is back-tested on two weeks that had no part in finding it. Everything goes through the
 * API and the command line. It is a fault when the KPIs of the API are not those of the export alone, when the report does
 * not name the rule, when precision does not rise on the held-out weeks, or recall falls there.
 */
import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual, promisify } from 'node:util';

/**
 * @typedef {object} Ground
 * @property {(role: 'supervisor' | 'operator', method: string, url: string, body?: object) => Promise<{ status: number, body: any }>} request
 * @property {{ openRound: (round: any) => Promise<{ drawn: number }>, writeReport: (round: any) => Promise<object> }} activities
 *   Of the weekly review.
 * @property {string} tenant With the shipped policy, and two agents `ana` and `ben`.
 * @property {Record<string, string>} environment What the command line needs to find the servers.
 * @property {(conversation: string) => boolean} isNeeded What is true of a conversation of the past.
 * @property {string} folder For what is written on the way.
 * @property {string} source The shipped policy.
 */

const run = promisify(execFile);
const at = (/** @type {string} */ name) => fileURLToPath(new URL(`../${name}`, import.meta.url));
const dayMs = 24 * 3_600_000;
const weekMs = 7 * dayMs;
const weeks = 12;
const heldOut = 2;
/** A sample that holds the whole week. */
const everyone = 500;
export const plantedRule = 'pleased-to-sales';

/** What nobody says who needs a person, in the transcripts that this is played with. */
const planted = `phrases:
  pleased: [so much, all i needed, great day, that was easy, perfect]
rules:
  - id: ${plantedRule}
    description: Who is pleased may buy more
    when: { says: pleased }
    action: handoff
    reason: high_intent
    queue: sales
    rank: 1
`;

/**
 * @param {Ground} ground
 * @param {string[]} args
 * @returns {Promise<{ code: number, stdout: string }>}
 */
async function baton({ environment, tenant }, args) {
  const all = [at('bin/baton.js'), ...args, '--tenant', tenant];
  const env = { ...process.env, ...environment };
  const options = { env, maxBuffer: 64 * 2 ** 20 };
  return run(process.execPath, all, options).then(
    ({ stdout }) => ({ code: 0, stdout }),
    (/** @type {{ code: number, stdout: string, stderr: string }} */ error) => {
      if (error.stdout.trim() === '') throw new Error(`baton ${args[0]}: ${error.stderr}`);
      return error;
    },
  );
}

/** @type {(ground: Ground, ...call: Parameters<Ground['request']>) => Promise<any>} */
async function insist({ request }, ...call) {
  const { status, body } = await request(...call);
  if (status < 300) return body;
  throw new Error(`${call[1]} ${call[2]}: ${status} ${JSON.stringify(body)}`);
}

/** @type {(ground: Ground) => Promise<void>} */
async function plantRule(ground) {
  const source = ground.source.replace('rules:\n', planted);
  const draft = await insist(ground, 'operator', 'POST', '/v1/policies', {
    source,
    format: 'yaml',
  });
  const url = `/v1/policies/${draft.name}/versions/${draft.version}/activate`;
  await insist(ground, 'operator', 'POST', url, {});
}

/**
 * People read what was drawn and say what is true: a person was needed where the transcript says so, or the customer asked.
 * @param {Ground} ground
 * @param {string} round
 */
async function judge(ground, round) {
  let judged = 0;
  for (;;) {
    const { data } = await insist(ground, 'supervisor', 'GET', '/v1/review-queue?limit=100');
    if (data.length === 0) return judged;
    for (const task of data) {
      if (task.round !== round) throw new Error(`${task.id} of ${task.round} was left open`);
      const url = `/v1/reviews/${task.id}`;
      const { turns } = await insist(ground, 'supervisor', 'GET', url);
      const handed = turns.find((/** @type {any} */ turn) => turn.action === 'handoff');
      const needed = ground.isNeeded(task.conversation_id) || handed?.reason === 'customer_request';
      const verdict = needed ? 'needed' : 'avoidable';
      await insist(ground, 'supervisor', 'PUT', url, { verdict });
      judged += 1;
    }
  }
}

/**
 * One week's round up to its last verdict.
 * @param {Ground} ground
 * @param {number} since
 * @param {number} sample
 */
async function reviewWeek(ground, since, sample) {
  const { tenant } = ground;
  const settings = { reviewers: ['ana', 'ben'], sample_size: sample };
  await insist(ground, 'supervisor', 'PATCH', '/v1/review-settings', settings);
  const round = `r${new Date(since + weekMs).toISOString().replaceAll(/\D/g, '').slice(0, 14)}`;
  const until = since + weekMs;
  await ground.activities.openRound({ tenant, round, since, until, dueAt: Date.now() + dayMs });
  return { round, judged: await judge(ground, round) };
}

/** Equal but for the last digits of a sum taken in another order. */
const rounded = (/** @type {unknown} */ value) =>
  JSON.parse(
    JSON.stringify(value, (_key, each) =>
      typeof each === 'number' ? Number(each.toPrecision(9)) : each,
    ),
  );

/**
 * KPIs of the API beside those of a script that knows the export only.
 * @param {Ground} ground
 * @param {{ since: number, until: number }} span
 */
async function compareKpis(ground, span) {
  const log = path.join(ground.folder, 'log.jsonl');
  await baton(ground, ['export', '--out', log]);
  const since = new Date(span.since).toISOString();
  const until = new Date(span.until).toISOString();
  const groups = [null, 'week', 'queue', 'reason', 'rule', 'tier', 'policy_version', 'arm'];
  const faults = [];
  let groupsSeen = 0;
  let total;
  for (const group of groups) {
    const by = group === null ? '' : `&group_by=${group}`;
    const url = `/v1/kpis?since=${since}&until=${until}${by}`;
    const shown = await insist(ground, 'supervisor', 'GET', url);
    const args = [at('scripts/kpis-from-export.js'), log, '--since', since, '--until', until];
    const { stdout } = await run(
      process.execPath,
      group === null ? args : [...args, '--group-by', group],
      { maxBuffer: 64 * 2 ** 20 },
    );
    const { since: from, until: to } = shown;
    if (
      !isDeepStrictEqual(rounded({ ...JSON.parse(stdout), since: from, until: to }), rounded(shown))
    )
      faults.push(`KPIs by ${group ?? 'nothing'} differ between API and export`);
    groupsSeen += shown.groups?.length ?? 0;
    if (group === null) ({ total } = shown);
  }
  const lines = (await readFile(log, 'utf8')).split('\n').length - 1;
  return { faults, total, groupsSeen, lines };
}

/**
 * What the report suggests becomes a draft, is back-tested by the command line, and activated through the gate.
 * @param {Ground} ground
 * @param {any} report
 */
async function mend(ground, report) {
  const suggestion = report.suggestions.find((/** @type {any} */ { rule }) => rule === plantedRule);
  if (suggestion === undefined) return null;
  const { name, version } = report.policy;
  const url = `/v1/policies/${name}/versions`;
  const draft = await insist(ground, 'operator', 'POST', `${url}/${version}/patch`, {
    patch: suggestion.patch,
  });
  const file = path.join(ground.folder, 'candidate.yaml');
  await writeFile(file, draft.source);
  const args = ['backtest', '--policy', file, '--since', `${heldOut}w`, '--json'];
  const { stdout } = await baton(ground, args);
  const backtest = JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
  const { status } = await ground.request(
    'operator',
    'POST',
    `${url}/${draft.version}/activate`,
    {},
  );
  return { suggestion, backtest, activated: status };
}

const percent = (/** @type {number | null} */ share) =>
  share === null ? 'none' : `${(100 * share).toFixed(1)} %`;

/** @type {(mended: Awaited<ReturnType<typeof mend>>) => string[]} */
function faultsOf(mended) {
  if (mended === null) return [`the report suggests nothing about ${plantedRule}`];
  const { backtest, activated } = mended;
  const [before, after] = [backtest.before.accuracy, backtest.after.accuracy];
  const faults = [];
  if (!(after.precision > before.precision)) faults.push('precision did not rise');
  if (!(after.recall >= before.recall)) faults.push('recall fell');
  if (!backtest.gate.passed) faults.push('the gate refuses the change');
  if (activated !== 200) faults.push(`the draft was not activated: ${activated}`);
  return faults;
}

/**
 * Twelve rounds; the report is written before anybody looks at the last two weeks.
 * @param {Ground} ground
 * @param {number} since
 * @param {number} sample
 */
async function reviewAll(ground, since, sample) {
  let judged = 0;
  let round = '';
  for (let week = 0; week < weeks - heldOut; week += 1) {
    const done = await reviewWeek(ground, since + week * weekMs, sample);
    judged += done.judged;
    ({ round } = done);
  }
  await ground.activities.writeReport({ tenant: ground.tenant, round });
  const { report } = await insist(ground, 'supervisor', 'GET', `/v1/review-rounds/${round}`);
  for (let week = weeks - heldOut; week < weeks; week += 1)
    await reviewWeek(ground, since + week * weekMs, everyone);
  return { report, judged };
}

/** @type {(side: { accuracy: { precision: number | null, recall: number | null } }) => string} */
const accuracy = ({ accuracy: { precision, recall } }) =>
  `precision ${percent(precision)}, recall ${percent(recall)}`;

/** @type {(mended: Awaited<ReturnType<typeof mend>>) => Record<string, string>} */
function figuresOf(mended) {
  if (mended === null) return { 'suggested change': 'none' };
  const { suggestion, backtest } = mended;
  return {
    'suggested change': `${suggestion.kind} ${suggestion.rule}`,
    'held-out conversations': `${backtest.conversations}, ${backtest.reviewed} judged`,
    'held out, as it was': accuracy(backtest.before),
    'held out, with the change': accuracy(backtest.after),
  };
}

/** @type {(report: any) => { figure: string, faults: string[] }} */
function worstOf(report) {
  const [worst] = report.worst_rules;
  if (worst === undefined) return { figure: 'none', faults: ['the report names no rule'] };
  const { rule, needless, reviewed } = worst;
  return {
    figure: `${rule}, ${needless} of ${reviewed} needless`,
    faults: rule === plantedRule ? [] : [`the report names ${rule} first`],
  };
}

/**
 * @param {Ground} ground
 * @param {{ file: string, handoffs: number, sample: number, seed: number }} size
 */
export async function quarterRun(ground, { file, handoffs, sample, seed }) {
  await plantRule(ground);
  const until = Date.now();
  const since = until - weeks * weekMs;
  const past = ['--history', `${weeks}w`, '--handoffs', `${handoffs}`, '--seed', `${seed}`];
  const told = await baton(ground, ['simulate', file, ...past, '--json']);
  const history = JSON.parse(told.stdout.trim().split('\n').at(-1) ?? '');
  const { report, judged } = await reviewAll(ground, since, sample);
  const kpis = await compareKpis(ground, { since, until });
  const mended = await mend(ground, report);
  const worst = worstOf(report);
  const { precision, recall } = kpis.total.escalation_accuracy;
  return {
    figures: {
      'conversations of twelve weeks': history.conversations,
      handoffs: history.handoffs,
      turns: history.turns,
      'seconds to write them': history.seconds.toFixed(1),
      'verdicts before the report': judged,
      'KPI groups compared': kpis.groupsSeen,
      'lines exported': kpis.lines,
      'precision of the quarter': percent(precision.value),
      'recall of the quarter': `${percent(recall.value)} (${recall.by})`,
      'worst rule of the report': worst.figure,
      ...figuresOf(mended),
    },
    faults: [...kpis.faults, ...worst.faults, ...faultsOf(mended)],
  };
}
