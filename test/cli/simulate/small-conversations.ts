/** Two conversations as they are written while they happen, event by event. */
import type {
  StoredDecision,
  StoredEvent,
  StoredTurnFact,
} from '../../../src/adapters/postgres/checker.ts';
import { hatchCanary } from '../../../src/cli/simulate/canary.ts';
import { newRecord } from '../../../src/cli/simulate/observations.ts';
import type { PlayedConversation, SentTurn } from '../../../src/cli/simulate/observations.ts';
import { chance } from '../../../src/cli/simulate/random.ts';
import { event, type EventOf, type EventType } from '../../../src/domain/events.ts';
import { maskText } from '../../../src/domain/mask.ts';

export const start = 1_800_000_000_000;
export const agent = 'anna';

export interface Writer {
  events: StoredEvent[];
  turns: StoredTurnFact[];
  decisions: StoredDecision[];
  played: PlayedConversation;
  clock: number;
}

function writer(id: string): Writer {
  return { events: [], turns: [], decisions: [], played: newRecord(id, id), clock: start };
}

function happens<T extends EventType>(run: Writer, type: T, data: EventOf<T>['data']): void {
  run.clock += 1_000;
  const conversation = run.played.id;
  const sequence = run.events.length + 1;
  const one = { ...event(type, data), sequence, conversation, at: run.clock };
  run.events.push(one);
  const streamed = { id: sequence, type, data: { conversation_id: conversation, sequence, data } };
  run.played.streamed.push(streamed);
}

interface Said {
  role: 'customer' | 'assistant' | 'agent';
  content: string;
  epoch: number;
  owner: string;
  twice?: true;
  asks?: true;
}

function says(run: Writer, said: Said): void {
  const { role, epoch, owner } = said;
  const sequence = run.turns.length + 1;
  const id = `${run.played.id}-${role === 'agent' ? 'r' : ''}${sequence}`;
  const content = maskText(said.content).text;
  const actor = role === 'agent' ? agent : null;
  happens(run, 'turn.created', { turn_id: id, turn: sequence, role, epoch, actor });
  run.turns.push({
    conversation: run.played.id,
    sequence,
    id,
    role,
    content,
    tool_calls: null,
    actor,
    epoch,
  });
  run.played.read.push({ id, sequence, role, content });
  if (role === 'agent') {
    run.played.agentReplies.push({ id, agent, content: said.content, status: 200 });
    return;
  }
  decided(run, id, said);
  const body = { turn: { id, sequence }, owner, epoch, status: 'pending', decision: null };
  const replies = said.twice === true ? [body, body] : [body];
  const sent: SentTurn = {
    id,
    role,
    content: said.content,
    replies: replies.map((answer) => ({ status: 200, body: answer })),
    late: false,
  };
  run.played.sent.push(sent);
}

function decided(run: Writer, id: string, said: Said): void {
  const turn = run.turns.length;
  const asks = said.asks === true;
  const action = asks ? 'handoff' : 'continue';
  const reason = asks ? 'customer_request' : null;
  const rule = asks ? 'asks-for-person' : null;
  const policy = { policy: 'general-support', policy_version: 1 };
  happens(run, 'turn.decided', { turn, turn_id: id, action, reason, rule, ...policy });
  run.decisions.push({
    conversation: run.played.id,
    turn,
    action,
    reason,
    rule,
    queue: asks ? 'general' : null,
    priority: asks ? 3 : null,
    evidence: [],
    features: {},
  });
}

const handoff_id = 'h1';

function requested(run: Writer, requestedAt: number): void {
  const by = { kind: 'backend', id: 'k1' } as const;
  const [queue, priority, hint_agent] = ['general', 3, null] as const;
  happens(run, 'handoff.requested', {
    handoff_id,
    number: 1,
    reason: 'customer_request',
    rule: 'asks-for-person',
    turn: 2,
    queue,
    priority,
    by,
    hint_agent,
    expires_at: requestedAt + 3_600_000,
  });
  happens(run, 'conversation.owner_changed', {
    owner: 'queue',
    owner_id: queue,
    epoch: 2,
    status: 'open',
    cause: 'requested',
  });
  const due_at = requestedAt + 9_000;
  happens(run, 'sla.started', { handoff_id, metric: 'time_to_human', due_at });
  happens(run, 'sla.started', { handoff_id, metric: 'resolution', due_at: due_at + 3_600_000 });
  happens(run, 'handoff.queued', {
    handoff_id,
    queue,
    priority,
    since_at: requestedAt,
    excluded_agents: [],
    hint_agent,
    language: null,
    tier: null,
    cause: 'requested',
  });
  run.clock = Math.max(run.clock, due_at);
  happens(run, 'sla.breached', {
    handoff_id,
    metric: 'time_to_human',
    due_at,
    late_ms: 1_000,
    queue,
    agent: null,
  });
}

function taken(run: Writer): void {
  const offer_id = 'o1';
  happens(run, 'handoff.offered', { handoff_id, offer_id, agent, expires_at: run.clock + 2_000 });
  happens(run, 'handoff.accepted', { handoff_id, offer_id, agent, waited_ms: 10_000 });
  happens(run, 'conversation.owner_changed', {
    owner: 'agent',
    owner_id: agent,
    epoch: 3,
    status: 'open',
    cause: 'accepted',
  });
}

function answered(run: Writer): void {
  says(run, { role: 'agent', content: 'Hello, a person here.', epoch: 3, owner: 'agent' });
  happens(run, 'sla.stopped', {
    handoff_id,
    metric: 'time_to_human',
    elapsed_ms: 16_000,
    met: false,
  });
  happens(run, 'handoff.active', { handoff_id, agent, time_to_human_ms: 17_000 });
}

function resolved(run: Writer, requestedAt: number): void {
  happens(run, 'sla.stopped', { handoff_id, metric: 'resolution', elapsed_ms: 20_000, met: true });
  const when = (type: EventType): number =>
    run.events.find((one) => one.type === type)?.at ?? requestedAt;
  happens(run, 'outcome.recorded', {
    handoff_id,
    number: 1,
    final_state: 'completed',
    reason: 'customer_request',
    rule: 'asks-for-person',
    policy: 'general-support',
    policy_version: 1,
    queue: 'general',
    priority: 3,
    tier: null,
    language: null,
    channel: 'chat',
    arm: 'brief',
    agent,
    outcome: 'resolved',
    reason_code: null,
    resolution_code: null,
    verdict: 'needed',
    requested_at: requestedAt,
    accepted_at: when('handoff.accepted'),
    first_human_action_at: when('handoff.accepted'),
    first_human_message_at: when('handoff.active'),
    ended_at: run.clock + 1_000,
    handle_ms: 5_000,
    offers: 1,
  });
  happens(run, 'handoff.completed', { handoff_id, agent });
  happens(run, 'conversation.resolved', {
    by: { kind: 'agent', id: agent },
    outcome: 'resolved',
    handoff_id,
    reopen_until_at: run.clock + 604_800_000,
  });
}

function lateTurn(run: Writer): void {
  const turn_id = `${run.played.id}-late1`;
  happens(run, 'turn.suppressed', {
    turn_id,
    role: 'assistant',
    epoch: 1,
    current_epoch: 2,
    owner: 'queue',
  });
  run.played.sent.push({
    id: turn_id,
    role: 'assistant',
    content: 'One moment, I think I found the answer.',
    replies: [{ status: 409, body: { code: 'not_owner' } }],
    late: true,
  });
}

/** A case that an agent takes, answers and resolves; the assistant speaks once too late. */
export function handedOver(): Writer {
  const run = writer('c1');
  const canary = hatchCanary(chance(7));
  run.played.canaries = canary.secrets;
  says(run, { role: 'customer', content: canary.content, epoch: 1, owner: 'ai' });
  says(run, { role: 'customer', content: 'A person please', epoch: 1, owner: 'ai', asks: true });
  const requestedAt = run.clock + 1_000;
  requested(run, requestedAt);
  lateTurn(run);
  taken(run);
  answered(run);
  resolved(run, requestedAt);
  run.played.waits.push({ handoff: handoff_id, ended: true, waitedMs: 20_000 });
  return run;
}

/** A conversation that stays with the AI; one turn is posted twice. */
export function stayed(): Writer {
  const run = writer('c2');
  says(run, { role: 'customer', content: 'Where is my order?', epoch: 1, owner: 'ai' });
  const content = 'It arrives tomorrow.';
  says(run, { role: 'assistant', content, epoch: 1, owner: 'ai', twice: true });
  return run;
}
