/**
 * Plays a recorded conversation through the product's own steps, turn by turn and without looking ahead: masked as by the
 * turn door, then read, decided and stepped by `takeTurns`. What the record cannot know is put aside and said here:
 * - P1 The customer of a record never saw our question, so a proposal lapses before their next turn.
 * - P2 After the first handoff the record goes on as if it had not been made; only the first one counts.
 */
import type { Decision } from '../../domain/decision.ts';
import type { ConversationState } from '../../domain/conversation.ts';
import type { CommandOf } from '../../domain/commands.ts';
import { maskCommand } from '../../domain/mask-command.ts';
import type { ActivePolicy } from '../../domain/policy.ts';
import type { RiskReader } from '../../domain/risk.ts';
import type { StepContext } from '../../domain/step.ts';
import { takeTurns, type TakenTurn } from '../../domain/take-turns.ts';
import { beginStep } from '../../domain/transition.ts';
import { readTurn } from '../../domain/features.ts';
import type { Turn } from '../../domain/turn.ts';
import type { IndexedTurn } from './labelled.ts';

/** What decided, and when. */
export interface Firing {
  index: number;
  reason: string | null;
  rule: string | null;
}

/** One turn as played. */
export interface PlayedTurn {
  index: number;
  role: Turn['role'];
  features: TakenTurn['features'];
  decision: Decision | null;
}

/** A whole conversation as played. */
export interface Played {
  turns: PlayedTurn[];
  fire: Firing | null;
  proposals: Firing[];
  /** Processor time of each decided turn, microseconds. */
  micros: number[];
}

/** A record has no store: no queue, no offer, no hours. */
const facts: StepContext['facts'] = {
  queues: {},
  offer: null,
  reservation: null,
  agentKnown: false,
};
const ids = { handoff: 'ho_play', promise: 'pr_play', note: 'nt_play', meeting: 'mt_play' };
const secondsBetweenTurns = 10;
/** As much of a long text as the turn door sends along. */
const maxInlineText = 16_384;

function commandOf({ index, turn }: IndexedTurn): CommandOf<'turn'> {
  const { role, content, tool_calls: calls, error, signals } = turn;
  const id = `t${index}`;
  const command = maskCommand({
    type: 'turn',
    id,
    actor: { kind: 'backend', id: 'evaluate' },
    turns: [
      {
        id,
        role,
        content,
        ...(calls === undefined ? {} : { tool_calls: calls }),
        ...(error === undefined ? {} : { error }),
        ...(signals === undefined ? {} : { signals }),
      },
    ],
  }) as CommandOf<'turn'>;
  return {
    ...command,
    turns: command.turns.map((each) => ({
      ...each,
      content: each.content.slice(0, maxInlineText),
    })),
  };
}

function putAside(
  before: ConversationState | null,
  after: ConversationState,
  next: Turn['role'] | undefined,
): ConversationState {
  const kept =
    after.owner === 'ai'
      ? after
      : {
          ...after,
          owner: 'ai' as const,
          ownerId: null,
          status: 'pending' as const,
          handoff: null,
          clocks: [],
          epoch: before?.epoch ?? 1,
        };
  return next === 'customer' ? { ...kept, proposal: null } : kept;
}

/** What a conversation is played with. `now` is a clock in milliseconds, for the figures only. */
export interface PlaySettings {
  policy: ActivePolicy;
  risk?: RiskReader | undefined;
  now: () => number;
}

interface Playing {
  state: ConversationState | null;
  at: number;
}

/** An agent's turn is written by another command than the turn door's: it is read, and nothing is decided. */
function hearAgent(playing: Playing, turn: Turn): void {
  const { state } = playing;
  if (state === null) return;
  const { memory } = readTurn(state.memory, turn, state.turnSequence + 1);
  playing.state = { ...state, memory, turnSequence: state.turnSequence + 1 };
}

/** Plays all turns under a policy and a risk model. */
export function play(turns: IndexedTurn[], { policy, risk, now }: PlaySettings): Played {
  const played: Played = { turns: [], fire: null, proposals: [], micros: [] };
  const playing: Playing = { state: null, at: 0 };
  turns.forEach((given, position) => {
    const command = commandOf(given);
    const [turn] = command.turns;
    playing.at += secondsBetweenTurns * 1_000;
    if (turn === undefined || turn.role === 'agent') {
      if (turn !== undefined) hearAgent(playing, turn);
      return;
    }
    const before = playing.state;
    const context: StepContext = { at: playing.at, policy, facts, ids, arm: 'brief', risk };
    const startedAt = now();
    const draft = beginStep(before, context);
    const { taken } = takeTurns(draft, context, command, new Map());
    played.micros.push((now() - startedAt) * 1_000);
    for (const each of taken) note(played, given.index, each);
    playing.state = putAside(before, draft.state, turns[position + 1]?.turn.role);
  });
  return played;
}

function note(played: Played, index: number, { turn, decision, features }: TakenTurn): void {
  played.turns.push({ index, role: turn.role, features, decision });
  const { action, reason, rule } = decision;
  if (action === 'propose') played.proposals.push({ index, reason, rule });
  if (action === 'handoff') played.fire ??= { index, reason, rule };
}
