/**
 * What one decision costs: a turn read, its risk measured, decided and stepped, at 50 turns of history, in microseconds of
 * processor time; and how the cost grows with the length of the turn.
 */
import { readFileSync } from 'node:fs';
import { parsePolicy } from '../dist/contract/policy.js';
import { readRiskModel } from '../dist/cli/shipped-model.js';
import { takeTurns } from '../dist/domain/take-turns.js';
import { beginStep } from '../dist/domain/transition.js';
import { percentile, round } from './measure.js';

const said = {
  customer:
    'Thanks, but I still do not see the refund for order 4711023. It was promised for last Friday, could you please check it again?',
  assistant:
    'I have checked your order. The refund was issued on Monday and takes five to seven business days to arrive. Is there anything else I can help you with?',
  tool: '{"order_id": "4711023", "status": "refunded", "amount": 49.9, "issued_at": "2026-03-02", "items": [{"id": 1, "name": "lamp"}]}',
};
const roles = /** @type {const} */ (['customer', 'assistant', 'tool', 'assistant']);
const history = 50;
const batch = 200;
const batches = 30;
const lengths = [500, 1_000, 2_000, 4_000, 8_000, 16_000];

function readPolicy() {
  const file = new URL('../policies/general-support.yaml', import.meta.url);
  const parsed = parsePolicy(readFileSync(file, 'utf8'), 'yaml');
  if (!parsed.ok) throw new Error('the shipped policy is not valid');
  return { policy: parsed.policy, version: 1 };
}

function processorTime() {
  const { user, system } = process.cpuUsage();
  return user + system;
}

/** @type {(work: () => void, times: number) => number} */
function costOf(work, times) {
  const before = processorTime();
  for (let time = 0; time < times; time += 1) work();
  return (processorTime() - before) / times;
}

/** A conversation of 50 turns, and a function that takes one more turn after it, always the same one. */
async function openConversation() {
  const context = {
    at: 1,
    policy: readPolicy(),
    facts: { queues: {}, offer: null, reservation: null, agentKnown: false },
    ids: { handoff: 'ho', promise: 'pr', note: 'nt', meeting: 'mt' },
    arm: /** @type {const} */ ('brief'),
    risk: await readRiskModel(),
  };
  /** @type {Parameters<typeof beginStep>[0]} */
  let state = null;
  /** @type {(role: 'customer' | 'assistant' | 'tool', content: string) => ReturnType<typeof beginStep>} */
  const take = (role, content) => {
    const draft = beginStep(state, context);
    const turns = [{ id: 't', role, content }];
    const actor = /** @type {const} */ ({ kind: 'backend', id: 'bench' });
    takeTurns(draft, context, { type: 'turn', id: 'c', actor, turns }, new Map());
    return draft;
  };
  for (let turn = 0; turn < history; turn += 1) {
    const role = roles[turn % roles.length] ?? 'customer';
    state = take(role, said[role]).state;
  }
  return take;
}

/** @type {() => Promise<object>} */
export async function benchDetect() {
  const take = await openConversation();
  /** @type {Record<string, { p50: number, p95: number }>} */
  const perTurn = {};
  for (const role of /** @type {const} */ (['customer', 'assistant', 'tool'])) {
    const work = () => void take(role, said[role]);
    costOf(work, 2_000);
    const costs = Array.from({ length: batches }, () => costOf(work, batch));
    perTurn[role] = {
      p50: round(percentile(costs, 0.5), 1),
      p95: round(percentile(costs, 0.95), 1),
    };
  }
  /** @type {Record<string, number>} */
  const byLength = {};
  for (const length of lengths) {
    const text = said.customer.repeat(Math.ceil(length / said.customer.length)).slice(0, length);
    costOf(() => void take('customer', text), 20);
    const costs = Array.from({ length: 9 }, () => costOf(() => void take('customer', text), 20));
    byLength[`${length} characters`] = round(percentile(costs, 0.5), 0);
  }
  const [short = 1, long = 1] = [byLength['1000 characters'], byLength['16000 characters']];
  return {
    microseconds_at_50_turns: perTurn,
    microseconds_by_length: byLength,
    growth_for_16_times_the_length: round(long / short, 1),
  };
}
