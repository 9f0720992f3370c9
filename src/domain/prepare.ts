/**
 * Prepare: what an agent reads before the first word. The deterministic writer quotes and counts; it never invents:
 * every value stands in a turn it cites.
 */
import type {
  Brief,
  BriefEntity,
  BriefFields,
  BriefInput,
  BriefLine,
  BriefSection,
  TranscriptTurn,
} from './brief.ts';
import { checkBrief } from './prepare-check.ts';
import { entitiesOf } from './prepare-entities.ts';
import type { Entities } from './prepare-entities.ts';
import { languageOf, moodOf } from './prepare-mood.ts';
import type { Mood } from './prepare-mood.ts';
import { cite, speechOf } from './prepare-speech.ts';
import type { Said, Speech } from './prepare-speech.ts';
import { stepsOf } from './prepare-steps.ts';
import type { Step } from './prepare-steps.ts';
import {
  briefText,
  fitLines,
  maxBriefLines,
  maxBriefWords,
  reasonText,
  rooms,
} from './prepare-lines.ts';
import type { Room } from './prepare-lines.ts';
import { countWords, quote } from './prepare-text.ts';

const maxSteps = 40;

interface Findings {
  input: BriefInput;
  turns: TranscriptTurn[];
  trigger: number;
  speech: Speech;
  steps: Step[];
  entities: Entities;
  mood: Mood | null;
}

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

function why(findings: Findings, room: Room): BriefLine[] {
  const { input, speech, trigger } = findings;
  const words = triggerWords(findings);
  const head = reasonText(input.reason);
  const text = words.trim() === '' ? `${head}.` : `${head}: ${quote(words, room.quote)}`;
  const lines = [lineOf('why_you_have_this', text, [trigger])];
  if (speech.refusal !== null) {
    const { text: refusal, turn } = speech.refusal;
    lines.push(
      lineOf('why_you_have_this', `Assistant declined: ${quote(refusal, room.quote)}`, [turn]),
    );
  }
  return lines;
}

function ask({ speech }: Findings, room: Room): BriefLine[] {
  const lines =
    speech.ask === null
      ? []
      : [lineOf('what_the_customer_wants', quote(speech.ask.text, room.quote), [speech.ask.turn])];
  const latest = speech.outcome;
  if (latest !== null && latest.text !== speech.ask?.text && latest.text !== speech.wish?.text) {
    lines.push(
      lineOf('what_the_customer_wants', `Later: ${quote(latest.text, room.quote)}`, [latest.turn]),
    );
  }
  return lines;
}

function grouped(steps: Step[], name: (step: Step) => string): { name: string; turns: number[] }[] {
  const groups = new Map<string, number[]>();
  for (const step of steps)
    groups.set(name(step), [...(groups.get(name(step)) ?? []), ...step.turns]);
  return [...groups].map(([text, turns]) => ({ name: text, turns }));
}

function listLine(label: string, items: { name: string; turns: number[] }[]): BriefLine[] {
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

function tried({ speech, steps, entities, turns }: Findings, room: Room): BriefLine[] {
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
  const lines = [
    ...listLine('Done:', done),
    ...listLine('Failed:', failed.slice(-3)),
    ...listLine('Result unknown:', open),
  ];
  const last = speech.tried.at(-1);
  if (last !== undefined && (room.extras || lines.length === 0)) {
    lines.push(lineOf('what_was_tried', `Customer: ${quote(last.text, room.quote)}`, [last.turn]));
  }
  return lines.length > 0 ? lines : lookedUp(steps, turns);
}

function lookedUp(steps: Step[], turns: TranscriptTurn[]): BriefLine[] {
  if (steps.length > 0)
    return listLine('Only looked up:', grouped(steps, (step) => step.tool).slice(-4));
  const last = turns.findLast((turn) => turn.role === 'assistant') ?? turns.at(-1);
  return last === undefined
    ? []
    : [lineOf('what_was_tried', 'No tool was called.', [last.sequence])];
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

function facts({ entities }: Findings, room: Room): BriefLine[] {
  const first = (type: BriefEntity['type']) =>
    entities.account.filter((entity) => entity.type === type).slice(0, 1);
  const customer = [
    ...first('account'),
    ...first('name'),
    ...(room.extras ? first('email') : []),
    ...first('phone'),
  ];
  const values = (list: BriefEntity[], most: number) => list.slice(0, most);
  const references = entities.others.filter(({ type }) => type !== 'amount' && type !== 'date');
  const figures = entities.others.filter(({ type }) => type === 'amount' || type === 'date');
  const shown = [...values(references, room.references), ...values(figures, room.extras ? 5 : 2)];
  const rank = (entity: BriefEntity) =>
    ['order', 'other', 'product', 'amount', 'date'].indexOf(entity.type);
  return [
    ...entityLine('Customer', customer),
    ...entityLine(
      'About',
      shown.sort((a, b) => rank(a) - rank(b)),
    ),
  ];
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

interface Next {
  verb: string;
  said: Said;
}

/** An open question first, then the request itself. */
function nextOf({ speech, turns, trigger }: Findings): Next | null {
  const question = speech.questions.findLast((item) => item.text !== speech.wish?.text);
  if (question !== undefined) return { verb: 'Answer', said: question };
  const request = speech.outcome ?? speech.ask ?? speech.latest;
  if (request !== null) return { verb: 'Take up', said: request };
  const last = turns.find((turn) => turn.sequence === trigger);
  return last === undefined || last.content.trim() === ''
    ? null
    : { verb: 'Read and answer', said: { text: last.content, turn: trigger, at: 0 } };
}

function next(findings: Findings, room: Room): BriefLine[] {
  const step = nextOf(findings);
  const lines =
    step === null
      ? [lineOf('next_step', 'Read the transcript and greet the customer.', [findings.trigger])]
      : [
          lineOf('next_step', `${step.verb}: ${quote(step.said.text, room.quote)}`, [
            step.said.turn,
          ]),
        ];
  const promise = findings.speech.promises.at(-1);
  if (promise !== undefined && room.extras) {
    lines.push(
      lineOf('next_step', `Assistant promised: ${quote(promise.text, room.quote)}`, [promise.turn]),
    );
  }
  return lines;
}

function compose(findings: Findings): BriefLine[] {
  const parts = [why, ask, tried, facts, moodLine, next];
  const written = rooms.map((room) => parts.flatMap((part) => part(findings, room)));
  const fitting = written.find(
    (lines) => lines.length <= maxBriefLines && countWords(briefText(lines)) <= maxBriefWords,
  );
  return fitting ?? fitLines(written.at(-1) ?? []);
}

function fieldsOf(findings: Findings): BriefFields {
  const { speech, steps, entities, mood, turns } = findings;
  const step = nextOf(findings);
  const tools = [...steps.filter((item) => !item.acts), ...steps.filter((item) => item.acts)].slice(
    -maxSteps,
  );
  const attempted = tools.map(({ tool, result, turns: cited }) => ({
    step: tool,
    result,
    turns: cited,
  }));
  return {
    intent: speech.ask === null ? null : cite(speech.ask),
    desired_outcome: speech.outcome === null ? null : cite(speech.outcome),
    account: entities.account,
    entities: entities.others,
    attempted_steps: [
      ...attempted.sort((a, b) => (a.turns[0] ?? 0) - (b.turns[0] ?? 0)),
      ...speech.tried.map((item) => ({
        step: cite(item).value,
        result: 'unknown' as const,
        turns: [item.turn],
      })),
    ],
    sentiment: mood?.sentiment ?? null,
    urgency: mood?.urgency ?? null,
    language: findings.input.customer?.language ?? languageOf(turns),
    next_action:
      step === null
        ? null
        : { value: `${step.verb}: ${quote(step.said.text, 40)}`, turns: [step.said.turn] },
    open_questions: speech.questions.map(cite),
    promises: speech.promises.map(cite),
  };
}

/**
 * Writes a brief from the transcript alone: quotes, references, tool calls with their results. 5 to 10 lines in the
 * fixed sections, at most `maxBriefWords` words, every line and field with the turns that hold it. Turns up to the
 * last one given are read, also those after the trigger. An empty transcript gives no lines.
 */
export function writeExtractiveBrief(input: BriefInput): Brief {
  const turns = [...input.turns].sort((a, b) => a.sequence - b.sequence);
  const last = turns.at(-1);
  const trigger = turns.some((turn) => turn.sequence === input.trigger)
    ? input.trigger
    : (last?.sequence ?? input.trigger);
  const findings: Findings = {
    input,
    turns,
    trigger,
    speech: speechOf(turns, trigger),
    steps: stepsOf(turns),
    entities: entitiesOf(turns),
    mood: moodOf(turns),
  };
  const draft: Brief = {
    version: 1,
    writer: 'extractive',
    lines: last === undefined ? [] : compose(findings),
    fields: fieldsOf(findings),
    supported: 0,
    dropped: 0,
  };
  return checkBrief(draft, turns);
}
