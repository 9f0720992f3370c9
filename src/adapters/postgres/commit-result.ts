/** What a command answers, after its step and with what only the store knows. */
import { answerOf, type Waiting } from '../../domain/answer.ts';
import type { CommandResult, ReturnedSegment, TurnAnswer } from '../../domain/commands.ts';
import type { ConversationRef } from '../../domain/ids.ts';
import type { ActivePolicy } from '../../domain/policy.ts';
import type { Draft } from '../../domain/step.ts';
import type { TakenTurns } from '../../domain/take-turns.ts';
import type { Queryable } from './pool.ts';

/** A step that was taken; `turns` is set for a command of turns. */
export interface Step {
  draft: Draft;
  turns: TakenTurns | null;
}

/** The same, with what only the store knows of the wait. */
export interface Taken extends Step {
  waiting: Waiting;
}

/** What an agent left for the bot goes to the bot once, with the answer to its next turn. */
export async function pendingSegment(
  connection: Queryable,
  ref: ConversationRef,
  step: Step,
): Promise<ReturnedSegment | null> {
  const { state } = step.draft;
  if (step.turns === null || !state.unreadSummary || state.owner !== 'ai') return null;
  state.unreadSummary = false;
  const { rows } = await connection.query<ReturnedSegment>(
    'select handoff as handoff_id, summary, result from segment_summaries where tenant = $1 and conversation = $2 and handoff = $3',
    [ref.tenant, ref.conversation, state.handoff?.id ?? ''],
  );
  return rows[0] ?? null;
}

/** The stored answer of a command. */
export function resultOf(
  step: Taken,
  policy: ActivePolicy,
  returned: ReturnedSegment | null,
): CommandResult {
  const answer = answerOf(step.draft.state, policy.policy, step.draft.say, step.waiting);
  if (step.turns === null) return { kind: 'done', answer };
  const { taken, turns } = step.turns;
  const last = turns.at(-1) ?? { id: '', sequence: null };
  const decided = taken.find((turn) => turn.decision.action === 'handoff') ?? taken.at(-1);
  const turnAnswer: TurnAnswer = {
    ...answer,
    turn: { id: last.id, sequence: last.sequence },
    turns,
    decision: decided?.decision ?? null,
    ...(returned === null ? {} : { returned }),
    ...(returned?.summary == null ? {} : { returned_summary: returned.summary }),
  };
  return { kind: 'done', answer: turnAnswer };
}
