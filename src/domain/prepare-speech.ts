/** What was said and matters: the ask, corrections, open questions, answers, refusals, promises. By behaviour and cue words. */
import type { Cited, TranscriptTurn } from './brief.ts';
import { atomsOf } from './prepare-atoms.ts';
import {
  advises,
  aside,
  asksOrHedges,
  because,
  commits,
  corrects,
  didAlready,
  hollow,
  identity,
  person,
  pleasantry,
  refuses,
  refusesPlainly,
  smallTalk,
  trouble,
  wants,
} from './prepare-cues.ts';
import { contentWords, tellingAnswers, tellingWishes } from './prepare-salience.ts';
import { countTerms, flat, sentences } from './prepare-text.ts';

/** One sentence with its place. */
export interface Said {
  text: string;
  turn: number;
  /** Index among the turns given. */
  at: number;
}

/** The salient sentences of a conversation; all are quotes. */
export interface Speech {
  ask: Said | null;
  outcome: Said | null;
  latest: Said | null;
  wish: Said | null;
  refusal: Said | null;
  questions: Said[];
  promises: Said[];
  tried: Said[];
  /** What assistant or agents answered, the most telling turns in their order. */
  answers: Said[];
  /** What the service asked last and the customer has not answered. */
  pending: Said | null;
}

function said(turns: TranscriptTurn[], ...roles: TranscriptTurn['role'][]): Said[] {
  return turns.flatMap((turn, at) =>
    roles.includes(turn.role)
      ? sentences(turn.content.slice(0, 6000)).map((text) => ({ text, turn: turn.sequence, at }))
      : [],
  );
}

const isQuestion = (item: Said) => /[?？]/u.test(item.text);

/** How much a customer's sentence tells about what they want. */
function askScore(item: Said): number {
  const terms = countTerms(item.text);
  const cues: [boolean, number][] = [
    [wants.test(item.text), 3],
    [trouble.test(item.text), 2],
    [isQuestion(item), 0.5],
    [terms >= 7 && terms <= 45, 1],
    [identity.test(item.text), -4],
    [smallTalk.test(item.text) && terms < 8, -3],
    [person.test(item.text), -2],
    [aside.test(item.text), -3],
    [terms < 4, -2],
    [hollow.test(item.text) && terms < 12, -2.5],
  ];
  const base = Math.min(atomsOf(item.text).length, 2) * 0.5;
  return cues.reduce((score, [holds, points]) => score + (holds ? points : 0), base);
}

/** How much a sentence of assistant or agent tells the customer. */
function answerScore(item: Said): number {
  const size = Math.min(contentWords(item.text).size, 16) / 4;
  const cues: [boolean, number][] = [
    [advises.test(item.text), 1],
    [refuses.test(item.text), 1.5],
    [commits.test(item.text), 1],
    [pleasantry.test(item.text), -1.5],
    [isQuestion(item), -0.5],
  ];
  const named = Math.min(atomsOf(item.text).length, 2) * 0.5;
  return cues.reduce((score, [holds, points]) => score + (holds ? points : 0), size + named);
}

function best(items: Said[], score: (item: Said, index: number) => number): Said | null {
  let found: Said | null = null;
  let top = 0.5;
  items.forEach((item, index) => {
    const value = score(item, index);
    if (value > top) [found, top] = [item, value];
  });
  return found;
}

/** The main ask: the most telling sentence of the customer's first turns, earlier ones preferred. */
function mainAsk(customer: Said[]): Said | null {
  const places = [...new Set(customer.map((item) => item.at))].slice(0, 3);
  const early = customer.filter((item) => places.includes(item.at));
  const found = best(early, (item) => askScore(item) - places.indexOf(item.at) * 1.5);
  return found ?? early.find((item) => countTerms(item.text) >= 3) ?? early[0] ?? null;
}

/** What the customer wants now: the last telling sentence, a correction before all. */
function latestAsk(customer: Said[], ask: Said | null): Said | null {
  const rest = customer.filter(
    (item) =>
      item.text !== ask?.text &&
      !identity.test(item.text) &&
      !(hollow.test(item.text) && countTerms(item.text) < 12),
  );
  const last = rest.at(-1)?.at ?? 0;
  return best(rest, (item, index) => {
    const recency = Math.max(0, 3 - (last - item.at) * 0.4) + index * 0.01;
    return wants.test(item.text) || corrects.test(item.text) || trouble.test(item.text)
      ? askScore(item) + (corrects.test(item.text) ? 1.5 : 0) + recency - 2
      : 0;
  });
}

/** The most telling sentence of each of the turns given. */
function bestOfEach(turns: TranscriptTurn[], items: Said[], score: (item: Said) => number): Said[] {
  return turns.flatMap(({ sequence }) => {
    const own = items.filter((item) => item.turn === sequence);
    return best(own, (item) => score(item) + 10) ?? [];
  });
}

/** What the customer added beside the ask, by how much it tells rather than by how late it came. */
function alsoSaid(turns: TranscriptTurn[], customer: Said[], ask: Said | null): Said | null {
  const telling = tellingWishes(turns, 3).filter(({ sequence }) => sequence !== ask?.turn);
  return bestOfEach(telling.slice(0, 1), customer, askScore)[0] ?? null;
}

function lastAnswer(turns: TranscriptTurn[]): number {
  return turns.findLastIndex(
    (turn) => turn.role !== 'customer' && turn.role !== 'tool' && turn.content.trim() !== '',
  );
}

/** How plainly a sentence refuses, and how much of the reason it tells. */
function refusalScore(item: Said): number {
  const cues: [boolean, number][] = [
    [refusesPlainly.test(item.text), 2],
    [asksOrHedges.test(item.text), -1],
    [countTerms(item.text) >= 6, 1],
    [because.test(item.text), 0.5],
  ];
  return cues.reduce((score, [holds, points]) => score + (holds ? points : 0), 1);
}

/** The last thing assistant or agent said cannot be done; a plain refusal before one by a property alone. */
function lastRefusal(service: Said[]): Said | null {
  const found = service.filter((item) => refuses.test(item.text) && !isQuestion(item));
  const plainly = found.filter((item) => refusesPlainly.test(item.text));
  const at = (plainly.at(-1) ?? found.at(-1))?.at;
  return best(
    found.filter((item) => item.at === at),
    refusalScore,
  );
}

function promisesOf(service: Said[]): Said[] {
  const made = service.filter(
    (item) => commits.test(item.text) && !asksOrHedges.test(item.text) && !refuses.test(item.text),
  );
  return unique(made).slice(-5);
}

function wishOf(customer: Said[], trigger: number): Said | null {
  const wish = customer.filter((item) => item.turn === trigger && person.test(item.text));
  return wish.find((item) => wants.test(item.text)) ?? wish[0] ?? null;
}

/** The last question to the customer when nobody wrote after it. */
function pendingOf(turns: TranscriptTurn[], service: Said[]): Said | null {
  const last = turns.findLast((turn) => turn.content.trim() !== '');
  return service.findLast((item) => item.turn === last?.sequence && isQuestion(item)) ?? null;
}

/**
 * Sorts out the words of a conversation. `trigger` is the sequence of the turn that led to the handoff; null when
 * nothing led to one. Then, and once an agent has answered, what tells most counts before what came last.
 */
export function speechOf(turns: TranscriptTurn[], trigger: number | null): Speech {
  const customer = said(turns, 'customer');
  const service = said(turns, 'assistant', 'agent');
  const answered = lastAnswer(turns);
  const ask = mainAsk(customer);
  const questions = unique(customer.filter((item) => item.at > answered && isQuestion(item))).slice(
    -5,
  );
  const settled = customer.filter(
    (item) => !person.test(item.text) && !questions.includes(item) && countTerms(item.text) > 3,
  );
  const also = alsoSaid(turns, customer, ask);
  const outcome = latestAsk(settled, ask);
  const served = trigger === null || turns.some(({ role }) => role === 'agent');
  return {
    ask,
    outcome: served ? (also ?? outcome) : outcome,
    latest: latestAsk(
      customer.filter((item) => item.at > (ask?.at ?? 0)),
      ask,
    ),
    wish: trigger === null ? null : wishOf(customer, trigger),
    refusal: lastRefusal(service),
    questions,
    promises: promisesOf(service),
    tried: unique(customer.filter((item) => didAlready.test(item.text) && !isQuestion(item))).slice(
      -5,
    ),
    answers: bestOfEach(tellingAnswers(turns, 2), service, answerScore),
    pending: pendingOf(turns, service),
  };
}

function unique(items: Said[]): Said[] {
  return items.filter(
    (item, index) => items.findIndex((other) => other.text === item.text) === index,
  );
}

/** A quote with its turn, at most 300 characters. */
export function cite(item: Said): Cited<string> {
  const text = flat(item.text);
  return { value: text.length > 300 ? flat(text.slice(0, 300)) : text, turns: [item.turn] };
}
