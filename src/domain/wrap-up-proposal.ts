/** What an agent confirms at the end: a summary of their stretch, reason, resolution and outcome, read off the words. */
import type { TranscriptTurn } from './brief.ts';
import { commits, pleasantry, refuses, trouble } from './prepare-cues.ts';
import { speechOf } from './prepare-speech.ts';
import { quote } from './prepare-text.ts';
import type { OutcomeWord } from './words.ts';

/** Resolution codes when the policy names none. */
export const resolutionCodes = ['answered', 'action_done', 'follow_up', 'declined', 'no_issue'];

/** The proposal; an agent confirms or changes each. */
export interface WrapUp {
  summary: { text: string; turns: number[] }[];
  reason_code: string;
  resolution_code: string;
  outcome: OutcomeWord;
}

/** What the proposal is made from. */
export interface WrapUpInput {
  turns: TranscriptTurn[];
  /** Why the handoff was made. */
  reason: string;
  reasonCodes: string[];
  resolutionCodes: string[];
}

const done =
  /(?<!\p{L})(?:(?:i|we)(?:['’]ve| have)(?: \p{L}+){0,2} (?:refunded|changed|updated|cancell?ed|sent|booked|rebooked|fixed|reset|replaced|credited|issued|ordered|added|removed|processed|made)|is (?:done|fixed|solved|refunded|on its way)|has been \p{L}+ed|erledigt|habe ich \p{L}+|c['’]est fait|ya (?:está|he)|fatto|feito|gedaan|geregeld)(?!\p{L})|已(?:经|為|为)?(?:处理|退款|更改|取消|寄出)/iu;

interface Shown {
  done: boolean;
  refused: boolean;
  promised: boolean;
  thanked: boolean;
  troubled: boolean;
}

function shownIn(turns: TranscriptTurn[]): Shown {
  const agent = turns.filter(({ role }) => role === 'agent').map(({ content }) => content);
  const last = turns.findLast(({ role }) => role === 'customer')?.content ?? '';
  const lastAgent = agent.at(-1) ?? '';
  return {
    done: agent.some((text) => done.test(text)),
    refused: agent.some((text) => refuses.test(text)),
    promised: commits.test(lastAgent),
    thanked: pleasantry.test(last),
    troubled: trouble.test(last) && !pleasantry.test(last),
  };
}

function resolutionOf(shown: Shown): string {
  if (shown.done) return 'action_done';
  if (shown.refused) return 'declined';
  return shown.promised ? 'follow_up' : 'answered';
}

function outcomeOf(shown: Shown): OutcomeWord {
  if (shown.troubled) return 'unresolved';
  if (shown.done || shown.thanked) return 'resolved';
  return shown.refused || shown.promised ? 'partial' : 'resolved';
}

/** The turns since an agent first wrote, with the customer's turn before it, which it answers. */
function humanSegment(turns: TranscriptTurn[]): TranscriptTurn[] {
  const first = turns.findIndex(({ role }) => role === 'agent');
  if (first < 0) return [];
  const before = turns.slice(0, first).findLastIndex(({ role }) => role === 'customer');
  return turns.slice(before < 0 ? first : before);
}

function summaryOf(segment: TranscriptTurn[]): WrapUp['summary'] {
  const { ask, outcome, answers, promises } = speechOf(segment, null);
  const line = (label: string, said: { text: string; turn: number } | null | undefined) =>
    said === null || said === undefined
      ? []
      : [{ text: `${label}: ${quote(said.text, 26)}`, turns: [said.turn] }];
  const promise = promises.at(-1);
  const known = answers.some(({ text }) => text === promise?.text);
  return [
    ...line('Customer', ask),
    ...(outcome?.text === ask?.text ? [] : line('Customer', outcome)),
    ...answers.flatMap((said) => line('Agent', said)),
    ...(known ? [] : line('Promised', promise)),
  ];
}

/** The proposal for a case; codes that the policy does not have are replaced by its first one. */
export function wrapUpOf(input: WrapUpInput): WrapUp {
  const segment = humanSegment(input.turns);
  const shown = shownIn(segment);
  const resolution = segment.length === 0 ? 'no_issue' : resolutionOf(shown);
  const among = (codes: string[], code: string) =>
    codes.length === 0 || codes.includes(code) ? code : (codes[0] ?? code);
  return {
    summary: summaryOf(segment),
    reason_code: among(input.reasonCodes, input.reason),
    resolution_code: among(input.resolutionCodes, resolution),
    outcome: segment.length === 0 ? 'no_issue' : outcomeOf(shown),
  };
}
