/**
 * A back-test of 100,000 conversations (BACKTEST_CONVERSATIONS for another number): conversations per second, and the
 * memory of the process while it runs. The past is written straight into the tables, as `commit` would have left it.
 */
import { runBacktest, activePolicyOf } from '../dist/adapters/postgres/backtest-run.js';
import { playTurns } from '../dist/domain/policy-tests.js';
import { readForPolicy } from '../dist/domain/policy-reading.js';
import { emptyMemory } from '../dist/domain/features.js';
import { openJudge } from '../dist/workers/backtest-threads.js';
import { openGround } from './ground.js';
import { round } from './measure.js';

const wanted = Number(process.env['BACKTEST_CONVERSATIONS'] ?? 100_000);
const templates = [
  ['Where is my order 4711?', 'It left on Monday.', 'Thank you, that is all', 'You are welcome.'],
  [
    'My lamp arrived broken',
    'I am sorry. Could you send a photo?',
    'I already did, twice',
    'Please send it again.',
    'This is useless, nothing works',
    'I am sorry to hear that.',
  ],
  [
    'I was charged twice and want my money back',
    'I have checked your account.',
    'No, that is wrong',
    'Let me see.',
    'I want to talk to a person',
  ],
  [
    'How do I reset my password?',
    'Use the link on the page.',
    'It does not work',
    'Please try another browser.',
    'Still not',
    'Could you describe the error?',
    'I will call my lawyer',
    'I understand.',
  ],
];

/** Turns with features and a decision each, as the product stores them. */
function prepare(/** @type {import('../dist/domain/policy.js').Policy} */ policy) {
  return templates.map((texts) => {
    let before = { memory: emptyMemory(), windows: {} };
    return texts.map((content, index) => {
      const role = /** @type {'customer' | 'assistant'} */ (
        index % 2 === 0 ? 'customer' : 'assistant'
      );
      const turn = { id: `t${index}`, role, content };
      const read = readForPolicy(policy, before, turn, index + 1);
      before = { memory: read.memory, windows: read.windows };
      const played = texts.slice(0, index + 1).map((text, at) => ({
        role: /** @type {'customer' | 'assistant'} */ (at % 2 === 0 ? 'customer' : 'assistant'),
        content: text,
      }));
      return {
        ...turn,
        sequence: index + 1,
        features: read.features,
        decision: playTurns(policy, played),
      };
    });
  });
}

/** @type {(pool: Awaited<ReturnType<typeof openGround>>['pool'], policy: import('../dist/domain/policy.js').Policy) => Promise<void>} */
async function writePast(pool, policy) {
  const prepared = JSON.stringify(prepare(policy));
  const part = 5_000;
  for (let done = 0; done < wanted; done += part) {
    const count = Math.min(part, wanted - done);
    const fill = [
      `insert into conversations (tenant, id, version, turn_sequence, status, owner, epoch, arm, state, created_at, updated_at)
       select 'demo', 'b' || n, 1, 1, 'resolved', 'ai', 1, 'brief', '{"channel":"chat"}', now() - (n % 40000) * interval '1 minute', now()
         from generate_series($2::int, $2 + $3 - 1) n where $1::jsonb is not null`,
      `insert into turns (tenant, conversation, sequence, id, role, content, content_hash, epoch, at)
       select 'demo', 'b' || n, (t->>'sequence')::int, t->>'id', t->>'role', t->>'content', '', 1, now()
         from generate_series($2::int, $2 + $3 - 1) n, jsonb_array_elements($1::jsonb -> (n % ${templates.length})) t`,
      `insert into decisions (tenant, conversation, turn, action, policy, policy_version, evidence, features, at)
       select 'demo', 'b' || n, (t->>'sequence')::int, coalesce(t->'decision'->>'action', 'continue'), 'general-support', 1, '[]', t->'features', now()
         from generate_series($2::int, $2 + $3 - 1) n, jsonb_array_elements($1::jsonb -> (n % ${templates.length})) t`,
    ];
    for (const sql of fill) await pool.query(sql, [prepared, done, count]);
  }
}

/** @type {(bytes: number | undefined) => number} */
const megabytes = (bytes = 0) => round(bytes / 2 ** 20, 0);

/**
 * Counts done slices, and takes the memory of the process and what each thread holds after a full collection.
 * @param {import('../dist/workers/backtest-threads.js').ThreadJudge} judge
 */
function watched(judge) {
  /** @type {{ rss: number, held: number[] }[]} */
  const points = [];
  let most = 0;
  const watch = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 100);
  /** @type {typeof judge.tally} */
  const tally = async (slice) => {
    const value = await judge.tally(slice);
    const held = (await judge.heldBytes()).map(megabytes);
    points.push({ rss: megabytes(process.memoryUsage().rss), held });
    return value;
  };
  const at = (/** @type {number} */ share) => {
    const { rss = 0, held = [] } = points[Math.ceil(points.length * share) - 1] ?? {};
    return `process ${rss}, held by each thread ${held.join(' and ')}`;
  };
  const memory = () => {
    clearInterval(watch);
    const shares = { '25 %': at(0.25), '50 %': at(0.5), '75 %': at(0.75), '100 %': at(1) };
    return { ...shares, at_most: megabytes(most) };
  };
  return { judge: { ...judge, tally }, memory };
}

/** @type {() => Promise<object>} */
export async function benchBacktest() {
  const ground = await openGround();
  try {
    const { pool, databaseUrl } = ground;
    const active = await activePolicyOf(pool, 'demo');
    await writePast(pool, active.policy);
    await pool.query('analyze');
    const candidate = { ...active.policy, max_ai_turns: 2 };
    const pair = { before: active, after: { policy: candidate, version: 0 } };
    const { judge, memory } = watched(openJudge(pool, databaseUrl, pair));
    const begun = process.hrtime.bigint();
    const until = new Date(Date.now() + 60_000);
    const since = new Date(until.getTime() - 28 * 24 * 3_600_000);
    const report = await runBacktest(pool, { tenant: 'demo', candidate, since, until }, judge);
    const seconds = Number(process.hrtime.bigint() - begun) / 1e9;
    const held = memory();
    await judge.close();
    return {
      conversations: report.conversations,
      turns_decided: report.turns,
      threads: judge.atOnce,
      seconds: round(seconds, 1),
      conversations_per_second: round(report.conversations / seconds, 0),
      changes: report.changes,
      memory_mb: held,
    };
  } finally {
    await ground.close();
  }
}
