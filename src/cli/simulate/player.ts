/** Plays one recorded conversation as its chat backend would: turn by turn, muted when told, listening by SSE. */
import { hatchCanary } from './canary.ts';
import { at, insist, numberAt, textAt, type Api } from './http.ts';
import type { PlayedConversation, Reply, SentTurn } from './observations.ts';
import { chance, seedOf, type Chance } from './random.ts';
import { openStream, type ConversationStream } from './stream.ts';
import type { Transcript, TranscriptTurn } from './transcript.ts';

export interface Stage {
  api: Api;
  /** Makes ids fresh: the same file can be played again. */
  run: string;
  seed: number;
  /** How long a handoff may take to its outcome before it counts as stuck, ms. */
  patienceMs: number;
  record: (id: string, source: string) => PlayedConversation;
  onTurn: (latencyMs: number) => void;
}

export interface Part {
  transcript: Transcript;
  /** Place in the file, from 0; decides which extras are played. */
  index: number;
  plantCanary: boolean;
}

interface Scene {
  stage: Stage;
  record: PlayedConversation;
  draw: Chance;
  customer: Transcript['customer'];
  index: number;
  stream: ConversationStream | null;
  /** Of the last answer; undefined before the first. */
  epoch: number | undefined;
  /** From before the last handoff. */
  staleEpoch: number;
  /** The open handoff, as the last answer told it. */
  handoff: string | null;
  numbered: number;
  lateTurns: number;
  /** Events of the stream already acted upon. */
  heard: number;
}

function listenTo(scene: Scene): ConversationStream {
  scene.stream ??= openStream(scene.stage.api, scene.record.id, scene.record.streamed);
  return scene.stream;
}

function learn(scene: Scene, body: unknown): void {
  const epoch = numberAt(body, 'epoch');
  if (epoch === undefined) return;
  const before = scene.epoch ?? 1;
  scene.epoch = epoch;
  scene.handoff = null;
  if (at(body, 'owner') === 'ai') return;
  scene.staleEpoch = before;
  scene.handoff = textAt(body, 'handoff', 'id') || null;
}

type Line = Omit<TranscriptTurn, 'role'> & { role: SentTurn['role'] };

const customerFields = ['id', 'name', 'email', 'language', 'tier', 'value', 'attributes'];

/** What the file knows of the customer goes with the first turn, as far as the API takes it. */
function customerFacts(scene: Scene): object {
  if (scene.numbered !== 1 || scene.customer === undefined) return {};
  const known = Object.entries(scene.customer).filter(([name]) => customerFields.includes(name));
  return { customer: Object.fromEntries(known) };
}

function turnBody(scene: Scene, line: Line, id: string): object {
  const { role, content, tool_calls: calls, error, signals } = line;
  return {
    ...customerFacts(scene),
    turn: {
      id,
      role,
      content,
      ...(calls === undefined ? {} : { tool_calls: calls }),
      ...(error === undefined ? {} : { error }),
      ...(signals === undefined ? {} : { signals }),
      ...(role === 'customer' || scene.epoch === undefined ? {} : { epoch: scene.epoch }),
    },
  };
}

function sentTurn(line: Line, id: string, late: boolean): SentTurn {
  const { role, content, tool_calls: calls } = line;
  return {
    id,
    role,
    content,
    ...(calls === undefined ? {} : { tool_calls: calls }),
    replies: [],
    late,
  };
}

/** Posts a turn, every tenth twice with the same id; learns owner and epoch from the answer. */
async function say(scene: Scene, line: Line): Promise<Reply> {
  scene.numbered += 1;
  const { api, onTurn } = scene.stage;
  const id = `${scene.record.id}-${scene.numbered}`;
  const path = `/v1/conversations/${scene.record.id}/turns`;
  const body = turnBody(scene, line, id);
  const sent = sentTurn(line, id, false);
  scene.record.sent.push(sent);
  const started = performance.now();
  const reply = await insist(api, 'POST', path, body);
  onTurn(performance.now() - started);
  sent.replies.push(reply);
  if ((scene.index + scene.numbered) % 10 === 0)
    sent.replies.push(await insist(api, 'POST', path, body));
  if (reply.status === 200) learn(scene, reply.body);
  const stream = listenTo(scene);
  if (scene.draw.happens(0.05)) {
    scene.record.resumed += 1;
    stream.drop();
  }
  return reply;
}

/** What a slow assistant would still say after a person was called: it must be refused (I4). */
async function sayTooLate(scene: Scene): Promise<void> {
  scene.lateTurns += 1;
  const line: Line = { role: 'assistant', content: 'One moment, I think I found the answer.' };
  const id = `${scene.record.id}-late${scene.lateTurns}`;
  const sent = sentTurn(line, id, true);
  scene.record.sent.push(sent);
  const body = { turn: { id, role: line.role, content: line.content, epoch: scene.staleEpoch } };
  const path = `/v1/conversations/${scene.record.id}/turns`;
  sent.replies.push(await insist(scene.stage.api, 'POST', path, body));
}

const thanks = [
  'Thank you, that helps.',
  'Good to hear from a person. Please go ahead.',
  'Understood, thanks for looking into this.',
] as const;

/** Asked anew each time: every answer may change it. */
function isHandedOff(scene: Scene): boolean {
  return scene.handoff !== null;
}

/** Listens until the handoff has its outcome; answers the agent now and then. */
async function waitForOutcome(scene: Scene, handoff: string): Promise<string | null> {
  const { record, stage, draw } = scene;
  const stream = listenTo(scene);
  const started = Date.now();
  for (let answered = 0; ;) {
    const timeoutMs = started + stage.patienceMs - Date.now();
    const event = await stream.until(
      ({ type, data }) =>
        (type === 'outcome.recorded' && at(data, 'data', 'handoff_id') === handoff) ||
        (type === 'turn.created' && at(data, 'data', 'role') === 'agent'),
      { timeoutMs, from: scene.heard },
    );
    const over = event?.type !== 'turn.created';
    if (over) {
      const ended = event !== undefined;
      record.waits.push({ handoff, ended, waitedMs: Date.now() - started });
      return ended ? textAt(event.data, 'data', 'final_state') : null;
    }
    scene.heard = stream.events.indexOf(event) + 1;
    if (answered < 2 && draw.happens(0.6)) {
      answered += 1;
      await say(scene, { role: 'customer', content: draw.pick(thanks) });
    }
  }
}

const backWithTheAi = new Set(['returned', 'expired', 'canceled', 'deflected']);

/** After the conversation came back: learns the new epoch as the stream tells it, and goes on for two turns. */
async function goOn(scene: Scene): Promise<void> {
  const stream = listenTo(scene);
  const outcomeAt = stream.events.findLastIndex(({ type }) => type === 'outcome.recorded');
  const back = await stream.until(
    ({ type, data }) => type === 'conversation.owner_changed' && at(data, 'data', 'owner') === 'ai',
    { timeoutMs: 10_000, from: Math.max(0, outcomeAt) },
  );
  if (back === undefined) return;
  scene.epoch = numberAt(back.data, 'data', 'epoch');
  scene.handoff = null;
  await say(scene, { role: 'customer', content: 'Thanks, I have what I wanted.' });
  if (!isHandedOff(scene))
    await say(scene, { role: 'assistant', content: 'You are welcome. Have a good day!' });
}

const mostHandoffs = 4;

async function followHandoffs(scene: Scene): Promise<void> {
  for (let number = 0; number < mostHandoffs && scene.handoff !== null; number += 1) {
    const { handoff } = scene;
    await sayTooLate(scene);
    const finalState = await waitForOutcome(scene, handoff);
    if (scene.handoff === handoff) scene.handoff = null;
    if (isHandedOff(scene)) continue;
    if (finalState !== null && backWithTheAi.has(finalState)) await goOn(scene);
  }
}

async function playScript(scene: Scene, part: Part): Promise<void> {
  let planted = !part.plantCanary;
  for (const { role, ...line } of part.transcript.turns) {
    if (role === 'agent') return;
    if (!planted && role === 'customer') {
      planted = true;
      const canary = hatchCanary(scene.draw);
      scene.record.canaries.push(...canary.secrets);
      await say(scene, { role: 'customer', content: canary.content });
      if (isHandedOff(scene)) return;
    }
    await say(scene, { ...line, role });
    if (isHandedOff(scene)) return;
  }
}

async function askForHuman(scene: Scene): Promise<void> {
  const path = `/v1/conversations/${scene.record.id}/handoff`;
  const reply = await insist(scene.stage.api, 'POST', path, { by: 'customer' });
  if (reply.status !== 200) return;
  scene.record.askedForHuman = true;
  learn(scene, reply.body);
}

/** Plays a transcript up to its handoff, and the handoff to its outcome; every tenth without one asks for a person. */
export async function play(stage: Stage, part: Part): Promise<void> {
  const { transcript, index } = part;
  const record = stage.record(`${transcript.id}-${stage.run}`, transcript.id);
  const scene: Scene = {
    stage,
    record,
    draw: chance(seedOf(stage.seed, transcript.id)),
    customer: transcript.customer,
    index,
    stream: null,
    epoch: undefined,
    staleEpoch: 1,
    handoff: null,
    numbered: 0,
    lateTurns: 0,
    heard: 0,
  };
  try {
    await playScript(scene, part);
    if (!isHandedOff(scene) && index % 10 === 3) await askForHuman(scene);
    await followHandoffs(scene);
  } finally {
    await scene.stream?.close();
  }
}
