/** The lines of the deterministic brief, a function per section. Each quotes, counts or names; none invents. */
import type { BriefEntity, BriefLine, BriefSection, TranscriptTurn } from './brief.ts';
import type { Entities } from './prepare-entities.ts';
import { speakerOf } from './prepare-findings.ts';
import type { Findings } from './prepare-findings.ts';
import { reasonText } from './prepare-lines.ts';
import type { Room } from './prepare-lines.ts';
import type { Said } from './prepare-speech.ts';
import type { Step } from './prepare-steps.ts';
import { quote } from './prepare-text.ts';

function lineOf(section: BriefSection, text: string, turns: number[]): BriefLine {
  return { section, text, turns: [...new Set(turns)] };
}

/** What the customer said in the turn that led here: the wish for a person, a question, or all of it. */
function triggerWords({ speech, turns, trigger }: Findings): string {
  if (speech.wish !== null) return speech.wish.text;
  const said = turns.find((turn) => turn.sequence === trigger && turn.role === 'customer');
  const question = speech.questions.find((item) => item.turn === said?.sequence);
  return question?.text ?? said?.content ?? '';
}

function whyHead(findings: Findings, room: Room): BriefLine {
  const { input, trigger, opening } = findings;
  if (input.reason === '')
    return lineOf('why_you_have_this', 'The customer wrote; no handoff was decided.', [opening]);
  const words = triggerWords(findings);
  const head = reasonText(input.reason);
  const text = words.trim() === '' ? `${head}.` : `${head}: ${quote(words, room.quote)}`;
  return lineOf('why_you_have_this', text, [trigger]);
}

function why(findings: Findings, room: Room): BriefLine[] {
  const { refusal } = findings.speech;
  const lines = [whyHead(findings, room)];
  if (refusal !== null) {
    const text = `${speakerOf(findings, refusal)} declined: ${quote(refusal.text, room.quote)}`;
    lines.push(lineOf('why_you_have_this', text, [refusal.turn]));
  }
  return lines;
}

function ask({ speech, input }: Findings, room: Room): BriefLine[] {
  const lines =
    speech.ask === null
      ? []
      : [lineOf('what_the_customer_wants', quote(speech.ask.text, room.quote), [speech.ask.turn])];
  const latest = speech.outcome;
  if (latest !== null && latest.text !== speech.ask?.text && latest.text !== speech.wish?.text) {
    const label = input.reason === '' ? 'Also' : 'Later';
    lines.push(
      lineOf('what_the_customer_wants', `${label}: ${quote(latest.text, room.quote)}`, [
        latest.turn,
      ]),
    );
  }
  return lines;
}

interface Group {
  name: string;
  turns: number[];
}

function grouped(steps: Step[], name: (step: Step) => string): Group[] {
  const groups = new Map<string, number[]>();
  for (const step of steps)
    groups.set(name(step), [...(groups.get(name(step)) ?? []), ...step.turns]);
  return [...groups].map(([text, turns]) => ({ name: text, turns }));
}

function listLine(label: string, items: Group[]): BriefLine[] {
  if (items.length === 0) return [];
  const text = `${label} ${items.map((item) => item.name).join('; ')}`;
  return [
    lineOf(
      'what_was_tried',
      text,
      items.flatMap((item) => item.turns),
    ),
  ];
}

/** Only the references that tell: those of a call in the order of their salience in the whole conversation. */
function called(step: Step, entities: Entities, room: Room): string {
  const rank = [...entities.account, ...entities.others].map((entity) => entity.value);
  const place = (id: string) => (rank.includes(id) ? rank.indexOf(id) : rank.length);
  const most = room.extras ? 4 : 3;
  const ids = [...step.ids].sort((a, b) => place(a) - place(b)).slice(0, most);
  return ids.length === 0 ? step.tool : `${step.tool} (${ids.join(', ')})`;
}

function stepLines({ steps, entities }: Findings, room: Room): BriefLine[] {
  const acts = steps.filter((step) => step.acts);
  const recent = (list: Step[]) => list.slice(-6);
  const done = grouped(recent(acts.filter((step) => step.result === 'ok')), (step) =>
    called(step, entities, room),
  );
  const open = grouped(recent(acts.filter((step) => step.result === 'unknown')), (step) =>
    called(step, entities, room),
  );
  const failed = grouped(recent(steps.filter((step) => step.result === 'failed')), (step) =>
    step.error === '' ? step.tool : `${step.tool}: ${quote(step.error, Math.min(room.quote, 10))}`,
  );
  return [
    ...listLine('Done:', done),
    ...listLine('Failed:', failed.slice(-3)),
    ...listLine('Result unknown:', open),
  ];
}

/** What assistant or agents told the customer, beside what is quoted as a refusal already. */
function answerLines(findings: Findings, room: Room, most: number): BriefLine[] {
  const { answers, refusal } = findings.speech;
  return answers
    .filter((item) => item.turn !== refusal?.turn)
    .slice(-most)
    .map((item) =>
      lineOf('what_was_tried', `${speakerOf(findings, item)}: ${quote(item.text, room.quote)}`, [
        item.turn,
      ]),
    );
}

function tried(findings: Findings, room: Room): BriefLine[] {
  const { speech, steps, turns } = findings;
  const lines = stepLines(findings, room);
  const last = speech.tried.at(-1);
  if (last !== undefined && (room.extras || lines.length === 0)) {
    lines.push(lineOf('what_was_tried', `Customer: ${quote(last.text, room.quote)}`, [last.turn]));
  }
  if (steps.length === 0) lines.unshift(...answerLines(findings, room, 2));
  return lines.length > 0 ? lines.slice(0, 4) : lookedUp(steps, turns);
}

function lookedUp(steps: Step[], turns: TranscriptTurn[]): BriefLine[] {
  if (steps.length > 0)
    return listLine('Only looked up:', grouped(steps, (step) => step.tool).slice(-4));
  const last = turns.at(-1);
  return last === undefined ? [] : [lineOf('what_was_tried', 'Nothing yet.', [last.sequence])];
}

function entityLine(label: string, entities: BriefEntity[]): BriefLine[] {
  if (entities.length === 0) return [];
  return [
    lineOf(
      'facts',
      `${label} ${entities.map((entity) => entity.value).join('; ')}`,
      entities.flatMap((entity) => entity.turns.slice(0, 1)),
    ),
  ];
}

function facts({ entities, opening }: Findings, room: Room): BriefLine[] {
  const first = (type: BriefEntity['type']) =>
    entities.account.filter((entity) => entity.type === type).slice(0, 1);
  const customer = [
    ...first('account'),
    ...first('name'),
    ...(room.extras ? first('email') : []),
    ...first('phone'),
  ];
  const references = entities.others.filter(({ type }) => type !== 'amount' && type !== 'date');
  const figures = entities.others.filter(({ type }) => type === 'amount' || type === 'date');
  const shown = [...references.slice(0, room.references), ...figures.slice(0, room.extras ? 5 : 2)];
  const rank = (entity: BriefEntity) =>
    ['order', 'other', 'product', 'amount', 'date'].indexOf(entity.type);
  const lines = [
    ...entityLine('Customer', customer),
    ...entityLine(
      'About',
      shown.sort((a, b) => rank(a) - rank(b)),
    ),
  ];
  return lines.length > 0 ? lines : [lineOf('facts', 'No id or sum given.', [opening])];
}

function moodLine({ mood }: Findings, room: Room): BriefLine[] {
  if (mood === null) return [];
  const { sentiment, urgency, evidence } = mood;
  const turns = [
    ...sentiment.turns,
    ...urgency.turns,
    ...(evidence === null ? [] : [evidence.turn]),
  ];
  const told =
    evidence === null || !room.extras ? '.' : `: ${quote(evidence.text, Math.min(room.quote, 14))}`;
  return [
    lineOf('mood_and_risk', `${capital(sentiment.value)}, urgency ${urgency.value}${told}`, turns),
  ];
}

function capital(word: string): string {
  return `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`;
}

/** What to do next; `said` is what the customer waits for, when the step is about words of theirs. */
export interface Next {
  text: string;
  said: Said | null;
  turns: number[];
}

/** The act that failed last and did not succeed afterwards. */
function openFailure(steps: Step[]): Step | null {
  const acts = steps.filter((step) => step.acts);
  const failed = acts.findLast((step) => step.result === 'failed');
  if (failed === undefined) return null;
  const later = acts.slice(acts.indexOf(failed) + 1);
  return later.some((step) => step.tool === failed.tool && step.result === 'ok') ? null : failed;
}

/** An open question first, then what stands in the way of the request, then the request itself. */
export function nextOf({ speech, steps, turns, trigger }: Findings): Next | null {
  const question = speech.questions.findLast((item) => item.text !== speech.wish?.text);
  if (question !== undefined) return { text: 'Answer', said: question, turns: [question.turn] };
  if (speech.pending !== null)
    return { text: 'Await the answer to', said: speech.pending, turns: [speech.pending.turn] };
  const request = speech.outcome ?? speech.ask ?? speech.latest;
  const failed = openFailure(steps);
  if (failed !== null)
    return {
      text: `Clear up why ${failed.tool} failed, then settle the request`,
      said: null,
      turns: [...failed.turns, ...(request === null ? [] : [request.turn])],
    };
  if (request !== null) return { text: 'Take up', said: request, turns: [request.turn] };
  const last = turns.find((turn) => turn.sequence === trigger);
  return last === undefined || last.content.trim() === ''
    ? null
    : {
        text: 'Read and answer',
        said: { text: last.content, turn: trigger, at: 0 },
        turns: [trigger],
      };
}

/** The step in words; a quote that the brief shows already is not shown again. */
function nextText(step: Next, { speech }: Findings, room: Room): string {
  if (step.said === null) return `${step.text}.`;
  const shown = [speech.ask, speech.outcome].some((item) => item?.text === step.said?.text);
  if (!shown) return `${step.text}: ${quote(step.said.text, room.quote)}`;
  if (step.text !== 'Take up') return `${step.text} the question above.`;
  return speech.refusal === null ? 'Take up the request.' : 'Decide on what was declined.';
}

function next(findings: Findings, room: Room): BriefLine[] {
  const step = nextOf(findings);
  const { speech, trigger } = findings;
  const lines =
    step === null
      ? [lineOf('next_step', 'Read the transcript and greet the customer.', [trigger])]
      : [lineOf('next_step', nextText(step, findings, room), step.turns)];
  const promise = speech.promises.at(-1);
  if (promise !== undefined && room.extras) {
    const text = `${speakerOf(findings, promise)} promised: ${quote(promise.text, room.quote)}`;
    lines.push(lineOf('next_step', text, [promise.turn]));
  }
  return lines;
}

/** The sections in their order. */
export const parts: ((findings: Findings, room: Room) => BriefLine[])[] = [
  why,
  ask,
  tried,
  facts,
  moodLine,
  next,
];
