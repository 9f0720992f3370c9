/** I1 once, I2 in order, I3 unaltered: rows, event log, API and stream are compared with what was sent. */
import { isDeepStrictEqual } from 'node:util';
import { maskJson, maskText } from '../../domain/mask.ts';
import {
  countOf,
  fateOf,
  ofType,
  streamedTurnIds,
  type ConversationEvidence,
  type Fate,
} from './evidence.ts';
import { at, numberAt } from './http.ts';
import { enter, type Invariant, type Ledger } from './ledger.ts';
import type { Observations, PlayedConversation, Reply, SentTurn } from './observations.ts';

type Views = Record<string, unknown[]>;

function viewsOf(evidence: ConversationEvidence, played: PlayedConversation): Views {
  return {
    rows: evidence.turns.map((turn) => turn.id),
    events: ofType(evidence.events, 'turn.created').map(({ data }) => data.turn_id),
    api: played.read.map((turn) => turn.id),
    stream: streamedTurnIds(played),
  };
}

interface Occurrence {
  subject: string;
  id: string;
  least: 0 | 1;
  most: 0 | 1;
}

function checkOccurrence(ledger: Ledger, views: Views, wanted: Occurrence): void {
  const { subject, id, least, most } = wanted;
  for (const [view, ids] of Object.entries(views)) {
    const times = countOf(ids, id);
    enter(ledger, 'I1', {
      subject,
      holds: times >= least && times <= most,
      otherwise: `turn ${id} is ${times} times in ${view}, not ${least === most ? most : `at most ${most}`}`,
    });
  }
}

const expectedTimes: Record<Fate, Pick<Occurrence, 'least' | 'most'>> = {
  acknowledged: { least: 1, most: 1 },
  unknown: { least: 0, most: 1 },
  refused: { least: 0, most: 0 },
};

/** What must not change between two answers to the same turn. */
function essence({ status, body }: Reply): unknown {
  const fields = ['turn', 'decision', 'owner', 'epoch', 'status'];
  return [status, ...fields.map((name) => at(body, name) ?? null)];
}

function answeredAlike(ledger: Ledger, subject: string, sent: SentTurn): void {
  const [first, ...others] = sent.replies;
  if (first === undefined) return;
  for (const other of others)
    enter(ledger, 'I1', {
      subject,
      holds: isDeepStrictEqual(essence(first), essence(other)),
      otherwise: `turn ${sent.id} was answered differently the second time`,
    });
}

function checkOnce(
  ledger: Ledger,
  evidence: ConversationEvidence,
  played: PlayedConversation,
): void {
  const views = viewsOf(evidence, played);
  const subject = played.id;
  for (const sent of played.sent) {
    checkOccurrence(ledger, views, { subject, id: sent.id, ...expectedTimes[fateOf(sent)] });
    answeredAlike(ledger, subject, sent);
  }
  for (const { id, status } of played.agentReplies)
    if (status === 200) checkOccurrence(ledger, views, { subject, id, least: 1, most: 1 });
}

function isCount(numbers: readonly unknown[], last: number): boolean {
  return numbers.length === last && numbers.every((number, index) => number === index + 1);
}

function checkOrder(ledger: Ledger, evidence: ConversationEvidence): void {
  const { id: subject, head, turns, events, played } = evidence;
  const version = head?.version ?? 0;
  const last = head?.turn_sequence ?? 0;
  const views: [string, unknown[], number][] = [
    ['rows', turns.map((turn) => turn.sequence), last],
    ['event log', events.map((event) => event.sequence), version],
    ['turns of the log', ofType(events, 'turn.created').map(({ data }) => data.turn), last],
  ];
  if (played !== undefined)
    views.push(
      ['API', played.read.map((turn) => turn.sequence), last],
      ['stream', played.streamed.map((event) => event.id), version],
    );
  for (const [view, numbers, to] of views)
    enter(ledger, 'I2', {
      subject,
      holds: isCount(numbers, to),
      otherwise: `${view}: ${numbers.length} entries do not count 1 to ${to}`,
    });
  if (played !== undefined) checkSameOrder(ledger, evidence, played);
}

function checkSameOrder(
  ledger: Ledger,
  evidence: ConversationEvidence,
  played: PlayedConversation,
): void {
  const views = viewsOf(evidence, played);
  const rows = views['rows'] ?? [];
  for (const [view, ids] of Object.entries(views))
    enter(ledger, 'I2', {
      subject: played.id,
      holds: isDeepStrictEqual(ids, rows),
      otherwise: `${view} has the turns in another order than the rows`,
    });
  const sent = played.sent.map((turn) => turn.id);
  const order = rows.filter((id) => sent.includes(id as string));
  enter(ledger, 'I2', {
    subject: played.id,
    holds: isDeepStrictEqual(
      order,
      sent.filter((id) => rows.includes(id)),
    ),
    otherwise: 'the turns are stored in another order than they were sent',
  });
  for (const turn of played.sent) checkSequenceTold(ledger, evidence, turn);
}

function checkSequenceTold(ledger: Ledger, evidence: ConversationEvidence, sent: SentTurn): void {
  const told = numberAt(sent.replies[0]?.body, 'turn', 'sequence');
  if (told === undefined || fateOf(sent) !== 'acknowledged') return;
  const row = evidence.turns.find((turn) => turn.id === sent.id);
  enter(ledger, 'I2', {
    subject: evidence.id,
    holds: row?.sequence === told,
    otherwise: `turn ${sent.id} was acknowledged as ${told} and is stored as ${row?.sequence ?? 'nothing'}`,
  });
}

interface Original {
  role: string;
  content: string;
  tool_calls: unknown;
}

function originals(played: PlayedConversation): Map<string, Original> {
  const all = new Map<string, Original>();
  for (const { id, role, content, tool_calls: calls } of played.sent) {
    const masked = maskJson(calls ?? null);
    all.set(id, {
      role,
      content: maskText(content).text,
      tool_calls: masked.kind === 'masked' ? masked.value : null,
    });
  }
  for (const { id, content } of played.agentReplies)
    all.set(id, { role: 'agent', content: maskText(content).text, tool_calls: null });
  return all;
}

interface Found {
  view: string;
  id: string;
  turn: Partial<Original>;
}

function streamedTexts(played: PlayedConversation): Found[] {
  return played.streamed.flatMap(({ type, data }) => {
    const id = at(data, 'data', 'turn_id');
    const content = at(data, 'turn', 'content');
    if (type !== 'turn.created' || typeof id !== 'string' || typeof content !== 'string') return [];
    return [{ view: 'stream', id, turn: { content } }];
  });
}

function foundTurns({ turns, played }: ConversationEvidence): Found[] {
  const rows = turns.map(({ id, role, content, tool_calls: calls }) => ({
    view: 'rows',
    id,
    turn: { role, content, tool_calls: emptyAsNull(calls) },
  }));
  if (played === undefined) return rows;
  const read = played.read.map(({ id, role, content }) => ({
    view: 'API',
    id,
    turn: { role, content },
  }));
  return [...rows, ...read, ...streamedTexts(played)];
}

function checkUnaltered(ledger: Ledger, evidence: ConversationEvidence): void {
  const { played, id: subject } = evidence;
  const known = played === undefined ? new Map<string, Original>() : originals(played);
  for (const { view, id, turn } of foundTurns(evidence)) {
    const original = known.get(id);
    const same =
      original !== undefined &&
      Object.entries(turn).every(([name, value]) =>
        isDeepStrictEqual(value, original[name as keyof Original]),
      );
    const why = original === undefined ? 'was never sent' : 'is not as it was sent';
    enter(ledger, 'I3', { subject, holds: same, otherwise: `${view}: turn ${id} ${why}` });
  }
}

function emptyAsNull(calls: unknown): unknown {
  return Array.isArray(calls) && calls.length === 0 ? null : (calls ?? null);
}

/** The tenant-wide feed holds every event once, a conversation's in order: a late commit is never skipped. */
function checkFeed(ledger: Ledger, observations: Observations): void {
  const { feed, stored } = observations;
  if (feed === null) return;
  const times = new Map<string, number>();
  for (const place of feed) times.set(place, (times.get(place) ?? 0) + 1);
  for (const { conversation, sequence } of stored.events) {
    const count = times.get(`${conversation}/${sequence}`) ?? 0;
    enter(ledger, 'I1', {
      subject: conversation,
      holds: count === 1,
      otherwise: `event ${sequence} is ${count} times in the tenant's feed`,
    });
  }
  checkFeedOrder(ledger, feed);
}

function checkFeedOrder(ledger: Ledger, feed: readonly string[]): void {
  const last = new Map<string, number>();
  const invariant: Invariant = 'I2';
  for (const place of feed) {
    const [conversation = '', number = ''] = place.split('/');
    const before = last.get(conversation) ?? 0;
    const sequence = Number(number);
    enter(ledger, invariant, {
      subject: conversation,
      holds: sequence > before,
      otherwise: `event ${sequence} comes after ${before} in the tenant's feed`,
    });
    last.set(conversation, sequence);
  }
}

/** Checks I1, I2 and I3. */
export function checkTranscripts(
  ledger: Ledger,
  all: readonly ConversationEvidence[],
  observations: Observations,
): void {
  for (const evidence of all) {
    if (evidence.played !== undefined) checkOnce(ledger, evidence, evidence.played);
    checkOrder(ledger, evidence);
    checkUnaltered(ledger, evidence);
  }
  checkFeed(ledger, observations);
}
