/**
 * The six KPIs from an export alone: `baton export --out log.jsonl && node scripts/kpis-from-export.js log.jsonl`.
 * Imports nothing of Baton and reads nothing but events and reviews, so that its figures are a second opinion on those of
 * `GET /v1/kpis`. Formulas: docs/kpis.md.
 *
 * Options: --since and --until (instants), --group-by (day, week, queue, reason, rule, tier, language, policy_version, arm).
 */
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { conversationKeys, handoffKeys } from './kpi-groups.js';
import { duration, normal, share, student } from './kpi-statistics.js';

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    since: { type: 'string' },
    until: { type: 'string' },
    'group-by': { type: 'string' },
  },
});

/**
 * @typedef {{ arm: string, tier: string | null, language: string | null, at: number, handedOff: boolean }} Conversation
 * @typedef {Record<string, any>} Outcome What `outcome.recorded` says, with what came after.
 * @typedef {{ id: string, conversation_id: string, handoff_id: string | null, verdict: string, needed_at_turn: number | null,
 *   weight: number | null, reviewed_at: string | null }} Review
 */

/** @type {Map<string, Conversation>} */
const conversations = new Map();
/** @type {Map<string, Outcome>} */
const outcomes = new Map();
/** @type {Map<string, number>} The turn that led to each handoff. */
const turns = new Map();
/** @type {Map<string, Review>} The latest of each handoff, and of each conversation as a whole. */
const latest = new Map();

/** @type {Record<string, (event: any) => void>} */
const folds = {
  'conversation.created': ({ conversation_id, timestamp, data }) => {
    const { arm, tier, language } = data;
    const at = Date.parse(timestamp);
    conversations.set(conversation_id, { arm, tier, language, at, handedOff: false });
  },
  'handoff.requested': ({ conversation_id, data }) => {
    const conversation = conversations.get(conversation_id);
    if (conversation !== undefined) conversation.handedOff = true;
    turns.set(data.handoff_id, data.turn);
  },
  'outcome.recorded': ({ conversation_id, data }) => {
    if (!outcomes.has(data.handoff_id)) outcomes.set(data.handoff_id, { ...data, conversation_id });
  },
  'outcome.rated': ({ data }) => {
    const outcome = outcomes.get(data.handoff_id);
    if (outcome !== undefined) outcome.rating = data.score;
  },
  'outcome.settled': ({ data }) => {
    const outcome = outcomes.get(data.handoff_id);
    if (outcome !== undefined) outcome.durable = data.durable;
  },
};

/** @param {Review} review */
function takeReview(review) {
  const key = review.handoff_id === null ? `c ${review.conversation_id}` : `h ${review.handoff_id}`;
  const before = latest.get(key);
  const at = (/** @type {Review} */ { reviewed_at }) =>
    reviewed_at === null ? -Infinity : Date.parse(reviewed_at);
  if (
    before === undefined ||
    at(review) > at(before) ||
    (at(review) === at(before) && review.id < before.id)
  )
    latest.set(key, review);
}

for await (const line of createInterface({
  input: positionals[0] === undefined ? process.stdin : createReadStream(positionals[0]),
})) {
  if (line.trim() === '') continue;
  const row = JSON.parse(line);
  if (row.kind === 'event') folds[row.type]?.(row);
  if (row.kind === 'review') takeReview(row);
}

const since = Date.parse(options.since ?? '1970-01-01T00:00:00Z');
const until = options.until === undefined ? Infinity : Date.parse(options.until);
const within = (/** @type {number} */ at) => at >= since && at < until;

/** @template T @param {Iterable<T>} items @param {(item: T) => boolean} holds */
function count(items, holds) {
  let found = 0;
  for (const item of items) if (holds(item)) found += 1;
  return found;
}

/** @param {number[]} values */
const sum = (values) => values.reduce((total, value) => total + value, 0);

/** @param {Outcome} outcome */
const verdictOf = (outcome) => latest.get(`h ${outcome.handoff_id}`)?.verdict ?? outcome.verdict;
/** @param {string} id */
const reviewOf = (id) => latest.get(`c ${id}`);
const isMissed = (/** @type {Review} */ { verdict }) =>
  verdict === 'needed' || verdict === 'too_late';
const seconds = (/** @type {number} */ from, /** @type {number | null} */ to) =>
  to === null ? [] : [(to - from) / 1000];

/** @param {Outcome[]} ended @param {[string, Conversation][]} begun */
function recall(ended, begun) {
  const verdicts = ended.map(verdictOf).filter((verdict) => verdict != null);
  const inTime = count(verdicts, (verdict) => verdict === 'needed' || verdict === 'wrong_queue');
  const tooLate = count(verdicts, (verdict) => verdict === 'too_late');
  const others = begun.filter(([, { handedOff }]) => !handedOff);
  const reviews = others.map(([id]) => reviewOf(id)).filter((review) => review !== undefined);
  const drawn = reviews.filter(({ weight }) => weight != null);
  if (drawn.length === 0) {
    const missed = count(reviews, isMissed);
    return { ...share(inTime, inTime + tooLate + missed), missed, by: 'counted' };
  }
  const missed = count(drawn, isMissed);
  const of = verdicts.length + drawn.length;
  const named = { of, missed, by: 'sampled' };
  const weights = sum(drawn.map(({ weight }) => Number(weight)));
  if (verdicts.length === 0 || weights === 0)
    return { value: null, low: null, high: null, ...named };
  const q = sum(drawn.filter(isMissed).map(({ weight }) => Number(weight))) / weights;
  const [p, l] = [inTime / verdicts.length, tooLate / verdicts.length];
  const a = ended.length * p;
  const b = ended.length * l + others.length * q;
  if (a + b === 0) return { value: null, low: null, high: null, ...named };
  const value = a / (a + b);
  if (a === 0 || b === 0) {
    const { low, high } = share(Math.round(value * of), of);
    return { value, low, high, ...named };
  }
  const spread = ended.length ** 2 / verdicts.length;
  const squares = drawn.map(
    (review) => (Number(review.weight) * (Number(isMissed(review)) - q)) ** 2,
  );
  const varQ =
    drawn.length < 2 ? 0 : (sum(squares) / weights ** 2) * (drawn.length / (drawn.length - 1));
  const varA = spread * p * (1 - p);
  const varB = spread * l * (1 - l) + others.length ** 2 * varQ;
  const deviation = Math.sqrt(varA / a ** 2 + varB / b ** 2 + (2 * spread * p * l) / (a * b));
  const odds = Math.log(a / b);
  const back = (/** @type {number} */ logit) => 1 / (1 + Math.exp(-logit));
  return {
    value,
    low: back(odds - normal * deviation),
    high: back(odds + normal * deviation),
    ...named,
  };
}

/** @param {Outcome[]} ended @param {[string, Conversation][]} begun */
function golden(ended, begun) {
  const named = ended.flatMap(({ handoff_id: id }) => {
    const needed = latest.get(`h ${id}`)?.needed_at_turn ?? null;
    return needed === null ? [] : [Math.abs((turns.get(id) ?? 0) - needed)];
  });
  const without = count(
    begun,
    ([id, { handedOff }]) => !handedOff && reviewOf(id)?.needed_at_turn != null,
  );
  return share(
    count(named, (distance) => distance <= 2),
    named.length + without,
  );
}

/** @param {Outcome[]} ended */
function meetings(ended) {
  const came = (/** @type {string} */ out) => count(ended, ({ meeting }) => meeting === out);
  const [attended, missed] = [came('attended'), came('missed')];
  return {
    sent: came('sent'),
    booked: came('booked'),
    canceled: came('canceled'),
    attended,
    missed,
    attendance: share(attended, attended + missed),
  };
}

/** @param {string | null} group @param {Outcome[]} ended @param {[string, Conversation][]} begun */
function figures(group, ended, begun) {
  const verdicts = ended.map(verdictOf).filter((verdict) => verdict != null);
  const reached = (/** @type {Outcome} */ outcome) => outcome.first_human_message_at !== null;
  const gone = (/** @type {string} */ state) =>
    count(ended, (outcome) => outcome.final_state === state && !reached(outcome));
  const [canceled, deflected] = [gone('canceled'), gone('deflected')];
  const settled = ended.filter(({ durable }) => durable !== undefined);
  const ratings = ended.flatMap(({ rating }) => (rating === undefined ? [] : [rating]));
  return {
    group,
    escalation_accuracy: {
      precision: share(
        count(verdicts, (verdict) => verdict !== 'avoidable'),
        verdicts.length,
      ),
      recall: recall(ended, begun),
      golden_transfer: golden(ended, begun),
    },
    time_to_first_action_seconds: duration(
      ended.flatMap((one) => seconds(one.requested_at, one.first_human_action_at)),
    ),
    time_to_human_seconds: duration(
      ended.flatMap((one) => seconds(one.requested_at, one.first_human_message_at)),
    ),
    handoff_completion_rate: {
      ...share(count(ended, reached), ended.length - canceled - deflected),
      canceled,
      deflected,
    },
    handle_seconds: duration(ended.flatMap(({ handle_ms: ms }) => (ms > 0 ? [ms / 1000] : []))),
    handoff_rate: share(
      count(begun, ([, { handedOff }]) => handedOff),
      begun.length,
    ),
    durable_rate: share(
      count(settled, ({ durable }) => durable),
      settled.length,
    ),
    rating: {
      mean: ratings.length === 0 ? null : sum(ratings) / ratings.length,
      of: ratings.length,
    },
    meetings: meetings(ended),
  };
}

/**
 * @param {{ arm: string, value: number | null, of: number }} treatment
 * @param {{ arm: string, value: number | null, of: number }} control
 * @param {{ value: number, low: number, high: number } | null} difference
 */
function comparison(treatment, control, difference) {
  if (treatment.of < 30 || control.of < 30 || difference === null)
    return { value: null, low: null, high: null, treatment, control, verdict: 'not_enough_data' };
  const verdict =
    difference.low > 0 ? 'better' : difference.high < 0 ? 'worse' : 'no_difference_seen';
  return { ...difference, treatment, control, verdict };
}

/** @param {Outcome[]} ended */
function handleTimeReduction(ended) {
  const logs = (/** @type {string} */ arm) =>
    ended.flatMap((one) =>
      one.arm === arm && one.number === 1 && one.handle_ms > 0
        ? [Math.log(one.handle_ms / 1000)]
        : [],
    );
  const [first, second] = [logs('brief'), logs('no_brief')];
  const mean = (/** @type {number[]} */ values) => sum(values) / values.length;
  const error = (/** @type {number[]} */ values) =>
    sum(values.map((value) => (value - mean(values)) ** 2)) / (values.length - 1) / values.length;
  const side = (/** @type {string} */ arm, /** @type {number[]} */ values) => ({
    arm,
    value: values.length === 0 ? null : Math.exp(mean(values)),
    of: values.length,
  });
  let difference = null;
  if (first.length > 1 && second.length > 1) {
    const [a, b] = [error(first), error(second)];
    const apart = mean(first) - mean(second);
    const degrees = (a + b) ** 2 / (a ** 2 / (first.length - 1) + b ** 2 / (second.length - 1));
    const half = a + b === 0 ? 0 : student(degrees) * Math.sqrt(a + b);
    difference = {
      value: 1 - Math.exp(apart),
      low: 1 - Math.exp(apart + half),
      high: 1 - Math.exp(apart - half),
    };
  }
  return comparison(side('brief', first), side('no_brief', second), difference);
}

/** @param {[string, Conversation][]} begun */
function deflectionLift(begun) {
  const of = (/** @type {string} */ arm) => {
    const those = begun.filter(([, conversation]) => conversation.arm === arm);
    return share(
      count(those, ([, { handedOff }]) => !handedOff),
      those.length,
    );
  };
  const [first, second] = [of('propose'), of('brief')];
  const side = (
    /** @type {string} */ arm,
    /** @type {ReturnType<typeof share>} */ { value, of: n },
  ) => ({
    arm,
    value,
    of: n,
  });
  let difference = null;
  if (first.value !== null && second.value !== null) {
    const value = first.value - second.value;
    const down = Math.hypot(first.value - first.low, second.high - second.value);
    const up = Math.hypot(first.high - first.value, second.value - second.low);
    difference = { value, low: value - down, high: value + up };
  }
  return comparison(side('propose', first), side('brief', second), difference);
}

const ended = [...outcomes.values()].filter((outcome) => within(outcome.requested_at));
const begun = [...conversations].filter(([, conversation]) => within(conversation.at));

/** @param {string} by */
function groups(by) {
  const handoffKey = handoffKeys[by];
  const conversationKey = conversationKeys[by];
  if (handoffKey === undefined) throw new Error(`cannot group by ${by}`);
  const keys = new Set([
    ...ended.map(handoffKey),
    ...(conversationKey === undefined ? [] : begun.map(([, one]) => conversationKey(one))),
  ]);
  return [...keys]
    .sort((left, right) => ((left ?? '\uffff') < (right ?? '\uffff') ? -1 : 1))
    .map((key) =>
      figures(
        key,
        ended.filter((outcome) => handoffKey(outcome) === key),
        conversationKey === undefined
          ? []
          : begun.filter(([, one]) => conversationKey(one) === key),
      ),
    );
}

const by = options['group-by'] ?? null;
console.log(
  JSON.stringify({
    group_by: by,
    total: figures(null, ended, begun),
    groups: by === null ? [] : groups(by),
    handle_time_reduction: handleTimeReduction(ended),
    handoff_deflection_lift: deflectionLift(begun),
  }),
);
