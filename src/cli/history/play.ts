/** Plays one conversation of a simulated past: the transcript up to a handoff, the handoff, and what comes after. */
import { isWaiting } from '../../domain/conversation.ts';
import type { Actor } from '../../domain/words.ts';
import type { Turn } from '../../domain/turn.ts';
import type { Chance } from '../simulate/random.ts';
import type { Part } from './customers.ts';
import { bell, fraction, spread } from './draw.ts';
import type { Past } from './past.ts';
import { handle, sayAsCustomer, type World } from './people.ts';

const asCustomer: Actor = { kind: 'customer', id: 'customer' };
const bot: Actor = { kind: 'backend', id: 'bot' };
const pauses = { customer: 35, assistant: 3, tool: 1, agent: 60 };

function turnOf(past: Past, line: Part['turns'][number]): Turn {
  const { role, content, tool_calls: calls, error, signals } = line;
  return {
    id: `t${(past.state?.turnSequence ?? 0) + 1}`,
    role: role === 'agent' ? 'assistant' : role,
    content,
    ...(calls === undefined ? {} : { tool_calls: calls }),
    ...(error === undefined ? {} : { error }),
    ...(signals === undefined ? {} : { signals }),
    ...(role === 'customer' || past.state === null ? {} : { epoch: past.state.epoch }),
  };
}

/** Where the bot asks whether a person should take over, most customers say yes. */
async function answerProposal(past: Past, draw: Chance): Promise<void> {
  if (past.state?.proposal == null) return;
  const yes = fraction(draw) < 0.65;
  await sayAsCustomer(
    past,
    spread(draw, 20),
    yes ? 'Yes, please.' : 'No thanks, let us go on here.',
  );
}

async function playScript(past: Past, part: Part, draw: Chance): Promise<void> {
  for (const line of part.turns) {
    if (line.role === 'agent') return;
    const first = past.state === null ? { customer: part.customer } : {};
    const turn = turnOf(past, line);
    const afterMs = past.state === null ? 0 : spread(draw, pauses[line.role], 0.4);
    await past.take(afterMs, { type: 'turn', actor: bot, turns: [turn], ...first });
    await answerProposal(past, draw);
    if (past.state?.owner !== 'ai') return;
  }
}

/** The bot ends what it could answer; what nobody ends falls silent and is closed by its deadline. */
async function endByBot(past: Past, draw: Chance): Promise<void> {
  if (past.state?.owner !== 'ai' || past.state.status === 'resolved') return;
  if (past.state.lastTurnRole !== 'customer' && fraction(draw) < 0.3) return;
  await past.take(spread(draw, 20), {
    type: 'resolve',
    actor: bot,
    agent: 'bot',
    outcome: 'resolved',
  });
}

/** One in three says how it was; slow help and unsolved matters are rated lower. */
async function rateIt(past: Past, draw: Chance): Promise<void> {
  const { state } = past;
  if (state?.status !== 'resolved' || fraction(draw) >= 0.35) return;
  const waitedMs = (state.handoff?.firstHumanMessageAt ?? 0) - (state.handoff?.requestedAt ?? 0);
  const good = 4.4 - (waitedMs > 300_000 ? 1 : 0) - (state.outcome === 'resolved' ? 0 : 1.2);
  const score = Math.min(5, Math.max(1, Math.round(good + bell(draw) * 0.8)));
  await past.take(draw.between(5, 300) * 1000, { type: 'rate', actor: asCustomer, score });
}

async function comeBack(past: Past, world: World, draw: Chance): Promise<void> {
  if (past.state?.status !== 'resolved' || fraction(draw) >= 0.07) return;
  await sayAsCustomer(
    past,
    draw.between(2, 120) * 3_600_000,
    'It is not solved after all. I want to talk to a person.',
  );
  if (isWaiting(past.state.handoff)) await handle(past, world, draw);
}

/** From the first turn until nothing is left to happen, or until `until`. */
export async function playPast(
  past: Past,
  part: Part,
  world: World,
  { draw, until }: { draw: Chance; until: number },
): Promise<void> {
  await playScript(past, part, draw);
  await handle(past, world, draw);
  await endByBot(past, draw);
  await rateIt(past, draw);
  await comeBack(past, world, draw);
  await past.pass(until);
}
