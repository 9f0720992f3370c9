/** The turns of one command, in order: fenced, read, decided and stepped one after the other. Pure. */
import { underArm } from './arms.ts';
import { alignClocks } from './clocks.ts';
import type { CommandOf, TurnAnswer } from './commands.ts';
import type { ConversationState } from './conversation.ts';
import { decide, type Situation } from './detect.ts';
import type { Decision } from './decision.ts';
import type { Features } from './features.ts';
import {
  featuresOfIntent,
  intentAfter,
  topicsWith,
  withIntentEvidence,
  type KnownIntent,
} from './opening-intent.ts';
import { readForPolicy } from './policy-reading.ts';
import { withRisk } from './risk.ts';
import type { Draft, StepContext } from './step.ts';
import { underSwitches } from './switches.ts';
import { beforeTurn, isSuppressed, suppress, takeTurn } from './turn-step.ts';
import type { Turn } from './turn.ts';

/** A turn that entered the transcript, with what was measured and decided. */
export interface TakenTurn {
  turn: Turn;
  sequence: number;
  epoch: number;
  decision: Decision;
  features: Features;
}

/** What became of the turns of one command. */
export interface TakenTurns {
  taken: TakenTurn[];
  /** One entry per turn of the command, also for those known from before and those suppressed. */
  turns: TurnAnswer['turns'];
}

function situationOf(state: ConversationState, command: CommandOf<'turn'>): Situation {
  const { proposal, declinedAtCustomerTurn: declined, lapsed = null } = state;
  return {
    owner: state.owner,
    proposal:
      proposal === null
        ? null
        : {
            asked_at_turn: proposal.turn,
            reason: proposal.reason,
            rule: proposal.rule,
            queue: proposal.queue,
            priority: proposal.priority,
            tier: proposal.tier,
            sla: proposal.sla,
          },
    lapsed: lapsed && { rule: lapsed.rule, turns: state.customerTurns - lapsed.atCustomerTurn },
    turnsSinceDeclined: declined === null ? null : state.customerTurns - declined,
    aiTurns: state.aiTurns,
    hintQueue: command.hints?.queue ?? null,
    customer: { tier: state.tier, language: state.language, channel: state.channel },
  };
}

/** Takes each turn that is not known yet; `known` gives the sequences of those stored before. */
export function takeTurns(
  draft: Draft,
  context: StepContext,
  command: CommandOf<'turn'>,
  known: ReadonlyMap<string, number>,
): TakenTurns {
  const result: TakenTurns = { taken: [], turns: [] };
  const stored = new Map(known);
  const said = [...(context.opening?.earlier ?? [])];
  for (const turn of command.turns) {
    const before = stored.get(turn.id);
    if (before !== undefined) {
      result.turns.push({ id: turn.id, sequence: before });
    } else if (isSuppressed(draft.state, turn)) {
      suppress(draft, turn);
      result.turns.push({ id: turn.id, sequence: null, suppressed: true });
    } else {
      const taken = takeOne(draft, context, { command, said }, turn);
      result.taken.push(taken);
      if (turn.role === 'customer') said.push(turn.content);
      stored.set(turn.id, taken.sequence);
      result.turns.push({ id: turn.id, sequence: taken.sequence });
    }
  }
  return result;
}

/** The command a turn came with, and what the customer said before the turn. */
interface Setting {
  command: CommandOf<'turn'>;
  said: readonly string[];
}

function takeOne(
  draft: Draft,
  context: StepContext,
  { command, said }: Setting,
  turn: Turn,
): TakenTurn {
  const { state } = draft;
  beforeTurn(draft, context, turn);
  const { epoch } = state;
  const intent = learnIntent(draft, context, turn, said);
  const before = { memory: state.memory, windows: state.windows ?? {} };
  const sequence = state.turnSequence + 1;
  const turnRead = readForPolicy(context.policy.policy, before, turn, sequence);
  const read = withRisk(context.risk, before.memory, turnRead, sequence);
  state.memory = read.memory;
  state.windows = read.windows;
  const features = { ...read.features, ...featuresOfIntent(intent) };
  const reading = { ...read, features, topics: topicsWith(read.topics, intent) };
  const plain = decide(context.policy, reading, turn, situationOf(state, command));
  const measured = { ...plain, model: context.risk?.version ?? plain.model };
  const decided = withIntentEvidence(measured, context.policy, read.topics, intent);
  const tried = underArm(decided, state, context.policy.policy);
  const decision = underSwitches(tried, state, context);
  takeTurn(draft, context, { turn, decision }, command.actor);
  alignClocks(draft, context);
  return { turn, sequence: state.turnSequence, epoch, decision, features };
}

function learnIntent(
  { state }: Draft,
  { opening }: StepContext,
  turn: Turn,
  said: readonly string[],
): KnownIntent | null {
  const given = opening === undefined ? null : { reader: opening.reader, said };
  const intent = intentAfter(state.intent ?? null, turn, state.turnSequence + 1, given);
  if (intent !== null) state.intent = intent;
  return intent;
}
