import { isId } from './prepare-atoms.ts';
import { scalarsOf } from './prepare-json.ts';
import type { Scalar } from './prepare-json.ts';
import type { AttemptedStep, TranscriptTurn } from './brief.ts';
import { flat } from './prepare-text.ts';

/** One tool call with what came of it. */
export interface Step {
  tool: string;
  /** False for look-ups, which change nothing. */
  acts: boolean;
  /** References among the arguments, in their order. */
  ids: string[];
  result: AttemptedStep['result'];
  /** What the tool said when it failed. */
  error: string;
  /** The turn of the call, then the turn of its result. */
  turns: number[];
}

const lookUp =
  /^(?:get|find|search|list|look_?up|fetch|read|query|check|view|show|retrieve|describe|calculate|compute|think|verify|validate|count|estimate)(?:[_\-.\s]|(?=[A-Z])|$)/;
const failure =
  /^\s*(?:error|failed|failure|exception|traceback|fatal|unauthori[sz]ed|forbidden|not found|timed? ?out)\b/i;

/** Every tool call with its result: the n-th call of a turn is answered by the n-th tool turn before the next speaker. */
export function stepsOf(turns: TranscriptTurn[]): Step[] {
  return turns.flatMap((turn, at) =>
    (turn.tool_calls ?? []).map((call, n) => stepOf(turn, call, answerTo(turns, at, n))),
  );
}

function answerTo(turns: TranscriptTurn[], at: number, n: number): TranscriptTurn | undefined {
  const answer = turns[at + 1 + n];
  const between = turns.slice(at + 1, at + 2 + n);
  return between.every((turn) => turn.role === 'tool') ? answer : undefined;
}

type Call = NonNullable<TranscriptTurn['tool_calls']>[number];

function stepOf(turn: TranscriptTurn, call: Call, answer: TranscriptTurn | undefined): Step {
  const failed = answer !== undefined && hasFailed(answer);
  return {
    tool: flat(call.name).slice(0, 80),
    acts: !lookUp.test(call.name),
    ids: idsOf(scalarsOf(JSON.stringify(call.arguments))),
    result: answer === undefined ? 'unknown' : failed ? 'failed' : 'ok',
    error: failed ? errorText(answer.content) : '',
    turns: answer === undefined ? [turn.sequence] : [turn.sequence, answer.sequence],
  };
}

function idsOf(values: Scalar[]): string[] {
  const ids = values.filter(isReference).map((item) => item.value);
  return [...new Set(ids)];
}

/** Whether a field of a tool call or result is a reference: named like one, or formed like one. */
export function isReference(item: Scalar): boolean {
  if (item.kind === 'other' || !/^\S{1,64}$/.test(item.value)) return false;
  if (/zip|postal|amount|price|date|(?:^|_)(?:year|dob)$/i.test(item.key)) return false;
  return /(?:^|_)(?:ids?|number|ref(?:erence)?)$|[a-z]Ids?$/.test(item.key) || isId(item.value);
}

/** Whether a tool turn reports a failure: by its flag, its first words, or its own error fields. */
export function hasFailed(turn: TranscriptTurn): boolean {
  if (turn.error !== undefined) return turn.error;
  if (failure.test(turn.content)) return true;
  return scalarsOf(turn.content.slice(0, 2000)).some(
    (item) =>
      item.depth === 1 &&
      ((item.key === 'error' && item.value !== '' && !/^(?:null|false|0)$/.test(item.value)) ||
        (/^(?:success|ok)$/.test(item.key) && item.value === 'false') ||
        (item.key === 'status' && /^(?:error|failed|failure)$/i.test(item.value))),
  );
}

function errorText(content: string): string {
  const told = scalarsOf(content.slice(0, 2000)).find((item) =>
    /^(?:error|message|detail|reason)$/.test(item.key),
  );
  return flat(told?.value ?? content.slice(0, 400)).replace(/^error:?\s*/i, '');
}
