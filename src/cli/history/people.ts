/** What agents of a simulated past do with a handoff, from its wait to its outcome. */
import {
  answerPastOffer,
  makePastOffer,
  type SimulatedAgent,
} from '../../adapters/postgres/simulated.ts';
import { storeBrief, readBriefWork } from '../../adapters/postgres/briefs.ts';
import { isHeld, isWaiting, type Handoff } from '../../domain/conversation.ts';
import { writeExtractiveBrief } from '../../domain/prepare.ts';
import type { Actor, OutcomeWord, Verdict } from '../../domain/words.ts';
import type { Chance } from '../simulate/random.ts';
import { fraction, spread } from './draw.ts';
import type { Past } from './past.ts';

/** What is true of the past, and what the people in it do by it. */
export interface World {
  agents: readonly [SimulatedAgent, ...SimulatedAgent[]];
  /** Of each queue. */
  resolutionCodes: ReadonlyMap<string, readonly string[]>;
  /** Hand time with a brief, as a share of that without: 1 is no effect. */
  briefEffect: number;
  /** Waits are this many times as long as usual; falls a little from week to week. */
  pace: number;
  /** Whether a person was needed, where the transcript says; null where it does not. */
  needed: boolean | null;
  /** Share of the handoffs of a rule that are avoidable, whatever the transcript says. */
  avoidableByRule: Readonly<Record<string, number>>;
}

const system: Actor = { kind: 'system', id: 'matching' };
const asCustomer: Actor = { kind: 'customer', id: 'customer' };

const hellos = [
  'Hello, this is a person from the team. I have read what you wrote.',
  'Hi, I am taking over here. Give me a moment to look at your case.',
] as const;
const works = [
  'I have looked into it: the change is made and you will get a confirmation by mail.',
  'I have asked the team that looks after this, and they put it right just now.',
  'I refunded the amount; it takes up to three days to arrive.',
] as const;
const answers = [
  'Thank you, that helps.',
  'All right, thanks for looking into it.',
  'Great, that was it.',
] as const;

function open(past: Past): Handoff | null {
  return past.state?.handoff ?? null;
}

async function brief(past: Past, handoff: Handoff): Promise<void> {
  const place = { ...past.ref, handoff: handoff.id };
  const { input } = await readBriefWork(past.connection, place);
  const lastTurn = input.turns.at(-1)?.sequence ?? 0;
  const written = { brief: writeExtractiveBrief(input), lastTurn, fallback: null, settled: true };
  const stored = await storeBrief(past.connection, place, written);
  await past.take(400, {
    type: 'briefFinished',
    actor: { kind: 'system', id: 'brief' },
    handoff_id: handoff.id,
    brief_id: stored.briefId,
    writer: stored.writer,
    supported: stored.supported,
    dropped: stored.dropped,
  });
}

/** One offer: accepted, refused or overlooked. */
async function offerOnce(past: Past, world: World, draw: Chance): Promise<void> {
  const handoff = open(past);
  if (!isWaiting(handoff)) return;
  const agent = draw.pick(world.agents).id;
  const timeoutSeconds = 30;
  await past.pass(past.now + spread(draw, 35 * world.pace, 0.8));
  if (!isWaiting(open(past))) return;
  const at = past.now;
  const { queue, id } = handoff;
  const offer = await makePastOffer(past.connection, {
    ...past.ref,
    handoff: id,
    queue,
    agent,
    at,
    timeoutSeconds,
  });
  await past.take(0, {
    type: 'offerMade',
    actor: system,
    offer_id: offer,
    handoff_id: id,
    agent,
    timeout_seconds: timeoutSeconds,
  });
  const mood = fraction(draw);
  if (mood < 0.05) return past.pass(past.now + timeoutSeconds * 1000);
  const answer = { offer_id: offer, agent, actor: { kind: 'agent', id: agent } as const };
  await answerPastOffer(past.connection, offer, mood < 0.12 ? 'rejected' : 'accepted');
  if (mood < 0.12)
    await past.take(draw.between(3, 20) * 1000, { type: 'rejectOffer', ...answer, reason: 'busy' });
  else await past.take(draw.between(2, 20) * 1000, { type: 'acceptOffer', ...answer });
}

function verdictOf(world: World, handoff: Handoff, draw: Chance): Verdict | undefined {
  if (fraction(draw) < 0.15) return undefined;
  const planted = world.avoidableByRule[handoff.rule ?? ''];
  const avoidable =
    planted ?? (world.needed === false ? 0.85 : world.needed === true ? 0.05 : 0.15);
  if (fraction(draw) < avoidable) return 'avoidable';
  const kind = fraction(draw);
  if (kind < 0.06) return 'too_late';
  return kind < 0.11 ? 'wrong_queue' : 'needed';
}

/** Which code of its queue a case ends with; the first ones are the usual ones. */
function codeOf(codes: readonly string[], draw: Chance): { resolution_code?: string } {
  const code = codes[Math.floor(fraction(draw) ** 2 * codes.length)];
  return code === undefined ? {} : { resolution_code: code };
}

async function talk(past: Past, world: World, draw: Chance): Promise<void> {
  const handoff = open(past);
  if (!isHeld(handoff)) return;
  const agent = handoff.agent ?? '';
  const actor: Actor = { kind: 'agent', id: agent };
  const shown = past.state?.arm !== 'no_brief';
  const effort = shown ? world.briefEffect : 1;
  await past.take(spread(draw, 40 * effort, 0.5), {
    type: 'reply',
    actor,
    agent,
    content: draw.pick(hellos),
  });
  if (fraction(draw) < 0.2)
    await past.take(spread(draw, 30 * effort), {
      type: 'note',
      actor,
      agent,
      content: 'Looked at the account.',
    });
  const rounds = draw.between(1, 2);
  for (let round = 0; round < rounds; round += 1) {
    await past.take(spread(draw, 150 * effort, 0.5), {
      type: 'reply',
      actor,
      agent,
      content: draw.pick(works),
    });
    if (fraction(draw) < 0.7)
      await sayAsCustomer(past, draw.between(15, 60) * 1000, draw.pick(answers));
  }
}

/** The customer writes; ids count up with the transcript. */
export async function sayAsCustomer(past: Past, afterMs: number, content: string): Promise<void> {
  const id = `t${(past.state?.turnSequence ?? 0) + 1}`;
  await past.take(afterMs, {
    type: 'turn',
    actor: asCustomer,
    turns: [{ id, role: 'customer', content }],
  });
}

async function finish(past: Past, world: World, draw: Chance): Promise<void> {
  const handoff = open(past);
  if (!isHeld(handoff)) return;
  const agent = handoff.agent ?? '';
  const actor: Actor = { kind: 'agent', id: agent };
  const effort = past.state?.arm === 'no_brief' ? 1 : world.briefEffect;
  const after = spread(draw, 90 * effort, 0.5);
  if (fraction(draw) < 0.08) {
    await past.take(after, {
      type: 'returnToAi',
      actor,
      agent,
      summary: 'The request is done; the assistant can go on.',
    });
    return;
  }
  const outcome: OutcomeWord = draw.pick([
    'resolved',
    'resolved',
    'resolved',
    'resolved',
    'partial',
    'unresolved',
  ]);
  const verdict = verdictOf(world, handoff, draw);
  await past.take(after, {
    type: 'resolve',
    actor,
    agent,
    outcome,
    reason_code: handoff.reason,
    ...codeOf(world.resolutionCodes.get(handoff.queue) ?? [], draw),
    ...(verdict === undefined ? {} : { verdict }),
  });
}

/** Some customers do not wait. */
async function loseHeart(past: Past, draw: Chance): Promise<boolean> {
  if (fraction(draw) >= 0.06) return false;
  await past.take(spread(draw, 60), { type: 'cancelHandoff', actor: asCustomer });
  return !isWaiting(open(past));
}

/** Takes an open handoff to its end. Nobody comes for a few: those expire by their own deadline. */
export async function handle(past: Past, world: World, draw: Chance): Promise<void> {
  const handoff = open(past);
  if (!isWaiting(handoff)) return;
  await brief(past, handoff);
  if (await loseHeart(past, draw)) return;
  if (fraction(draw) < 0.01) return past.pass(handoff.expiresAt);
  for (let tries = 0; tries < 20 && isWaiting(open(past)); tries += 1)
    await offerOnce(past, world, draw);
  await talk(past, world, draw);
  if (fraction(draw) < 0.07) await moveOn(past, world, draw);
  await finish(past, world, draw);
}

/** The wrong team had it: it goes to another queue and is taken there. */
async function moveOn(past: Past, world: World, draw: Chance): Promise<void> {
  const handoff = open(past);
  const others = [...world.resolutionCodes.keys()]
    .filter((queue) => queue !== handoff?.queue)
    .sort();
  const queue = others[Math.floor(fraction(draw) * others.length)];
  if (!isHeld(handoff) || queue === undefined) return;
  const agent = handoff.agent ?? '';
  await past.take(spread(draw, 30), {
    type: 'transfer',
    actor: { kind: 'agent', id: agent },
    agent,
    to_queue: queue,
  });
  for (let tries = 0; tries < 20 && isWaiting(open(past)); tries += 1)
    await offerOnce(past, world, draw);
  await talk(past, world, draw);
}
