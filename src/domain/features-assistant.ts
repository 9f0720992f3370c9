/** What assistant and tool turns show: refusals, offers, announcements, repetition, failures. */
import type { RoleReading } from './features-customer.ts';
import { findAny, flagsOf } from './features-customer.ts';
import type { DetectMemory, PersonOffer, SegmentCounts } from './features-memory.ts';
import { remember, rememberedAssistantTurns } from './features-memory.ts';
import { readRecords } from './features-record.ts';
import { bestSimilarity, sketchOf } from './features-sketch.ts';
import type { Clause, ReadText, Span } from './features-text.ts';
import { clausesOf, spanOf } from './features-text.ts';
import { lexiconsFor } from './features-language.ts';
import type { Lexicon } from './lexicon/lexicon.ts';
import type { ToolCall, Turn } from './turn.ts';

/** An assistant reuses phrases in honest work: only near copies count. */
const repeatAt = 0.8;

/** Handoff tools by the names that frameworks and products give them. */
const handoffTools = new Set([
  'handoff',
  'hand_off',
  'handoff_to_human',
  'hand_off_to_human',
  'handoff_to_agent',
  'transfer_to_human',
  'transfer_to_human_agent',
  'transfer_to_human_agents',
  'transfer_to_agent',
  'escalate_to_human',
  'escalate_to_agent',
  'request_human',
  'starthitl',
]);

/** Reads an assistant's turn. A turn without text (tool calls only) leaves offer and repetition as they are. */
export function readAssistant(
  before: DetectMemory,
  turn: Turn,
  read: ReadText,
  sequence: number,
): RoleReading {
  const memory = countCalls(before, turn.tool_calls ?? []);
  const calls = callsHandoff(turn.tool_calls ?? []);
  const clauses = clausesOf(read.text);
  if (clauses.length === 0) {
    return { features: { handoff_tool_called: calls }, evidence: [], topics: [], memory };
  }
  const lexicons = lexiconsFor(read.text);
  const offer = offerOf(read, lexicons, clauses);
  const { flags, evidence } = flagsOf(
    {
      refuses: findAny(read, lexicons, (lexicon) => lexicon.assistant.refusal),
      unbacked_claim: unbackedClaimOf(memory, read, { lexicons, clauses }),
      apology: findAny(read, lexicons, (lexicon) => lexicon.assistant.apology),
      identity_failure: findAny(read, lexicons, (lexicon) => lexicon.assistant.identityFailure),
      offers_person: offer.span,
      announces_transfer: announcementOf(read, lexicons, clauses),
    },
    sequence,
  );
  const sketch = sketchOf(read.text);
  const likeness = sketch.length < 4 ? 0 : bestSimilarity(sketch, memory.assistantSketches);
  return {
    features: {
      refuses: flags['refuses'] === true,
      offers_person: flags['offers_person'] === true,
      announces_transfer: flags['announces_transfer'] === true,
      unbacked_claim: flags['unbacked_claim'] === true,
      handoff_tool_called: calls,
      assistant_similarity: likeness,
    },
    evidence: evidence.filter((item) => item.feature !== 'apology'),
    topics: [],
    memory: {
      ...memory,
      segment: countAssistant(memory.segment, flags, likeness >= repeatAt),
      offer: offer.kind,
      assistantSketches: remember(sketch, memory.assistantSketches, rememberedAssistantTurns),
    },
  };
}

function callsHandoff(calls: ToolCall[]): boolean {
  return calls.some((call) => handoffTools.has(call.name.toLowerCase()));
}

/** Names of tools that only read; what is named otherwise may have changed something. */
const readingTool =
  /^(?:calculate|check|compute|count|describe|escalate|fetch|find|get|hand_?off|has|is|list|look|lookup|query|read|request_human|retrieve|search|see|show|think|track|transfer_to|validate|verify|view)(?:_|$)/;

/** `getOrder`, `orders.get_order` and `crm__get-order` only read, too. */
function onlyReads({ name }: ToolCall): boolean {
  const last = name.split(/__|[.:/]/).at(-1) ?? name;
  const words = last.replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2').replaceAll('-', '_');
  return readingTool.test(words.toLowerCase());
}

function countCalls(memory: DetectMemory, calls: readonly ToolCall[]): DetectMemory {
  if (calls.length === 0) return memory;
  const { segment } = memory;
  const changes = calls.filter((call) => !onlyReads(call)).length;
  return {
    ...memory,
    segment: {
      ...segment,
      toolCalls: (segment.toolCalls ?? 0) + calls.length,
      changes: (segment.changes ?? 0) + changes,
    },
  };
}

/** Silent where no tool was ever seen: such a bot may change things that we are not told of. */
function unbackedClaimOf(
  { segment }: DetectMemory,
  read: ReadText,
  { lexicons, clauses }: { lexicons: readonly Lexicon[]; clauses: Clause[] },
): Span | null {
  if ((segment.toolCalls ?? 0) === 0 || (segment.changes ?? 0) > 0) return null;
  const claiming = clauses.find(
    ({ text, question }) =>
      !question && lexicons.some((lexicon) => text.search(lexicon.assistant.claim) >= 0),
  );
  return claiming === undefined ? null : spanOf(read, claiming.start, claiming.end);
}

function countAssistant(
  segment: SegmentCounts,
  flags: Record<string, boolean>,
  repeats: boolean,
): SegmentCounts {
  const refuses = flags['refuses'] === true;
  return {
    ...segment,
    assistantTurns: segment.assistantTurns + 1,
    refusals: segment.refusals + Number(refuses),
    refusalRun: refuses ? segment.refusalRun + 1 : 0,
    apologies: segment.apologies + Number(flags['apology']),
    unbackedClaims: (segment.unbackedClaims ?? 0) + Number(flags['unbacked_claim']),
    personOffers: segment.personOffers + Number(flags['offers_person']),
    assistantRepeats: segment.assistantRepeats + Number(repeats),
    assistantRepeatRun: repeats ? segment.assistantRepeatRun + 1 : 0,
    identityFailures: segment.identityFailures + Number(flags['identity_failure']),
  };
}

interface Offer {
  kind: PersonOffer;
  span: Span | null;
}

/** An offer is the assistant's question only when no other question stands beside it. */
function offerOf(read: ReadText, lexicons: readonly Lexicon[], clauses: Clause[]): Offer {
  const offering = clauses.filter((clause) => speaksOf(clause, lexicons, 'offer'));
  const last = offering.at(-1);
  if (last === undefined) return { kind: 'none', span: null };
  const span = spanOf(read, last.start, last.end);
  const others = clauses.some((clause) => clause.question && !offering.includes(clause));
  if (!last.question) return { kind: others ? 'choice' : 'statement', span };
  const choice = others || /, or | or (?:is|would|are|do|shall|should) /.test(last.text);
  return { kind: choice ? 'choice' : 'question', span };
}

function speaksOf(
  clause: Clause,
  lexicons: readonly Lexicon[],
  kind: 'offer' | 'conditional' | 'announcement',
): boolean {
  return lexicons.some((lexicon) => clause.text.search(lexicon.assistant[kind]) >= 0);
}

function announcementOf(
  read: ReadText,
  lexicons: readonly Lexicon[],
  clauses: Clause[],
): Span | null {
  for (const clause of clauses) {
    if (clause.question || !speaksOf(clause, lexicons, 'announcement')) continue;
    if (announces(clause, lexicons)) return spanOf(read, clause.start, clause.end);
  }
  return null;
}

/** In one and the same language the thought announces, and nothing in it makes that a condition. */
function announces(clause: Clause, lexicons: readonly Lexicon[]): boolean {
  return lexicons.some(
    (lexicon) =>
      clause.text.search(lexicon.assistant.announcement) >= 0 &&
      clause.text.search(lexicon.assistant.conditional) < 0,
  );
}

const failure = /^\s{0,9}(?:error\b|\{\s{0,9}"error"\s{0,9}:\s{0,9}(?!null|false|""))/i;

/** Reads a tool's turn: failed by its flag, or by a content that begins with an error. */
export function readTool(
  memory: DetectMemory,
  turn: Turn,
  read: ReadText,
  sequence: number,
): RoleReading {
  const failed = turn.error ?? failure.test(turn.content);
  const { segment } = memory;
  const lexicons = lexiconsFor(read.text);
  const records = readRecords(turn.content);
  const whole = { start: 0, end: Math.min(turn.content.length, 80) };
  const { flags, evidence } = flagsOf(
    {
      record_blocked: records.blocked ? whole : null,
      record_ended: records.ended ? whole : null,
      tool_error: failed ? whole : null,
      security_lock: findAny(read, lexicons, (lexicon) => lexicon.customer.identityTrouble),
    },
    sequence,
  );
  return {
    features: flags,
    evidence,
    topics: [],
    memory: {
      ...memory,
      segment: {
        ...segment,
        toolErrors: segment.toolErrors + Number(failed),
        toolErrorRun: failed ? segment.toolErrorRun + 1 : 0,
        sinceProgress: failed ? segment.sinceProgress : 0,
      },
    },
  };
}
