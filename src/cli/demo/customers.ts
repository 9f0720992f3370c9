/**
 * Simulated customers who are there now: each plays the customer and the bot of a transcript through the public API, turn
 * by turn, and waits for an agent like a person would. Every conversation is marked before its first turn.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { markDemo } from '../../adapters/postgres/demo-marks.ts';
import type { Pool } from '../../adapters/postgres/pool.ts';
import { numberAt, request, textAt, itemsOf, type Api } from '../simulate/http.ts';
import type { Transcript, TranscriptTurn } from '../simulate/transcript.ts';

/** How fast they live; ms. */
export interface Pace {
  /** Between two customers who come. */
  arrivalMs: number;
  /** Between two turns. */
  turnMs: number;
  /** Between two looks at whether an agent has written. */
  lookMs: number;
  /** How long a customer waits for a person, and for the end, before they give up. */
  patienceMs: number;
}

export const livePace: Pace = {
  arrivalMs: 9_000,
  turnMs: 3_500,
  lookMs: 2_000,
  patienceMs: 6 * 60_000,
};

export interface CustomersGround {
  api: Api;
  pool: Pool;
  tenant: string;
  transcripts: readonly Transcript[];
  pace: Pace;
  /** At most so many at once. */
  atOnce: number;
}

export interface Customers {
  playing: () => boolean;
  count: () => number;
  start: () => void;
  /** Nobody comes any more; who is there goes. Resolves when nothing of them is on its way. */
  stop: () => Promise<void>;
}

const thanks = [
  'Thank you, that helps.',
  'Yes, that is right.',
  'Good, then please do it that way.',
] as const;

interface Scene {
  ground: CustomersGround;
  id: string;
  signal: AbortSignal;
  transcript: Transcript;
  epoch: number | undefined;
  owner: string;
  said: number;
  /** Sequence of the last turn that this customer has read. */
  read: number;
}

const placeOf = ({ id }: Scene): string => `/v1/conversations/${id}`;

function learn(scene: Scene, body: unknown): void {
  scene.epoch = numberAt(body, 'epoch') ?? scene.epoch;
  scene.owner = textAt(body, 'owner') || scene.owner;
}

async function say(
  scene: Scene,
  turn: Omit<TranscriptTurn, 'role'> & { role: string },
): Promise<unknown> {
  scene.said += 1;
  const isFirst = scene.said === 1;
  const { epoch, ground, transcript } = scene;
  const { body } = await request(ground.api, 'POST', `${placeOf(scene)}/turns`, {
    turn: {
      id: `t${scene.said}`,
      ...turn,
      ...(turn.role === 'assistant' && epoch !== undefined && { epoch }),
    },
    ...(isFirst && { customer: customerOf(transcript) }),
  });
  learn(scene, body);
  await sleep(ground.pace.turnMs, undefined, { signal: scene.signal });
  return body;
}

function customerOf({ id, customer }: Transcript): object {
  const { name, language, tier } = customer ?? {};
  return {
    id: `demo-${id}`,
    ...(typeof name === 'string' && { name }),
    ...(typeof language === 'string' && { language }),
    ...(typeof tier === 'string' && { tier }),
  };
}

/** Says what stands in the transcript for as long as the AI has the conversation. */
async function playTranscript(scene: Scene): Promise<void> {
  for (const { role, content, tool_calls: calls, error, signals } of scene.transcript.turns) {
    if (scene.owner !== 'ai') return;
    if (role === 'agent') continue;
    const body = await say(scene, {
      role,
      content,
      ...(calls !== undefined && { tool_calls: calls }),
      ...(error !== undefined && { error }),
      ...(signals !== undefined && { signals }),
    });
    if (textAt(body, 'decision', 'action') === 'propose')
      await say(scene, { role: 'customer', content: 'Yes, please.' });
  }
}

async function agentTurnsSince(scene: Scene): Promise<number> {
  const { body } = await request(
    scene.ground.api,
    'GET',
    `${placeOf(scene)}/turns?after=${scene.read}`,
  );
  const turns = itemsOf(body);
  scene.read = numberAt(turns.at(-1), 'sequence') ?? scene.read;
  return turns.filter((turn) => textAt(turn, 'role') === 'agent').length;
}

/** Answers an agent now and then, until the case is resolved or patience is over. */
async function waitForPerson(scene: Scene): Promise<void> {
  const { ground, signal } = scene;
  const until = Date.now() + ground.pace.patienceMs;
  let answers = 0;
  while (Date.now() < until) {
    await sleep(ground.pace.lookMs, undefined, { signal });
    const { body } = await request(ground.api, 'GET', placeOf(scene));
    learn(scene, body);
    if (textAt(body, 'status') === 'resolved') return;
    if ((await agentTurnsSince(scene)) === 0) continue;
    const answer = thanks[answers];
    answers += 1;
    if (answer !== undefined) await say(scene, { role: 'customer', content: answer });
  }
  if (scene.owner === 'queue')
    await request(ground.api, 'POST', `${placeOf(scene)}/handoff/cancel`, {});
}

async function play(scene: Scene): Promise<void> {
  const { ground, id } = scene;
  await markDemo(ground.pool, ground.tenant, [id], 'customer');
  await playTranscript(scene);
  if (scene.owner === 'ai')
    await say(scene, { role: 'customer', content: 'I would rather talk to a person, please.' });
  if (scene.owner === 'ai') return;
  await waitForPerson(scene);
}

function sceneOf(ground: CustomersGround, number: number, signal: AbortSignal): Scene {
  const transcript = ground.transcripts[number % ground.transcripts.length];
  if (transcript === undefined) throw new Error('there is no transcript to play');
  const id = `demo-${Date.now().toString(36)}-${number}`;
  return { ground, id, signal, transcript, epoch: undefined, owner: 'ai', said: 0, read: 0 };
}

/** Customers for one tenant; none come until `start`. */
export function createCustomers(ground: CustomersGround): Customers {
  let abort: AbortController | null = null;
  let number = 0;
  const there = new Set<Promise<void>>();

  function comes(signal: AbortSignal): void {
    const visit = play(sceneOf(ground, number, signal))
      // Stopped, or the API went away: the conversation stays as it is and ends by its own deadlines.
      .catch(() => undefined)
      .finally(() => there.delete(visit));
    number += 1;
    there.add(visit);
  }

  async function door(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      if (there.size < ground.atOnce) comes(signal);
      await sleep(ground.pace.arrivalMs, undefined, { signal }).catch(() => undefined);
    }
  }

  return {
    playing: () => abort !== null,
    count: () => there.size,
    start: () => {
      if (abort !== null) return;
      abort = new AbortController();
      void door(abort.signal);
    },
    stop: async () => {
      abort?.abort();
      abort = null;
      await Promise.all(there);
    },
  };
}
