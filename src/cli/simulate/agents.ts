/** Simulated agents: they take, refuse or overlook offers, answer, note, transfer, return and resolve. */
import { setTimeout as sleep } from 'node:timers/promises';
import { BatonError } from '../../errors.ts';
import { at, insist, itemsOf, request, textAt, type Api } from './http.ts';
import type { SentReply } from './observations.ts';
import { chance, seedOf, type Chance } from './random.ts';

export interface Workforce {
  admin: Api;
  run: string;
  seed: number;
  queues: readonly [string, ...string[]];
  /** Called for every message an agent sent to a customer. */
  onReply: (conversation: string, reply: SentReply) => void;
}

interface SimulatedAgent {
  id: string;
  api: Api;
  chance: Chance;
  workforce: Workforce;
  /** Offers already looked at. */
  seen: Set<string>;
  /** Cases that were transferred once: the next agent keeps them. */
  transferred: Set<string>;
  cases: Set<Promise<void>>;
}

interface Case {
  conversation: string;
  agent: SimulatedAgent;
  messages: number;
}

const pollMs = 200;
const agentCount = 6;
const capacity = 4;

async function mustCreate(admin: Api, path: string, body: object): Promise<unknown> {
  const reply = await insist(admin, 'POST', path, body);
  if (reply.status >= 200 && reply.status < 300) return reply.body;
  throw new BatonError(
    'internal',
    `POST ${path} answered ${reply.status}: ${textAt(reply.body, 'detail')}`,
  );
}

/** The secret of a key, given once in the answer that made it. */
function secretIn(body: unknown): string {
  const text = JSON.stringify(body);
  const secret = /"(hof_[A-Za-z0-9_]{20,})"/.exec(text)?.[1];
  if (secret === undefined)
    throw new BatonError('internal', 'the new API key came without its secret');
  return secret;
}

async function hire(workforce: Workforce, number: number): Promise<SimulatedAgent> {
  const { admin, run, seed, queues } = workforce;
  const id = `sim-${run}-${number}`;
  await mustCreate(admin, '/v1/agents', { id, name: `Agent ${number}`, capacity, queues });
  const key = await mustCreate(admin, '/v1/api-keys', { role: 'agent', agent: id, label: id });
  const api = { url: admin.url, key: secretIn(key) };
  const online = await insist(api, 'PUT', `/v1/agents/${id}/presence`, { presence: 'online' });
  if (online.status >= 300)
    throw new BatonError('internal', `agent ${id} could not go online: ${online.status}`);
  const draw = chance(seedOf(seed, `agent ${number}`));
  return {
    id,
    api,
    chance: draw,
    workforce,
    seen: new Set(),
    transferred: new Set(),
    cases: new Set(),
  };
}

const answers = [
  'Hello, I am taking this over. I have read what you wrote.',
  'Thank you for waiting. I have looked into it and it is being put right.',
  'I have checked your account; the change is made.',
] as const;

async function reply(work: Case): Promise<boolean> {
  const { agent, conversation } = work;
  work.messages += 1;
  const id = `${conversation}-r${work.messages}-${agent.id.split('-').at(-1) ?? ''}-${agent.seen.size}`;
  const sent = { id, agent: agent.id, content: agent.chance.pick(answers) };
  const { status } = await insist(agent.api, 'POST', `/v1/conversations/${conversation}/replies`, {
    id,
    content: sent.content,
  });
  agent.workforce.onReply(conversation, { ...sent, status });
  return status === 200;
}

function post(work: Case, action: string, body: object): Promise<{ status: number }> {
  return insist(work.agent.api, 'POST', `/v1/conversations/${work.conversation}/${action}`, body);
}

/** What the agent does with the case after the first answer; the case is out of their hands after it. */
async function finish(work: Case): Promise<void> {
  const { agent, conversation } = work;
  const draw = agent.chance;
  if (draw.happens(0.2)) await post(work, 'notes', { content: 'Looked at the account history.' });
  const shared = agent.transferred;
  if (!shared.has(conversation) && draw.happens(0.1)) {
    shared.add(conversation);
    await post(work, 'transfer', { to_queue: draw.pick(agent.workforce.queues) });
    return;
  }
  if (draw.happens(0.15)) {
    await post(work, 'return-to-ai', { summary: 'The request is done; the assistant can go on.' });
    return;
  }
  if (draw.happens(0.5)) {
    await sleep(draw.between(20, 200));
    await reply(work);
  }
  await post(work, 'resolve', {
    outcome: draw.pick(['resolved', 'resolved', 'resolved', 'partial', 'unresolved']),
    verdict: draw.pick(['needed', 'needed', 'needed', 'avoidable', 'too_late', 'wrong_queue']),
  });
}

async function work(agent: SimulatedAgent, conversation: string): Promise<void> {
  const held: Case = { conversation, agent, messages: 0 };
  await sleep(agent.chance.between(20, 200));
  if (!(await reply(held))) return;
  await sleep(agent.chance.between(50, 400));
  await finish(held);
}

async function answerOffer(
  agent: SimulatedAgent,
  offer: string,
  conversation: string,
): Promise<void> {
  const mood = agent.chance.between(1, 10);
  if (mood === 1) return;
  if (mood === 2) {
    await insist(agent.api, 'POST', `/v1/offers/${offer}/reject`, { reason: 'busy' });
    return;
  }
  const accepted = await insist(agent.api, 'POST', `/v1/offers/${offer}/accept`, {});
  if (accepted.status === 200) await work(agent, conversation);
}

function conversationIn(offer: unknown): string {
  const named = at(offer, 'conversation');
  if (typeof named === 'string') return named;
  return textAt(offer, 'conversation_id');
}

async function lookAtOffers(agent: SimulatedAgent): Promise<void> {
  const { body } = await request(agent.api, 'GET', '/v1/offers?state=pending');
  for (const offer of itemsOf(body)) {
    const id = textAt(offer, 'id');
    if (id === '' || agent.seen.has(id)) continue;
    agent.seen.add(id);
    const done = answerOffer(agent, id, conversationIn(offer)).finally(() =>
      agent.cases.delete(done),
    );
    agent.cases.add(done);
  }
}

export interface Shift {
  agents: string[];
  /** Ends the shift once every case in hand is done. */
  end(): Promise<void>;
}

/** Hires the agents and lets them work until the shift ends. Throws when one can't be created. */
export async function startShift(workforce: Workforce): Promise<Shift> {
  const transferred = new Set<string>();
  const agents: SimulatedAgent[] = [];
  for (let number = 1; number <= agentCount; number += 1)
    agents.push({ ...(await hire(workforce, number)), transferred });
  const shift = { open: true };
  const loops = agents.map(async (agent) => {
    while (shift.open) {
      await lookAtOffers(agent);
      await sleep(pollMs);
    }
    await Promise.all(agent.cases);
  });
  return {
    agents: agents.map((agent) => agent.id),
    async end() {
      shift.open = false;
      await Promise.all(loops);
    },
  };
}
