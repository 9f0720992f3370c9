/**
 * The one function that commits everything (design: one transaction, nothing overwritten but the head).
 * It owns: locking, deduplication, numbering. It leaves deciding to `domain/` and acting to effects and the matching loop.
 * C1 the same command id with the same content answers the stored result, with other content it is refused as data.
 * C2 the events it returns are all those after the version the workflow knows, so a lost result is never missed.
 * C3 a refusal writes nothing.
 */
import { randomInt } from 'node:crypto';
import { armOf } from '../../domain/arms.ts';
import { announceHandoff, hasOpened } from '../../domain/announce-handoff.ts';
import { answerOf, needsWaiting, type Waiting } from '../../domain/answer.ts';
import { drawCaseNumber } from '../../domain/case-number.ts';
import type { Command, CommandOf, CommandResult } from '../../domain/commands.ts';
import { isClosed, nextDeadline, type ConversationState } from '../../domain/conversation.ts';
import type { ConversationRef } from '../../domain/ids.ts';
import type { IntentReader } from '../../domain/opening-intent.ts';
import type { RiskReader } from '../../domain/risk.ts';
import type { Draft, Facts, Refusal, StepContext } from '../../domain/step.ts';
import { takeTurns } from '../../domain/take-turns.ts';
import { learnCustomer } from '../../domain/customer-facts.ts';
import { event, type NumberedEvent } from '../../domain/events.ts';
import { announce, beginStep, transition } from '../../domain/transition.ts';
import { instantText } from '../calendar/instant-text.ts';
import { contentHash, customerOf, storedTurns, textsOf, turnHash } from './commit-content.ts';
import { agentName, readFacts } from './commit-facts.ts';
import { eventsAfter, readHead, type Head } from './commit-head.ts';
import { readOpening } from './commit-opening.ts';
import { writeCommit, writeTexts, type Notice } from './commit-write.ts';
import { pendingSegment, resultOf, type Step, type Taken } from './commit-result.ts';
import { newId } from './new-id.ts';
import { readMoment } from './waits.ts';
import { cancelOffer, type StrayOffer } from './leases.ts';
import { inTransaction, isLostRace, type Connection, type Pool } from './pool.ts';

export interface CommitRequest {
  ref: ConversationRef;
  /** Sequence of the last event the workflow folded; null when it knows nothing yet. */
  knownVersion: number | null;
  command: Command;
  /** The workflow's clock, epoch ms: deadlines are reached by it, never by this machine's. */
  at: number;
  /** The model behind the feature `risk`; absent where none is loaded. */
  risk?: RiskReader | undefined;
  /** Reads what the customer wants where the bot does not say it; absent without an intent model. */
  readIntent?: IntentReader | undefined;
}

export interface Committed {
  result: CommandResult;
  /** The whole state's summary when the caller knew nothing; then `events` holds only this commit's. */
  snapshot: ConversationState | null;
  version: number;
  events: NumberedEvent[];
  deadlineAt: number | null;
  closed: boolean;
  /** Whether rows were written, so that listeners are told. */
  wrote: boolean;
}

/** Takes one command to Postgres, whole or not at all. Throws only for faults of the store. */
export async function commitCommand(pool: Pool, request: CommitRequest): Promise<Committed> {
  const attempt = (): Promise<Committed> =>
    inTransaction(pool, (connection) => commitWithin(connection, request));
  try {
    return await attempt();
  } catch (error) {
    // Before the first commit there is no head row to lock; whoever comes second finds it now.
    if (!isLostRace(error)) throw error;
    return attempt();
  }
}

/** {@link commitCommand} inside a transaction of the caller's, who takes a lost race again whole. */
export async function commitWithin(
  connection: Connection,
  request: CommitRequest,
): Promise<Committed> {
  const { command, ref } = request;
  const hash = contentHash(command);
  const head = await readHead(connection, ref, { id: command.id, turnIds: turnIdsOf(command) });
  if (head.known !== null) {
    const result = head.known.hash === hash ? head.known.result : conflict(head);
    return unchanged(connection, request, head, result);
  }
  const work: Work = { connection, request, head, hash, ids: newIds() };
  if (head.erased) return refused(work, erasedRefusal);
  const step = await takeStep(work);
  if ('code' in step) return refused(work, step);
  return stored(work, step);
}

const erasedRefusal: Refusal = {
  code: 'conversation_erased',
  detail: 'the conversation was erased; begin a new one',
};

/** The ids that this command would give to turns. */
function turnIdsOf(command: Command): string[] {
  if (command.type === 'turn') return command.turns.map((turn) => turn.id);
  return command.type === 'reply' ? [command.id] : [];
}

interface Work {
  connection: Connection;
  request: CommitRequest;
  head: Head;
  hash: string;
  ids: ReturnType<typeof newIds>;
}

function newIds(): StepContext['ids'] & { lease: string; notice: string } {
  return {
    handoff: newId('ho'),
    promise: newId('pr'),
    note: newId('nt'),
    meeting: newId('mt'),
    notice: newId('no'),
    lease: newId('ls'),
    caseNumber: drawCaseNumber(randomInt),
  };
}

async function takeStep(work: Work): Promise<Taken | Refusal> {
  const { connection, request, head, ids } = work;
  const { command, ref } = request;
  const at = Math.max(request.at, head.state?.lastAt ?? 0);
  const { policy } = head.policy;
  const facts = await readFacts(connection, { ref, command, state: head.state, at, ids, policy });
  const arm = armOf(policy, ref);
  const { risk } = request;
  const opening = await readOpening(connection, request, head.state);
  const context: StepContext = { at, policy: head.policy, facts, ids, arm, opening, risk };
  const step = stepWith(work, context);
  return 'code' in step ? step : { ...step, waiting: await waitingOf(work, step.draft, context) };
}

function stepWith(work: Work, context: StepContext): Step | Refusal {
  const { head, request } = work;
  const { command } = request;
  const { facts } = context;
  if (command.type === 'turn') return stepTurns(head, command, context);
  if (command.type === 'reply' && head.knownTurns.has(command.id))
    return { code: 'command_conflict', detail: `${command.id} is the id of another turn` };
  if (command.type === 'offerMade' && !isLive(facts.offer))
    return { code: 'offer_gone', detail: `offer ${command.offer_id} was answered or taken back` };
  const step = transition(head.state, command, context);
  return step.refusal ?? { draft: step.draft, turns: null };
}

/** An offer whose announcement came late may be over. One that was claimed waits for its accept. */
function isLive(offer: Facts['offer']): boolean {
  return offer?.state === 'pending' || offer?.state === 'accepted';
}

function stepTurns(head: Head, command: CommandOf<'turn'>, context: StepContext): Step | Refusal {
  const clash = command.turns.find((turn) => {
    const known = head.knownTurns.get(turn.id);
    return known !== undefined && known.hash !== turnHash(turn);
  });
  if (clash !== undefined)
    return { code: 'command_conflict', detail: `turn ${clash.id} was stored with other content` };
  const draft = beginStep(head.state, context);
  const broken = continueChain(draft, command);
  if (broken !== null) return broken;
  learnCustomer(draft, command.customer, command.known);
  draft.state.channel = command.channel ?? draft.state.channel;
  if (head.state === null) announce(draft);
  const known = new Map([...head.knownTurns].map(([id, turn]) => [id, turn.sequence]));
  return { draft, turns: takeTurns(draft, context, command, known) };
}

/** A message list must go on exactly where the stored list ends. */
function continueChain(draft: Draft, command: CommandOf<'turn'>): Refusal | null {
  if (command.chain === undefined) return null;
  const { chain } = draft.state;
  if (chain.length !== command.chain.length || chain.tail !== command.chain.tail)
    return {
      code: 'transcript_conflict',
      detail: `the stored list has ${chain.length} messages, the request continues after ${command.chain.length}`,
    };
  draft.state.chain = {
    length: chain.length + command.turns.length,
    tail: command.turns.at(-1)?.id ?? chain.tail,
  };
  return null;
}

function conflict(head: Head): CommandResult {
  return {
    kind: 'refused',
    code: 'command_conflict',
    detail: 'this id was used with other content',
    current: currentAnswer(head),
  };
}

const unknownWait: Waiting = { position: null, estimatedWaitSeconds: null };

function byOf({ state, sayAt }: Draft, defaultLanguage: string): { by?: string } {
  if (sayAt === undefined) return {};
  const language = state.language ?? defaultLanguage;
  return {
    by: instantText(sayAt, { now: state.lastAt, language, timeZone: state.timeZone ?? null }),
  };
}

/** What the answer tells of a waiting handoff; one that this step opened is announced by it. */
async function waitingOf(work: Work, draft: Draft, context: StepContext): Promise<Waiting> {
  const { connection, request } = work;
  const { ref } = request;
  const { state, say } = draft;
  const by = byOf(draft, context.policy.policy.default_language);
  if (needsWaiting(state)) {
    const { moment, backAtText } = await readMoment(connection, ref, draft, context);
    if (hasOpened(draft)) announceHandoff(draft, context, moment);
    return {
      position: moment.place,
      estimatedWaitSeconds: moment.expectedWaitSeconds,
      staffing: moment.staffing,
      backAt: moment.backAt,
      ...(backAtText === null ? {} : { backAtText }),
      ...by,
    };
  }
  if (say !== 'accepted' || state.ownerId === null) return { ...unknownWait, ...by };
  const name = await agentName(connection, ref.tenant, state.ownerId);
  return { ...unknownWait, ...by, agentName: name };
}

function currentAnswer(head: Head): ReturnType<typeof answerOf> | null {
  return head.state === null ? null : answerOf(head.state, head.policy.policy, null, unknownWait);
}

/** A refusal leaves no row. What a race reserved for it is given back. */
async function refused(work: Work, refusal: Refusal): Promise<Committed> {
  const { connection, request, head, ids } = work;
  const stray = strayOffer(request, head.state);
  if (stray !== null) await cancelOffer(connection, stray);
  await connection.query('delete from leases where id = $1', [ids.lease]);
  const result: CommandResult = { kind: 'refused', ...refusal, current: currentAnswer(head) };
  return unchanged(connection, request, head, result);
}

/** An offer whose conversation went on without it is called off; its capacity is free unless the agent holds the case. */
function strayOffer(request: CommitRequest, state: ConversationState | null): StrayOffer | null {
  const { command, ref } = request;
  const { type } = command;
  if (type !== 'offerMade' && type !== 'acceptOffer' && type !== 'rejectOffer') return null;
  if (state?.handoff?.offer?.id === command.offer_id) return null;
  const holds = state?.owner === 'agent' && state.ownerId === command.agent;
  return {
    ...ref,
    offer: command.offer_id,
    agent: command.agent,
    keepLease: holds,
    keepRejected: type === 'offerMade',
  };
}

async function unchanged(
  connection: Connection,
  request: CommitRequest,
  head: Head,
  result: CommandResult,
): Promise<Committed> {
  const known = request.knownVersion;
  const missed = known !== null && known < head.version;
  return {
    result,
    snapshot: known === null ? head.state : null,
    version: head.version,
    events: missed ? await eventsAfter(connection, request.ref, known) : [],
    deadlineAt: head.state === null ? null : nextDeadline(head.state),
    closed: head.state !== null && isClosed(head.state),
    wrote: false,
  };
}

function numbered(draft: Draft, before: number): NumberedEvent[] {
  return draft.events.map((event, index) => ({ ...event, sequence: before + index + 1 }));
}

/** What was said is kept beside the transcript, and the log says so: a page that reloads shows it again. */
function postNotice(work: Work, draft: Draft, result: CommandResult): Notice | null {
  if (result.kind !== 'done' || draft.say === null) return null;
  const { answer } = result;
  if (answer.say_to_customer === null) return null;
  const { notice: id } = work.ids;
  const key = draft.say;
  answer.notice_id = id;
  const handoff = draft.state.handoff?.id ?? null;
  draft.events.push(event('notice.posted', { notice_id: id, key, handoff_id: handoff }));
  return { id, key, content: answer.say_to_customer, language: draft.state.language };
}

async function stored(work: Work, step: Taken): Promise<Committed> {
  const { connection, request, head, hash } = work;
  const { command, ref } = request;
  const { draft } = step;
  const taken = step.turns?.taken ?? [];
  const returned = await pendingSegment(connection, ref, step);
  const result = resultOf(step, head.policy, returned);
  const notice = postNotice(work, draft, result);
  const events = numbered(draft, head.version);
  const record = {
    ref,
    command,
    hash,
    result,
    state: draft.state,
    before: head.version,
    events,
    turns: storedTurns(command, taken, draft.state),
    decided: taken,
    customer: customerOf(command),
    at: draft.state.lastAt,
  };
  if (events.length > 0 || head.state !== null) await writeCommit(connection, record);
  await writeTexts(connection, ref, {
    ...textsOf(command, work.ids.note, draft.state),
    notice,
    at: record.at,
  });
  const missed = request.knownVersion !== null && request.knownVersion < head.version;
  return {
    result,
    snapshot: request.knownVersion === null ? draft.state : null,
    version: head.version + events.length,
    events: missed ? await eventsAfter(connection, ref, request.knownVersion ?? 0) : events,
    deadlineAt: nextDeadline(draft.state),
    closed: isClosed(draft.state),
    wrote: true,
  };
}
